import { climbedBy } from '../evidence/ascent.ts'
import { findClimbs, type Climb } from './climbs.ts'
import { courseProfile, elevationOf, hysteresisOf, type CoursePoint, type CourseProfile } from './course-profile.ts'

/** What a course asks for (design.md §6). Ascent, descent and climbs are null where the file has no elevation. */
export interface CourseTotals {
  readonly distanceM: number
  readonly ascentM: number | null
  readonly descentM: number | null
  readonly hasElevation: boolean
  readonly climbs: readonly Climb[] | null
}

/** Distance, gain and loss by hysteresis on the smoothed profile, and the climbs (science.md S10.1, S10.3). */
export function totalsOfProfile(profile: CourseProfile): CourseTotals {
  const { distanceM } = profile
  const elevation = elevationOf(profile)
  if (elevation === null) return { distanceM, ascentM: null, descentM: null, hasElevation: false, climbs: null }
  const { ascentM, descentM } = climbedBy(elevation.altitudeM, hysteresisOf(profile))
  return { distanceM, ascentM, descentM, hasElevation: true, climbs: findClimbs(elevation) }
}

/** The same from points whose sport nobody named: the grid of a ride. */
export const courseTotals = (points: readonly CoursePoint[]): CourseTotals =>
  totalsOfProfile(courseProfile(points, 'ride'))
