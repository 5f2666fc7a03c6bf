import type { WorkoutReply } from '#shared/contracts/plans'

/** One planned session with the thresholds in force on its day. */
export function useWorkout(id: MaybeRefOrGetter<string>) {
  return useFetch<WorkoutReply>(() => `/api/workouts/${encodeURIComponent(toValue(id))}`, {
    key: () => `workout-${toValue(id)}`,
  })
}
