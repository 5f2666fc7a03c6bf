import type { Sport } from '../athlete/sport.ts'

/**
 * Lower bounds of the seven zones as fractions of FTP (ride, science.md S2.5) or threshold speed (run, S1.4 through the
 * look book's ladder); the eighth number is the top of the drawn ladder. Half-open: [lower, next).
 */
export const ZONE_BOUNDS: Record<Sport, readonly [number, number, number, number, number, number, number, number]> = {
  ride: [0.3, 0.56, 0.76, 0.91, 1.06, 1.21, 1.51, 2.2],
  run: [0.5, 0.755, 0.87, 0.955, 1.03, 1.12, 1.25, 1.45],
}
export const ZONE_NAMES: Record<Sport, readonly string[]> = {
  ride: ['Recovery', 'Endurance', 'Tempo', 'Threshold', 'VO2', 'Anaerobic', 'Sprint'],
  run: ['Recovery', 'Easy', 'Steady', 'Threshold', 'Interval', 'Repetition', 'Sprint'],
}
export const ZONE_COUNT = 7

/** Zone 1–7 of a fraction of threshold. */
export function zoneOf(fraction: number, sport: Sport): number {
  const bounds = ZONE_BOUNDS[sport]
  let zone = 1
  // 1e-9: a ramp that ends exactly on a bound belongs to the zone above, whatever the rounding says
  while (zone < ZONE_COUNT && fraction >= bounds[zone]! - 1e-9) zone++
  return zone
}

/** Lower and upper fraction of a power or pace zone; null for a zone the table does not have. */
export function zoneRange(zone: number, sport: Sport): { min: number; max: number } | null {
  if (!Number.isInteger(zone) || zone < 1 || zone > ZONE_COUNT) return null
  const bounds = ZONE_BOUNDS[sport]
  return { min: bounds[zone - 1]!, max: bounds[zone]! }
}

/** Friel's heart-rate zones as fractions of LTHR (science.md S3.3); zones 6 and 7 are his 5b and 5c. */
const HEART_RATE_BOUNDS: Record<Sport, readonly number[]> = {
  run: [0.7, 0.85, 0.9, 0.95, 1, 1.03, 1.06, 1.1],
  ride: [0.65, 0.81, 0.9, 0.94, 1, 1.03, 1.06, 1.1],
}

/** Lower and upper fraction of LTHR of a heart-rate zone; null for a zone the table does not have. */
export function heartRateZoneRange(zone: number, sport: Sport): { min: number; max: number } | null {
  if (!Number.isInteger(zone) || zone < 1 || zone > ZONE_COUNT) return null
  const bounds = HEART_RATE_BOUNDS[sport]
  return { min: bounds[zone - 1]!, max: bounds[zone]! }
}
