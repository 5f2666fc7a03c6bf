import { addDays, type LocalDate } from '../time/local-date.ts'
import type { TableGoal } from './goal.ts'
import { taperDays } from './volume-limits.ts'

/**
 * Share of the same weekday's volume in the last full loading week, by days to the race: index 0 is the first taper
 * day, the last is the day before (science.md S6.1).
 */
export const TAPER_FRACTIONS = {
  '5K': [0.7, 0.7, 0.7, 0.7, 0.59, 0.42, 0.38],
  '10K': [0.82, 0.78, 0.72, 0.68, 0.64, 0.6, 0.51, 0.36, 0.33],
  HM: [0.8, 0.8, 0.76, 0.72, 0.68, 0.66, 0.62, 0.58, 0.54, 0.46, 0.33, 0.3],
  MARATHON: [
    0.83, 0.83, 0.83, 0.83, 0.8, 0.77, 0.74, 0.69, 0.66, 0.63, 0.6, 0.57, 0.54, 0.51, 0.53, 0.5, 0.47, 0.44, 0.37, 0.26,
    0.24,
  ],
  MARATHON_14D: [0.68, 0.68, 0.68, 0.68, 0.64, 0.61, 0.57, 0.54, 0.5, 0.47, 0.43, 0.36, 0.26, 0.24],
  TT: [0.82, 0.78, 0.68, 0.63, 0.58, 0.54, 0.46, 0.32, 0.3],
  CRIT: [0.72, 0.72, 0.72, 0.61, 0.43, 0.4],
  GRAVEL_200: [0.85, 0.7, 0.66, 0.63, 0.59, 0.57, 0.54, 0.51, 0.53, 0.5, 0.47, 0.44, 0.37, 0.26, 0.24],
  GRAN_FONDO: [0.76, 0.76, 0.73, 0.69, 0.66, 0.65, 0.62, 0.58, 0.55, 0.47, 0.33, 0.3],
} as const
type TaperTable = keyof typeof TAPER_FRACTIONS

/** The days before a race and what they may hold. */
export interface Taper {
  readonly days: number
  readonly startDate: LocalDate
  /** Share for a day `k` days before the race; 1 before the taper begins. */
  readonly fraction: (daysToRace: number) => number
}

/** Days to the race of the last session with HIGH work, best first (science.md S6.2). */
const SHARPENER_DAYS: Record<Exclude<TableGoal, 'GENERAL_FITNESS'>, readonly number[]> = {
  '5K': [4, 3, 5],
  '10K': [4, 3, 5],
  HM: [4, 5, 6],
  MARATHON: [4, 5, 6],
  GRAN_FONDO: [3, 4, 5],
  CRIT: [3, 4, 5],
  TT: [3, 4, 5],
  GRAVEL_200: [3, 4, 5],
}
export const sharpenerDays = (goal: TableGoal): readonly number[] =>
  goal === 'GENERAL_FITNESS' ? [] : SHARPENER_DAYS[goal]

/**
 * The taper of a goal (science.md S6.1, S5.4 for short plans), null for one without a race. `peakWeekM` decides the
 * length of a marathon's.
 */
export function taperFor(
  goal: TableGoal,
  raceDate: LocalDate | undefined,
  peakWeekM: number | null,
  planWeeks: number,
): Taper | null {
  if (goal === 'GENERAL_FITNESS' || raceDate === undefined) return null
  const days = taperDays(goal, peakWeekM, planWeeks)
  const table: TaperTable = goal === 'MARATHON' && days <= 14 ? 'MARATHON_14D' : goal
  const fractions = TAPER_FRACTIONS[table]
  return {
    days,
    startDate: addDays(raceDate, -days),
    fraction: (daysToRace) => (daysToRace > days ? 1 : (fractions[fractions.length - daysToRace] ?? 1)),
  }
}

/** Share of the longest session that a long session may have this close to the race (science.md S6.3); 1 farther away. */
export function longShareBeforeRace(goal: TableGoal, daysToRace: number): number {
  if (daysToRace <= 8) return goal === 'MARATHON' ? 0.4 : goal === 'HM' ? 0.6 : 0.7
  if (daysToRace <= 15 && daysToRace >= 14 && goal === 'MARATHON') return 0.65
  return 1
}
