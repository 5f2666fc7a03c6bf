import { elevationPoints, gradientAt, smoothElevation } from './elevation-profile.ts'
import type { Streams } from './streams.ts'

/** Minetti 2002 is valid to 45 % (science.md S1.9). */
const GRADE_LIMIT = 0.45
/** The curve overstates downhill benefit: a descent never makes speed count for less than this (science.md S1.9) [P]. */
export const GAP_DOWNHILL_FLOOR = 0.85
/** Gradient span for runs (science.md S1.9, S10.1). */
const RUN_GRADE_SPAN_M = 50

const clampGrade = (grade: number): number => Math.min(GRADE_LIMIT, Math.max(-GRADE_LIMIT, grade))

/** Energy cost of running at a grade (0.05 = 5 %), J/kg/m (science.md S1.9). */
export function runningCost(grade: number): number {
  const i = clampGrade(grade)
  return 155.4 * i ** 5 - 30.4 * i ** 4 - 43.3 * i ** 3 + 46.3 * i ** 2 + 19.5 * i + 3.6
}

/** Energy cost of walking at a grade, J/kg/m (science.md S1.9). */
export function walkingCost(grade: number): number {
  const i = clampGrade(grade)
  return 280.5 * i ** 5 - 58.7 * i ** 4 - 76.8 * i ** 3 + 51.9 * i ** 2 + 19.6 * i + 2.5
}

/** Cost of a grade relative to the flat, unfloored. */
export const rawGradeFactor = (grade: number): number => runningCost(grade) / runningCost(0)

/** Factor by which speed on a grade is worth more than on the flat, floored downhill (science.md S1.9). */
export const gradeFactor = (grade: number): number =>
  grade < 0 ? Math.max(GAP_DOWNHILL_FLOOR, rawGradeFactor(grade)) : rawGradeFactor(grade)

/** Flat-equivalent speed in m/s (science.md S1.9). */
export const gradeAdjustedSpeed = (speedMps: number, grade: number): number => speedMps * gradeFactor(grade)

/** Faster than this is no running (the sprint record is 12.3 m/s): GPS noise. */
const RUN_SPEED_MAX_MPS = 12

/** Speed of a run a sample in m/s: the device's own, else from distance; null where unknown or impossible. */
export function runSpeeds(streams: Streams): (number | null)[] {
  const { timeS, speedMps, distanceM } = streams
  return timeS.map((time, index) => {
    let speed = speedMps?.[index] ?? null
    if (speed === null && index > 0) {
      const [from, to] = [distanceM?.[index - 1] ?? null, distanceM?.[index] ?? null]
      const elapsedS = time - timeS[index - 1]!
      if (from !== null && to !== null && elapsedS > 0) speed = (to - from) / elapsedS
    }
    return speed === null || !(speed >= 0 && speed <= RUN_SPEED_MAX_MPS) ? null : speed
  })
}

/** Flat-equivalent speed of a run a sample; the plain speed where there is no elevation (science.md S1.9). */
export function gradeAdjustedSpeeds(streams: Streams): (number | null)[] {
  const speeds = runSpeeds(streams)
  const { distanceM, altitudeM, timeS } = streams
  if (!distanceM || !altitudeM) return speeds
  const points = elevationPoints(distanceM, altitudeM, timeS)
  if (points.distanceM.length < 3) return speeds
  const profile = smoothElevation(points)
  return speeds.map((speed, index) => {
    const distance = distanceM[index] ?? null
    if (speed === null || distance === null) return speed
    return gradeAdjustedSpeed(speed, gradientAt(profile, distance, RUN_GRADE_SPAN_M, GRADE_LIMIT))
  })
}
