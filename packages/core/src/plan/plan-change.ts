import type { LocalDate } from '../time/local-date.ts'
import type { Plan, PlannedWorkout, Reason } from './plan.ts'

export const AUTHORS = ['athlete', 'planner', 'rule', 'llm', 'import'] as const
export type Author = (typeof AUTHORS)[number]

/** Where a session stands. */
export interface Place {
  readonly date: LocalDate
  readonly slot: number
}

/**
 * Every edit is data with an inverse (design.md law 3). Preview, history, undo, explanation and LLM output are this one
 * type. `create` is how a new plan is saved: the first revision of its history.
 */
export type PlanChange =
  | { readonly kind: 'create'; readonly plan: Plan }
  | { readonly kind: 'delete'; readonly plan: Plan }
  | { readonly kind: 'move'; readonly workoutId: string; readonly from: Place; readonly to: Place }
  | {
      readonly kind: 'replace'
      readonly workoutId: string
      readonly before: PlannedWorkout
      readonly after: PlannedWorkout
    }
  | { readonly kind: 'add'; readonly workout: PlannedWorkout }
  | { readonly kind: 'remove'; readonly workout: PlannedWorkout }

/** One entry of a plan's history: what changed, by whom, why, and the verdict it passed (design.md §4). */
export interface RevisionCause {
  readonly author: Author
  readonly reason: Reason
}
