import { rejectImpossiblePower, removePowerSpikes } from '../load/clean-power.ts'
import { gradeAdjustedSpeeds } from '../load/grade-adjusted.ts'
import { meanMaximal, type CurvePoint } from '../load/mean-maximal.ts'
import { meanOf, normalizedMean } from '../load/normalized-power.ts'
import { resampleOneHertz } from '../load/one-hertz.ts'
import { variabilityIndex } from '../load/tss.ts'
import type { RecordedActivity, Streams } from './activity.ts'
import { cleanHeartRate, heldMaxHr } from './heart-rate-cleaning.ts'
import { sampleDistances } from './track-distance.ts'

/** Best efforts of one activity, computed once when it is imported: what threshold estimates read later. */
export interface ActivityBests {
  /** Mean-maximal power in watts (science.md S2.4); empty without power. */
  readonly powerW: readonly CurvePoint[]
  /** Variability index of the best 20 min of power (science.md S2.1); null without. */
  readonly viOfBest20Min: number | null
  /** Mean-maximal flat-equivalent speed in m/s, runs only. */
  readonly speedMps: readonly CurvePoint[]
  /** Best 20 min of flat-equivalent speed with the mean heart rate over them (science.md S1.2a); null without. */
  readonly steady20Min: { readonly speedMps: number; readonly heartRateBpm: number } | null
  /** Highest 20-min mean heart rate (science.md S3.2); null without. */
  readonly heartRate20MinBpm: number | null
  /** Highest heart rate held for 5 s (science.md S3.1); null without. */
  readonly heldMaxHrBpm: number | null
}

const TWENTY_MIN_S = 1200

/** Computes the best efforts of a recording. */
export function activityBests(recorded: Pick<RecordedActivity, 'sport' | 'indoor' | 'streams'>): ActivityBests {
  const distanceM = sampleDistances(recorded.streams)
  const streams: Streams = distanceM ? { ...recorded.streams, distanceM } : recorded.streams
  const power = powerBests(streams)
  const heartRate = cleanHeartRate(streams, { sport: recorded.sport })
  const bpm = heartRate && !heartRate.rejected ? heartRate.bpm : null
  // A treadmill's belt is not measured, so its speed proves nothing.
  const speeds = recorded.sport === 'run' && !recorded.indoor ? gradeAdjustedSpeeds(streams) : null
  const speedSeries = speeds && resampleOneHertz(streams.timeS, speeds, 'drop', 'hold')
  const heartSeries = bpm && resampleOneHertz(streams.timeS, bpm, 'drop', 'hold')
  return {
    ...power,
    speedMps: speedSeries ? meanMaximal(speedSeries).map(({ durationS, value }) => ({ durationS, value })) : [],
    steady20Min: speeds && bpm ? steady20Min(streams.timeS, speeds, bpm) : null,
    heartRate20MinBpm: heartSeries ? (meanMaximal(heartSeries, [TWENTY_MIN_S])[0]?.value ?? null) : null,
    heldMaxHrBpm: bpm ? heldMaxHr(streams.timeS, bpm) : null,
  }
}

function powerBests(streams: Streams): Pick<ActivityBests, 'powerW' | 'viOfBest20Min'> {
  if (!streams.powerW?.some((power) => power !== null && power > 0)) return { powerW: [], viOfBest20Min: null }
  const raw = resampleOneHertz(streams.timeS, rejectImpossiblePower(streams.powerW))
  const series = { ...raw, values: removePowerSpikes(raw.values) }
  const best = meanMaximal(series)
  const twenty = best.find(({ durationS }) => durationS === TWENTY_MIN_S)
  let vi: number | null = null
  if (twenty) {
    const window = series.values.slice(twenty.startIndex, twenty.startIndex + TWENTY_MIN_S)
    const normalized = normalizedMean(window)
    const average = meanOf(window)
    vi = normalized.ok && average !== null ? variabilityIndex(normalized.value, average) : null
  }
  return { powerW: best.map(({ durationS, value }) => ({ durationS, value })), viOfBest20Min: vi }
}

/** Speed and heart rate share one clock here: samples missing either are left out. */
function steady20Min(
  timeS: readonly number[],
  speeds: readonly (number | null)[],
  bpm: readonly (number | null)[],
): ActivityBests['steady20Min'] {
  const both = timeS.map((_time, index) => (speeds[index] ?? null) !== null && (bpm[index] ?? null) !== null)
  const at = (column: readonly (number | null)[]) =>
    resampleOneHertz(
      timeS,
      column.map((value, index) => (both[index] ? value : null)),
      'drop',
      'hold',
    )
  const speed = at(speeds)
  const [best] = meanMaximal(speed, [TWENTY_MIN_S])
  if (!best) return null
  const heartRateBpm = meanOf(at(bpm).values.slice(best.startIndex, best.startIndex + TWENTY_MIN_S))
  return heartRateBpm === null ? null : { speedMps: best.value, heartRateBpm }
}
