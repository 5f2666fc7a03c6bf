import type { Reason } from '@coach-wattz/core/plan/plan'

/** What followed for the plan from what was just told, saved in the same step and undone as one revision. */
export interface PlanRepaired {
  readonly planId: string
  readonly revision: number
  /** Why each change was made. */
  readonly reasons: readonly Reason[]
}
