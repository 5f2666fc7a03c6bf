import { known, unknown, type Measured } from '../result/measured.ts'
import { gradeAdjustedSpeeds } from './grade-adjusted.ts'
import { normalizedMean } from './normalized-power.ts'
import { resampleOneHertz } from './one-hertz.ts'
import type { Streams } from './streams.ts'
import { loadOfIntensity } from './tss.ts'

/** Slower than this one stands; walking begins well above (science.md S3.8: standing dropped, walking kept) [P]. */
const STANDING_MPS = 0.4

/** Normalized graded speed of a run with the time it was taken over. */
export interface NormalizedGradedSpeed {
  readonly speedMps: number
  readonly movingS: number
}

/** Normalized graded speed: S2.6 applied to flat-equivalent speed, standing time dropped (science.md S3.8). */
export function normalizedGradedSpeed(streams: Streams): Measured<NormalizedGradedSpeed> {
  const speeds = gradeAdjustedSpeeds(streams)
  if (!speeds.some((speed) => speed !== null)) return unknown('no-pace', 'Neither speed nor distance was recorded.')
  const series = resampleOneHertz(streams.timeS, speeds, 'drop', 'hold')
  const moving = series.values.filter((speed) => speed >= STANDING_MPS)
  const normalized = normalizedMean(moving)
  return normalized.ok ? known({ speedMps: normalized.value, movingS: moving.length }, series.coverage) : normalized
}

/** Running stress score: `100 · h · (NGS / FTS)²` (science.md S3.8). Speeds in m/s; FTS is threshold (T) speed. */
export const runningStressScore = (durationS: number, normalizedSpeedMps: number, thresholdSpeedMps: number): number =>
  loadOfIntensity(durationS, normalizedSpeedMps / thresholdSpeedMps)
