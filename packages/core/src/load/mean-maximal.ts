import type { OneHertz } from './one-hertz.ts'

/** Window lengths in seconds (science.md S2.4). */
export const MEAN_MAXIMAL_WINDOWS_S = [
  1, 5, 10, 15, 20, 30, 60, 120, 180, 240, 300, 360, 480, 600, 900, 1200, 1800, 2400, 3600, 5400, 7200, 10_800,
] as const
/** Windows up to this length never cross a pause over 30 s (science.md S2.4). */
const UNBROKEN_UP_TO_S = 1200

/** The best mean of one window length and where it began, in seconds of the 1 Hz series. */
export interface BestMean {
  readonly durationS: number
  readonly value: number
  readonly startIndex: number
}

/** Best rolling mean for each window length that fits, zeros counted (science.md S2.4). Raw: not yet made non-increasing. */
export function meanMaximal(series: OneHertz, windowsS: readonly number[] = MEAN_MAXIMAL_WINDOWS_S): BestMean[] {
  const { values, restarts } = series
  const sums = new Float64Array(values.length + 1)
  for (let index = 0; index < values.length; index++) sums[index + 1] = sums[index]! + values[index]!
  const best: BestMean[] = []
  for (const durationS of windowsS) {
    let value = Number.NEGATIVE_INFINITY
    let startIndex = -1
    let restart = 0
    for (let start = 0; start + durationS <= values.length; start++) {
      if (durationS <= UNBROKEN_UP_TO_S) {
        while (restart < restarts.length && restarts[restart]! <= start) restart++
        const next = restarts[restart]
        if (next !== undefined && next < start + durationS) continue
      }
      const mean = (sums[start + durationS]! - sums[start]!) / durationS
      if (mean > value) {
        value = mean
        startIndex = start
      }
    }
    if (startIndex >= 0) best.push({ durationS, value, startIndex })
  }
  return best
}

/** One point of a curve. */
export interface CurvePoint {
  readonly durationS: number
  readonly value: number
}

/** Pointwise best of several activities, made non-increasing from the long end (science.md S2.4). */
export function seasonCurve(curves: readonly (readonly CurvePoint[])[]): CurvePoint[] {
  const best = new Map<number, number>()
  for (const curve of curves) {
    for (const { durationS, value } of curve) best.set(durationS, Math.max(value, best.get(durationS) ?? value))
  }
  const points = [...best].map(([durationS, value]) => ({ durationS, value })).sort((a, b) => a.durationS - b.durationS)
  let floor = Number.NEGATIVE_INFINITY
  for (let index = points.length - 1; index >= 0; index--) {
    floor = Math.max(floor, points[index]!.value)
    points[index] = { durationS: points[index]!.durationS, value: floor }
  }
  return points
}
