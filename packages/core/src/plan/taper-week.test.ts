import { describe, expect, it } from 'vitest'
import { reviewFactsOfInput } from '../guardrails/author-plan.ts'
import { reviewPlan } from '../guardrails/review-plan.ts'
import { toldWeeks } from '../testing/judge.ts'
import { planningAthlete } from '../testing/planning-athlete.ts'
import { seededPlanningInput } from '../testing/seeded-athlete.ts'
import { addDays, daysBetween } from '../time/local-date.ts'
import { mondayOf } from '../time/week.ts'
import { domainSeconds } from '../workout/intensity.ts'
import { buildPlan } from './build-plan.ts'
import { assessFeasibility } from './feasibility.ts'
import { tableGoal, type Goal, type PlanEvent } from './goal.ts'
import { weeksOf, workoutsOf, type Plan, type PlannedWorkout, type TrainingWeek } from './plan.ts'
import type { PlanningAthlete, PlanningInput } from './planning-input.ts'

function inputOf(
  goal: Goal,
  week: { km?: number; min?: number; longestKm?: number } | null,
  told: Partial<PlanningAthlete> = {},
): PlanningInput {
  return {
    planId: 'plan',
    today: '2026-11-22',
    goal,
    history:
      week === null
        ? { activities: [] }
        : toldWeeks(
            Array.from({ length: 40 }, () => week),
            goal.sport,
            '2026-11-23',
          ),
    athlete: planningAthlete({ sport: goal.sport, maxDaysPerWeek: 5, ...told }),
  }
}
const taperOf = (plan: Plan) =>
  plan.blocks.filter((block) => block.type === 'RACE').flatMap((block) => block.weeks.flatMap((week) => week.workouts))

/** Below this a peak week leaves no room for two sessions of the shortest length inside G06, minutes. */
const LEAST_PEAK_MINUTES = 120

/**
 * The usual days among the last seven before the race that are open, and whether they have a session (science.md S6: at
 * least 80 % of the frequency; S6.2: one of the last two days is free). Null for plans without a usual week before the taper,
 * with absences near it, or too small to be cut into sessions.
 */
function lastSevenDays(input: PlanningInput, plan: Plan) {
  const race = input.goal.date!
  const own = (week: TrainingWeek) => week.workouts.filter((each) => !each.race && each.sport === plan.sport)
  const minutes = (week: TrainingWeek) => own(week).reduce((sum, each) => sum + each.durationS / 60, 0)
  const before = plan.blocks.filter(({ type }) => type !== 'RACE').flatMap(({ weeks }) => weeks)
  const usual = before
    .filter(
      (week) => !week.isRecovery && own(week).length > 0 && week.notes.every((note) => note.code !== 'taper-begins'),
    )
    .at(-1)
  const { availability, flags } = input.athlete
  const isAway = (availability?.blackoutDates ?? []).some((date) => Math.abs(daysBetween(date, race)) <= 35)
  if (usual === undefined || isAway || flags.length > 0 || minutes(usual) < LEAST_PEAK_MINUTES) return null
  const dates = new Set(weeksOf(plan).flatMap((week) => own(week).map(({ date }) => date)))
  return [1, 2, 3, 4, 5, 6, 7].flatMap((daysToRace) => {
    const date = addDays(race, -daysToRace)
    const weekday = daysBetween(mondayOf(date), date)
    const isInTaper = plan.blocks
      .findLast(({ type }) => type === 'RACE')!
      .weeks.some(({ startDate }) => startDate === mondayOf(date))
    const isUsual = isInTaper && own(usual).some((each) => daysBetween(usual.startDate, each.date) === weekday)
    return isUsual ? [{ daysToRace, isKept: dates.has(date) }] : []
  })
}

const LONG_TAPERS: ReadonlySet<string> = new Set(['HM', 'MARATHON', 'GRAN_FONDO', 'GRAVEL_200'])

/** The mean of the last fourteen days as a share of the largest of the last six loading weeks, in minutes. */
function shareOfLastFourteen(plan: Plan) {
  const own = (week: TrainingWeek) => week.workouts.filter((each) => !each.race && each.sport === plan.sport)
  const minutes = (workouts: readonly PlannedWorkout[]) => workouts.reduce((sum, each) => sum + each.durationS / 60, 0)
  const loads = plan.blocks
    .filter(({ type }) => type !== 'RACE')
    .flatMap(({ weeks }) => weeks.filter(({ isRecovery }) => !isRecovery))
    .slice(-6)
  const peak = Math.max(0, ...loads.map((week) => minutes(own(week))))
  const last = weeksOf(plan)
    .flatMap(own)
    .filter(({ date }) => daysBetween(date, plan.goal.date!) <= 14)
  return { peak, days: Math.max(0, ...loads.map((week) => own(week).length)), share: minutes(last) / 2 / peak }
}

