import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { planningAthlete } from '../testing/planning-athlete.ts'
import { FIXTURE_START, fixturePlan, fixtureWorkout } from '../testing/plan-fixture.ts'
import { seededPlanningInput } from '../testing/seeded-athlete.ts'
import { buildWorkout } from '../library/build-workout.ts'
import { isWarmSeason } from '../time/warm-season.ts'
import type { Leaf } from '../workout/awp.ts'
import { loadContext } from '../workout/leaf-load.ts'
import type { Advice, AdviceContext } from './advice.ts'
import { buildPlan } from './build-plan.ts'
import { assessFeasibility } from './feasibility.ts'
import type { PlannedWorkout, WorkoutFocus } from './plan.ts'
import { workoutsOf } from './plan.ts'
import type { PlanningInput } from './planning-input.ts'
import { raceWorkout } from './race-session.ts'
import { adviceContextOf, sessionAdvice } from './session-advice.ts'
import { mainWork } from './work-steps.ts'

const CONTEXT: AdviceContext = {
  thresholds: { thresholdSpeedMps: 4, ftpW: 250, lthrBpm: 165 },
  flags: [],
  level: 'INTERMEDIATE',
  goalKind: 'MARATHON',
  targetTimeS: null,
  daysToRace: 40,
  isWarmSeason: true,
  isNewFocus: false,
}
const fixture = (told: Parameters<typeof fixtureWorkout>[0]): PlannedWorkout =>
  fixtureWorkout(told, 1, FIXTURE_START, told.sport)
/** A session of steps: warm-up, repeats with rests, cool-down. */
function repeats(
  focus: WorkoutFocus,
  leaf: Partial<Leaf>,
  { sport = 'run' as 'run' | 'ride', times = 5, warmupS = 900 } = {},
): PlannedWorkout {
  const base = fixture({ day: 'TUE', min: 60, kind: 'hard', sport })
  const easy = sport === 'run' ? { pace: steady(0.76) } : { power: steady(0.55) }
  return {
    ...base,
    focus,
    hard: true,
    workout: {
      schemaVersion: '1.0',
      sport,
      meta: { title: 'Repeats' },
      steps: [
        ...(warmupS > 0 ? [{ type: 'Warmup' as const, duration: warmupS, ...easy }] : []),
        {
          type: 'Repeat',
          times,
          content: [{ type: 'Interval', duration: 180, ...leaf }],
          restBetween: { type: 'Rest', duration: 120, ...easy },
        },
      ],
    },
  }
}
const steady = (value: number) => ({ type: 'steady' as const, value })
const of = (workout: PlannedWorkout, code: string, context: Partial<AdviceContext> = {}): Advice | undefined =>
  sessionAdvice(workout, { ...CONTEXT, ...context }).find((line) => line.code === code)
const codes = (workout: PlannedWorkout, context: Partial<AdviceContext> = {}): string[] =>
  sessionAdvice(workout, { ...CONTEXT, ...context }).map((line) => line.code)

