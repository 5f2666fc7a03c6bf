import type { Activity } from '@coach-wattz/core/evidence/activity'
import type { PlannedWorkout } from '@coach-wattz/core/plan/plan'
import type { DoneFigures } from '#shared/contracts/home'
import { distance, duration, secondNumber, type Units } from './measure'
import { capital, SPORT } from './name'

/** A title short enough for a cell: "Cruise intervals 5 × 5 min" → "Cruise 5 × 5". */
export function shortTitle(title: string): string {
  return (
    title
      // An easy session's minutes stand in the line below.
      .replace(/^((?:Easy|Long|Recovery|Endurance|Medium)[^×]*?) \d+(?::\d\d)? (?:min|h)$/, '$1')
      .replace(/^(?:Easy run|Easy ride|Endurance) with (strides|sprints).*$/, 'Easy + $1')
      .replace(/ (?:intervals?|repeats?|blocks?) (?=\d)/i, ' ')
      .replace(/(\d+ × [\d/:]+) (min|s)$/, '$1')
      // The count and its times stay on one line.
      .replaceAll(' × ', '\u00A0×\u00A0')
  )
}

/** A title within a sentence that tells the minutes itself: "long run" of "Long run 70 min". */
export const titleWithin = (title: string): string =>
  title.charAt(0).toLowerCase() + title.slice(1).replace(/^([^×]*?) \d+(?::\d\d)? (?:min|h)$/, '$1')

/** "54 min · 10.1 km" as two parts. */
export const sessionNumbers = (workout: PlannedWorkout, units: Units): readonly [string, string] => [
  duration(workout.durationS),
  secondNumber(workout, units),
]
/** The same of what was done: what is not known is as it was planned. */
export const doneNumbers = (workout: PlannedWorkout, done: DoneFigures, units: Units): readonly [string, string] => [
  duration(done.durationS ?? workout.durationS),
  secondNumber({ sport: workout.sport, distanceM: done.distanceM, tss: done.load }, units),
]
export const isKey = (workout: PlannedWorkout): boolean => workout.priority === 'KEY' || workout.race

/** An activity's own title, or its sport. */
export const activityTitle = (activity: Activity): string => activity.title ?? capital(SPORT[activity.sport])
export function activityNumbers(activity: Activity, units: Units): readonly [string, string] {
  const second =
    activity.distanceM !== null && activity.sport !== 'ride'
      ? distance(activity.distanceM, units)
      : activity.load !== null
        ? `${Math.round(activity.load)} load`
        : activity.distanceM !== null
          ? distance(activity.distanceM, units)
          : ''
  return [duration(activity.movingS), second]
}
