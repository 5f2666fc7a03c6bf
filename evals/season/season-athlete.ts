import type { AvailabilitySlot } from '@coach-wattz/core/athlete/availability'
import type { Sport } from '@coach-wattz/core/athlete/sport'
import type { Threshold, ThresholdName } from '@coach-wattz/core/athlete/thresholds'
import type { HistoryActivity } from '@coach-wattz/core/evidence/history'
import type { Goal, GoalKind } from '@coach-wattz/core/plan/goal'
import type { PlanningInput } from '@coach-wattz/core/plan/planning-input'
import { planningAthlete } from '@coach-wattz/core/testing/planning-athlete'
import type { Dice } from '@coach-wattz/core/testing/seeded-athlete'
import { addDays } from '@coach-wattz/core/time/local-date'
import { nextMonday, WEEKDAYS, weekdayOf, type Weekday } from '@coach-wattz/core/time/week'
import { bodyTraits, type BodyTraits } from './body.ts'
import { between, seasonDice } from './season-dice.ts'

/** A synthetic athlete on the Sunday before a season, and what nobody sees of them. */
export interface SeasonAthlete {
  readonly input: PlanningInput
  readonly body: BodyTraits
  readonly habits: Habits
}

/** How this athlete lives with a plan. */
export interface Habits {
  /** Uploads and answers on Sunday evenings only. */
  readonly uploadsOnSundays: boolean
  /** Share of days on which more is done than asked for. */
  readonly eager: number
  /** Share of days without time for a session. */
  readonly busy: number
  /** Share of sessions a word is given on. */
  readonly tells: number
}

/** 140 days: fitness of a body that has lived them is its own, and a plan's chart needs no seed (science.md S4.3). */
const HISTORY_WEEKS = 20
/** A Sunday. */
const FIRST_EVENING = '2027-01-03'
const EVENINGS = 40

interface Usual {
  readonly km: readonly [number, number]
  readonly days: readonly [number, number]
}
const RUNNERS: readonly (readonly [GoalKind, Usual])[] = [
  ['5K', { km: [14, 32], days: [3, 5] }],
  ['10K', { km: [20, 45], days: [3, 5] }],
  ['HM', { km: [25, 55], days: [4, 6] }],
  ['MARATHON', { km: [38, 70], days: [4, 6] }],
]
const RIDERS: readonly (readonly [GoalKind, readonly [number, number]])[] = [
  ['GRAN_FONDO', [4, 9]],
  ['TT', [4, 8]],
  ['CRIT', [4, 8]],
]

/** The athlete of a seed whose race is on the Sunday after `weeks` weeks; `attempt` gives another one of the same seed. */
export function seasonAthlete(seed: number, weeks: number, attempt = 0): SeasonAthlete {
  const dice = seasonDice(seed, 'athlete', attempt)
  const sport: Sport = dice.chance(0.6) ? 'run' : 'ride'
  const today = addDays(FIRST_EVENING, 7 * dice.int(0, EVENINGS))
  const date = addDays(nextMonday(today), 7 * weeks - 1)
  const goal = (kind: GoalKind): Goal => ({ kind, sport, date })
  const trained = sport === 'run' ? runner(dice) : rider(dice)
  const days = trainingDays(dice, trained.days)
  const slots = [...slotsOf(dice, days, trained.weekMinutes), ...spareSlots(dice, days)]
  const threshold = (name: ThresholdName, value: number): Threshold => ({
    sport,
    name,
    value,
    from: '2026-01-01',
    method: 'athlete',
    confidence: 'HIGH',
  })
  return {
    input: {
      planId: `season-${seed}`,
      today,
      goal: goal(trained.goal),
      athlete: planningAthlete({
        sport,
        birthYear: dice.int(1962, 2003),
        maxDaysPerWeek: days.length,
        longDay: days.includes('SUN') ? 'SUN' : days.at(-1)!,
        thresholds: [threshold(sport === 'run' ? 'thresholdSpeedMps' : 'ftpW', trained.threshold)],
        availability: { slots },
      }),
      history: { activities: historyOf(dice, sport, today, days, trained) },
    },
    body: bodyTraits(seasonDice(seed, 'body')),
    habits: habitsOf(seasonDice(seed, 'body', 1)),
  }
}

