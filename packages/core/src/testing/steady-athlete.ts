import type { Threshold } from '../athlete/thresholds.ts'
import type { Goal } from '../plan/goal.ts'
import type { PlanningAthlete, PlanningInput } from '../plan/planning-input.ts'
import { addDays } from '../time/local-date.ts'
import { nextMonday, WEEKDAYS } from '../time/week.ts'
import { planningAthlete } from './planning-athlete.ts'

/** The day before the Monday the plans of these athletes begin. */
export const STEADY_TODAY = '2027-01-03'

/** A week as it has been for a year: kilometres and longest run, or minutes of riding. */
export interface SteadyWeek {
  readonly minutes: number
  readonly km?: number
  readonly longKm?: number
}

/** An athlete whose weeks have been the same for a year, with these minutes from Monday to Sunday. */
export function steadyInput(
  goal: Omit<Goal, 'sport'> & { readonly weeks?: number },
  week: SteadyWeek,
  minutes: readonly number[],
  told: Partial<PlanningAthlete> = {},
): PlanningInput {
  const sport = week.km === undefined ? 'ride' : 'run'
  const { weeks, ...rest } = goal
  const start = nextMonday(STEADY_TODAY)
  const pace: Threshold = {
    sport,
    name: sport === 'run' ? 'thresholdSpeedMps' : 'ftpW',
    value: sport === 'run' ? 3.6 : 250,
    from: '2026-01-01',
    method: 'athlete',
    confidence: 'HIGH',
  }
  return {
    planId: 'plan',
    today: STEADY_TODAY,
    goal: { ...rest, sport, ...(weeks === undefined ? {} : { date: addDays(start, 7 * weeks - 1) }) },
    athlete: planningAthlete({
      sport,
      birthYear: 1988,
      level: 'INTERMEDIATE',
      maxDaysPerWeek: minutes.filter((each) => each > 0).length,
      thresholds: [pace],
      availability: { slots: WEEKDAYS.map((day, index) => ({ day, minutes: minutes[index] ?? 0 })) },
      ...told,
    }),
    history: {
      activities: [],
      weekly: Array.from({ length: 52 }, (_, back) => ({
        weekStart: addDays(start, -7 * (back + 1)),
        sport,
        minutes: week.minutes,
        distanceM: week.km === undefined ? null : week.km * 1000,
        longestM: week.longKm === undefined ? null : week.longKm * 1000,
      })),
    },
  }
}
