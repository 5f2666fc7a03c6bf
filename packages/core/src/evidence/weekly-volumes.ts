import type { Sport } from '../athlete/sport.ts'
import type { LocalDate } from '../time/local-date.ts'
import { weeklyVolumes, type TrainingHistory, type WeekVolume } from './history.ts'

/** Weeks a profile looks back (design.md §4: 8–12). */
export const VOLUME_WEEKS = 12

/** The last 12 completed weeks of each planned sport, oldest first; weeks without data are marked unknown (science.md S0.5). */
export function volumesBySport(history: TrainingHistory, today: LocalDate): Record<Sport, WeekVolume[]> {
  return {
    run: weeklyVolumes(history, 'run', today, VOLUME_WEEKS),
    ride: weeklyVolumes(history, 'ride', today, VOLUME_WEEKS),
  }
}