describe('N01 how it should feel', () => {
  it.each([
    ['THRESHOLD', 7, 7, 'phrases'],
    ['TEMPO', 5, 5, 'sentences'],
    ['VO2_MAX', 8, 8, 'words'],
    ['ANAEROBIC_CAPACITY', 8, 9, 'nothing'],
    ['TEST', 9, 10, 'nothing'],
  ] as const)('%s is S8.4’s %d to %d, with the talk test', (focus, rpeLow, rpeHigh, talk) => {
    const advice = of(repeats(focus, { pace: steady(1) }), 'effort')
    expect(advice?.facts).toMatchObject({ rpeLow, rpeHigh, talk, newFocus: false })
  })
  it('adds half a point in the first two weeks of a focus', () => {
    const advice = of(repeats('THRESHOLD', { pace: steady(1) }), 'effort', { isNewFocus: true })
    expect(advice?.facts).toMatchObject({ rpeLow: 7, rpeHigh: 7.5, newFocus: true })
  })
  it('says the effort a step names, where it names one', () => {
    const advice = of(repeats('VO2_MAX', { rpe: steady(9) }), 'effort')
    expect(advice?.facts).toMatchObject({ rpeLow: 9, rpeHigh: 9 })
  })
  it('tells the work inside a long session apart', () => {
    const long = { ...repeats('LONG', { pace: steady(0.94) }), focus: 'LONG' as const }
    expect(of(long, 'effort')?.facts).toMatchObject({ rpeLow: 4, rpeHigh: 5, work: 5 })
    expect(of(fixture({ day: 'SUN', min: 100, kind: 'long' }), 'effort')?.facts).toMatchObject({ work: null })
  })
  it('calls a focus new for two weeks of the plan', () => {
    const plan = fixturePlan({
      weeks: [
        [{ day: 'TUE', min: 50, kind: 'hard' }],
        [{ day: 'TUE', min: 50, kind: 'hard' }],
        [],
        [{ day: 'WED', min: 50, kind: 'hard' }],
      ],
    })
    const athlete = { thresholds: {}, flags: [], timeZone: 'UTC' }
    const isNew = workoutsOf(plan).map((workout) => adviceContextOf(plan, workout, athlete).isNewFocus)
    expect(isNew).toEqual([true, true, false])
  })
})

describe('N02 pain and illness', () => {
  const knee = [{ kind: 'INJURY' as const, part: 'knee', startDate: '2026-02-20' }]
  it('come first, also in an easy run, where they are the only line', () => {
    expect(codes(fixture({ day: 'TUE', min: 40 }), { flags: knee })).toEqual(['pain'])
    expect(of(fixture({ day: 'TUE', min: 40 }), 'pain', { flags: knee })?.facts).toEqual({ part: 'knee', sport: 'run' })
    expect(codes(fixture({ day: 'TUE', min: 40 }), { flags: [{ kind: 'ILLNESS', startDate: '2026-02-20' }] })).toEqual([
      'illness',
    ])
  })
  it('are not said before the flag begins, nor for an easy ride', () => {
    expect(codes(fixture({ day: 'TUE', min: 40 }), { flags: [{ ...knee[0]!, startDate: '2026-06-01' }] })).toEqual([
      'effort',
    ])
    expect(codes(fixture({ day: 'TUE', min: 40, sport: 'ride' }), { flags: knee })).toEqual(['effort'])
  })
})

