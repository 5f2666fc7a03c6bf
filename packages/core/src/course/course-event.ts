import type { CourseEvent } from '../library/course-emphasis.ts'
import { RUN_GOALS, type GoalKind } from '../plan/goal.ts'

const RIDES: Partial<Record<GoalKind, CourseEvent>> = {
  GRAN_FONDO: 'fondo',
  CRIT: 'criterium',
  TT: 'time-trial',
  GRAVEL_200: 'gravel',
}

/** How the course of a goal is raced (science.md S10.4); null for a goal without a race. */
export const eventOfGoal = (kind: GoalKind): CourseEvent | null =>
  RUN_GOALS.some((run) => run === kind) ? 'run' : (RIDES[kind] ?? null)
