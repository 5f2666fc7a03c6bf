import { describe, expect, it } from 'vitest'
import type { HistoryWeek } from '../evidence/history.ts'
import type { Sport } from '../athlete/sport.ts'
import type { Threshold } from '../athlete/thresholds.ts'
import { reviewPlan } from '../guardrails/review-plan.ts'
import { planningAthlete } from '../testing/planning-athlete.ts'
import { addDays, daysBetween } from '../time/local-date.ts'
import { WEEKDAYS, weekdayOf } from '../time/week.ts'
import { hardMinutes } from '../workout/intensity.ts'
import { workoutTotals } from '../workout/totals.ts'
import { buildPlan } from './build-plan.ts'
import type { Goal } from './goal.ts'
import { weeksOf, weeksToRace, workoutsOf, type Plan, type TrainingWeek } from './plan.ts'
import type { PlanningAthlete, PlanningInput } from './planning-input.ts'

const TODAY = '2026-11-22'

function told(sport: Sport, km: number, longKm: number, minutes: number): HistoryWeek[] {
  return Array.from({ length: 40 }, (_, back) => ({
    weekStart: addDays('2026-11-16', -7 * back),
    sport,
    minutes,
    distanceM: sport === 'run' ? km * 1000 : null,
    longestM: sport === 'run' ? longKm * 1000 : null,
  }))
}
const threshold = (sport: Sport, name: Threshold['name'], value: number): Threshold => ({
  sport,
  name,
  value,
  from: '2026-01-01',
  method: 'athlete',
  confidence: 'HIGH',
})
function inputOf(goal: Goal, weekly: readonly HistoryWeek[], athlete: Partial<PlanningAthlete> = {}): PlanningInput {
  return {
    planId: 'plan',
    today: TODAY,
    goal,
    history: { activities: [], weekly },
    athlete: planningAthlete({
      sport: goal.sport,
      birthYear: 1988,
      maxDaysPerWeek: 5,
      ...athlete,
    }),
  }
}
const slots = (minutes: readonly number[]) => ({
  slots: WEEKDAYS.map((day, index) => ({ day, minutes: minutes[index] ?? 0 })),
})

const HALF = inputOf({ kind: 'HM', sport: 'run', date: '2027-03-14' }, told('run', 35, 12, 210), {
  level: 'INTERMEDIATE',
  thresholds: [threshold('run', 'thresholdSpeedMps', 1000 / 300)],
  availability: slots([45, 75, 45, 75, 45, 60, 150]),
})
const TYPICAL: readonly (readonly [string, PlanningInput])[] = [
  ['half marathon, 35 km a week, five days', HALF],
  [
    'marathon, 50 km a week',
    inputOf({ kind: 'MARATHON', sport: 'run', date: '2027-04-11' }, told('run', 50, 20, 290), {
      thresholds: [threshold('run', 'thresholdSpeedMps', 1000 / 280)],
    }),
  ],
  ['first 5K from nothing', inputOf({ kind: '5K', sport: 'run', date: '2027-01-24' }, [], { maxDaysPerWeek: 3 })],
  [
    '10K, 65 km a week, six days',
    inputOf({ kind: '10K', sport: 'run', date: '2027-02-07' }, told('run', 65, 18, 330), {
      level: 'ADVANCED',
      maxDaysPerWeek: 6,
    }),
  ],
  [
    'gran fondo, six hours a week, four days',
    inputOf({ kind: 'GRAN_FONDO', sport: 'ride', date: '2027-04-18' }, told('ride', 0, 0, 360), {
      maxDaysPerWeek: 4,
      thresholds: [threshold('ride', 'ftpW', 240)],
      availability: slots([0, 75, 0, 75, 0, 180, 300]),
    }),
  ],
  [
    'time trial, seven hours a week',
    inputOf({ kind: 'TT', sport: 'ride', date: '2027-02-21' }, told('ride', 0, 0, 420), {
      thresholds: [threshold('ride', 'ftpW', 280)],
    }),
  ],
  [
    'general fitness at 58',
    inputOf({ kind: 'GENERAL_FITNESS', sport: 'run' }, told('run', 15, 6, 95), { birthYear: 1968 }),
  ],
  [
    'first marathon, 24 km a week, Saturday long',
    inputOf({ kind: 'MARATHON', sport: 'run', date: '2027-04-25' }, told('run', 24, 10, 170), {
      maxDaysPerWeek: 4,
      longDay: 'SAT',
    }),
  ],
]

