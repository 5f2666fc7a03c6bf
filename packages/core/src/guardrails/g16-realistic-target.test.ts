import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Level } from '../athlete/sport.ts'
import type { Threshold } from '../athlete/thresholds.ts'
import { thresholdSpeed } from '../athlete/training-paces.ts'
import type { TrainingHistory } from '../evidence/history.ts'
import type { CourseDemand } from '../library/course-emphasis.ts'
import { assessFeasibility } from '../plan/feasibility.ts'
import type { Goal, GoalKind } from '../plan/goal.ts'
import { neededLong } from '../plan/goal-volume.ts'
import { weeksOf } from '../plan/plan.ts'
import type { PlanningInput } from '../plan/planning-input.ts'
import { assessRaceTarget } from '../plan/race-target.ts'
import { startingPoint } from '../plan/starting-point.ts'
import { findings, sentences, toldWeeks, verdictOf } from '../testing/judge.ts'
import { FIXTURE_START, fixturePlan } from '../testing/plan-fixture.ts'
import { planningAthlete } from '../testing/planning-athlete.ts'
import { addDays } from '../time/local-date.ts'
import type { Leaf } from '../workout/awp.ts'
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
/** What a flat course of a gran fondo asks for. */
const FLAT_FONDO: CourseDemand = {
  event: 'fondo',
  basis: 'time',
  climbShare: 0,
  steepShare: 0,
  flatShare: 1,
  longestClimbMin: 0,
  ascentMPerKm: 0,
  hours: 5,
}
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
  it('is silent without a wish, without form, with a rough threshold and once the plan runs', () => {
    expect(verdictOf('G16', wish(undefined), known).detail).toBe('No time and no power is wished for.')
    expect(verdictOf('G16', wish(1800)).status).toBe('not-judged')
    const rough = { ...known, thresholds: [{ ...vdot50, confidence: 'LOW' as const }] }
    expect(verdictOf('G16', wish(1800), rough).status).toBe('not-judged')
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
      target: {
        ok: true,
        value: {
          wished: 1800,
          honest: { targetTimeS: 2385 },
          verdict: 'red',
          text: '30:00 is 27.4 % faster than the 41:20 your form gives today; 8 weeks of training bring at most 4 %. The nearest honest time is 39:45.',
        },
      },
    })
    const modest = authorPlan(input(2450))
    expect(modest.ok && modest.plan.goal.targetTimeS).toBe(2450)
    expect(modest.ok && modest.feasibility.target).toMatchObject({ value: { verdict: 'green' } })
  })
  it('says how much faster, and what the weeks bring', () => {
    expect(sentences('G16', wish(2400), known)).toEqual([
      '40:00 is 3.2 % faster than the 41:20 your form gives today; 8 weeks of training usually bring up to 3 %, at most 4 %.',
    ])
  })
})

