import type { ActivitySport } from '../athlete/sport.ts'
import type { ThresholdSet } from '../athlete/thresholds.ts'
import { known, unknown, type Confidence, type Measured } from '../result/measured.ts'
import { isHeartRate, loadFactsOf, type LoadFacts } from './load-facts.ts'
import type { LoadMethod } from './load-method.ts'
import { NORMALIZED_GOOD_FROM_S } from './normalized-power.ts'
import { durationLoad, rpeLoad } from './rpe-load.ts'
import { runningStressScore } from './running-load.ts'
import type { Streams } from './streams.ts'
import { banisterTrimp, heartRateLoad, type HeartRateReserve, type Sex } from './trimp.ts'
import { trainingStressScore } from './tss.ts'

/** Conditions of the methods (science.md S3.10). */
export const LOAD_RULES = {
  powerMinCoverage: 0.95,
  ftpMaxAgeDays: 180,
  heartRateMinCoverage: 0.8,
  steepMPerKm: 25,
  disagreement: 0.4,
} as const
/**
 * Stands in for an unknown resting heart rate in TRIMP only, never shown and never stored [P]: between 50 and 70 bpm the
 * load of an easy hour moves by about ±6 %, and the confidence says LOW.
 */
const ASSUMED_RESTING_BPM = 60

/** What is known of one activity beside its samples when its load is chosen. */
export interface LoadContext {
  readonly sport: ActivitySport
  readonly movingS: number
  readonly distanceM: number | null
  readonly ascentM: number | null
  readonly avgHrBpm: number | null
  /** Normalized power as told by a source without streams. */
  readonly npW?: number | null
  /** Thresholds of the activity's sport in force on its day. */
  readonly thresholds: ThresholdSet
  /** Age of the FTP in days on the activity's day; unknown counts as fresh. */
  readonly ftpAgeDays?: number | null
  readonly sex?: Sex | null
  /** Session RPE 0–10, when the athlete gave one. */
  readonly rpe?: number | null
  /** Treadmill distances are not calibrated, so pace does not speak there. */
  readonly indoor?: boolean
}

export interface LoadInput extends LoadContext {
  readonly streams: Streams
}

/** A load on the TSS scale with how it was found. */
export interface BestLoad {
  readonly load: number
  readonly method: LoadMethod
  readonly confidence: Confidence
  /** Normalized power, when there is power long enough; also when another method gave the load. */
  readonly npW: number | null
  /**
   * Heart-rate load over power or pace load, when both exist: beyond ±40 % a threshold or a sensor is wrong (science.md
   * S3.10).
   */
  readonly heartRateRatio: number | null
  readonly disagrees: boolean
}

interface Candidate {
  readonly load: number
  readonly method: LoadMethod
  readonly confidence: Confidence
}

/**
 * The best available load (science.md S3.10): power, pace, heart rate, RPE, duration. Steep runs (> 25 m/km) ask heart
 * rate first. Stale FTP and treadmill pace speak only when heart rate and RPE are silent, with LOW confidence: they still
 * know more than duration. Unknown (`too-short`) for an activity without moving time.
 */
export const bestLoad = ({ streams, ...context }: LoadInput): Measured<BestLoad> =>
  loadFromFacts(loadFactsOf(context.sport, streams), context)

/** {@link bestLoad} of samples whose facts were kept. */
export function loadFromFacts(facts: LoadFacts, input: LoadContext): Measured<BestLoad> {
  if (!(input.movingS > 0)) return unknown('too-short', 'The activity has no moving time.')
  const { power } = facts
  const npW = power?.npW ?? input.npW ?? null

  const byPower = powerLoad(input, power, npW)
  const byPace = paceLoad(input, facts.graded)
  const byHeartRate = heartRateCandidate(input, facts.heartRate)
  const byRpe: Candidate | null =
    input.rpe === null || input.rpe === undefined
      ? null
      : { load: rpeLoad(input.movingS, input.rpe), method: 'rpe', confidence: 'MEDIUM' }

  const isSteep =
    input.distanceM !== null &&
    input.ascentM !== null &&
    input.ascentM > (LOAD_RULES.steepMPerKm * input.distanceM) / 1000
  const strong = (isSteep ? [byPower, byHeartRate, byPace] : [byPower, byPace, byHeartRate]).filter(
    (candidate) => candidate !== null,
  )
  const sure = strong.filter((candidate) => !isLastResort(input, candidate))
  const chosen =
    sure[0] ??
    byRpe ??
    strong[0] ??
    ({ load: durationLoad(input.sport, input.movingS), method: 'duration', confidence: 'LOW' } satisfies Candidate)

  const external = byPower ?? byPace
  const ratio = external && byHeartRate && external.load > 0 ? byHeartRate.load / external.load : null
  return known(
    {
      ...chosen,
      npW,
      heartRateRatio: ratio,
      disagrees: ratio !== null && Math.abs(ratio - 1) > LOAD_RULES.disagreement,
    },
    coverageOf(chosen.method, facts),
  )
}