const sessionsOf = (week: TrainingWeek) => week.workouts.filter((workout) => !workout.race)
const minutesOf = (week: TrainingWeek): number =>
  sessionsOf(week).reduce((sum, workout) => sum + workout.durationS / 60, 0)
const reviewOf = (input: PlanningInput, plan: Plan) =>
  reviewPlan(plan, {
    history: input.history,
    today: input.today,
    thresholds: input.athlete.thresholds,
    flags: input.athlete.flags,
  })

describe.each(TYPICAL)('%s', (_, input) => {
  const plan = buildPlan(input)
  const weeks = weeksToRace(plan)

  it('breaks no hard rule', () => {
    expect(reviewOf(input, plan).violations.filter((violation) => violation.severity === 'H')).toEqual([])
  })

  it('keeps at least 80 % of its time easy', () => {
    const hard = workoutsOf(plan).reduce((sum, workout) => (workout.race ? sum : sum + hardMinutes(workout.workout)), 0)
    const all = weeks.reduce((sum, week) => sum + minutesOf(week), 0)
    expect(1 - hard / all).toBeGreaterThanOrEqual(0.8)
  })

  it('S5.2 recovers to 60–75 % of the loading week before', () => {
    weeks.forEach((week, index) => {
      if (!week.isRecovery) return
      const before = minutesOf(weeks[index - 1]!)
      expect(minutesOf(week) / before).toBeGreaterThanOrEqual(0.57)
      expect(minutesOf(week) / before).toBeLessThanOrEqual(0.8)
    })
  })

  it('has no session under 15 minutes and whole-minute easy sessions', () => {
    for (const workout of workoutsOf(plan)) expect(workout.durationS).toBeGreaterThanOrEqual(15 * 60)
    const easy = workoutsOf(plan).filter((workout) => workout.archetype === 'R03' || workout.archetype === 'B02')
    for (const workout of easy) expect(workout.durationS % 60).toBe(0)
  })

  it('law 4: totals are those of the steps, week totals those of the sessions', () => {
    for (const week of weeks) {
      for (const workout of week.workouts) expect(workoutTotals(workout.workout).durationS).toBe(workout.durationS)
      expect(week.volumeTargetMinutes).toBe(
        Math.round(week.workouts.reduce((sum, workout) => sum + workout.durationS, 0) / 60),
      )
    }
  })

  it('gives every week and session a reason', () => {
    for (const week of weeks) expect(week.notes.length).toBeGreaterThan(0)
    for (const workout of workoutsOf(plan)) expect(workout.purpose.code).not.toBe('')
  })
})

describe('a half marathon plan', () => {
  const plan = buildPlan(HALF)
  const weeks = weeksToRace(plan)

  it('starts the Monday after today and ends on race day with the race', () => {
    expect(plan.startDate).toBe('2026-11-23')
    expect(plan.targetDate).toBe('2027-03-14')
    const race = workoutsOf(plan).filter((workout) => workout.race)
    expect(race).toHaveLength(1)
    expect(race[0]).toMatchObject({ date: '2027-03-14', title: 'Half marathon race', priority: 'KEY', archetype: null })
    expect(race[0]!.workout.steps[0]).toMatchObject({ distance: 21_097.5 })
  })

  it('G25 starts no larger than lately, and grows the long run to at least 17 km', () => {
    expect(weeks[0]!.distanceTargetM).toBeLessThanOrEqual(37_000)
    expect(
      Math.max(...weeks.flatMap((week) => sessionsOf(week).map((workout) => workout.distanceM ?? 0))),
    ).toBeGreaterThanOrEqual(17_000)
  })

  it('S6.2 sharpens four or five days before, rests two days before, keeps the day before tiny', () => {
    const daysOut = sessionsOf(weeks.at(-1)!).map((workout) => daysBetween(workout.date, plan.targetDate))
    expect(daysOut).not.toContain(2)
    const sharpener = sessionsOf(weeks.at(-1)!).find(({ purpose }) => purpose.code === 'sharpener')
    expect([4, 5]).toContain(daysBetween(sharpener!.date, plan.targetDate))
    const dayBefore = sessionsOf(weeks.at(-1)!).find((workout) => daysBetween(workout.date, plan.targetDate) === 1)
    expect(dayBefore?.durationS ?? 0).toBeLessThanOrEqual(20 * 60)
  })

  it('S5.7d brings half-marathon pace in the last eight weeks only', () => {
    const specific = workoutsOf(plan).filter((workout) => workout.archetype === 'R38' || workout.archetype === 'R14')
    expect(specific.length).toBeGreaterThan(0)
    for (const workout of specific) expect(daysBetween(workout.date, plan.targetDate)).toBeLessThanOrEqual(56)
  })

  it('grows key work step by step inside a block', () => {
    const peak = plan.blocks.find((block) => block.type === 'PEAK')!
    const steps = peak.weeks.flatMap((week) =>
      week.workouts.filter((workout) => workout.archetype === 'R38').map((workout) => workout.step!),
    )
    expect(steps).toEqual([...steps].sort((a, b) => a - b))
  })
})

