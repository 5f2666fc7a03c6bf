import { LEVELS, type Level, type Sport } from './sport.ts'

/** Weekly volume, mean of 8 weeks, from which a level begins (science.md S0.3). */
export const LEVEL_LIMITS = {
  runKm: { intermediate: 25, advanced: 60 },
  hours: { intermediate: 4, advanced: 8 },
} as const

/** A week's volume in one sport; distance null when unknown, minutes 0 with a distance when only that was told. */
export interface LevelVolume {
  readonly minutes: number
  readonly distanceM: number | null
}

/** Level by weekly volume (science.md S0.3): runs by distance, rides (and runs without distance) by hours. */
export function levelFromVolume(sport: Sport, week: LevelVolume): Level {
  const byDistance = sport === 'run' && week.distanceM !== null
  const amount = byDistance ? week.distanceM! / 1000 : week.minutes / 60
  const limits = byDistance ? LEVEL_LIMITS.runKm : LEVEL_LIMITS.hours
  return amount >= limits.advanced ? 'ADVANCED' : amount >= limits.intermediate ? 'INTERMEDIATE' : 'BEGINNER'
}

/**
 * The level guardrails use (science.md S7.3): the lower of the athlete's word and the level by the mean of `weeks` (the
 * known ones of the last 8). Without a word never above INTERMEDIATE; without any known week BEGINNER, since a word may
 * lower and never raise.
 */
export function guardrailLevel(word: Level | null | undefined, sport: Sport, weeks: readonly LevelVolume[]): Level {
  if (weeks.length === 0) return 'BEGINNER'
  const distances = weeks.map((week) => week.distanceM).filter((distance) => distance !== null)
  const timed = weeks.filter((week) => week.minutes > 0 || (week.distanceM ?? 0) === 0)
  const byVolume = levelFromVolume(sport, {
    minutes: timed.length === 0 ? 0 : timed.reduce((sum, week) => sum + week.minutes, 0) / timed.length,
    distanceM:
      distances.length === 0 ? null : distances.reduce((sum, distance) => sum + distance, 0) / distances.length,
  })
  return lowerLevel(byVolume, word ?? 'INTERMEDIATE')
}

/** The lower of two levels. */
export const lowerLevel = (a: Level, b: Level): Level => (LEVELS.indexOf(a) <= LEVELS.indexOf(b) ? a : b)