/** Stale FTP or an uncalibrated treadmill: kept for when nothing better speaks. */
function isLastResort(input: LoadContext, candidate: Candidate): boolean {
  if (candidate.method === 'power') return (input.ftpAgeDays ?? 0) > LOAD_RULES.ftpMaxAgeDays
  return candidate.method === 'pace' && input.indoor === true
}

function powerLoad(input: LoadContext, power: LoadFacts['power'], npW: number | null): Candidate | null {
  const { ftpW } = input.thresholds
  if (npW === null || ftpW === undefined || !(ftpW > 0) || (input.sport !== 'ride' && input.sport !== 'run'))
    return null
  if (power && power.coverage < LOAD_RULES.powerMinCoverage) return null
  const durationS = power?.durationS ?? input.movingS
  const isStale = (input.ftpAgeDays ?? 0) > LOAD_RULES.ftpMaxAgeDays
  const confidence = isStale ? 'LOW' : power && durationS >= NORMALIZED_GOOD_FROM_S ? 'HIGH' : 'MEDIUM'
  return { load: trainingStressScore(durationS, npW, ftpW), method: 'power', confidence }
}

function paceLoad(input: LoadContext, graded: LoadFacts['graded']): Candidate | null {
  const { thresholdSpeedMps } = input.thresholds
  if (input.sport !== 'run' || thresholdSpeedMps === undefined || !(thresholdSpeedMps > 0)) return null
  if (graded) {
    const load = runningStressScore(graded.movingS, graded.speedMps, thresholdSpeedMps)
    return { load, method: 'pace', confidence: input.indoor ? 'LOW' : graded.coverage >= 0.8 ? 'HIGH' : 'MEDIUM' }
  }
  if (input.distanceM === null || !(input.distanceM > 0)) return null
  const load = runningStressScore(input.movingS, input.distanceM / input.movingS, thresholdSpeedMps)
  return { load, method: 'pace', confidence: input.indoor ? 'LOW' : 'MEDIUM' }
}

function heartRateCandidate(input: LoadContext, facts: LoadFacts['heartRate']): Candidate | null {
  const { lthrBpm, maxHrBpm, restingHrBpm } = input.thresholds
  if (lthrBpm === undefined || maxHrBpm === undefined) return null
  const restingBpm = restingHrBpm ?? ASSUMED_RESTING_BPM
  // thresholds that contradict each other say nothing: an hour at threshold would weigh nothing, and all else infinitely
  if (!(restingBpm < lthrBpm && restingBpm < maxHrBpm)) return null
  const reserve: HeartRateReserve = { restingBpm, maxBpm: maxHrBpm, sex: input.sex ?? null }
  if (facts) {
    if (facts.coverage < LOAD_RULES.heartRateMinCoverage) return null
    const trimp = facts.secondsAtBpm.reduce((sum, [bpm, seconds]) => sum + banisterTrimp(seconds / 60, bpm, reserve), 0)
    const load = heartRateLoad(trimp, lthrBpm, reserve)
    return { load, method: 'heart-rate', confidence: restingHrBpm === undefined ? 'LOW' : 'MEDIUM' }
  }
  if (input.avgHrBpm === null || !isHeartRate(input.avgHrBpm)) return null
  const load = heartRateLoad(banisterTrimp(input.movingS / 60, input.avgHrBpm, reserve), lthrBpm, reserve)
  return { load, method: 'heart-rate', confidence: 'LOW' }
}

function coverageOf(method: LoadMethod, facts: LoadFacts): number {
  if (method === 'power') return facts.power?.coverage ?? 1
  if (method === 'heart-rate') return facts.heartRate?.coverage ?? 1
  return 1
}
