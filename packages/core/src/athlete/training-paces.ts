import { paceFromSpeed, speedFromPace } from '../units/pace.ts'
import { RACE_DISTANCES_M, isInVdotTable, raceTimeS, speedAtVdotFraction, vdotAtSpeed } from './vdot.ts'

/** Shares of VDOT that define the training paces (science.md S1.4, fitted to Daniels' tables). */
export const PACE_FRACTIONS = { easySlow: 0.62, easyFast: 0.7, threshold: 0.88, interval: 0.975 } as const
/** Still "easy" when judging what was run (science.md S1.4). */
export const EASY_ACCEPTED_FRACTION = 0.74
/** Marathon pace is slower than the equivalent below this VDOT, 1 s/km a point (science.md S1.4). */
const MARATHON_KNEE = 41
/** "6-second rule": seconds per 400 m that R is faster than I (science.md S1.4). */
const REPETITION = { maxS: 8, minS: 6, kneeVdot: 47, slope: 2 / 3 } as const
/** An easy pace slower than this is walking: prescribe run-walk (science.md S1.4). */
const RUN_WALK_PACE_S_PER_KM = 720

/** Training speeds in m/s, Daniels' letters spelled out. Speeds are stored, paces are shown. */
export interface TrainingSpeeds {
  readonly easySlowMps: number
  readonly easyFastMps: number
  readonly marathonMps: number
  readonly thresholdMps: number
  readonly intervalMps: number
  readonly repetitionMps: number
  /** LOW outside VDOT 30–85, where the table is extrapolated. */
  readonly quality: 'GOOD' | 'LOW'
  /** True when the slow easy pace is beyond 12 min/km, so that run-walk is prescribed. */
  readonly runWalk: boolean
}

/** All training speeds of a VDOT (science.md S1.4, `LOW_VDOT_MODE=BOOK`). */
export function trainingSpeeds(vdot: number): TrainingSpeeds {
  const intervalMps = speedAtVdotFraction(vdot, PACE_FRACTIONS.interval)
  const easySlowMps = speedAtVdotFraction(vdot, PACE_FRACTIONS.easySlow)
  return {
    easySlowMps,
    easyFastMps: speedAtVdotFraction(vdot, PACE_FRACTIONS.easyFast),
    marathonMps: marathonSpeed(vdot),
    thresholdMps: thresholdSpeed(vdot),
    intervalMps,
    repetitionMps: speedFromPace(paceFromSpeed(intervalMps) - 2.5 * repetitionGapPer400(vdot)),
    quality: isInVdotTable(vdot) ? 'GOOD' : 'LOW',
    runWalk: paceFromSpeed(easySlowMps) > RUN_WALK_PACE_S_PER_KM,
  }
}

/** Threshold (T) speed in m/s: the reference of every relative run target (science.md S1.4). */
export const thresholdSpeed = (vdot: number): number => speedAtVdotFraction(vdot, PACE_FRACTIONS.threshold)

/** VDOT of a threshold speed in m/s: T inverted (science.md S1.2a). */
export const vdotFromThresholdSpeed = (speedMps: number): number => vdotAtSpeed(speedMps, PACE_FRACTIONS.threshold)

function marathonSpeed(vdot: number): number {
  const paceSPerKm = raceTimeS(vdot, RACE_DISTANCES_M.MARATHON) / (RACE_DISTANCES_M.MARATHON / 1000)
  return speedFromPace(paceSPerKm + Math.max(0, MARATHON_KNEE - vdot))
}

function repetitionGapPer400(vdot: number): number {
  const gap = REPETITION.maxS - (vdot - REPETITION.kneeVdot) * REPETITION.slope
  return Math.min(REPETITION.maxS, Math.max(REPETITION.minS, gap))
}
