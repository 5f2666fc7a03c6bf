import type { Sport } from './sport.ts'

/** Share of the maximum that threshold heart rate usually is (science.md S3.2) [P]. */
export const LTHR_SHARE_OF_MAX: Record<Sport, number> = { run: 0.89, ride: 0.87 }

/** Tanaka 2001: age-predicted maximum in bpm, SD about 10, so never a hard limit (science.md S3.1). */
export const tanakaMaxHr = (ageYears: number): number => 208 - 0.7 * ageYears

/** An observed maximum is not believed below this much under Tanaka: the athlete has hardly gone all out (science.md S3.1). */
const OBSERVED_FLOOR_BPM = 10

/**
 * Maximum to use from what was observed and, when the age is known, Tanaka: `max(observed, Tanaka − 10)` (science.md S3.1).
 * Null when neither is known.
 */
export function workingMaxHr(observedBpm: number | null, ageYears: number | null): number | null {
  if (ageYears === null) return observedBpm
  const floor = tanakaMaxHr(ageYears) - OBSERVED_FLOOR_BPM
  return observedBpm === null ? tanakaMaxHr(ageYears) : Math.max(observedBpm, floor)
}
