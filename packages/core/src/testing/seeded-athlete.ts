import type { Availability, AvailabilitySlot } from '../athlete/availability.ts'
import type { Threshold, ThresholdName } from '../athlete/thresholds.ts'
import type { Sport } from '../athlete/sport.ts'
import type { HistoryActivity, HistoryWeek, TrainingHistory } from '../evidence/history.ts'
import type { CourseDemand } from '../library/course-emphasis.ts'
import {
  goalDistanceM,
  RUN_GOALS,
  RIDE_GOALS,
  STRATEGIES,
  type Goal,
  type GoalKind,
  type PlanEvent,
} from '../plan/goal.ts'
import type { PlanningInput } from '../plan/planning-input.ts'
import { addDays, daysBetween, type LocalDate } from '../time/local-date.ts'
import { mondayOf, WEEKDAYS } from '../time/week.ts'

/** Numbers from a seed (mulberry32): the same seed, the same athlete. */
export class Dice {
  private state: number
  constructor(seed: number) {
    this.state = seed | 0
  }
  /** In [0, 1). */
  roll(): number {
    this.state = (this.state + 0x6d2b79f5) | 0
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  int(from: number, to: number): number {
    return from + Math.floor(this.roll() * (to - from + 1))
  }
  pick<T>(values: readonly [T, ...T[]]): T {
    return values[this.int(0, values.length - 1)] ?? values[0]
  }
  chance(share: number): boolean {
    return this.roll() < share
  }
}

/**
 * A random athlete with a goal: runner or rider, 18–75 years, 0–120 km or 0–15 h a week, 2–7 days, odd minutes, days off,
 * flags, told or recorded or no history, two to 52 weeks ahead.
 */
export function seededPlanningInput(seed: number): PlanningInput {
  const dice = new Dice(seed)
  const sport: Sport = dice.chance(0.6) ? 'run' : 'ride'
  const today = addDays('2026-01-05', dice.int(0, 700))
  const goal = goalOf(dice, sport, today)
  const km = dice.pick([0, 0, 5, dice.int(8, 25), dice.int(15, 60), dice.int(40, 120)])
  const hours = dice.pick([0, dice.int(1, 4), dice.int(3, 9), dice.int(6, 15)])
  const days = dice.int(2, 7)
  const input: PlanningInput = {
    planId: `seed-${seed}`,
    today,
    goal,
    athlete: {
      sport,
      birthYear: dice.chance(0.1) ? null : Number(today.slice(0, 4)) - dice.int(18, 75),
      sex: null,
      level: dice.pick([null, null, 'BEGINNER', 'INTERMEDIATE', 'ADVANCED']),
      maxDaysPerWeek: dice.chance(0.9) ? days : null,
      longDay: dice.chance(0.5) ? dice.pick(WEEKDAYS) : null,
      longDayPinned: dice.chance(0.3),
      availability: dice.chance(0.12) ? null : availabilityOf(dice, today),
      thresholds: thresholdsOf(dice, sport),
      flags: dice.chance(0.08)
        ? [
            {
              kind: dice.pick(['INJURY', 'ILLNESS']),
              part: 'knee',
              startDate: addDays(today, -5),
              ...(dice.chance(0.5) ? { reviewDate: addDays(today, dice.int(1, 30)) } : {}),
            },
          ]
        : [],
      targets: {},
      crossTraining: false,
      treadmill: dice.chance(0.1),
      indoorTrainer: dice.chance(0.1),
    },
    history: historyOf(dice, sport, today, km, hours),
  }
  const events = eventsOf(dice, input)
  return events.length > 0 ? { ...input, events } : input
}

/**
 * The same athlete with what fewer tell: a target, a course, health answers, how targets are led, another sport in some
 * slots and in the past, weeks of other minutes.
 */
export function variedPlanningInput(seed: number): PlanningInput {
  const input = seededPlanningInput(seed)
  const dice = new Dice(seed ^ 0x5bd1_e995)
  const { goal, athlete, history } = input
  const { sport } = goal
  const other: Sport = sport === 'run' ? 'ride' : 'run'
  const { availability } = athlete
  const isMixed = dice.chance(0.2)
  const slots = availability?.slots.map((slot) =>
    isMixed && dice.chance(0.3) ? { ...slot, sports: [dice.pick([sport, sport, other])] } : slot,
  )
  const overrides = dice.chance(0.15)
    ? Array.from({ length: dice.int(1, 5) }, () => ({
        date: addDays(input.today, dice.int(1, 150)),
        slot: 0,
        minutes: dice.int(0, 120),
      }))
    : []
  const targets = dice.chance(0.4)
    ? { run: dice.pick(['pace', 'hr', 'rpe'] as const), ride: dice.pick(['power', 'hr', 'rpe'] as const) }
    : {}
  const others = isMixed
    ? Array.from({ length: dice.int(2, 12) }, (): HistoryActivity => {
        const durationS = dice.int(20, 120) * 60
        return { date: addDays(input.today, -dice.int(1, 60)), sport: other, durationS, distanceM: null }
      })
    : []
  return {
    ...input,
    goal: {
      ...goal,
      ...(goal.kind !== 'GENERAL_FITNESS' && dice.chance(0.3) ? { targetTimeS: targetTimeOf(dice, goal) } : {}),
    },
    ...(goal.kind !== 'GENERAL_FITNESS' && dice.chance(0.2) ? { course: courseOf(dice, sport) } : {}),
    athlete: {
      ...athlete,
      targets,
      crossTraining: isMixed && dice.chance(0.5),
      availability:
        availability === null || slots === undefined
          ? null
          : { ...availability, slots, ...(overrides.length > 0 ? { overrides } : {}) },
      ...(dice.chance(0.1)
        ? {
            screening: {
              yes: dice.chance(0.4) ? ['chest-pain' as const] : [],
              doctorAgreed: dice.chance(0.5),
              guardianAgreed: false,
            },
          }
        : {}),
    },
    history: others.length > 0 ? { ...history, activities: [...history.activities, ...others] } : history,
  }
}

/** Believable or not: whatever the form takes. */
function targetTimeOf(dice: Dice, goal: Goal): number {
  const distance = goalDistanceM(goal)
  if (distance !== null) return Math.round(distance / (2 + dice.roll() * 3.2))
  return (
    3600 *
    (goal.kind === 'CRIT' || goal.kind === 'TT' ? 1 : goal.kind === 'GRAVEL_200' ? dice.int(9, 18) : dice.int(2, 9))
  )
}

function courseOf(dice: Dice, sport: Sport): CourseDemand {
  const climbShare = dice.roll() * 0.5
  return {
    event: sport === 'run' ? 'run' : dice.pick(['fondo', 'time-trial', 'gravel', 'criterium']),
    basis: 'time',
    climbShare,
    steepShare: climbShare * dice.roll() * 0.6,
    flatShare: 1 - climbShare - dice.roll() * (1 - climbShare),
    longestClimbMin: dice.chance(0.8) ? dice.roll() * 60 : null,
    ascentMPerKm: climbShare * 40,
    hours: dice.chance(0.8) ? 1 + dice.roll() * 9 : null,
  }
}

function goalOf(dice: Dice, sport: Sport, today: LocalDate): Goal {
  const kinds: readonly [GoalKind, ...GoalKind[]] =
    sport === 'run' ? [...RUN_GOALS, 'GENERAL_FITNESS'] : [...RIDE_GOALS, 'GENERAL_FITNESS']
  const kind = dice.pick(kinds)
  const weeks = dice.pick([2, 5, 8, 12, 16, 20, 26, 34, 52])
  const isOpen = kind === 'GENERAL_FITNESS' && dice.chance(0.7)
  return {
    kind,
    sport,
    ...(isOpen ? {} : { date: addDays(today, weeks * 7 + dice.int(0, 6)) }),
    ...(kind === 'RUN_DISTANCE' ? { distanceM: dice.int(3, 50) * 1000 } : {}),
    ...(dice.chance(0.2) ? { strategy: dice.pick(STRATEGIES) } : {}),
  }
}

/** One to three races on the way, one season in four; some of them where no plan has room for one. */
function eventsOf(dice: Dice, { goal, today }: PlanningInput): PlanEvent[] {
  if (!dice.chance(0.25)) return []
  const most = goal.date === undefined ? 84 : Math.max(8, daysBetween(today, goal.date) - 1)
  const count = dice.int(1, 3)
  return Array.from({ length: count }, (): PlanEvent => ({
    kind: goal.sport === 'run' ? dice.pick(['5K', '10K', 'HM', 'MARATHON']) : dice.pick(RIDE_GOALS),
    sport: goal.sport,
    date: addDays(today, dice.int(7, most)),
    priority: dice.pick(['B', 'C']),
  }))
}

function availabilityOf(dice: Dice, today: LocalDate): Availability {
  const kind = dice.pick(['short', 'usual', 'usual', 'odd'])
  const shuffled = WEEKDAYS.map((day) => ({ day, at: dice.roll() }))
    .sort((a, b) => a.at - b.at)
    .slice(0, dice.int(2, 7))
  const slots = shuffled.flatMap(({ day }): AvailabilitySlot[] => {
    const base =
      kind === 'short' ? dice.int(10, 45) : kind === 'usual' ? dice.pick([30, 45, 60, 75, 90, 120]) : dice.int(40, 240)
    const isWeekend = day === 'SAT' || day === 'SUN'
    const minutes = isWeekend && kind !== 'short' ? base + dice.int(0, 120) : base
    return [{ day, minutes }, ...(dice.chance(0.1) ? [{ day, minutes: dice.int(15, 60) }] : [])]
  })
  const off = dice.chance(0.4) ? Array.from({ length: dice.int(1, 14) }, () => addDays(today, dice.int(1, 120))) : []
  const holiday = dice.int(10, 60)
  const away = dice.chance(0.12) ? Array.from({ length: 10 }, (_, day) => addDays(today, holiday + day)) : []
  const blackoutDates = [...off, ...away]
  return { slots, ...(blackoutDates.length > 0 ? { blackoutDates } : {}) }
}

function thresholdsOf(dice: Dice, sport: Sport): Threshold[] {
  const of = (name: ThresholdName, value: number): Threshold => ({
    sport,
    name,
    value,
    from: '2020-01-01',
    method: 'athlete',
    confidence: 'HIGH',
  })
  const main = dice.chance(0.6)
    ? [sport === 'run' ? of('thresholdSpeedMps', 2.4 + dice.roll() * 2.6) : of('ftpW', dice.int(120, 360))]
    : []
  return dice.chance(0.3) ? [...main, of('lthrBpm', dice.int(150, 178))] : main
}

function historyOf(dice: Dice, sport: Sport, today: LocalDate, km: number, hours: number): TrainingHistory {
  const style = dice.roll()
  if (style < 0.1) return { activities: [] }
  if (style < 0.5) {
    const weekly = Array.from({ length: dice.int(2, 12) }, (_, index): HistoryWeek => {
      const share = 0.6 + dice.roll() * 0.6
      const isRun = sport === 'run'
      return {
        weekStart: addDays(mondayOf(today), -7 * (index + 1)),
        sport,
        minutes: isRun ? (dice.chance(0.8) ? Math.round(km * share * 6) : null) : Math.round(hours * 60 * share),
        distanceM: isRun ? Math.round(km * share * 1000) : null,
        longestM: isRun && dice.chance(0.8) ? Math.round(km * share * 300) : null,
      }
    })
    return { activities: [], weekly }
  }
  const perWeek = dice.int(2, 6)
  const activities: HistoryActivity[] = []
  for (let back = 1; back <= dice.int(20, 200); back++) {
    if (!dice.chance(perWeek / 7)) continue
    const date = addDays(today, -back)
    if (sport === 'run' && km > 0) {
      const distance = ((km * 1000) / perWeek) * (0.5 + dice.roll())
      activities.push({
        date,
        sport,
        durationS: Math.round(distance / 2.8),
        movingS: Math.round(distance / 2.85),
        distanceM: dice.chance(0.97) ? Math.round(distance) : null,
      })
    } else if (sport === 'ride' && hours > 0) {
      const durationS = Math.round(((hours * 3600) / perWeek) * (0.5 + dice.roll()))
      const load = dice.chance(0.5) ? { load: Math.round((hours * 50) / perWeek) } : {}
      activities.push({ date, sport, durationS, distanceM: null, ...load })
    }
  }
  return { activities }
}
