import type { Sport } from '@coach-wattz/core/athlete/sport'
import type { TrainingHistory } from '@coach-wattz/core/evidence/history'

/** The sport trained for more seconds; running when there is nothing to tell. */
export function mainSport({ activities, weekly = [] }: TrainingHistory): Sport {
  const secondsOf = (sport: Sport): number =>
    activities.reduce((sum, one) => sum + (one.sport === sport ? (one.movingS ?? one.durationS) : 0), 0) +
    weekly.reduce((sum, week) => sum + (week.sport === sport ? 60 * (week.minutes ?? 0) : 0), 0)
  return secondsOf('ride') > secondsOf('run') ? 'ride' : 'run'
}
