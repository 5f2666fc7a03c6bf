import { known, unknown, type Confidence, type Measured } from '../result/measured.ts'
import type { LocalDate } from '../time/local-date.ts'
import type { Sport } from './sport.ts'

/** One kind of threshold; the unit is in the name (design.md §4). Speeds are m/s, paces are shown only. */
export type ThresholdName = 'ftpW' | 'lthrBpm' | 'maxHrBpm' | 'restingHrBpm' | 'thresholdSpeedMps' | 'cpW' | 'wPrimeJ'

/** An effective-dated threshold: in force from `from` until a later one of the same sport and name (design.md law 6). */
export interface Threshold {
  readonly sport: Sport
  readonly name: ThresholdName
  readonly value: number
  readonly from: LocalDate
  /** How it was found: `athlete` when typed in, else the estimator (`race-vdot`, `critical-speed`, `mmp20` …). */
  readonly method: string
  readonly confidence: Confidence
}

/** The thresholds of one sport in force on one day; absent keys are unknown. */
export type ThresholdSet = Partial<Record<ThresholdName, number>>

/** Thresholds in force on `day` for `sport` (design.md law 6). */
export function thresholdsOn(history: readonly Threshold[], sport: Sport, day: LocalDate): ThresholdSet {
  const latest = new Map<ThresholdName, Threshold>()
  for (const threshold of history) {
    if (threshold.sport !== sport || threshold.from > day) continue
    const seen = latest.get(threshold.name)
    if (!seen || seen.from <= threshold.from) latest.set(threshold.name, threshold)
  }
  const set: ThresholdSet = {}
  for (const [name, threshold] of latest) set[name] = threshold.value
  return set
}

/** One threshold in force on `day`, or why there is none. */
export function thresholdOn(
  history: readonly Threshold[],
  sport: Sport,
  name: ThresholdName,
  day: LocalDate,
): Measured<number> {
  const value = thresholdsOn(history, sport, day)[name]
  return value === undefined ? unknown('no-threshold', `No ${name} for ${sport} on or before ${day}.`) : known(value)
}
