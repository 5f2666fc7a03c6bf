import { describe, expect, it } from 'vitest'
import type { HistoryActivity } from '../evidence/history.ts'
import { findings, sentences, toldWeeks, verdictOf } from '../testing/judge.ts'
import { FIXTURE_START, fixturePlan, type FixtureSession } from '../testing/plan-fixture.ts'
import { addDays } from '../time/local-date.ts'
import { correctPlan } from './correct-plan.ts'
import type { ReviewFacts } from './review-facts.ts'

const TODAY = addDays(FIXTURE_START, -1)
/** Eight weeks of four runs of 10 km in an hour, 40 km each; the last run is `days` whole days before today. */
const pause = (days: number, sport: 'run' | 'ride' = 'run'): Partial<ReviewFacts> => {
  const last = addDays(TODAY, -1 - days)
  const activities = Array.from({ length: 8 }, (_, back) =>
    [0, 2, 4, 5].map((day): HistoryActivity => ({
      date: addDays(last, -7 * back - day),
      sport,
      durationS: 3600,
      distanceM: sport === 'run' ? 10_000 : null,
    })),
  ).flat()
  return { history: { activities }, today: TODAY }
}
const runs = (km: number): FixtureSession[] => [
  { day: 'TUE', km: km / 4 },
  { day: 'THU', km: km / 4 },
  { day: 'SAT', km: km / 4 },
  { day: 'SUN', km: km / 4 },
]
const plan = (...km: number[]) => fixturePlan({ weeks: km.map(runs) })

