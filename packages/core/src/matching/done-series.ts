import type { ActivitySport } from '../athlete/sport.ts'
import { cleanHeartRate } from '../evidence/heart-rate-cleaning.ts'
import { rejectImpossiblePower } from '../load/clean-power.ts'
import { gradeAdjustedSpeeds, runSpeeds } from '../load/grade-adjusted.ts'
import { dropoutLimit } from '../load/one-hertz.ts'
import type { Streams } from '../load/streams.ts'
import type { DoneSeries } from './matchable.ts'

/** Two days: the longest session anybody plans, and a bound for time stamps that are none. */
export const LONGEST_S = 48 * 3600

/**
 * Samples on the recorder's own clock, one a second, so that laps and samples speak of the same moment: dropouts are
 * bridged (science.md S2.6), pauses stay NaN. Impossible values are unknown; a series nobody recorded is null.
 */
export function doneSeriesOf(sport: ActivitySport, streams: Streams): DoneSeries {
  const heartRate = cleanHeartRate(streams, { sport })
  const isRun = sport === 'run'
  return {
    powerW: streams.powerW ? everySecond(streams.timeS, rejectImpossiblePower(streams.powerW)) : null,
    speedMps: isRun ? everySecond(streams.timeS, runSpeeds(streams)) : null,
    gradedSpeedMps: isRun ? everySecond(streams.timeS, gradeAdjustedSpeeds(streams)) : null,
    heartRateBpm: heartRate && !heartRate.rejected ? everySecond(streams.timeS, heartRate.bpm) : null,
  }
}

/** A value for each second from the start; null when no sample carries one. */
function everySecond(timeS: readonly number[], samples: readonly (number | null)[]): Float64Array | null {
  const seconds: number[] = []
  const values: number[] = []
  for (const [index, time] of timeS.entries()) {
    const value = samples[index] ?? null
    const second = Math.floor(time)
    if (value === null || !Number.isFinite(value) || !(second >= 0 && second < LONGEST_S)) continue
    if (second <= (seconds.at(-1) ?? -1)) continue
    seconds.push(second)
    values.push(value)
  }
  if (seconds.length === 0) return null
  const limitS = dropoutLimit(timeS)
  const series = new Float64Array(seconds.at(-1)! + 1).fill(Number.NaN)
  for (const [index, second] of seconds.entries()) {
    series[second] = values[index]!
    const before = seconds[index - 1]
    if (before === undefined || second - before > limitS) continue
    const step = (values[index]! - values[index - 1]!) / (second - before)
    for (let at = before + 1; at < second; at++) series[at] = values[index - 1]! + step * (at - before)
  }
  return series
}

/** Mean of what is known from one second to another (exclusive), with the seconds that spoke; null when none did. */
export function meanBetween(
  series: Float64Array,
  fromS: number,
  toS: number,
): { readonly mean: number; readonly knownS: number } | null {
  let [sum, knownS] = [0, 0]
  for (let at = Math.max(0, Math.floor(fromS)); at < Math.min(series.length, Math.ceil(toS)); at++) {
    const value = series[at]!
    if (Number.isNaN(value)) continue
    sum += value
    knownS++
  }
  return knownS === 0 ? null : { mean: sum / knownS, knownS }
}

/** Centred mean of what is known over `windowS` around each second; NaN where nothing is known at that second. */
export function rollingKnownMean(series: Float64Array, windowS: number): Float64Array {
  const half = Math.floor(windowS / 2)
  const means = new Float64Array(series.length).fill(Number.NaN)
  let [sum, known] = [0, 0]
  const take = (at: number, sign: 1 | -1): void => {
    const value = series[at]
    if (value === undefined || Number.isNaN(value)) return
    sum += sign * value
    known += sign
  }
  for (let at = 0; at < Math.min(half, series.length); at++) take(at, 1)
  for (let at = 0; at < series.length; at++) {
    take(at + half, 1)
    if (at > half) take(at - half - 1, -1)
    if (!Number.isNaN(series[at]!) && known > 0) means[at] = sum / known
  }
  return means
}
