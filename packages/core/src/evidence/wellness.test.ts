import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { unknownDay } from './wellness-day.ts'
import { mergedDay, mergedMornings, WELLNESS_SOURCES, type WellnessEntry } from './wellness-sources.ts'

const entry = (told: Partial<WellnessEntry>): WellnessEntry => ({
  ...unknownDay('2026-03-01'),
  source: 'CHECK_IN',
  ...told,
})

describe('S8.6 one morning out of several sources', () => {
  it('the athlete’s word comes first, figure by figure, and each says where it is from', () => {
    const day = mergedDay('2026-03-01', [
      entry({ source: 'HRV4TRAINING', hrvRmssdMs: 60, restingHrBpm: 47, sick: true }),
      entry({ source: 'CHECK_IN', restingHrBpm: 49, fatigue: 2, sick: false }),
      entry({ source: 'INTERVALS', hrvRmssdMs: 62, weightKg: 70 }),
    ])
    expect(day).toEqual({
      ...unknownDay('2026-03-01'),
      hrvRmssdMs: 62,
      restingHrBpm: 49,
      fatigue: 2,
      weightKg: 70,
      sick: false,
      origins: {
        hrvRmssdMs: 'INTERVALS',
        restingHrBpm: 'CHECK_IN',
        fatigue: 'CHECK_IN',
        weightKg: 'INTERVALS',
        sick: 'CHECK_IN',
      },
    })
  })

  it('is by date, whatever the order they were told in', () => {
    const source = fc.constantFrom(...WELLNESS_SOURCES)
    const date = fc.constantFrom('2026-03-01', '2026-03-02', '2026-03-03')
    const one = fc.record({ source, date, sleepS: fc.option(fc.nat(30000), { nil: null }) })
    const entries = fc.uniqueArray(one, { selector: (told) => `${told.source} ${told.date}` })
    fc.assert(
      fc.property(entries, (list) => {
        const told = list.map((each) => entry(each))
        const days = mergedMornings(told)
        expect(days.map((day) => day.date)).toEqual([...new Set(list.map((each) => each.date))].sort())
        expect(mergedMornings(told.toReversed())).toEqual(days)
        for (const day of days)
          if (day.sleepS === null)
            expect(list.every((each) => each.date !== day.date || each.sleepS === null)).toBe(true)
      }),
    )
  })
})