interface Trained {
  readonly goal: GoalKind
  readonly days: number
  readonly threshold: number
  /** Usual minutes a week, and of a run the speed they are run in. */
  readonly weekMinutes: number
  readonly speedMps: number | null
}

function runner(dice: Dice): Trained {
  const [goal, { km, days }] = RUNNERS[dice.int(0, RUNNERS.length - 1)]!
  const threshold = between(dice, 3, 4.6)
  const speedMps = 0.76 * threshold
  const metres = 1000 * between(dice, km[0], km[1])
  return { goal, days: dice.int(days[0], days[1]), threshold, weekMinutes: metres / speedMps / 60, speedMps }
}

function rider(dice: Dice): Trained {
  const [goal, hours] = RIDERS[dice.int(0, RIDERS.length - 1)]!
  const threshold = dice.int(160, 310)
  return { goal, days: dice.int(3, 5), threshold, weekMinutes: 60 * between(dice, hours[0], hours[1]), speedMps: null }
}

/** Days of the week that are trained on, in order; always one of the weekend. */
function trainingDays(dice: Dice, count: number): Weekday[] {
  const chosen = new Set<Weekday>([dice.chance(0.75) ? 'SUN' : 'SAT'])
  while (chosen.size < count) chosen.add(WEEKDAYS[dice.int(0, 6)]!)
  return WEEKDAYS.filter((day) => chosen.has(day))
}

/** Room to grow: half as much again as is trained now, the long day twice the others. */
function slotsOf(dice: Dice, days: readonly Weekday[], weekMinutes: number): AvailabilitySlot[] {
  const share = (1.5 * weekMinutes) / (days.length + 1.5)
  const round = (minutes: number): number => 5 * Math.round(minutes / 5)
  return days.map((day, index) => {
    const isLong = day === 'SUN' || (index === days.length - 1 && !days.includes('SUN'))
    const minutes = Math.max(45, round(share * between(dice, 0.9, 1.2)))
    return { day, minutes: isLong ? Math.max(90, round(2.5 * share)) : minutes }
  })
}

/** Days with time that are not trained on as a rule: none to two. */
function spareSlots(dice: Dice, days: readonly Weekday[]): AvailabilitySlot[] {
  const others = WEEKDAYS.filter((day) => !days.includes(day))
  return others
    .filter(() => dice.chance(0.5))
    .slice(0, 2)
    .map((day) => ({ day, minutes: dice.pick([45, 60, 60, 90]) }))
}

function habitsOf(dice: Dice): Habits {
  return {
    uploadsOnSundays: dice.chance(0.2),
    eager: dice.chance(0.2) ? 0.12 : 0.03,
    busy: between(dice, 0.03, 0.1),
    tells: between(dice, 0.6, 1),
  }
}

/** Twenty weeks of easy and long sessions about alike, every fourth week lighter. */
function historyOf(
  dice: Dice,
  sport: Sport,
  today: string,
  days: readonly Weekday[],
  usual: Trained,
): HistoryActivity[] {
  const activities: HistoryActivity[] = []
  for (let back = 7 * HISTORY_WEEKS; back >= 0; back--) {
    const date = addDays(today, -back)
    const day = weekdayOf(date)
    if (!days.includes(day)) continue
    const isLong = day === days.at(-1)
    const week = Math.floor(back / 7)
    const share = (isLong ? 1.8 : 1) / (days.length + 0.8)
    const minutes = usual.weekMinutes * share * (week % 4 === 3 ? 0.75 : 1) * between(dice, 0.92, 1.08)
    const durationS = Math.round(60 * minutes)
    activities.push({
      date,
      sport,
      durationS,
      movingS: durationS,
      distanceM: usual.speedMps === null ? null : Math.round(durationS * usual.speedMps),
      load: Math.round((10 * 56 * minutes) / 60) / 10,
      startedAt: `${date}T07:00:00Z`,
    })
  }
  return activities
}
