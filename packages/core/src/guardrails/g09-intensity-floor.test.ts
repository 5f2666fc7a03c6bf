import { describe, expect, it } from 'vitest'
import type { Strategy } from '../plan/goal.ts'
import { findings, sentences, verdictOf } from '../testing/judge.ts'
import { fixturePlan, type FixtureSession } from '../testing/plan-fixture.ts'

/** A week of 100 min × `scale` in four sessions, `mid` % of it at threshold and `high` % above. */
const week = (mid: number, high: number, scale = 3): FixtureSession[] => [
  { day: 'MON', min: 25 * scale },
  { day: 'TUE', min: 25 * scale, work: { min: high * scale, at: 1.07 } },
  { day: 'THU', min: 25 * scale, work: { min: Math.min(25, mid) * scale, at: 0.95 } },
  { day: 'SAT', min: 25 * scale, work: { min: Math.max(0, mid - 25) * scale, at: 0.95 } },
]
const judge = (mid: number, high: number, scale = 3, strategy: Strategy = 'LINEAR') =>
  findings('G09', fixturePlan({ strategy, weeks: [week(mid, high, scale)] }))

describe('G09 easy share of the week', () => {
  it.each([
    [3, 22, 30],
    [2, 30, 40],
  ])('in a week of %d × 100 min warns below %d %% of work and stops beyond %d %%', (scale, soft, hard) => {
    expect(judge(soft, 0, scale)).toEqual([])
    expect(judge(soft + 1, 0, scale)).toEqual(['S 1'])
    expect(judge(hard, 0, scale)).toEqual(['S 1'])
    expect(judge(hard + 1, 0, scale)).toEqual(['H 1'])
  })
  it('counts a week of 4 h as a full one', () => {
    expect(judge(25, 0, 2.39)).toEqual([])
    expect(judge(25, 0, 2.4)).toEqual(['S 1'])
  })
  it('holds time above threshold to 12 and 20 %, polarized plans to 17 and 25 %', () => {
    expect(judge(0, 12)).toEqual([])
    expect(judge(0, 13)).toEqual(['S 1'])
    expect(judge(0, 20)).toEqual(['S 1'])
    expect(judge(0, 21)).toEqual(['H 1'])
    expect(judge(0, 17, 3, 'POLARIZED')).toEqual([])
    expect(judge(0, 18, 3, 'POLARIZED')).toEqual(['S 1'])
    // a quarter above threshold leaves 75 % easy
    expect(judge(0, 25, 3, 'POLARIZED')).toEqual(['S 1', 'S 1'])
  })
  it('leaves out recovery weeks, weeks of one session and weeks that reach into the taper', () => {
    expect(findings('G09', fixturePlan({ weeks: [week(40, 0)], recovery: [1] }))).toEqual([])
    expect(findings('G09', fixturePlan({ weeks: [[{ day: 'MON', min: 40, kind: 'hard' }]] }))).toEqual([])
    const beforeRace = [week(0, 0), week(40, 0), [{ day: 'SUN', km: 10, kind: 'race' } as const]]
    expect(findings('G09', fixturePlan({ weeks: beforeRace }))).toEqual([])
    expect(findings('G09', fixturePlan({ weeks: [week(40, 0), ...beforeRace] }))).toEqual(['H 1'])
  })
  it('says both figures, and the closest it came', () => {
    expect(sentences('G09', fixturePlan({ weeks: [week(25, 0)] }))).toEqual([
      'Week 1 is 75 % easy. We keep at least 78 % of the time easy.',
    ])
    expect(verdictOf('G09', fixturePlan({ weeks: [week(20, 0)] })).measured).toBe(0.8)
  })
})
