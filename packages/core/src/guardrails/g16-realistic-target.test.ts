import { describe, expect, it } from 'vitest'
import type { Level } from '../athlete/sport.ts'
import type { Threshold } from '../athlete/thresholds.ts'
import { thresholdSpeed } from '../athlete/training-paces.ts'
import type { TrainingHistory } from '../evidence/history.ts'
import type { PlanningInput } from '../plan/planning-input.ts'
import { findings, sentences, toldWeeks, verdictOf } from '../testing/judge.ts'
import { FIXTURE_START, fixturePlan } from '../testing/plan-fixture.ts'
import { planningAthlete } from '../testing/planning-athlete.ts'
import { addDays } from '../time/local-date.ts'
import { authorPlan } from './author-plan.ts'
import type { ReviewFacts } from './review-facts.ts'

const TODAY = addDays(FIXTURE_START, -1)
const RACE = addDays(FIXTURE_START, 8 * 7 - 1)
const history = toldWeeks([{ km: 40 }, { km: 40 }, { km: 40 }, { km: 40 }])
/** VDOT 50 runs 10 km in 2479.6 s (science.md S1.3). */
const vdot50: Threshold = {
  sport: 'run',
  name: 'thresholdSpeedMps',
  value: thresholdSpeed(50),
  from: '2026-01-01',
  method: 'race-vdot',
  confidence: 'HIGH',
}
const known: Partial<ReviewFacts> = { history, today: TODAY, thresholds: [vdot50] }
const wish = (targetTimeS: number | undefined, level: Level = 'INTERMEDIATE') =>
  fixturePlan({
    level,
    weeks: [[{ day: 'TUE', km: 8 }]],
    targetDate: RACE,
    goal: { kind: '10K', sport: 'run', date: RACE, ...(targetTimeS === undefined ? {} : { targetTimeS }) },
  })
const faster = (share: number): number => 2479.6 * (1 - share)

describe('G16 realistic target', () => {
  it.each<[Level, number, string[]]>([
    // eight weeks: 3 % and 8/12 of 6 %; beginners 5 % and 8/12 of 10 %
    ['INTERMEDIATE', 0.029, []],
    ['INTERMEDIATE', 0.031, ['S -']],
    ['INTERMEDIATE', 0.039, ['S -']],
    ['INTERMEDIATE', 0.041, ['H -']],
    ['BEGINNER', 0.049, []],
    ['BEGINNER', 0.051, ['S -']],
    ['BEGINNER', 0.066, ['S -']],
    ['BEGINNER', 0.067, ['H -']],
    ['ADVANCED', -0.1, []],
  ])('%s, %d faster in eight weeks: %j', (level, share, expected) => {
    expect(findings('G16', wish(faster(share), level), known)).toEqual(expected)
  })
  it('is linear in weeks', () => {
    const far = { ...wish(faster(0.075)), targetDate: addDays(RACE, 56) }
    // sixteen weeks: 6 % and 8 %
    expect(findings('G16', far, known)).toEqual(['S -'])
  })
  it('reads form from a race where no threshold is given, and from no easy run', () => {
    const run = (race: boolean): TrainingHistory => ({
      activities: [{ date: addDays(TODAY, -10), sport: 'run', durationS: 2480, distanceM: 10_000, race }],
    })
    const judged = (past: TrainingHistory) => verdictOf('G16', wish(faster(0.041)), { history: past, today: TODAY })
    expect(judged(run(true)).status).toBe('broken')
    expect(judged(run(false))).toMatchObject({
      status: 'not-judged',
      detail: 'No measured threshold and no race says what you can run today.',
    })
  })
  it('is silent without a wish, without form, with a rough threshold, for rides and once the plan runs', () => {
    expect(verdictOf('G16', wish(undefined), known).detail).toBe('No time is wished for.')
    expect(verdictOf('G16', wish(1800)).status).toBe('not-judged')
    const rough = { ...known, thresholds: [{ ...vdot50, confidence: 'LOW' as const }] }
    expect(verdictOf('G16', wish(1800), rough).status).toBe('not-judged')
    const ride = fixturePlan({
      weeks: [[{ day: 'TUE', min: 60 }]],
      targetDate: RACE,
      goal: { kind: 'TT', sport: 'ride', targetTimeS: 1200 },
    })
    expect(findings('G16', ride, known)).toEqual([])
    expect(findings('G16', wish(1800), { ...known, today: addDays(FIXTURE_START, 1) })).toEqual([])
  })
  it('is answered by the author with the nearest honest time, and both are told', () => {
    const input = (targetTimeS: number): PlanningInput => ({
      planId: 'plan',
      today: TODAY,
      goal: { kind: '10K', sport: 'run', date: RACE, targetTimeS },
      history,
      athlete: planningAthlete({ sport: 'run', level: 'INTERMEDIATE', thresholds: [vdot50] }),
    })
    const authored = authorPlan(input(1800))
    if (!authored.ok) throw new Error(authored.refused.reason)
    // 4 % off 2479.6 s are 2380.4: 39:45 in steps of 5 s
    expect(authored.plan.goal.targetTimeS).toBe(2385)
    expect(authored.report.verdicts.find(({ rule }) => rule === 'G16')?.status).toBe('warned')
    expect(authored.feasibility).toMatchObject({
      verdict: 'amber',
      target: { wishedS: 1800, honestS: 2385, verdict: 'red' },
    })
    expect(authored.feasibility.text).toContain(
      '30:00 is 27.4 % faster than the 41:20 your form gives today; 8 weeks of training bring at most 4 %. The nearest honest time is 39:45.',
    )
    const modest = authorPlan(input(2450))
    expect(modest.ok && modest.plan.goal.targetTimeS).toBe(2450)
    expect(modest.ok && modest.feasibility.target?.verdict).toBe('green')
  })
  it('says how much faster, and what the weeks bring', () => {
    expect(sentences('G16', wish(2400), known)).toEqual([
      '40:00 is 3.2 % faster than the 41:20 your form gives today; 8 weeks of training usually bring up to 3 %, at most 4 %.',
    ])
  })
})