describe('G16 realistic target of a ride', () => {
  const ftp = (value: number, confidence: Threshold['confidence'] = 'HIGH'): Threshold => ({
    sport: 'ride',
    name: 'ftpW',
    value,
    from: '2026-01-01',
    method: 'athlete',
    confidence,
  })
  const past = toldWeeks([{ min: 420 }, { min: 420 }, { min: 420 }, { min: 420 }], 'ride')
  const rider: Partial<ReviewFacts> = { history: past, today: TODAY, thresholds: [ftp(200)] }
  const ride = (goal: Partial<Goal>, level: Level = 'INTERMEDIATE') =>
    fixturePlan({
      level,
      weeks: [[{ day: 'TUE', min: 60 }]],
      targetDate: RACE,
      goal: { kind: 'GRAN_FONDO', sport: 'ride', date: RACE, ...goal },
    })
  it.each<[GoalKind, number, number, Level, string[]]>([
    // eight weeks bring 3 %, at most 4 %; a gran fondo of five hours is ridden at .78 of 200 W
    ['GRAN_FONDO', 5, 156, 'INTERMEDIATE', []],
    ['GRAN_FONDO', 5, 160, 'INTERMEDIATE', []],
    ['GRAN_FONDO', 5, 161, 'INTERMEDIATE', ['S -']],
    ['GRAN_FONDO', 5, 163, 'INTERMEDIATE', ['H -']],
    ['GRAN_FONDO', 5, 163, 'BEGINNER', []],
    ['GRAN_FONDO', 5, 300, 'INTERMEDIATE', ['H -']],
    // as high in three hours, lower in eight
    ['GRAN_FONDO', 3, 160, 'INTERMEDIATE', []],
    ['GRAN_FONDO', 8, 156, 'INTERMEDIATE', ['H -']],
    ['GRAVEL_200', 12, 136, 'INTERMEDIATE', []],
    ['GRAVEL_200', 12, 142, 'INTERMEDIATE', ['H -']],
    ['CRIT', 1, 200, 'INTERMEDIATE', []],
    ['CRIT', 1, 209, 'INTERMEDIATE', ['H -']],
    // 20 min are FTP / .95
    ['TT', 1, 206, 'INTERMEDIATE', []],
    ['TT', 1 / 3, 216, 'INTERMEDIATE', []],
    ['TT', 1 / 3, 220, 'INTERMEDIATE', ['H -']],
  ])('%s of %d h at %d W, %s: %j', (kind, hours, targetPowerW, level, expected) => {
    expect(findings('G16', ride({ kind, targetTimeS: hours * 3600, targetPowerW }, level), rider)).toEqual(expected)
  })
  it('reads a short time trial off critical power where it is known', () => {
    const critical: Threshold[] = [
      ftp(200),
      { ...ftp(200), name: 'cpW', value: 205 },
      { ...ftp(200), name: 'wPrimeJ', value: 24_000 },
    ]
    // 205 + 24000 / 600 = 245 W for ten minutes
    const ten = (targetPowerW: number) =>
      findings('G16', ride({ kind: 'TT', targetTimeS: 600, targetPowerW }), { ...rider, thresholds: critical })
    expect(ten(252)).toEqual([])
    expect(ten(256)).toEqual(['H -'])
  })
  it('says what FTP gives, what the weeks bring and the nearest honest power', () => {
    expect(sentences('G16', ride({ targetPowerW: 300 }), rider)).toEqual([
      '300 W is 92.3 % more than the 156 W your FTP of 200 W gives for 5:00 h today; 8 weeks of training bring at most 4 %. The nearest honest power is 162 W.',
    ])
  })
  it('judges no power by a rough FTP or none, and no time without its course', () => {
    const rough = verdictOf('G16', ride({ targetPowerW: 300 }), { ...rider, thresholds: [ftp(200, 'LOW')] })
    expect(rough).toMatchObject({
      status: 'not-judged',
      detail: 'No measured FTP says what power you can hold today. A 20-minute test would.',
    })
    expect(verdictOf('G16', ride({ targetPowerW: 300 }), { ...rider, thresholds: [] }).status).toBe('not-judged')
    expect(verdictOf('G16', ride({ targetTimeS: 3 * 3600 }), rider)).toMatchObject({
      status: 'not-judged',
      detail:
        'A ride’s time is judged over its course. Add the course, or name the power you wish for. Until then we plan for 5:00 h.',
    })
  })
  it('judges a time by the power it takes over the course', () => {
    // a straight line of logarithms: 140 W take 6 h, 156 W 5.6 h, so 5 h take 156 × (5 / 5.6)^−1.57 = 186 W
    const power = { careful: { powerW: 140, hours: 6 }, strong: { powerW: 156, hours: 5.6 } }
    const course = { ...FLAT_FONDO, hours: 5.8, power }
    const [sentence] = sentences('G16', ride({ targetTimeS: 5 * 3600 }), { ...rider, course })
    expect(sentence).toMatch(
      /^5:00:00 takes 186 W over this course, 19\.\d % more than the 156 W your FTP of 200 W gives for 5:00 h today; 8 weeks of training bring at most 4 %\. The nearest honest time is 5:\d\d:00\.$/,
    )
    expect(findings('G16', ride({ targetTimeS: 5.6 * 3600 }), { ...rider, course })).toEqual([])
    // held for 5:40 h: .78 − .1 × ln(5.67 / 5) / ln(12 / 5) of 200 W are 153 W, which take 5:40 h
    expect(verdictOf('G16', ride({ targetTimeS: 9 * 3600 }), { ...rider, course }).detail).toBe(
      'Your FTP of 200 W gives 5:40 h over this course today; 9:00:00 is within it.',
    )
    // a criterium is as long as it is
    expect(verdictOf('G16', ride({ kind: 'CRIT', targetTimeS: 1800 }), { ...rider, course }).detail).toBe(
      'No time and no power is wished for.',
    )
  })
  const input = (goal: Partial<Goal>, thresholds: readonly Threshold[], course?: CourseDemand): PlanningInput => ({
    planId: 'plan',
    today: TODAY,
    goal: { kind: 'GRAN_FONDO', sport: 'ride', date: addDays(RACE, 28), ...goal },
    ...(course ? { course } : {}),
    history: past,
    athlete: planningAthlete({ sport: 'ride', level: 'INTERMEDIATE', thresholds, targets: { ride: 'power' } }),
  })
  const raceOf = (authored: ReturnType<typeof authorPlan>) => {
    if (!authored.ok) throw new Error(authored.refused.reason)
    const race = weeksOf(authored.plan)
      .flatMap((week) => week.workouts)
      .find((workout) => workout.race)
    return (race!.workout.steps[0] as Leaf).power
  }
  it('a gran fondo at 300 W with an FTP of 200 W is planned at the nearest honest power', () => {
    const authored = authorPlan(input({ targetPowerW: 300 }, [ftp(200)]))
    if (!authored.ok) throw new Error(authored.refused.reason)
    // .78 of 200 W and 6 % for twelve weeks
    expect(authored.plan.goal.targetPowerW).toBe(165)
    expect(authored.feasibility).toMatchObject({ verdict: 'amber', target: { value: { verdict: 'red' } } })
    expect(raceOf(authored)).toEqual({ type: 'steady', value: 0.825 })
    expect(authored.report.ok).toBe(true)
  })
  it('a power nobody can judge paces no race', () => {
    expect(raceOf(authorPlan(input({ targetPowerW: 300 }, [ftp(200, 'LOW')])))).toEqual({ type: 'steady', value: 0.72 })
  })
  it('the nearest honest wish is never out of reach itself, and a smaller wish is kept', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<GoalKind>('GRAN_FONDO', 'CRIT', 'TT', 'GRAVEL_200'),
        fc.integer({ min: 80, max: 400 }),
        fc.option(fc.integer({ min: 50, max: 700 }), { nil: undefined }),
        fc.option(fc.integer({ min: 600, max: 20 * 3600 }), { nil: undefined }),
        fc.option(
          fc.record({
            hours: fc.double({ min: 0.5, max: 18, noNaN: true }),
            gain: fc.double({ min: 0.01, max: 0.2, noNaN: true }),
          }),
          { nil: undefined },
        ),
        fc.integer({ min: 0, max: 52 }),
        fc.constantFrom<Level>('BEGINNER', 'ADVANCED'),
        (kind, ftpW, powerW, timeS, way, weeks, level) => {
          const course: CourseDemand | undefined = way && {
            ...FLAT_FONDO,
            hours: way.hours * (1 - way.gain / 2),
            power: {
              careful: { powerW: 0.7 * ftpW, hours: way.hours },
              strong: { powerW: 0.78 * ftpW, hours: way.hours * (1 - way.gain) },
            },
          }
          const judge = (goal: Goal) =>
            assessRaceTarget({ goal, today: TODAY, level, thresholds: [ftp(ftpW)], history: past, course, weeks })
          const goal: Goal = {
            kind,
            sport: 'ride',
            date: RACE,
            ...(powerW === undefined ? {} : { targetPowerW: powerW }),
            ...(timeS === undefined ? {} : { targetTimeS: timeS }),
          }
          const first = judge(goal)
          if (!first?.ok) return
          const { honest, verdict } = first.value
          const again = judge({ ...goal, ...honest })
          expect(again).toMatchObject({ ok: true })
          expect(again?.ok && again.value.verdict).not.toBe('red')
          expect(honest.targetPowerW ?? 0).toBeLessThanOrEqual(powerW ?? 0)
          expect(honest.targetTimeS ?? 0).toBeGreaterThanOrEqual(timeS ?? 0)
          if (verdict !== 'red') expect({ ...goal, ...honest }).toEqual(goal)
          else expect({ ...goal, ...honest }).not.toEqual(goal)
          expect(first.value.text).not.toMatch(/NaN|Infinity|undefined|  |honest \./)
        },
      ),
      { numRuns: 400 },
    )
  })
  it('a wish to be quick makes no event easier to prepare for', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<GoalKind>('GRAN_FONDO', 'GRAVEL_200', 'TT', 'CRIT'),
        fc.integer({ min: 300, max: 20 * 3600 }),
        fc.option(fc.integer({ min: 30, max: 700 }), { nil: undefined }),
        (kind, targetTimeS, targetPowerW) => {
          const bare = assessFeasibility(input({ kind }, [ftp(200)]))
          const wished = assessFeasibility(
            input({ kind, targetTimeS, ...(targetPowerW === undefined ? {} : { targetPowerW }) }, [ftp(200)]),
          )
          expect(wished.weeksHard).toBeGreaterThanOrEqual(bare.weeksHard!)
          expect(wished.weeksRecommended).toBeGreaterThanOrEqual(bare.weeksRecommended!)
          const start = startingPoint(input({ kind }, [ftp(200)]))
          const goal: Goal = { kind, sport: 'ride', targetTimeS }
          expect(neededLong(goal, start)).toBeGreaterThanOrEqual(neededLong({ kind, sport: 'ride' }, start))
        },
      ),
      { numRuns: 200 },
    )
  })
})
