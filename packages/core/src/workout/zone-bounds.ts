import { FRIEL_ZONE_BOUNDS } from '../athlete/heart-rate-zones.ts'
import { PACE_ZONE_BOUNDS, PACE_ZONES } from '../athlete/pace-zones.ts'
import { POWER_ZONE_BOUNDS, POWER_ZONES } from '../athlete/power-zones.ts'
import type { Sport } from '../athlete/sport.ts'
import { zoneIndex, type Zone } from '../athlete/zone.ts'

type Ladder = readonly [number, number, number, number, number, number, number, number]

/**
 * Bounds of the seven zones as fractions of FTP (ride) or threshold speed (run), half-open: [lower, next). The six between
 * are the athlete's zones; the first and the last are the ends of the drawn ladder (the look book's), since a target in
 * zone 1 or 7 needs a middle.
 */
export const ZONE_BOUNDS: Record<Sport, Ladder> = {
  ride: [0.3, ...POWER_ZONE_BOUNDS, 2.2],
  run: [0.5, ...PACE_ZONE_BOUNDS, 1.45],
}
const namesOf = (zones: readonly Zone[]): readonly string[] => zones.map((zone) => zone.name)
export const ZONE_NAMES: Record<Sport, readonly string[]> = { ride: namesOf(POWER_ZONES), run: namesOf(PACE_ZONES) }
export const ZONE_COUNT = 7

/** Zone 1–7 of a fraction of threshold. */
export const zoneOf = (fraction: number, sport: Sport): number =>
  zoneIndex(sport === 'ride' ? POWER_ZONE_BOUNDS : PACE_ZONE_BOUNDS, fraction)

/** Lower and upper fraction of a power or pace zone; null for a zone the table does not have. */
export const zoneRange = (zone: number, sport: Sport): { min: number; max: number } | null =>
  rangeIn(ZONE_BOUNDS[sport], zone)

/** Ends of the drawn ladder of heart-rate zones: below Friel's zone 2 and above his 5c everything is open. */
const HEART_RATE_ENDS: Record<Sport, readonly [bottom: number, top: number]> = { run: [0.7, 1.1], ride: [0.65, 1.1] }

/** Lower and upper fraction of LTHR of one of Friel's zones (science.md S3.3); 6 and 7 are his 5b and 5c. Null beyond. */
export function heartRateZoneRange(zone: number, sport: Sport): { min: number; max: number } | null {
  const [bottom, top] = HEART_RATE_ENDS[sport]
  return rangeIn([bottom, ...FRIEL_ZONE_BOUNDS[sport], top], zone)
}

function rangeIn(bounds: readonly number[], zone: number): { min: number; max: number } | null {
  if (!Number.isInteger(zone) || zone < 1 || zone > ZONE_COUNT) return null
  return { min: bounds[zone - 1]!, max: bounds[zone]! }
}
