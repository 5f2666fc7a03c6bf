import type { Activity } from '@coach-wattz/core/evidence/activity'
import type { PlannedWorkout } from '@coach-wattz/core/plan/plan'
import { formatDistance, formatDuration } from '@coach-wattz/core/units/format'

/** One planned session on one line. */
export function workoutLine(workout: PlannedWorkout): string {
  const distance = workout.distanceM === null ? '' : `, ${formatDistance(workout.distanceM)}`
  const load = workout.tss === null ? '' : `, load ${Math.round(workout.tss)}`
  return `planned  ${workout.title}, ${formatDuration(workout.durationS)}${distance}${load}${workout.priority === 'KEY' ? ' (key session)' : ''}`
}

/** One finished activity on one line. */
export function activityLine(activity: Activity): string {
  const distance = activity.distanceM === null ? '' : `, ${formatDistance(activity.distanceM)}`
  const load = activity.load === null ? '' : `, load ${Math.round(activity.load)}`
  return `done     ${activity.title ?? activity.sport}, ${formatDuration(activity.movingS)}${distance}${load}`
}