describe('N03 when a set is over', () => {
  it('allows a short repeat more than a long one, and a run half of a ride', () => {
    const ride = (duration: number) =>
      of(repeats('VO2_MAX', { duration, power: steady(1.1) }, { sport: 'ride' }), 'falls-short')
    expect([60, 180, 300, 600, 1200].map((s) => ride(s)?.facts.percent)).toEqual([11, 8, 6, 5, 4])
    const run = of(repeats('VO2_MAX', { pace: steady(1.08) }), 'falls-short')
    expect(run?.facts.percent).toBe(4)
    // 4 % under 1.08 of 4 m/s
    expect(run?.facts.speedMps).toBeCloseTo(4.1472, 6)
  })
  it('names no number without a threshold', () => {
    const run = of(repeats('VO2_MAX', { pace: steady(1.08) }), 'falls-short', { thresholds: {} })
    expect(run?.facts.speedMps).toBeNull()
  })
  it('starts from the slow end of a range', () => {
    const run = of(repeats('THRESHOLD', { pace: { type: 'range', min: 0.98, max: 1.02 } }), 'falls-short')
    expect(run?.facts.speedMps).toBeCloseTo(0.98 * 4 * 0.96, 6)
  })
  it('goes by effort where the step does: two points above what it asks (S8.1)', () => {
    const advice = of(repeats('THRESHOLD', { pace: steady(1), rpe: steady(7), primary: 'rpe' }), 'feels-too-hard')
    expect(advice?.facts).toEqual({ rpe: 9, repeats: true })
    expect(codes(repeats('ANAEROBIC_CAPACITY', { pace: steady(1.2), rpe: steady(9), primary: 'rpe' }))).not.toContain(
      'feels-too-hard',
    )
  })
  it('N03: goes by feel where the work is a pattern or each repeat another one, never by the power of one piece', () => {
    const built = (id: string, focus: WorkoutFocus, sport: 'run' | 'ride'): PlannedWorkout => ({
      ...fixture({ day: 'TUE', min: 60, kind: 'hard', sport }),
      focus,
      hard: true,
      workout: buildWorkout(id, 5),
    })
    for (const workout of [
      built('B35', 'RACE_SPECIFIC', 'ride'),
      built('B19', 'THRESHOLD', 'ride'),
      built('R40', 'RACE_SPECIFIC', 'run'),
      built('R23', 'THRESHOLD', 'run'),
    ]) {
      expect(of(workout, 'falls-short')).toBeUndefined()
      expect(of(workout, 'feels-too-hard')?.facts).toMatchObject({ rpe: 9, repeats: true })
    }
    expect(of(built('B11', 'TEMPO', 'ride'), 'falls-short')?.facts.percent).toBe(8)
  })
  it('ends sprints when they slow down, and never ends a test', () => {
    expect(codes(repeats('NEUROMUSCULAR_POWER', { power: steady(1.8) }, { sport: 'ride' }))).toContain('sprint-slower')
    expect(sessionAdvice(repeats('TEST', { pace: steady(1.05) }), CONTEXT).some((line) => line.topic === 'stop')).toBe(
      false,
    )
  })
})

describe('N04 drift', () => {
  it('S3.11: ends a long steady session for an athlete with a heart rate', () => {
    const long = fixture({ day: 'SUN', min: 100, kind: 'long' })
    expect(of(long, 'drift')?.facts).toEqual({ percent: 8, sport: 'run' })
    expect(codes(long, { thresholds: { thresholdSpeedMps: 4 } })).not.toContain('drift')
  })
})

describe('N05 warm-up', () => {
  it('S5.7f: says how many easy minutes are missing before high work', () => {
    const short = repeats('VO2_MAX', { pace: steady(1.08) }, { warmupS: 300 })
    expect(of(short, 'warm-up')?.facts).toEqual({ minutes: 5, held: 5 })
    expect(codes(repeats('VO2_MAX', { pace: steady(1.08) }, { warmupS: 600 }))).not.toContain('warm-up')
    expect(codes(repeats('TEMPO', { pace: steady(0.93) }, { warmupS: 0 }))).not.toContain('warm-up')
  })
  it('is long before short races and missing before long ones', () => {
    const race = (kind: '5K' | 'MARATHON') => ({
      ...fixture({ day: 'SUN', km: 5, kind: 'race' }),
      workout: raceWorkout({ kind, sport: 'run' }, { set: {}, planningSpeedMps: 4 }),
    })
    expect(of(race('5K'), 'race-warm-up', { goalKind: '5K' })?.facts.minutes).toBe(15)
    expect(codes(race('MARATHON'))).not.toContain('race-warm-up')
    // who has neither a pace nor a target walks and jogs to the start
    const first = {
      ...race('5K'),
      workout: raceWorkout({ kind: '5K', sport: 'run' }, { set: {}, planningSpeedMps: null }),
    }
    expect(of(first, 'race-warm-up', { goalKind: '5K' })?.facts).toMatchObject({ minutes: 10, gentle: true })
    expect(of(race('5K'), 'race-warm-up', { goalKind: '5K' })?.facts).toMatchObject({ minutes: 15, gentle: false })
  })
})

