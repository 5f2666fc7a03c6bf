import type { ActivitySport } from '../athlete/sport.ts'
import { rejectImpossiblePower } from './clean-power.ts'
import { normalizedMean } from './normalized-power.ts'
import { resampleOneHertz } from './one-hertz.ts'
import { normalizedGradedSpeed } from './running-load.ts'
import type { Streams } from './streams.ts'

/** Heart rates outside these bounds are no heart (science.md S3.1). */
const HEART_RATE_BPM = { min: 30, max: 230 } as const

/**
 * What a load needs of the samples, whatever the thresholds are (science.md S3.10): a new threshold gives new loads for
 * years of training without reading a sample again. Plain JSON; null where the sensor was silent.
 */
export interface LoadFacts {
  /** `durationS` is the length of the 1 Hz series, `npW` null when it is too short for a normalized mean. */
  readonly power: { readonly npW: number | null; readonly durationS: number; readonly coverage: number } | null
  /** Normalized graded speed over the time on the move; runs only. */
  readonly graded: { readonly speedMps: number; readonly movingS: number; readonly coverage: number } | null
  /** Seconds spent at each heart rate; `coverage` is the share of samples with a possible one. */
  readonly heartRate: {
    readonly secondsAtBpm: readonly (readonly [number, number])[]
    readonly coverage: number
  } | null
}

/** An activity without samples. */
export const NO_LOAD_FACTS: LoadFacts = { power: null, graded: null, heartRate: null }

/** Reads the facts out of cleaned samples (science.md S3.5, S3.8, S3.10). */
export const loadFactsOf = (sport: ActivitySport, streams: Streams): LoadFacts => ({
  power: powerFacts(streams),
  graded: sport === 'run' ? gradedFacts(streams) : null,
  heartRate: heartRateFacts(streams),
})

function powerFacts(streams: Streams): LoadFacts['power'] {
  if (!streams.powerW?.some((power) => power !== null && power > 0)) return null
  const series = resampleOneHertz(streams.timeS, rejectImpossiblePower(streams.powerW))
  const np = normalizedMean(series.values)
  return {
    npW: np.ok && series.coverage > 0 ? np.value : null,
    durationS: series.values.length,
    coverage: series.coverage,
  }
}

function gradedFacts(streams: Streams): LoadFacts['graded'] {
  const graded = normalizedGradedSpeed(streams)
  return graded.ok ? { ...graded.value, coverage: graded.coverage } : null
}

function heartRateFacts({ heartRateBpm, timeS }: Streams): LoadFacts['heartRate'] {
  if (!heartRateBpm || timeS.length === 0) return null
  const bpm = heartRateBpm.map((rate) => (rate !== null && isHeartRate(rate) ? rate : null))
  const valid = bpm.filter((rate) => rate !== null).length
  if (valid === 0) return null
  const seconds = new Map<number, number>()
  for (const rate of resampleOneHertz(timeS, bpm, 'drop', 'hold').values)
    seconds.set(rate, (seconds.get(rate) ?? 0) + 1)
  return { secondsAtBpm: [...seconds].sort(([a], [b]) => a - b), coverage: valid / timeS.length }
}

export const isHeartRate = (bpm: number): boolean => bpm >= HEART_RATE_BPM.min && bpm <= HEART_RATE_BPM.max
