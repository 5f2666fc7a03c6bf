import { detrainingFactor } from '../athlete/detraining.ts'
import type { Sport } from '../athlete/sport.ts'
import { addDays, type LocalDate } from '../time/local-date.ts'
import { layoffDays, type TrainingHistory } from './history.ts'

/** So many other aerobic sessions a week keep half of what would be lost (science.md S8.8). */
const CROSS_SESSIONS_A_WEEK = 3

/**
 * Share of VDOT or FTP left since the last session of the sport (science.md S8.8). For runs three rides or swims a week halve
 * the loss; 1 with nothing known of the sport. Fitness as load (CTL) falls faster and says nothing of what is lost.
 */
export function fitnessLeft(history: TrainingHistory, sport: Sport, today: LocalDate): number {
  const daysOff = layoffDays(history, today, sport)
  if (daysOff === null || daysOff === 0) return 1
  const from = addDays(today, -daysOff)
  const others = history.activities.filter(
    (done) => (done.sport === 'ride' || done.sport === 'swim') && done.date <= today && done.date >= from,
  ).length
  return detrainingFactor(daysOff, sport === 'run' && others / (daysOff / 7) >= CROSS_SESSIONS_A_WEEK)
}
