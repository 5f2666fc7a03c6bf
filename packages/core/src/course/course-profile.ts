import type { Sport } from '../athlete/sport.ts'
import { HYSTERESIS_M, type AltitudeSource } from '../evidence/ascent.ts'
import { greatCircleM } from '../evidence/track-distance.ts'
import {
  altitudeAt,
  ELEVATION_WINDOW_M,
  elevationPoints,
  gradientAt,
  smoothElevation,
  type ElevationProfile,
} from '../load/elevation-profile.ts'

/** A point of a way without times. */
export interface CoursePoint {
  readonly latDeg: number
  readonly lonDeg: number
  readonly altitudeM: number | null
}

/** A smoothed way: altitude every `stepM` metres from the start, the last one at the finish. */
export interface CourseProfile {
  readonly sport: Sport
  readonly distanceM: number
  readonly stepM: number
  /** Null where the file has no elevation: gain, gradients and climbs are then unknown. */
  readonly altitudeM: readonly number[] | null
  readonly source: AltitudeSource
}

/** A piece of the way of one gradient. */
export interface CourseSegment {
  readonly fromM: number
  readonly lengthM: number
  /** Rise over run, 0.05 = 5 %. */
  readonly grade: number
}

/** Resampling step, gradient span and limit by sport (science.md S10.1). */
export const COURSE_GRID = {
  run: { stepM: 10, spanM: 50, clamp: 0.45 },
  ride: { stepM: 20, spanM: 100, clamp: 0.25 },
} as const
/** A profile with holes in more than a fifth of its points says nothing reliable of gain. */
const ELEVATION_MIN_COVERAGE = 0.8
/** However long the way, never more samples than this: 2,000 km at 20 m. */
const MOST_SAMPLES = 100_000

/**
 * The way through the points: resampled by distance, altitude as median of 5 and centred mean of 100 m (terrain model,
 * barometer) or 200 m (GPS) (science.md S10.1). Planned routes carry altitudes of a terrain model, so `barometric` is
 * the usual source.
 */
export function courseProfile(
  points: readonly CoursePoint[],
  sport: Sport,
  source: AltitudeSource = 'barometric',
): CourseProfile {
  const distances = runningDistances(points)
  const distanceM = distances.at(-1) ?? 0
  const altitudes = points.map((point) => point.altitudeM)
  const known = altitudes.filter((altitude) => altitude !== null).length
  const raw = elevationPoints(distances, altitudes)
  const hasElevation = known >= ELEVATION_MIN_COVERAGE * points.length && raw.distanceM.length >= 2
  return profileOf(distanceM, hasElevation ? raw : null, sport, source)
}

/** A profile from heights by distance, for ways that are known by their heights alone. */
export function courseOfHeights(
  distanceM: number,
  heightAt: (distanceM: number) => number,
  sport: Sport,
): CourseProfile {
  const { stepM } = COURSE_GRID[sport]
  const distances = gridOf(distanceM, stepM)
  return profileOf(distanceM, { distanceM: distances, altitudeM: distances.map(heightAt) }, sport, 'barometric')
}

function profileOf(
  distanceM: number,
  raw: ElevationProfile | null,
  sport: Sport,
  source: AltitudeSource,
): CourseProfile {
  const stepM = Math.max(COURSE_GRID[sport].stepM, distanceM / MOST_SAMPLES)
  if (raw === null) return { sport, distanceM, stepM, altitudeM: null, source }
  const grid = gridOf(distanceM, stepM)
  const even = { distanceM: grid, altitudeM: grid.map((at) => altitudeAt(raw, at)) }
  const { altitudeM } = smoothElevation(even, ELEVATION_WINDOW_M[source])
  return { sport, distanceM, stepM, altitudeM, source }
}

/** 0, step, 2 step … and the finish; the last piece may be shorter. */
function gridOf(distanceM: number, stepM: number): number[] {
  const whole = Math.floor(distanceM / stepM + 1e-9)
  const grid = Array.from({ length: whole + 1 }, (_, index) => index * stepM)
  if (distanceM - whole * stepM > 0.01) grid.push(distanceM)
  return grid
}

/** The profile as distances with altitudes; null without elevation. */
export function elevationOf(profile: CourseProfile): ElevationProfile | null {
  if (profile.altitudeM === null) return null
  return { distanceM: gridOf(profile.distanceM, profile.stepM), altitudeM: profile.altitudeM }
}

/** The way cut at every sample, each piece with its gradient over the sport's span (science.md S10.1); null without elevation. */
export function courseSegments(profile: CourseProfile): CourseSegment[] | null {
  const elevation = elevationOf(profile)
  if (elevation === null) return null
  const { spanM, clamp } = COURSE_GRID[profile.sport]
  const { distanceM } = elevation
  return distanceM.slice(1).map((toM, index) => {
    const fromM = distanceM[index]!
    return { fromM, lengthM: toM - fromM, grade: gradientAt(elevation, (fromM + toM) / 2, spanM, clamp) }
  })
}

/** Smallest change of height that counts on this profile (science.md S10.1). */
export const hysteresisOf = (profile: CourseProfile): number => HYSTERESIS_M[profile.source]

function runningDistances(points: readonly CoursePoint[]): number[] {
  let total = 0
  return points.map((point, index) => {
    const before = points[index - 1]
    if (before) total += greatCircleM(before.latDeg, before.lonDeg, point.latDeg, point.lonDeg)
    return total
  })
}