describe('N06 eat and drink', () => {
  it('begins at 75 min, grows after 150, and stays below 60 g for a beginner', () => {
    const long = (min: number, level: AdviceContext['level'] = 'INTERMEDIATE') =>
      of(fixture({ day: 'SUN', min, kind: 'long' }), 'carbohydrate', { level })?.facts
    expect(long(74)).toBeUndefined()
    expect(long(75)).toMatchObject({ carbsLow: 30, carbsHigh: 60, fluidLowMl: 400, fluidHighMl: 800 })
    expect(long(151)).toMatchObject({ carbsLow: 60, carbsHigh: 90 })
    expect(long(200, 'BEGINNER')).toMatchObject({ carbsLow: 45, carbsHigh: 60 })
  })
  it('practises race food between ten weeks and eight days before a long race', () => {
    const rehearse = (daysToRace: number | null, goalKind: AdviceContext['goalKind'] = 'MARATHON') =>
      of(fixture({ day: 'SUN', min: 120, kind: 'long' }), 'carbohydrate', { daysToRace, goalKind })?.facts.rehearse
    expect([71, 70, 8, 7, null].map((days) => rehearse(days))).toEqual([false, true, true, false, false])
    expect(rehearse(40, '5K')).toBe(false)
  })
  it('is silent where the workout says it itself', () => {
    const long = fixture({ day: 'SUN', min: 120, kind: 'long' })
    const told = { ...long, workout: { ...long.workout, fuelling: { carbsGramsPerHour: 80 } } }
    expect(codes(told)).not.toContain('carbohydrate')
  })
})

describe('N07 heat', () => {
  it('S1.4: is the work’s pace 4 % slower at 25 °C, outdoors and by pace only', () => {
    const run = repeats('THRESHOLD', { pace: steady(1) })
    const heat = of(run, 'heat')
    expect(heat?.facts).toMatchObject({ celsius: 25, speedMps: 4 })
    expect(4 / Number(heat?.facts.hotSpeedMps)).toBeCloseTo(1.04, 9)
    expect(codes({ ...run, workout: { ...run.workout, environment: 'indoor' } })).not.toContain('heat')
    expect(codes(run, { thresholds: {} })).not.toContain('heat')
    expect(codes(run, { isWarmSeason: false })).not.toContain('heat')
    expect(codes(repeats('THRESHOLD', { power: steady(0.98) }, { sport: 'ride' }))).not.toContain('heat')
  })
})

describe('the warm months', () => {
  it('are those of the athlete’s half of the world', () => {
    const warm = (timeZone: string) =>
      ['2026-01-15', '2026-05-01', '2026-10-15'].map((day) => isWarmSeason(day, timeZone))
    expect(warm('Europe/Zurich')).toEqual([false, true, false])
    expect(warm('Australia/Sydney')).toEqual([true, false, false])
    expect(warm('America/Sao_Paulo')).toEqual([true, false, false])
  })
})

