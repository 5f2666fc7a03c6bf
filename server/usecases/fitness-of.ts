import type { Activity } from '@coach-wattz/core/evidence/activity'
import { fitnessHistory, type FitnessHistory } from '@coach-wattz/core/load/fitness'
import type { Measured } from '@coach-wattz/core/result/measured'
import type { LocalDate } from '@coach-wattz/core/time/local-date'

/** Fitness, fatigue and form day by day up to `today`, or why they cannot be told yet. */
export function fitnessOf(activities: readonly Activity[], today: LocalDate): Measured<FitnessHistory> {
  return fitnessHistory(
    activities.flatMap((activity) => (activity.load === null ? [] : [{ date: activity.date, load: activity.load }])),
    today,
  )
}
