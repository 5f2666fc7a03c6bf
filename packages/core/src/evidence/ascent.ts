import { ELEVATION_WINDOW_M, elevationPoints, smoothElevation } from '../load/elevation-profile.ts'
import type { Streams } from './activity.ts'
import { sampleDistances } from './track-distance.ts'

/** Smallest change of altitude that counts (science.md S10.1): barometer or DEM 3 m, GPS 5–10 m (5 here). */
export const HYSTERESIS_M = { barometric: 3, gps: 5 } as const
export type AltitudeSource = keyof typeof HYSTERESIS_M

export interface Climbed {
  readonly ascentM: number
  readonly descentM: number
}

/** Gain and loss by hysteresis: a change counts once it reaches `hysteresisM` from the last counted altitude (science.md S10.1). */
export function climbedBy(altitudeM: readonly number[], hysteresisM: number): Climbed {
  let ascentM = 0
  let descentM = 0
  let reference = altitudeM[0]
  for (const altitude of altitudeM) {
    if (reference === undefined || Math.abs(altitude - reference) < hysteresisM) continue
    if (altitude > reference) ascentM += altitude - reference
    else descentM += reference - altitude
    reference = altitude
  }
  return { ascentM, descentM }
}

/** Ascent and descent of recorded samples, smoothed along the way (science.md S10.1). Null without altitude and distance. */
export function climbedIn(streams: Streams, source: AltitudeSource): Climbed | null {
  const distances = sampleDistances(streams)
  if (!streams.altitudeM || !distances) return null
  const points = elevationPoints(distances, streams.altitudeM, streams.timeS)
  if (points.distanceM.length < 2) return null
  return climbedBy(smoothElevation(points, ELEVATION_WINDOW_M[source]).altitudeM, HYSTERESIS_M[source])
}
