import type { Sport } from '../athlete/sport.ts'
import type { LocalDate } from '../time/local-date.ts'

export const RUN_GOALS = ['5K', '10K', 'HM', 'MARATHON'] as const
export const RIDE_GOALS = ['GRAN_FONDO', 'TT'] as const
export const GOAL_KINDS = [...RUN_GOALS, ...RIDE_GOALS, 'GENERAL_FITNESS'] as const
export type GoalKind = (typeof GOAL_KINDS)[number]

export const STRATEGIES = ['LINEAR', 'PYRAMIDAL', 'POLARIZED', 'UNDULATING', 'BLOCK', 'REVERSE'] as const
export type Strategy = (typeof STRATEGIES)[number]

/** What the athlete wants (design.md §4). `date` is absent for general fitness. */
export interface Goal {
  readonly kind: GoalKind
  readonly sport: Sport
  readonly name?: string
  readonly date?: LocalDate
  readonly targetTimeS?: number
  readonly strategy?: Strategy
}

/** Race distance of a run goal, metres; ride events have none of their own. */
export const GOAL_DISTANCE_M: Partial<Record<GoalKind, number>> = {
  '5K': 5_000,
  '10K': 10_000,
  HM: 21_097.5,
  MARATHON: 42_195,
}
