import { describe, expect, it } from 'vitest'
import type { TrainingHistory } from '../evidence/history.ts'
import { findings, sentences, toldWeeks, verdictOf } from '../testing/judge.ts'
import { fixturePlan, type FixtureSession } from '../testing/plan-fixture.ts'

const DAYS = ['TUE', 'THU', 'SAT', 'SUN'] as const
const runs = (km: number): FixtureSession[] => DAYS.map((day) => ({ day, km: km / 4 }))
const today = '2026-03-02'
const judge = (sessions: FixtureSession[], history: TrainingHistory | null) =>
  findings('G25', fixturePlan({ weeks: [sessions] }), { history, today })
const NOTHING: TrainingHistory = { activities: [] }

describe('G25 first week', () => {
  it('is at most the mean of the last four known weeks and 2 km', () => {
    const history = toldWeeks([{ km: 28 }, { km: 32 }, { km: 36 }, { km: 24 }])
    expect(judge(runs(32.2), history)).toEqual([])
    expect(judge(runs(32.3), history)).toEqual(['H 1'])
  })
  it('leaves unknown weeks out of the mean', () => {
    expect(judge(runs(38), toldWeeks([{}, { km: 36 }, {}, {}]))).toEqual([])
    expect(judge(runs(38.3), toldWeeks([{}, { km: 36 }, {}, {}]))).toEqual(['H 1'])
  })
  it('after weeks of nothing allows 8 km or 90 min (docs/adr)', () => {
    const nothing = toldWeeks([{ km: 0 }, { km: 0 }, { km: 0 }, { km: 0 }])
    expect(
      judge(
        DAYS.slice(0, 3).map((day) => ({ day, min: 30 })),
        nothing,
      ),
    ).toEqual([])
    expect(judge(runs(17), nothing)).toEqual(['H 1'])
  })
  it('of an unknown runner allows 90 min in runs of 30', () => {
    expect(
      judge(
        DAYS.slice(0, 3).map((day) => ({ day, min: 30 })),
        NOTHING,
      ),
    ).toEqual([])
    expect(
      judge(
        DAYS.map((day) => ({ day, min: 30 })),
        NOTHING,
      ),
    ).toEqual(['H 1'])
    expect(judge([{ day: 'TUE', min: 31 }], NOTHING)).toEqual(['H 1'])
  })
  it('of an unknown rider allows 135 min in rides of 45', () => {
    const rides = (min: number) =>
      fixturePlan({ sport: 'ride', weeks: [DAYS.slice(0, 3).map((day) => ({ day, min }))] })
    expect(findings('G25', rides(45), { history: NOTHING, today })).toEqual([])
    // each of the three, and all together
    expect(findings('G25', rides(46), { history: NOTHING, today })).toEqual(['H 1', 'H 1', 'H 1', 'H 1'])
  })
  it('lets a rider begin with the mean and 30 min', () => {
    const history = toldWeeks([{ min: 200 }, { min: 200 }, { min: 200 }, { min: 200 }], 'ride')
    const rides = (min: number) =>
      fixturePlan({
        sport: 'ride',
        weeks: [
          [
            { day: 'SAT', min: min / 2 },
            { day: 'SUN', min: min / 2 },
          ],
        ],
      })
    expect(findings('G25', rides(232), { history, today })).toEqual([])
    expect(findings('G25', rides(234), { history, today })).toEqual(['H 1'])
  })
  it('is not judged without a history, nor once the plan has begun', () => {
    expect(verdictOf('G25', fixturePlan({ weeks: [runs(90)] })).status).toBe('not-judged')
    expect(
      findings('G25', fixturePlan({ weeks: [runs(90)] }), { history: toldWeeks([{ km: 10 }]), today: '2026-03-04' }),
    ).toEqual([])
  })
  it('says the week, the mean and the limit', () => {
    expect(sentences('G25', fixturePlan({ weeks: [runs(40)] }), { history: toldWeeks([{ km: 30 }]), today })).toEqual([
      'The first week has 40 km of running; your last weeks had 30 km on average. We start with at most 32 km.',
    ])
  })
})
