import { known, unknown, type Confidence, type Measured } from '../result/measured.ts'
import { fitLine } from './linear-fit.ts'

/** A maximal effort: mean power held for a time. */
export interface PowerEffort {
  readonly durationS: number
  readonly powerW: number
}

/** Efforts used and results believed (science.md S2.2). */
export const CRITICAL_POWER_LIMITS = {
  minDurationS: 120,
  maxDurationS: 1200,
  minPoints: 3,
  minSpread: 2.5,
  minR2: 0.97,
  minWPrimeJ: 5000,
  maxWPrimeJ: 35_000,
  maxDisagreement: 0.05,
} as const

/** Two-parameter critical power. */
export interface CriticalPower {
  readonly cpW: number
  readonly wPrimeJ: number
  readonly r2: number
  /** Standard error of the estimate: watts for inverse time, joules for work–time. */
  readonly standardError: number
}

/** Fit (a) `P = CP + W′/t`, power on inverse time (science.md S2.2), our default. Null when it cannot be fitted. */
export function fitCriticalPowerInverseTime(efforts: readonly PowerEffort[]): CriticalPower | null {
  const fit = fitLine(efforts.map(({ durationS, powerW }) => [1 / durationS, powerW] as const))
  return fit && { cpW: fit.intercept, wPrimeJ: fit.slope, r2: fit.r2, standardError: fit.standardError }
}

/** Fit (b) `P·t = CP·t + W′`, work on time (science.md S2.2). Null when it cannot be fitted. */
export function fitCriticalPowerWorkTime(efforts: readonly PowerEffort[]): CriticalPower | null {
  const fit = fitLine(efforts.map(({ durationS, powerW }) => [durationS, powerW * durationS] as const))
  return fit && { cpW: fit.slope, wPrimeJ: fit.intercept, r2: fit.r2, standardError: fit.standardError }
}

/** Accepted critical power with the trust it deserves. */
export interface CriticalPowerEstimate extends CriticalPower {
  readonly confidence: Confidence
}

/**
 * Critical power from maximal efforts of 2–20 min (science.md S2.2): at least 3, spread ≥ 2.5×, r² ≥ 0.97, W′ 5–35 kJ.
 * Confidence LOW when the two fits differ by more than 5 %, else MEDIUM.
 */
export function estimateCriticalPower(efforts: readonly PowerEffort[]): Measured<CriticalPowerEstimate> {
  const limits = CRITICAL_POWER_LIMITS
  const used = efforts.filter(({ durationS }) => durationS >= limits.minDurationS && durationS <= limits.maxDurationS)
  const durations = used.map(({ durationS }) => durationS)
  if (used.length < limits.minPoints || Math.max(...durations) / Math.min(...durations) < limits.minSpread) {
    return unknown('no-effort', 'Three all-out efforts between 2 and 20 minutes, well apart in length, are needed.')
  }
  const inverse = fitCriticalPowerInverseTime(used)
  const work = fitCriticalPowerWorkTime(used)
  if (!inverse || !work) return unknown('no-effort', 'The efforts are all of one length.')
  const fits =
    inverse.r2 >= limits.minR2 &&
    inverse.wPrimeJ >= limits.minWPrimeJ &&
    inverse.wPrimeJ <= limits.maxWPrimeJ &&
    inverse.cpW > 0
  if (!fits) return unknown('out-of-range', 'The efforts do not lie on one power curve: some were not all out.')
  const disagreement = Math.abs(inverse.cpW - work.cpW) / inverse.cpW
  return known({ ...inverse, confidence: disagreement > limits.maxDisagreement ? 'LOW' : 'MEDIUM' })
}

/** Power that two-parameter CP predicts for a duration (science.md S2.2); valid 2–20 min. */
export const criticalPowerAt = (cpW: number, wPrimeJ: number, durationS: number): number => cpW + wPrimeJ / durationS
