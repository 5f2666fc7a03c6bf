import { describe, expect, it } from 'vitest'
import type { FixturePlan, FixtureSession } from '../testing/plan-fixture.ts'
import { everyDay, fixturePlan } from '../testing/plan-fixture.ts'
import { findings, sentences, verdictOf } from '../testing/judge.ts'

const long = (day: FixtureSession['day']): FixtureSession[] => [
  { day, min: 80, kind: 'long' },
  { day: 'WED', min: 40 },
]
const judge = (day: FixtureSession['day'], options: Partial<FixturePlan> = {}) =>
  findings('G14', fixturePlan({ weeks: [long(day)], longDay: 'SUN', ...options }))

describe('G14 your long day', () => {
  it('warns when the day is a wish and stops when it is pinned', () => {
    expect(judge('SUN')).toEqual([])
    expect(judge('SAT')).toEqual(['S 1'])
    expect(judge('SAT', { longDayPinned: true })).toEqual(['H 1'])
    expect(judge('SUN', { longDayPinned: true })).toEqual([])
  })
  it('leaves out weeks whose long day has no time, and race weeks', () => {
    const noSunday = { slots: everyDay(90).slots.filter((slot) => slot.day !== 'SUN') }
    expect(judge('SAT', { longDayPinned: true, availability: noSunday })).toEqual([])
    expect(judge('SAT', { longDayPinned: true, availability: { slots: [], blackoutDates: ['2026-03-08'] } })).toEqual(
      [],
    )
    const race: FixtureSession[] = [...long('SAT'), { day: 'SUN', km: 10, kind: 'race' }]
    expect(findings('G14', fixturePlan({ weeks: [race], longDay: 'SUN', longDayPinned: true }))).toEqual([])
  })
  it('says so when no long day is set', () => {
    expect(verdictOf('G14', fixturePlan({ weeks: [long('SAT')] })).status).toBe('not-judged')
    expect(sentences('G14', fixturePlan({ weeks: [long('SAT')], longDay: 'SUN' }))).toEqual([
      'The long session of week 1 stands on Saturday 7 March; your long day is Sunday.',
    ])
  })
})