const raceBefore = (goal: Goal, days: number, kind: PlanEvent['kind'], targetTimeS?: number): PlanEvent => ({
  kind,
  sport: goal.sport,
  date: addDays(goal.date!, -days),
  priority: 'B',
  ...(targetTimeS === undefined ? {} : { targetTimeS }),
})

const TYPICAL: readonly (readonly [string, PlanningInput])[] = [
  ['half marathon', inputOf({ kind: 'HM', sport: 'run', date: '2027-03-21' }, { km: 40, min: 230, longestKm: 14 })],
  ['marathon', inputOf({ kind: 'MARATHON', sport: 'run', date: '2027-04-18' }, { km: 50, min: 290, longestKm: 20 })],
  ['10K', inputOf({ kind: '10K', sport: 'run', date: '2027-02-28' }, { km: 40, min: 230, longestKm: 12 })],
  ['gran fondo', inputOf({ kind: 'GRAN_FONDO', sport: 'ride', date: '2027-04-04' }, { min: 400 })],
  ['time trial', inputOf({ kind: 'TT', sport: 'ride', date: '2027-03-14' }, { min: 420 })],
]

describe('taper weeks (science.md S6)', () => {
  it.each(TYPICAL)('keep four of five days and one sharpener: %s', (_, input) => {
    const plan = buildPlan(input)
    const usual = Math.max(...weeksOf(plan).map((week) => week.workouts.length))
    // the day of the race and the day of rest two days before it are none of them
    const race = weeksOf(plan).find((week) => week.workouts.some((workout) => workout.race))!
    expect(race.workouts.filter((workout) => !workout.race).length).toBeGreaterThanOrEqual(0.8 * (usual - 1) - 0.5)
    const before = taperOf(plan).filter((workout) => !workout.race)
    for (const week of plan.blocks.filter(({ type }) => type === 'RACE').flatMap(({ weeks }) => weeks.slice(0, -1)))
      expect(week.workouts.length).toBeGreaterThanOrEqual(0.8 * usual)
    expect(before.filter(({ purpose }) => purpose.code === 'sharpener')).toHaveLength(1)
  })

  it('G20 leave three days between hard sessions from 65 years on, the weeks before included', () => {
    const close: string[] = []
    let judged = 0
    for (let seed = 0; seed < 400; seed++) {
      const input = seededPlanningInput(seed)
      const age = Number(input.today.slice(0, 4)) - (input.athlete.birthYear ?? 3000)
      if (age < 65 || assessFeasibility(input).verdict === 'red') continue
      const hard = workoutsOf(buildPlan(input)).filter((workout) => workout.hard && !workout.race)
      for (const [index, workout] of hard.slice(1).entries()) {
        judged += 1
        if (daysBetween(hard[index]!.date, workout.date) < 3) close.push(`seed ${seed}: ${workout.date}`)
      }
    }
    expect(close).toEqual([])
    expect(judged).toBeGreaterThan(100)
  })

  it('S6.2 have one sharpener at most, whoever tapers', () => {
    for (let seed = 0; seed < 200; seed++) {
      const input = seededPlanningInput(seed)
      if (input.goal.kind === 'GENERAL_FITNESS' || assessFeasibility(input).verdict === 'red') continue
      const count = workoutsOf(buildPlan(input)).filter(({ purpose }) => purpose.code === 'sharpener').length
      expect(count, `seed ${seed}`).toBeLessThanOrEqual(1)
    }
  })

  it('S6 keep every usual day of the last seven but one of the last two, whoever tapers', () => {
    const lost: string[] = []
    let judged = 0
    for (let seed = 0; seed < 300; seed++) {
      const input = seededPlanningInput(seed)
      if (input.goal.kind === 'GENERAL_FITNESS' || assessFeasibility(input).verdict === 'red') continue
      const days = lastSevenDays(input, buildPlan(input))
      if (days === null) continue
      judged += 1
      const missing = days.filter(({ isKept }) => !isKept).map(({ daysToRace }) => daysToRace)
      if (missing.some((daysToRace) => daysToRace > 2) || missing.length > 1) lost.push(`seed ${seed}: ${missing}`)
    }
    expect(lost).toEqual([])
    expect(judged).toBeGreaterThan(80)
  })

  it('S6.2 the last quick session is some of the race’s own pace before a half marathon and a marathon', () => {
    const sharpeners = TYPICAL.map(([name, input]) => {
      const sharpener = workoutsOf(buildPlan(input)).find(({ purpose }) => purpose.code === 'sharpener')!
      return [name, sharpener.title, daysBetween(sharpener.date, input.goal.date!)]
    })
    expect(sharpeners).toEqual([
      ['half marathon', 'Half-marathon pace blocks 10 min', 4],
      ['marathon', 'Tempo blocks 2 × 8 min', 4],
      ['10K', 'Race-week sharpener 3 × 90 s', 4],
      ['gran fondo', 'Openers 4 × 1 min', 3],
      ['time trial', 'Openers 4 × 1 min', 4],
    ])
  })

  it('S6.2 the best day has the sharpener, also where a good one lies in the week before', () => {
    const days = ['TUE', 'WED', 'THU', 'SAT', 'SUN'] as const
    const input = inputOf(
      { kind: 'MARATHON', sport: 'run', date: '2027-04-17' },
      { km: 50, min: 290, longestKm: 20 },
      { availability: { slots: days.map((day) => ({ day, slot: 0, minutes: day === 'SAT' ? 210 : 90 })) } },
    )
    const before = taperOf(buildPlan(input)).filter(({ race }) => !race)
    const at = (code: string) =>
      before.flatMap(({ purpose, date }) => (purpose.code === code ? [daysBetween(date, input.goal.date!)] : []))
    expect(at('sharpener')).toEqual([4])
    // the day before is no training day of theirs, so two days before need not be free
    expect(before.map(({ date }) => daysBetween(date, input.goal.date!)).slice(-3)).toEqual([4, 3, 2])
  })

  it('S6.2 cut reps, not pace, and never repeat the session of the week before', () => {
    const grown: string[] = []
    for (const [name, input] of TYPICAL) {
      const plan = buildPlan(input)
      const work = new Map<string, number>()
      for (const { purpose, archetype, workout } of workoutsOf(plan)) {
        if (archetype === null || (purpose.code !== 'key-session' && purpose.code !== 'taper-key')) continue
        const { midS, highS } = domainSeconds(workout)
        const before = work.get(archetype)
        if (purpose.code === 'taper-key' && before !== undefined && midS + highS >= before)
          grown.push(`${name}: ${archetype}`)
        work.set(archetype, midS + highS)
      }
    }
    expect(grown).toEqual([])
  })

  it.each([
    ['marathon', 21, 'HM'],
    ['half marathon', 14, '10K'],
    ['half marathon', 14, '5K'],
    ['gran fondo', 14, 'GRAN_FONDO'],
    ['gran fondo', 14, 'TT'],
  ] as const)('S6.5, S6.7 stay a taper of a %s after a B race %i days before: %s', (name, days, kind) => {
    const usual = TYPICAL.find(([each]) => each === name)![1]
    const { goal } = usual
    const event = raceBefore(goal, days, kind, kind === 'GRAN_FONDO' ? 3 * 3600 : undefined)
    const input: PlanningInput = { ...usual, events: [event] }
    const plan = buildPlan(input)
    expect(plan.events?.map(({ date }) => date)).toEqual([event.date])
    expect(shareOfLastFourteen(plan).share).toBeGreaterThan(0.4)
    expect(taperOf(plan).filter(({ purpose }) => purpose.code === 'sharpener')).toHaveLength(1)
    const hard = reviewPlan(plan, reviewFactsOfInput(input)).violations.filter(({ severity }) => severity === 'H')
    expect(hard).toEqual([])
  })

  it('S6.7 hold a third of the peak at least, whoever tapers, also after a B race two or three weeks before', () => {
    const low: string[] = []
    const judged = { 0: 0, 14: 0, 21: 0 }
    for (let seed = 0; seed < 300; seed++) {
      const input = seededPlanningInput(seed)
      const { availability, flags } = input.athlete
      const { goal } = input
      if (goal.date === undefined || !LONG_TAPERS.has(tableGoal(goal)) || flags.length > 0) continue
      if ((availability?.blackoutDates ?? []).some((date) => Math.abs(daysBetween(date, goal.date!)) <= 35)) continue
      if (assessFeasibility(input).verdict === 'red') continue
      for (const days of [0, 14, 21] as const) {
        const { events: _none, ...bare } = input
        const event = raceBefore(goal, days, goal.sport === 'run' ? '10K' : 'TT')
        const plan = buildPlan(days === 0 ? bare : { ...bare, events: [event] })
        if (days > 0 && plan.events === undefined) continue
        const { peak, days: usualDays, share } = shareOfLastFourteen(plan)
        if (peak < LEAST_PEAK_MINUTES || usualDays < 3) continue
        judged[days] += 1
        if (share < 1 / 3) low.push(`seed ${seed}, ${days} days: ${share.toFixed(2)}`)
      }
    }
    expect(low).toEqual([])
    expect(judged[0]).toBeGreaterThan(40)
    expect(judged[14]).toBeGreaterThan(5)
    expect(judged[21]).toBeGreaterThan(30)
  })

  it('S6.1 take their days from a week without days off', () => {
    const week = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'] as const
    const plan = buildPlan(
      inputOf(
        { kind: 'HM', sport: 'run', date: '2027-03-21' },
        { km: 30, min: 180, longestKm: 14 },
        {
          maxDaysPerWeek: 4,
          availability: {
            slots: week.map((day) => ({ day, slot: 0, minutes: day === 'SAT' || day === 'SUN' ? 210 : 150 })),
            blackoutDates: ['2027-03-06', '2027-03-07'],
          },
        },
      ),
    )
    const long = taperOf(plan).filter(({ purpose }) => purpose.code === 'taper-long')
    // the weekend off had the long run on a weekday, where the taper has none
    expect(long.map(({ date }) => daysBetween(date, '2027-03-21'))).toEqual([7])
  })

  it('go on running and walking with who has not run through yet', () => {
    const plan = buildPlan(
      inputOf({ kind: '5K', sport: 'run', date: '2027-01-10' }, null, { level: 'BEGINNER', maxDaysPerWeek: 3 }),
    )
    const archetypes = new Set(
      workoutsOf(plan)
        .filter(({ race }) => !race)
        .map(({ archetype }) => archetype),
    )
    expect([...archetypes].filter((id) => id !== 'R05' && id !== 'R02')).toEqual([])
    const before = taperOf(plan).filter(({ race }) => !race)
    // the usual days of the last week, each series shorter than it was
    expect(before.filter(({ date }) => daysBetween(date, '2027-01-10') <= 7).length).toBeGreaterThanOrEqual(2)
    for (const { durationS } of before) expect(durationS).toBeGreaterThanOrEqual(15 * 60)
    expect(Math.max(...before.map(({ durationS }) => durationS))).toBeLessThan(
      Math.max(...workoutsOf(plan).map(({ durationS, race }) => (race ? 0 : durationS))),
    )
  })
})

