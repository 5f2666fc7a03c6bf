import type { Level } from '../athlete/sport.ts'
import { FITNESS_DAYS } from './fitness.ts'

/** Growth of CTL a week that is warned of and refused, by level (science.md S4.5, G21). */
export const RAMP_LIMITS: Record<Level, { readonly softPerWeek: number; readonly hardPerWeek: number }> = {
  BEGINNER: { softPerWeek: 3, hardPerWeek: 5 },
  INTERMEDIATE: { softPerWeek: 5, hardPerWeek: 7 },
  ADVANCED: { softPerWeek: 6, hardPerWeek: 8 },
}
/** Below this CTL weekly volume governs, not the ramp (science.md S4.5). */
export const RAMP_FROM_CTL = 20

/** Mean daily load that lifts a CTL by `perWeek` points a week (science.md S4.4). */
export const dailyLoadForRamp = (ctl: number, perWeek: number): number =>
  ctl + perWeek / (1 - Math.exp(-7 / FITNESS_DAYS))

/** CTL gained in the seven days up to `index` of a daily series; null before there are seven (science.md S4.5). */
export function weeklyRamp(ctlByDay: readonly number[], index: number): number | null {
  const [now, before] = [ctlByDay[index], ctlByDay[index - 7]]
  return now === undefined || before === undefined ? null : now - before
}
