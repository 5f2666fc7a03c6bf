import type { ActivitySport } from '../athlete/sport.ts'
import { loadOfIntensity } from './tss.ts'

/** Intensity factor by session RPE 1…10 (science.md S3.9) [P]. */
export const INTENSITY_BY_RPE = [0.45, 0.55, 0.65, 0.72, 0.78, 0.85, 0.92, 0.98, 1.03, 1.08] as const

/** Foster's session RPE in arbitrary units: minutes × RPE (science.md S3.9). */
export const sessionRpe = (minutes: number, rpe: number): number => minutes * rpe

/** Intensity factor of an RPE, linear between whole numbers; below 1 as 1, above 10 as 10. */
export function intensityOfRpe(rpe: number): number {
  const place = Math.min(10, Math.max(1, rpe)) - 1
  const below = Math.floor(place)
  const from = INTENSITY_BY_RPE[below]!
  return from + (place - below) * ((INTENSITY_BY_RPE[below + 1] ?? from) - from)
}

/** Load of a session by its RPE on the TSS scale (science.md S3.9). */
export const rpeLoad = (durationS: number, rpe: number): number => loadOfIntensity(durationS, intensityOfRpe(rpe))

/** Intensity factor of a session we know only the length of (science.md S3.10). */
const DEFAULT_INTENSITY = { run: 0.78, ride: 0.62, swim: 0.7 } as const
/** Load an hour where there is no threshold to speak of (science.md S3.10). */
const DEFAULT_LOAD_PER_HOUR = { strength: 45, walk: 20, other: 40 } as const

/** Load of a session by its length alone, the last resort (science.md S3.10). */
export function durationLoad(sport: ActivitySport, durationS: number): number {
  if (sport === 'run' || sport === 'ride' || sport === 'swim')
    return loadOfIntensity(durationS, DEFAULT_INTENSITY[sport])
  return (DEFAULT_LOAD_PER_HOUR[sport] * durationS) / 3600
}