describe('N11 race pacing', () => {
  const race = (targetTimeS?: number): PlannedWorkout => ({
    ...fixture({ day: 'SUN', km: 10, kind: 'race' }),
    workout: raceWorkout(
      { kind: '10K', sport: 'run', ...(targetTimeS === undefined ? {} : { targetTimeS }) },
      { set: {}, planningSpeedMps: 4 },
    ),
  })
  it('is the even split of the target with a first tenth 2 % slower', () => {
    const facts = of(race(2400), 'even-split', { goalKind: '10K', targetTimeS: 2400 })?.facts
    expect(facts).toMatchObject({ startM: 1000, timeS: 2400, lowS: null })
    const [start, rest] = [Number(facts?.startSpeedMps), Number(facts?.speedMps)]
    expect(start / (10_000 / 2400)).toBeCloseTo(0.98, 9)
    // both parts together take the target
    expect(1000 / start + 9000 / rest).toBeCloseTo(2400, 6)
  })
  it('S1.10: gives the widest band to a time reckoned from training', () => {
    const facts = of(race(), 'even-split', { goalKind: '10K' })?.facts
    expect(Number(facts?.lowS) / Number(facts?.timeS)).toBeCloseTo(0.93, 9)
    expect(Number(facts?.highS) / Number(facts?.timeS)).toBeCloseTo(1.07, 9)
  })
  it('gives a span and no pace where only easy runs tell one, and lets the race be run by effort', () => {
    const rough = race()
    const reckoned = { ...rough, workout: { ...rough.workout, references: { thresholdPaceMps: 4 } } }
    const facts = of(reckoned, 'start-by-feel', { goalKind: '10K', thresholds: {} })?.facts
    expect(Number(facts?.highS) / Number(facts?.lowS)).toBeCloseTo(1.07 / 0.93, 9)
    expect(codes(reckoned, { goalKind: '10K', thresholds: {} })).not.toContain('even-split')
    expect(rough.workout.steps).toMatchObject([{ primary: 'rpe' }])
    expect(race(2400).workout.steps[0]).not.toHaveProperty('primary')
    // a threshold somebody told or measured paces it
    const told = raceWorkout({ kind: '10K', sport: 'run' }, { set: { thresholdSpeedMps: 4 }, planningSpeedMps: 4 })
    expect(told.steps[0]).not.toHaveProperty('primary')
    // a wish for a time of the athlete's own stays one
    expect(codes(race(2400), { goalKind: '10K', targetTimeS: 2400, thresholds: {} })).toContain('even-split')
  })
  it('paces a race on the way by its own distance and time, not by the goal’s', () => {
    const plan = {
      ...fixturePlan({ weeks: [[{ day: 'SUN', km: 10 }]] }),
      goal: { kind: 'HM', sport: 'run', date: '2027-06-06', targetTimeS: 6120 } as const,
      events: [{ kind: '10K', sport: 'run', date: '2027-04-04', priority: 'B' } as const],
    }
    const athlete = { thresholds: CONTEXT.thresholds, flags: [], timeZone: 'UTC' }
    const context = adviceContextOf(plan, { ...race(), date: '2027-04-04' }, athlete)
    expect([context.goalKind, context.targetTimeS]).toEqual(['10K', null])
    const facts = sessionAdvice(race(), context).find(({ code }) => code === 'even-split')?.facts
    expect(Number(facts?.timeS)).toBeLessThan(2600)
    expect(adviceContextOf(plan, { ...race(), date: '2027-06-06' }, athlete).targetTimeS).toBe(6120)
    // an easy run of the same season still looks at its goal
    expect(adviceContextOf(plan, { ...race(), race: false, date: '2027-04-04' }, athlete).goalKind).toBe('HM')
  })
  it('names no pace nobody knows', () => {
    expect(codes(race(), { goalKind: '10K', thresholds: {} })).toContain('start-by-feel')
  })
  it('leads a race beyond the marathon by effort, and one without pace or target only to its end', () => {
    const goal = { kind: 'RUN_DISTANCE', sport: 'run', distanceM: 50_000 } as const
    const ultra = { ...race(), workout: raceWorkout(goal, { set: CONTEXT.thresholds, planningSpeedMps: 4 }) }
    expect(codes(ultra, { goalKind: 'MARATHON' })).toContain('start-by-effort')
    expect(codes(ultra, { goalKind: 'MARATHON', targetTimeS: 5 * 3600 })).toContain('even-split')
    const effortOf = (targetTimeS?: number) => {
      const [step] = raceWorkout(
        { kind: '5K', sport: 'run', ...(targetTimeS === undefined ? {} : { targetTimeS }) },
        { set: {}, planningSpeedMps: null },
      ).steps
      return step !== undefined && 'rpe' in step ? step.rpe : null
    }
    expect([effortOf(), effortOf(1500)]).toEqual([
      { type: 'steady', value: 7 },
      { type: 'steady', value: 9 },
    ])
  })
  it('leaves a criterium to the race, and warms up 20 min for it', () => {
    const ride: PlannedWorkout = {
      ...fixture({ day: 'SUN', min: 60, kind: 'race', sport: 'ride' }),
      workout: raceWorkout({ kind: 'CRIT', sport: 'ride' }, { set: {}, planningSpeedMps: null }),
    }
    expect(codes(ride, { goalKind: 'CRIT' })).toEqual(['race-warm-up'])
  })
  it('holds a ride back 5 % at first', () => {
    const ride: PlannedWorkout = {
      ...fixture({ day: 'SUN', min: 300, kind: 'race', sport: 'ride' }),
      workout: raceWorkout({ kind: 'GRAN_FONDO', sport: 'ride' }, { set: {}, planningSpeedMps: null }),
    }
    const facts = of(ride, 'ride-start', { goalKind: 'GRAN_FONDO' })?.facts
    expect(facts?.minutes).toBe(30)
    expect(Number(facts?.powerW)).toBeCloseTo(180, 6)
    expect(Number(facts?.startPowerW)).toBeCloseTo(171, 6)
  })
})

