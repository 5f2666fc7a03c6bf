import { describe, expect, it } from 'vitest'
import { findings, sentences, toldWeeks } from '../testing/judge.ts'
import { fixturePlan, type FixturePlan } from '../testing/plan-fixture.ts'

const weeksOf = (km: readonly number[]): FixturePlan['weeks'] =>
  km.map((each) => [
    { day: 'TUE', km: each / 3 },
    { day: 'THU', km: each / 3 },
    { day: 'SUN', km: each / 3 },
  ])
const judge = (km: readonly number[], options: Partial<FixturePlan> = {}) =>
  findings('G05', fixturePlan({ weeks: weeksOf(km), ...options }))

describe('G05 lighter weeks', () => {
  it('warns at the fourth loading week and stops the fifth', () => {
    expect(judge([30, 33, 36])).toEqual([])
    expect(judge([30, 33, 36, 39])).toEqual(['S 4'])
    expect(judge([30, 33, 36, 39, 42])).toEqual(['S 4', 'H 5'])
  })
  it('takes 85 % of the best of three weeks for a lighter week, not 86 %', () => {
    expect(judge([30, 33, 36, 36 * 0.85, 36, 39, 42])).toEqual([])
    expect(judge([30, 33, 36, 36 * 0.86])).toEqual(['S 4'])
  })
  it('takes a long run of 80 % with up to 95 % of the week as well', () => {
    const long = (total: number, longest: number): FixturePlan['weeks'][number] => [
      { day: 'TUE', km: (total - longest) / 3 },
      { day: 'WED', km: (total - longest) / 3 },
      { day: 'THU', km: (total - longest) / 3 },
      { day: 'SUN', km: longest, kind: 'long' },
    ]
    const before = [long(30, 12), long(33, 13), long(36, 14)]
    expect(findings('G05', fixturePlan({ weeks: [...before, long(34.1, 11.2)] }))).toEqual([])
    expect(findings('G05', fixturePlan({ weeks: [...before, long(34.1, 11.4)] }))).toEqual(['S 4'])
    expect(findings('G05', fixturePlan({ weeks: [...before, long(34.5, 11.2)] }))).toEqual(['S 4'])
  })
  it('is one week earlier from 50 years, for a new beginner, and with an injury', () => {
    expect(judge([30, 33, 36], { birthYear: 1976 })).toEqual(['S 3'])
    expect(judge([30, 33, 36, 39], { birthYear: 1970 })).toEqual(['S 3', 'H 4'])
    const plan = fixturePlan({ weeks: weeksOf([30, 33, 36]), level: 'BEGINNER' })
    expect(findings('G05', plan, { history: toldWeeks([{ km: 30 }]), today: '2026-03-02' })).toEqual(['S 3'])
    const flags = [{ kind: 'INJURY' as const, part: 'knee', startDate: '2026-02-20' }]
    expect(findings('G05', fixturePlan({ weeks: weeksOf([30, 33, 36]) }), { flags, today: '2026-03-02' })).toEqual([
      'S 3',
    ])
  })
  it('only warns of steady weeks', () => {
    expect(judge([40, 40, 40, 40, 40, 40])).toEqual(['S 4', 'S 5', 'S 6'])
  })
  it('says how many weeks and what is allowed', () => {
    expect(sentences('G05', fixturePlan({ weeks: weeksOf([30, 33, 36, 39, 42]) }))[1]).toBe(
      'Week 5 makes 5 loading weeks in a row. We plan a lighter week after 4 at the latest.',
    )
  })
})
