import { known, unknown, type Measured } from '../result/measured.ts'

/** Window of the trailing mean, seconds (science.md S2.6). */
const WINDOW_S = 30
/** A normalized value of less time than this is of LOW quality (science.md S2.6). */
export const NORMALIZED_GOOD_FROM_S = 1200

/**
 * Fourth-power mean of the trailing 30-s mean of a 1 Hz series (science.md S2.6); in the unit of the series: watts for
 * normalized power, m/s for normalized graded speed (S3.8). Unknown (`too-short`) below 30 s.
 */
export function normalizedMean(oneHertz: Float64Array | readonly number[]): Measured<number> {
  const length = oneHertz.length
  if (length < WINDOW_S) return unknown('too-short', 'At least 30 seconds of data are needed.')
  // Plain running sum: doubles hold sums of watts to 1e-9 over a day's ride.
  let sum = 0
  let fourthPowers = 0
  for (let index = 0; index < length; index++) {
    sum += oneHertz[index]!
    if (index >= WINDOW_S) sum -= oneHertz[index - WINDOW_S]!
    if (index >= WINDOW_S - 1) fourthPowers += (sum / WINDOW_S) ** 4
  }
  return known((fourthPowers / (length - WINDOW_S + 1)) ** 0.25)
}

/** Arithmetic mean of a series; null when it is empty. */
export function meanOf(series: Float64Array | readonly number[]): number | null {
  if (series.length === 0) return null
  let sum = 0
  for (let index = 0; index < series.length; index++) sum += series[index]!
  return sum / series.length
}