describe('advice for any plan', () => {
  it('is at most four lines a session, one for a short easy one, and contradicts no step', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), (seed) => {
        const input = seededPlanningInput(seed)
        fc.pre(assessFeasibility(input).verdict !== 'red')
        const plan = buildPlan(input)
        for (const workout of workoutsOf(plan)) {
          const lines = sessionAdvice(
            workout,
            adviceContextOf(plan, workout, { thresholds: {}, flags: input.athlete.flags, timeZone: 'UTC' }),
          )
          expect(lines.length, workout.title).toBeGreaterThan(0)
          expect(lines.length, workout.title).toBeLessThanOrEqual(4)
          expect(new Set(lines.map((line) => line.topic)).size).toBe(lines.length)
          if (!workout.hard && workout.durationS < 75 * 60 && workout.focus === 'AEROBIC_ENDURANCE')
            expect(lines).toHaveLength(1)
          const has = (topic: Advice['topic']) => lines.some((line) => line.topic === topic)
          if (workout.durationS < 75 * 60) expect(has('eat'), workout.title).toBe(false)
          if (workout.sport === 'ride') expect(has('heat')).toBe(false)
          if (!workout.race) expect(has('pace')).toBe(false)
          const effort = lines.find((line) => line.code === 'effort')
          const work = mainWork(workout.workout, loadContext(workout.sport))
          if (effort && work === null) expect(Number(effort.facts.rpeHigh), workout.title).toBeLessThanOrEqual(5)
        }
      }),
      { numRuns: 40 },
    )
  })
  it('gives a runner of a half marathon something to eat by in every long run of 75 min', () => {
    const input: PlanningInput = {
      planId: 'plan',
      today: '2026-11-22',
      goal: { kind: 'HM', sport: 'run', date: '2027-03-14' },
      history: {
        activities: [],
        weekly: Array.from({ length: 20 }, (_, back) => ({
          weekStart: new Date(Date.UTC(2026, 10, 16 - 7 * back)).toISOString().slice(0, 10),
          sport: 'run',
          minutes: 240,
          distanceM: 40_000,
          longestM: 14_000,
        })),
      },
      athlete: planningAthlete({ sport: 'run', birthYear: 1988, maxDaysPerWeek: 5, level: 'INTERMEDIATE' }),
    }
    const plan = buildPlan(input)
    const long = workoutsOf(plan).filter((workout) => workout.focus === 'LONG' && workout.durationS >= 75 * 60)
    expect(long.length).toBeGreaterThan(3)
    for (const workout of long) {
      const lines = sessionAdvice(
        workout,
        adviceContextOf(plan, workout, { thresholds: {}, flags: [], timeZone: 'UTC' }),
      )
      expect(lines.map((line) => line.topic)).toContain('eat')
    }
  })
})
