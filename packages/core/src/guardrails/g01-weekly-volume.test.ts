import { describe, expect, it } from 'vitest'
import { findings, sentences, toldWeeks, verdictOf } from '../testing/judge.ts'
import { fixturePlan, type FixtureSession } from '../testing/plan-fixture.ts'

const runs = (km: number): FixtureSession[] => [
  { day: 'TUE', km: km / 4 },
  { day: 'THU', km: km / 4 },
  { day: 'SAT', km: km / 4 },
  { day: 'SUN', km: km / 4 },
]
const rides = (min: number): FixtureSession[] => [
  { day: 'WED', min: min / 2 },
  { day: 'SUN', min: min / 2 },
]

describe('G01 weekly volume', () => {
  it.each([
    // base 40: soft 44, hard 46; 0.25 km of rounding either way
    [44.2, []],
    [44.3, ['S 2']],
    [46.2, ['S 2']],
    [46.3, ['H 2']],
  ])('%d km after 40 km: %j', (km, expected) => {
    expect(findings('G01', fixturePlan({ weeks: [runs(40), runs(km)] }))).toEqual(expected)
  })
  it('takes the best of the last four weeks, so a week after cutback may return', () => {
    expect(findings('G01', fixturePlan({ weeks: [runs(40), runs(44), runs(30), runs(48)] }))).toEqual([])
    expect(
      findings('G01', fixturePlan({ weeks: [runs(44), runs(30), runs(30), runs(30), runs(30), runs(44)] })),
    ).toEqual(['H 6'])
  })
  it('looks back on weeks before the plan and leaves week 1 to G25', () => {
    const plan = fixturePlan({ weeks: [runs(30), runs(46.2)] })
    expect(findings('G01', plan)).toEqual(['H 2'])
    expect(findings('G01', plan, { history: toldWeeks([{ km: 40 }]), today: '2026-03-02' })).toEqual(['S 2'])
    expect(
      findings('G01', fixturePlan({ weeks: [runs(90)] }), { history: toldWeeks([{ km: 10 }]), today: '2026-03-02' }),
    ).toEqual([])
  })
  it('leaves the race out of its own week and counts it for the weeks after', () => {
    const raceWeek: FixtureSession[] = [
      { day: 'TUE', km: 10 },
      { day: 'SUN', km: 42.2, kind: 'race' },
    ]
    expect(findings('G01', fixturePlan({ weeks: [runs(40), raceWeek, runs(57)] }))).toEqual([])
  })
  it('counts an unknown week of the past as unknown, not as zero', () => {
    const history = toldWeeks([{ km: 40 }, {}, {}, {}])
    expect(findings('G01', fixturePlan({ weeks: [runs(20), runs(26)] }), { history, today: '2026-03-02' })).toEqual([
      'H 2',
    ])
  })
  it('measures rides in minutes', () => {
    const plan = (min: number) => fixturePlan({ sport: 'ride', weeks: [rides(300), rides(min)] })
    expect(findings('G01', plan(346))).toEqual([])
    expect(findings('G01', plan(348))).toEqual(['S 2'])
    expect(findings('G01', plan(376))).toEqual(['S 2'])
    expect(findings('G01', plan(378))).toEqual(['H 2'])
  })
  it('says week, volume, share and limit', () => {
    expect(sentences('G01', fixturePlan({ weeks: [runs(40), runs(48)] }))).toEqual([
      'Week 2 has 48 km of running, 20 % more than the best of the four weeks before (40 km). We allow up to 46 km.',
    ])
  })
  it('keeps the closest approach in the verdict', () => {
    const verdict = verdictOf('G01', fixturePlan({ weeks: [runs(40), runs(43), runs(44)] }))
    expect(verdict).toMatchObject({ status: 'kept', measured: 43, soft: 44, hard: 46, unit: 'km', week: 2 })
  })
  it('names the unit it measured in', () => {
    const riding = verdictOf('G01', fixturePlan({ sport: 'ride', weeks: [rides(300), rides(310)] }))
    expect(riding).toMatchObject({ unit: 'min', measured: 310 })
    expect(verdictOf('G01', fixturePlan({ weeks: [runs(40)] })).unit).toBe('km')
  })
  it('is wider for a template', () => {
    const plan = fixturePlan({ weeks: [runs(40), runs(40), runs(40), runs(40), runs(40), runs(49.9)] })
    expect(findings('G01', plan)).toEqual(['H 6'])
    expect(findings('G01', plan, { profile: 'template' })).toEqual(['S 6'])
  })
  it('once the plan runs, takes what was done for the days that are over', () => {
    const plan = fixturePlan({ weeks: [runs(40), runs(40), runs(45)] })
    const done = { activities: [{ date: '2026-03-06', sport: 'run' as const, durationS: 6000, distanceM: 20_000 }] }
    expect(findings('G01', plan, { history: done, today: '2026-03-09' })).toEqual(['H 2', 'S 3'])
    expect(findings('G01', plan, { history: null, today: '2026-03-09' })).toEqual(['S 3'])
  })
})
