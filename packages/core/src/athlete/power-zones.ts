import { zoneIndex, zoneLadder, type Zone } from './zone.ts'

/** Coggan's zones as fractions of FTP, half-open bins: lower bounds of Z2 … Z7 (science.md S2.5). */
export const POWER_ZONE_BOUNDS = [0.56, 0.76, 0.91, 1.06, 1.21, 1.51] as const
/** Sweet spot as a fraction of FTP (science.md S2.5). */
export const SWEET_SPOT = { low: 0.88, high: 0.94 } as const

/** Zones Z1–Z7 as fractions of FTP (science.md S2.5). */
export const POWER_ZONES: readonly Zone[] = zoneLadder(POWER_ZONE_BOUNDS, [
  'Recovery',
  'Endurance',
  'Tempo',
  'Threshold',
  'VO2',
  'Anaerobic',
  'Sprint',
])

/** Zone 1–7 of a fraction of FTP. */
export const powerZoneOf = (fraction: number): number => zoneIndex(POWER_ZONE_BOUNDS, fraction)