describe('blocks without hard work', () => {
  it('are blocks for endurance, whatever their phase', () => {
    const plan = buildPlan(
      inputOf({ kind: '5K', sport: 'run', date: '2027-01-10' }, null, { level: 'BEGINNER', maxDaysPerWeek: 3 }),
    )
    const before = plan.blocks.filter(({ type }) => type !== 'RACE' && type !== 'TRANSITION')
    expect(before.map(({ primaryFocus }) => primaryFocus)).toEqual(before.map(() => 'AEROBIC_ENDURANCE'))
    // nothing fast stands in the taper of who runs and walks in turn, so it is for endurance too
    const taper = plan.blocks.find(({ type }) => type === 'RACE')!
    expect(taper.primaryFocus).toBe('AEROBIC_ENDURANCE')
    expect(taper.progressionLogic).toMatch(/the race closes it/)
    for (const { name, progressionLogic } of before) {
      expect(name).toMatch(/: endurance$/)
      expect(progressionLogic).toMatch(/easy|nothing hard/)
    }
  })

  it('a race on the way is the test of its weeks', () => {
    const season = inputOf(
      { kind: 'MARATHON', sport: 'run', date: '2027-05-16' },
      { km: 60, min: 330, longestKm: 20 },
      { level: 'INTERMEDIATE' },
    )
    const dates = (input: PlanningInput) =>
      workoutsOf(buildPlan(input))
        .filter(({ focus }) => focus === 'TEST')
        .map(({ date }) => date)
    const [test] = dates(season)
    expect(test).toBeDefined()
    const sunday = test!
    const after = dates({ ...season, events: [{ kind: '10K', sport: 'run', date: sunday, priority: 'C' }] })
    for (const date of after) expect(Math.abs(daysBetween(date, sunday))).toBeGreaterThan(6)
  })
})
