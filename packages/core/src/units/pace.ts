import { metresPer, type DistanceUnit } from './distance.ts'

/** Seconds per kilometre (or mile) at a speed in m/s. Infinity at a standstill: speeds are stored, paces are shown. */
export const paceFromSpeed = (speedMps: number, unit: DistanceUnit = 'km'): number => metresPer(unit) / speedMps

/** Speed in m/s of a pace in seconds per kilometre (or mile). */
export const speedFromPace = (paceS: number, unit: DistanceUnit = 'km'): number => metresPer(unit) / paceS