describe('the planner with little to go on', () => {
  it('S1.2 leads by effort without thresholds, by heart rate where that is known', () => {
    const unknown = buildPlan(inputOf({ kind: '10K', sport: 'run', date: '2027-03-14' }, []))
    const steps = workoutsOf(unknown).flatMap((workout) => workout.workout.steps)
    expect(steps.some((step) => step.type !== 'Repeat' && step.primary === 'rpe')).toBe(true)
    const pulse = buildPlan(
      inputOf({ kind: '10K', sport: 'run', date: '2027-03-14' }, told('run', 30, 10, 180), {
        thresholds: [threshold('run', 'lthrBpm', 168)],
      }),
    )
    expect(
      workoutsOf(pulse)
        .flatMap((workout) => workout.workout.steps)
        .some((step) => step.type !== 'Repeat' && step.primary === 'heartRate'),
    ).toBe(true)
  })

  it('leaves distances unknown without any pace, and says so', () => {
    const plan = buildPlan(inputOf({ kind: '10K', sport: 'run', date: '2027-03-14' }, []))
    expect(workoutsOf(plan).every((workout) => workout.race || workout.distanceM === null)).toBe(true)
    expect(weeksOf(plan)[0]!.notes.map((note) => note.code)).toContain('distance-unknown')
  })

  it('reckons distances from the typical pace of the history, and says so', () => {
    const plan = buildPlan(inputOf({ kind: '10K', sport: 'run', date: '2027-03-14' }, told('run', 30, 10, 180)))
    // 30 km in 180 min is 6:00 /km; easy running is planned at about that pace
    const easy = workoutsOf(plan).find((workout) => workout.archetype === 'R03')!
    expect(easy.durationS / (easy.distanceM! / 1000)).toBeGreaterThan(345)
    expect(easy.durationS / (easy.distanceM! / 1000)).toBeLessThan(370)
    expect(weeksOf(plan)[0]!.notes.map((note) => note.code)).toContain('distance-from-typical-pace')
  })

  it('G25 begins with three run-walks of at most 30 min', () => {
    const [first] = weeksOf(
      buildPlan(inputOf({ kind: '5K', sport: 'run', date: '2027-02-14' }, [], { maxDaysPerWeek: 5 })),
    )
    expect(first!.workouts).toHaveLength(3)
    for (const workout of first!.workouts) {
      expect(workout.archetype).toBe('R05')
      expect(workout.durationS).toBeLessThanOrEqual(30 * 60)
    }
  })

  it('says when the build reaches less than the goal usually asks', () => {
    const plan = buildPlan(inputOf({ kind: 'MARATHON', sport: 'run', date: '2027-03-21' }, told('run', 16, 6, 100)))
    expect(weeksOf(plan)[0]!.notes.find((note) => note.code === 'peak-below-need')?.facts).toMatchObject({
      needed: 55_000,
    })
  })
})

