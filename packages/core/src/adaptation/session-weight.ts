import type { PlannedWorkout } from '../plan/plan.ts'

export type Weigh = (session: PlannedWorkout) => number

/** What these sessions are weighed by: load, or minutes where the load of one is not known. */
export function weighBy(sessions: readonly PlannedWorkout[]): { readonly unit: 'load' | 'min'; readonly weigh: Weigh } {
  return sessions.every(({ tss }) => tss !== null)
    ? { unit: 'load', weigh: ({ tss }) => tss ?? 0 }
    : { unit: 'min', weigh: ({ durationS }) => durationS / 60 }
}
