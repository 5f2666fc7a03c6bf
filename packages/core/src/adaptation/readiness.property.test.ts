import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plausible, SCALES, unknownDay, WELLNESS_NUMBERS, type WellnessDay } from '../evidence/wellness-day.ts'
import { addDays } from '../time/local-date.ts'
import { readinessOn, type ReadinessLevel } from './readiness.ts'

const TODAY = '2026-03-31'
const RANK: Record<ReadinessLevel, number> = { UNKNOWN: 0, GREEN: 0, AMBER: 1, RED: 2 }
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null, freq: 4 })
const scale = maybe(fc.integer({ min: 1, max: 5 }))

const days: fc.Arbitrary<WellnessDay[]> = fc
  .array(
    fc.record({
      hrvRmssdMs: maybe(fc.double({ min: 20, max: 120, noNaN: true })),
      restingHrBpm: maybe(fc.integer({ min: 40, max: 65 })),
      sleepS: maybe(fc.integer({ min: 3 * 3600, max: 9 * 3600 })),
      fatigue: scale,
      soreness: scale,
      stress: scale,
      mood: scale,
      sick: maybe(fc.boolean()),
    }),
    { minLength: 0, maxLength: 75 },
  )
  .map((list) => list.map((day, index) => ({ ...unknownDay(addDays(TODAY, -index)), ...day })))

const rank = (told: readonly WellnessDay[]): number => RANK[readinessOn(told, TODAY).level]
const lately = (date: string): boolean => date > addDays(TODAY, -7)

describe('S8.6 for all mornings', () => {
  it('more heart at rest, less sleep, worse answers in the last week never raise the level', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 15 }), fc.integer({ min: 0, max: 4 }), (told, bpm, worse) => {
        const worsened = told.map((day) => {
          if (!lately(day.date)) return day
          const answers = Object.fromEntries(
            SCALES.map((key) => [key, day[key] === null ? null : Math.min(5, day[key] + worse)]),
          )
          return {
            ...day,
            ...answers,
            restingHrBpm: day.restingHrBpm === null ? null : day.restingHrBpm + bpm,
            sleepS: day.sleepS === null ? null : Math.max(0, day.sleepS - worse * 1800),
          }
        })
        expect(rank(worsened)).toBeGreaterThanOrEqual(rank(told))
      }),
      { numRuns: 300 },
    )
  })

  it('a bad answer where there was none never raises the level', () => {
    fc.assert(
      fc.property(days, (told) => {
        const today = told[0] ?? unknownDay(TODAY)
        const bad = { ...today, sleepS: today.sleepS ?? 4 * 3600 }
        for (const key of SCALES) bad[key] ??= 5
        expect(rank([bad, ...told.slice(1)])).toBeGreaterThanOrEqual(rank(told))
      }),
      { numRuns: 300 },
    )
  })

  it('a lower HRV of the whole week never raises the level, unless the week was high', () => {
    fc.assert(
      fc.property(days, fc.double({ min: 0.5, max: 1, noNaN: true }), (told, factor) => {
        const before = readinessOn(told, TODAY)
        fc.pre(!before.signals[0]!.reason.code.startsWith('hrv-high'))
        const lower = told.map((day) =>
          lately(day.date) && day.hrvRmssdMs !== null ? { ...day, hrvRmssdMs: day.hrvRmssdMs * factor } : day,
        )
        expect(rank(lower)).toBeGreaterThanOrEqual(RANK[before.level])
      }),
      { numRuns: 300 },
    )
  })

  it('what is unknown is no number: only told mornings count, in any order', () => {
    fc.assert(
      fc.property(days, fc.integer(), (told, seed) => {
        const silent = [...told, unknownDay(addDays(TODAY, -80)), unknownDay(addDays(TODAY, 1))]
        const shuffled = silent.toSorted((a, b) => (a.date + seed < b.date + seed ? 1 : -1))
        expect(readinessOn(shuffled, TODAY)).toEqual(readinessOn(told, TODAY))
        for (const { level, reason } of readinessOn(told, TODAY).signals)
          if (level === 'UNKNOWN') expect(Object.keys(reason.facts)).not.toContain('valueMs')
      }),
      { numRuns: 100 },
    )
  })

  it('a value that no living adult has is unknown', () => {
    for (const figure of WELLNESS_NUMBERS) {
      expect(plausible(figure, -1)).toBeNull()
      expect(plausible(figure, Number.NaN)).toBeNull()
      expect(plausible(figure, 1e9)).toBeNull()
    }
    expect(plausible('hrvRmssdMs', 45)).toBe(45)
  })
})
