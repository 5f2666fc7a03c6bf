import { describe, expect, it } from 'vitest'
import { findings, sentences, toldWeeks, verdictOf } from '../testing/judge.ts'
import { FIXTURE_START, fixturePlan, type FixtureSession } from '../testing/plan-fixture.ts'

/** A week of `minutes` of running, one session of it with `work` minutes at a fraction of threshold. */
const week = (minutes: number, work: number, at: number): FixtureSession[] => [
  { day: 'TUE', min: minutes / 2, work: { min: work, at } },
  { day: 'SAT', min: minutes / 2 },
]
const judge = (minutes: number, work: number, at: number) =>
  findings('G10', fixturePlan({ weeks: [week(minutes, work, at)] }))

describe('G10 work in one session', () => {
  it.each([
    ['marathon pace', 0.94, 300, 60],
    ['half marathon pace', 0.98, 300, 60],
    ['threshold', 1, 300, 30],
    ['interval pace', 1.07, 300, 24],
    ['repetition pace', 1.16, 300, 15],
  ])('holds %s (%d of threshold) in a week of %d min to %d min', (_name, at, minutes, cap) => {
    expect(judge(minutes, cap, at)).toEqual([])
    // whole repetitions may end a minute above
    expect(judge(minutes, cap + 1, at)).toEqual([])
    expect(judge(minutes, cap + 1.1, at)).toEqual(['H 1'])
  })
  it('always allows a small dose and never more than the most', () => {
    expect(judge(80, 15, 1)).toEqual([])
    expect(judge(80, 16.1, 1)).toEqual(['H 1'])
    expect(judge(80, 15, 1.05)).toEqual([])
    expect(judge(80, 20, 0.95)).toEqual([])
    expect(judge(600, 40, 1)).toEqual([])
    expect(judge(600, 41.1, 1)).toEqual(['H 1'])
  })
  it('measures a lighter week against the best of the four before it', () => {
    const weeks = [week(300, 0, 1), week(150, 30, 1)]
    expect(findings('G10', fixturePlan({ weeks }))).toEqual([])
    expect(findings('G10', fixturePlan({ weeks: weeks.slice(1) }))).toEqual(['H 1'])
    const known = { history: toldWeeks([{ min: 300 }]), today: FIXTURE_START }
    expect(findings('G10', fixturePlan({ weeks: weeks.slice(1) }), known)).toEqual([])
  })
  it('leaves strides, tests and rides alone', () => {
    const strides = fixturePlan({ weeks: [week(100, 0.5, 1.22)] })
    expect(verdictOf('G10', strides).measured).toBeNull()
    const test: FixtureSession = { day: 'TUE', min: 60, work: { min: 40, at: 1 }, focus: 'TEST' }
    expect(findings('G10', fixturePlan({ weeks: [[test]] }))).toEqual([])
    expect(findings('G10', fixturePlan({ sport: 'ride', weeks: [week(100, 40, 1)] }))).toEqual([])
  })
  it('says the figures', () => {
    expect(sentences('G10', fixturePlan({ weeks: [week(300, 40, 1)] }))).toEqual([
      'The run on Tuesday 3 March holds 40 min at threshold. In this week we keep it within 30 min, 10 % of the running.',
    ])
  })
})
