import { roundHalfAway } from '../units/rounding.ts'
import type { Sport } from './sport.ts'
import { zoneIndex, zoneLadder, type Zone } from './zone.ts'

/** Friel's zones as fractions of LTHR: lower bounds of Z2 … Z5c (science.md S3.3) [C]. */
export const FRIEL_ZONE_BOUNDS: Record<Sport, readonly number[]> = {
  run: [0.85, 0.9, 0.95, 1.0, 1.03, 1.06],
  ride: [0.81, 0.9, 0.94, 1.0, 1.03, 1.06],
}
const FRIEL_NAMES = ['Z1', 'Z2', 'Z3', 'Z4', 'Z5a', 'Z5b', 'Z5c'] as const

/** Friel's seven zones as fractions of LTHR (science.md S3.3). */
export const frielZones = (sport: Sport): Zone[] => zoneLadder(FRIEL_ZONE_BOUNDS[sport], FRIEL_NAMES)

/** Lower bounds of the seven zones in bpm, the first 0, rounded half up (science.md S3.3, S0.2). */
export const frielLowerBoundsBpm = (sport: Sport, lthrBpm: number): number[] =>
  [0, ...FRIEL_ZONE_BOUNDS[sport]].map((fraction) => roundHalfAway(fraction * lthrBpm))

/** Zone 1–7 of a heart rate. */
export const frielZoneOf = (sport: Sport, bpm: number, lthrBpm: number): number =>
  zoneIndex(FRIEL_ZONE_BOUNDS[sport], bpm / lthrBpm)

/** Lower bounds of the five zones by share of maximum (science.md S3.4). */
export const MAX_HR_ZONE_BOUNDS = [0.5, 0.6, 0.7, 0.8, 0.9] as const

/** Zone 1–5 by share of maximum; 0 below 50 % (science.md S3.4). */
export const maxHrZoneOf = (bpm: number, maxHrBpm: number): number => zoneIndex(MAX_HR_ZONE_BOUNDS, bpm / maxHrBpm) - 1

/** Karvonen: heart rate at a share of the reserve between rest and maximum (science.md S3.4). */
export const heartRateAtReserve = (maxHrBpm: number, restingHrBpm: number, fraction: number): number =>
  restingHrBpm + fraction * (maxHrBpm - restingHrBpm)
