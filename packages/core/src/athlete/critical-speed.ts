import { known, unknown, type Measured } from '../result/measured.ts'
import { fitLine } from './linear-fit.ts'

/** A maximal run: a distance in a time. */
export interface RunEffort {
  readonly distanceM: number
  readonly timeS: number
}

/** Efforts used and results believed (science.md S1.7). */
export const CRITICAL_SPEED_LIMITS = {
  minTimeS: 120,
  maxTimeS: 1200,
  minSpread: 2.5,
  minDPrimeM: 50,
  maxDPrimeM: 500,
  minR2: 0.98,
} as const
/** T pace as a share of critical speed, middle of 0.95–0.97 (science.md S1.7) [P]. */
export const THRESHOLD_SHARE_OF_CS = 0.96

export interface CriticalSpeed {
  readonly criticalSpeedMps: number
  readonly dPrimeM: number
  readonly r2: number
}

/** Least squares of `d = CS·t + D′` over all efforts given, unjudged (science.md S1.7). Null when it cannot be fitted. */
export function fitCriticalSpeed(efforts: readonly RunEffort[]): CriticalSpeed | null {
  const fit = fitLine(efforts.map(({ distanceM, timeS }) => [timeS, distanceM] as const))
  return fit && { criticalSpeedMps: fit.slope, dPrimeM: fit.intercept, r2: fit.r2 }
}

/**
 * Critical speed from maximal efforts of 2–20 min, longest ≥ 2.5 × shortest (science.md S1.7). Unknown when CS ≤ 0,
 * D′ lies outside 50–500 m, or three and more points fit worse than r² 0.98.
 */
export function estimateCriticalSpeed(efforts: readonly RunEffort[]): Measured<CriticalSpeed> {
  const limits = CRITICAL_SPEED_LIMITS
  const used = efforts.filter(({ timeS }) => timeS >= limits.minTimeS && timeS <= limits.maxTimeS)
  const times = used.map(({ timeS }) => timeS)
  if (used.length < 2 || Math.max(...times) / Math.min(...times) < limits.minSpread) {
    return unknown('no-effort', 'Two all-out runs between 2 and 20 minutes, well apart in length, are needed.')
  }
  const fit = fitCriticalSpeed(used)
  if (!fit) return unknown('no-effort', 'The runs are all of one length.')
  const plausible =
    fit.criticalSpeedMps > 0 &&
    fit.dPrimeM >= limits.minDPrimeM &&
    fit.dPrimeM <= limits.maxDPrimeM &&
    (used.length < 3 || fit.r2 >= limits.minR2)
  return plausible ? known(fit) : unknown('out-of-range', 'The runs do not lie on one curve: some were not all out.')
}