describe('G18 return after a break', () => {
  it('is silent without a break, without a history, and inside the athlete’s rhythm', () => {
    expect(verdictOf('G18', plan(60)).status).toBe('not-judged')
    expect(verdictOf('G18', plan(60), pause(3)).detail).toBe('No break from training asks for a return.')
    expect(findings('G18', plan(60), pause(3))).toEqual([])
  })
  it.each<[number, number[], string[]]>([
    // the week before the break is 40 km; 0.25 km of rounding
    [4, [36.2], []],
    [4, [36.3], ['H 1']],
    [7, [28.2, 36.2], []],
    [7, [28.3, 36.3], ['H 1', 'H 2']],
    [21, [20.2, 20.2, 30.2], []],
    [21, [20.3, 20.3, 30.3], ['H 1', 'H 2', 'H 3']],
    // a third is 13.2 km; at 3 m/s 14 km are 78 min, which is safe for anyone (docs/adr/0006)
    [35, [14, 16.3, 20.2, 20.2, 30.2], ['H 2']],
    [60, [13.2, 16.3, 16.3, 20.3, 20.2, 20.3], ['H 2', 'H 3', 'H 4', 'H 6']],
  ])('after %d days off %j km: %j', (days, km, expected) => {
    expect(findings('G18', plan(...km), pause(days))).toEqual(expected)
  })
  it('stands in place of G25 and G01 while it runs', () => {
    // the four weeks before hold nothing: G25 would allow 8 km, G01 25 and 30 km
    const facts = pause(28)
    const back = plan(20, 20, 30, 30)
    expect(findings('G25', back, facts)).toEqual([])
    expect(findings('G01', back, facts)).toEqual([])
    // then from what the return has reached: 30 km, at most 35
    expect(findings('G01', plan(20, 20, 30, 30, 35.2), facts)).toEqual(['S 5'])
    expect(findings('G01', plan(20, 20, 30, 30, 35.3), facts)).toEqual(['H 5'])
    expect(findings('G25', plan(9), { history: toldWeeks([{ km: 0 }]), today: TODAY })).toEqual([])
  })
  it('counts no week up to 85 % of the usual as a loading week', () => {
    const facts = pause(28)
    expect(findings('G05', plan(20, 20, 30, 30, 32, 33, 34, 35), facts)).toEqual(['S 8'])
  })
  it('keeps hard work to the third day after 4 to 6 days off', () => {
    const hardOn = (day: FixtureSession['day']) =>
      fixturePlan({
        weeks: [
          [
            { day: 'TUE', min: 40 },
            { day, min: 50, kind: 'hard' },
          ],
        ],
      })
    expect(findings('G18', hardOn('WED'), pause(5))).toEqual(['H 1'])
    expect(findings('G18', hardOn('THU'), pause(5))).toEqual([])
    expect(sentences('G18', hardOn('WED'), pause(5))).toEqual([
      'The hard session on Wednesday 4 March is on day 2 after 5 days off. Two easy days come first.',
    ])
  })
  it('holds no work above threshold in the first week after 7 to 13 days off', () => {
    const week: FixtureSession[] = [
      { day: 'TUE', min: 40, work: { min: 10, at: 1 } },
      { day: 'FRI', min: 40, work: { min: 3, at: 1.1 } },
    ]
    expect(findings('G18', fixturePlan({ weeks: [week.slice(0, 1), week] }), pause(10))).toEqual([])
    expect(findings('G18', fixturePlan({ weeks: [week] }), pause(10))).toEqual(['H 1'])
  })
  it('is easy until 75 %, with strides from the second week', () => {
    const stride: FixtureSession = { day: 'FRI', min: 30, work: { min: 0.5, at: 1.3 } }
    const tempo: FixtureSession = { day: 'FRI', min: 30, work: { min: 10, at: 0.95 } }
    const weeks = (session: FixtureSession) =>
      fixturePlan({ weeks: Array.from({ length: 4 }, () => [{ day: 'TUE', min: 30 } as const, session]) })
    // 28 days: 50, 50, 75, 75 %
    expect(findings('G18', weeks(stride), pause(28))).toEqual(['H 1'])
    expect(findings('G18', weeks(tempo), pause(28))).toEqual(['H 1', 'H 2'])
  })
  it('measures a break from riding in minutes', () => {
    const rides = (min: number) =>
      fixturePlan({
        sport: 'ride',
        weeks: [
          [
            { day: 'WED', min: min / 2 },
            { day: 'SUN', min: min / 2 },
          ],
        ],
      })
    // 240 min a week, 70 % are 168
    expect(findings('G18', rides(170), pause(10, 'ride'))).toEqual([])
    expect(findings('G18', rides(171), pause(10, 'ride'))).toEqual(['H 1'])
  })
  it('lets G03 step from half the last longest run after more than 30 days off', () => {
    // half of 10 km is 5: hard max(1.1·5, 5 + 1.6, 1.15·5, 5 + .34·5) = 6.7 km and 0.1 for rounding
    const longest = (km: number) => fixturePlan({ weeks: [[{ day: 'TUE', km }]] })
    expect(findings('G03', longest(6.6), pause(35))).toEqual([])
    expect(findings('G03', longest(6.8), pause(35))).toEqual(['S 1'])
    expect(findings('G03', longest(6.9), pause(35))).toEqual(['H 1'])
  })
  it('is mended: less volume, easy in place of work too early', () => {
    const facts = { history: null, today: null, ...pause(21) } satisfies ReviewFacts
    const eager = fixturePlan({
      weeks: [
        [
          { day: 'TUE', km: 8 },
          { day: 'THU', km: 8, kind: 'hard' },
          { day: 'SUN', km: 9 },
        ],
        runs(20),
      ],
    })
    expect(findings('G18', eager, facts)).toEqual(['H 1', 'H 1'])
    const mended = correctPlan(eager, facts)
    expect(mended.report.ok).toBe(true)
    const first = mended.plan.blocks[0]!.weeks[0]!
    expect(first.distanceTargetM).toBeLessThanOrEqual(20_250)
    expect(first.workouts.some((session) => session.hard)).toBe(false)
    const tooSoon = fixturePlan({ weeks: [[{ day: 'TUE', min: 50, kind: 'hard' }]] })
    expect(correctPlan(tooSoon, { ...facts, ...pause(5) }).plan.blocks[0]!.weeks[0]!.workouts[0]!.hard).toBe(false)
  })
  it('says days off, share and limit', () => {
    expect(sentences('G18', plan(25), pause(21))).toEqual([
      'Week 1 has 25 km of running. After 21 days off it begins at 50 % of the week before the break: at most 20 km.',
    ])
  })
})
