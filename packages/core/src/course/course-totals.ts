import { climbedBy, HYSTERESIS_M } from '../evidence/ascent.ts'
import { greatCircleM } from '../evidence/track-distance.ts'
import { ELEVATION_WINDOW_M, elevationPoints, smoothElevation } from '../load/elevation-profile.ts'
import { findClimbs, type Climb } from './climbs.ts'

/** A point of a way without times. */
export interface CoursePoint {
  readonly latDeg: number
  readonly lonDeg: number
  readonly altitudeM: number | null
}

/** What a course asks for (design.md §6). Ascent, descent and climbs are null where the file has no elevation. */
export interface CourseTotals {
  readonly distanceM: number
  readonly ascentM: number | null
  readonly descentM: number | null
  readonly hasElevation: boolean
  readonly climbs: readonly Climb[] | null
}

/** A profile with holes in more than a fifth of its points says nothing reliable of gain. */
const ELEVATION_MIN_COVERAGE = 0.8

/**
 * Distance along the points, gain and loss by hysteresis on the smoothed profile, and the climbs (science.md S10.1,
 * S10.3). Planned routes carry altitudes of a terrain model, so its hysteresis of 3 m holds.
 */
export function courseTotals(points: readonly CoursePoint[]): CourseTotals {
  const distances = runningDistances(points)
  const distanceM = distances.at(-1) ?? 0
  const withAltitude = points.filter((point) => point.altitudeM !== null).length
  const profile = elevationPoints(
    distances,
    points.map((point) => point.altitudeM),
  )
  if (withAltitude < ELEVATION_MIN_COVERAGE * points.length || profile.distanceM.length < 2) {
    return { distanceM, ascentM: null, descentM: null, hasElevation: false, climbs: null }
  }
  const smooth = smoothElevation(profile, ELEVATION_WINDOW_M.barometric)
  const { ascentM, descentM } = climbedBy(smooth.altitudeM, HYSTERESIS_M.barometric)
  return { distanceM, ascentM, descentM, hasElevation: true, climbs: findClimbs(smooth) }
}

function runningDistances(points: readonly CoursePoint[]): number[] {
  let total = 0
  return points.map((point, index) => {
    const before = points[index - 1]
    if (before) total += greatCircleM(before.latDeg, before.lonDeg, point.latDeg, point.lonDeg)
    return total
  })
}
