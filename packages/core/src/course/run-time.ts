import { gradeFactor, runningCost, walkingCost } from '../load/grade-adjusted.ts'
import { courseSegments, type CourseProfile } from './course-profile.ts'

/** Steeper than this uphill, whoever is faster at the same power, the runner or the hiker, goes on (science.md S10.5). */
const HIKE_FROM_GRADE = 0.15
/** Trails slow everybody: the athlete's own factor stays in here (science.md S10.5). */
const TRAIL_FACTOR = { least: 1, most: 1.2 } as const

/**
 * Seconds for each segment of a run at `flatSpeedMps`, the speed the athlete would hold for it on the flat (science.md
 * S10.5): Minetti's cost, downhill floored at .85, hiking above 15 %. `trailFactor` 1 for roads, 1.05–1.20 for trails.
 * Shares of the time do not depend on the speed. Null without elevation.
 */
export function runTimes(profile: CourseProfile, flatSpeedMps: number, trailFactor = 1): number[] | null {
  const segments = courseSegments(profile)
  if (segments === null) return null
  const factor = Math.min(TRAIL_FACTOR.most, Math.max(TRAIL_FACTOR.least, trailFactor))
  return segments.map(({ lengthM, grade }) => ((lengthM * slowdown(grade)) / flatSpeedMps) * factor)
}

function slowdown(grade: number): number {
  if (grade <= HIKE_FROM_GRADE) return gradeFactor(grade)
  return Math.min(gradeFactor(grade), walkingCost(grade) / runningCost(0))
}