describe('the planner and the athlete', () => {
  it('G14 keeps a pinned long day', () => {
    const plan = buildPlan({ ...HALF, athlete: { ...HALF.athlete, longDay: 'THU', longDayPinned: true } })
    const long = workoutsOf(plan).filter((workout) => workout.focus === 'LONG')
    expect(new Set(long.map((workout) => weekdayOf(workout.date)))).toEqual(new Set(['THU']))
  })

  it('G17 puts nothing hard before an injury is reviewed', () => {
    const plan = buildPlan({
      ...HALF,
      athlete: {
        ...HALF.athlete,
        flags: [{ kind: 'INJURY', part: 'achilles', startDate: '2026-11-10', reviewDate: '2026-12-20' }],
      },
    })
    for (const workout of workoutsOf(plan)) {
      if (workout.date >= '2026-12-14') continue
      expect(hardMinutes(workout.workout)).toBe(0)
      expect(workout.archetype).not.toBe('R04')
    }
  })

  it('G20 gives a runner of 67 at most two hard days a week, three days apart', () => {
    const plan = buildPlan({ ...HALF, athlete: { ...HALF.athlete, birthYear: 1959 } })
    const hard = workoutsOf(plan).filter((workout) => workout.hard && !workout.race)
    for (let index = 1; index < hard.length; index++) {
      expect(daysBetween(hard[index - 1]!.date, hard[index]!.date)).toBeGreaterThanOrEqual(3)
    }
    for (const week of weeksOf(plan))
      expect(sessionsOf(week).filter((workout) => workout.hard).length).toBeLessThanOrEqual(2)
  })

  it('honours the strategy: polarized has more HIGH and less MID than pyramidal', () => {
    const archetypes = (strategy: 'POLARIZED' | 'PYRAMIDAL'): string[] =>
      workoutsOf(buildPlan({ ...HALF, goal: { ...HALF.goal, strategy } })).map((workout) => workout.focus)
    const count = (foci: string[], focus: string): number => foci.filter((each) => each === focus).length
    expect(count(archetypes('POLARIZED'), 'VO2_MAX')).toBeGreaterThan(count(archetypes('PYRAMIDAL'), 'VO2_MAX'))
    expect(count(archetypes('POLARIZED'), 'TEMPO')).toBeLessThan(count(archetypes('PYRAMIDAL'), 'TEMPO'))
  })
})

describe('goals beside the classic ones (science.md S5.3, S5.5)', () => {
  const rider = { maxDaysPerWeek: 5, availability: slots([0, 90, 90, 90, 0, 300, 480]) }
  const power = [threshold('ride', 'ftpW', 250)]
  const raceOf = (plan: Plan) => workoutsOf(plan).find((workout) => workout.race)!

  it('plans a criterium up to sessions above threshold, and the race as long and as hard as the athlete says', () => {
    const goal: Goal = { kind: 'CRIT', sport: 'ride', date: '2027-03-14', targetTimeS: 2700, targetPowerW: 240 }
    const plan = buildPlan(inputOf(goal, told('ride', 0, 0, 420), { ...rider, thresholds: power }))
    const race = raceOf(plan)
    expect(race.durationS).toBe(2700)
    expect(race.workout.steps[0]).toMatchObject({ power: { type: 'steady', value: 0.96 } })
    const peak = plan.blocks.filter((block) => block.type === 'PEAK').flatMap((block) => block.weeks)
    expect(peak.flatMap((week) => week.workouts).some((workout) => workout.archetype === 'B35')).toBe(true)
  })

  it('builds the long ride of a gravel ultra past six hours, as far as the athlete gives the minutes', () => {
    const goal: Goal = { kind: 'GRAVEL_200', sport: 'ride', date: '2027-05-16' }
    const long = (athlete: Partial<PlanningAthlete>) =>
      Math.max(
        ...workoutsOf(buildPlan(inputOf(goal, told('ride', 0, 0, 540), { ...rider, thresholds: power, ...athlete })))
          .filter((workout) => !workout.race)
          .map((workout) => workout.durationS / 60),
      )
    expect(long({ level: 'ADVANCED' })).toBeGreaterThan(360)
    expect(long({ availability: slots([0, 90, 90, 90, 0, 240, 300]) })).toBeLessThanOrEqual(300)
  })

  it('plans a race over 15 km as long as it is, at a pace between those of the distances beside it', () => {
    const goal: Goal = { kind: 'RUN_DISTANCE', sport: 'run', date: '2027-03-14', distanceM: 15_000 }
    const plan = buildPlan({ ...HALF, goal })
    const [step] = raceOf(plan).workout.steps
    expect(raceOf(plan).title).toBe('15 km race')
    expect(step).toMatchObject({ distance: 15_000, pace: { type: 'steady', value: 1.007 } })
    expect(reviewPlan(plan, { history: null, today: TODAY }).violations.filter((v) => v.severity === 'H')).toEqual([])
  })
})
