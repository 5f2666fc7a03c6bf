import type { Lap } from '../evidence/activity.ts'
import { amountOf } from './amount.ts'
import { LONGEST_S } from './done-series.ts'
import type { DoneRecording, DoneSeries } from './matchable.ts'
import { compareText } from './order.ts'
import { startMs } from './merge-recordings.ts'
import type { Recorded } from './work-pieces.ts'

/** Silence between two recordings of one session on the common clock: a break, however long it was. */
const BREAK_S = 60

/** Puts the recordings of one session on one clock, in order of start, a minute of silence between them. */
export function onOneClock(recordings: readonly DoneRecording[]): Recorded {
  const sorted = [...recordings].sort((a, b) => startMs(a) - startMs(b) || compareText(a.startedAt, b.startedAt))
  const laps: Lap[] = []
  const offsets: number[] = []
  let endS = 0
  for (const recording of sorted) {
    offsets.push(endS)
    for (const lap of soundLaps(recording.laps)) laps.push({ ...lap, startS: lap.startS + endS })
    const lengthS = Math.max(lengthOf(recording.series), laps.length > 0 ? lapEnd(laps.at(-1)!) - endS : 0)
    endS += Math.ceil(Math.max(0, lengthS)) + BREAK_S
  }
  return {
    laps,
    series: sorted.some(({ series }) => series !== null) ? joined(sorted, offsets) : null,
    indoor: sorted.length > 0 && sorted.every(({ indoor }) => indoor),
  }
}

const lapEnd = (lap: Lap): number => lap.startS + lap.durationS

/** Laps that have a place and a length, in order. */
function soundLaps(laps: readonly Lap[]): Lap[] {
  return laps
    .filter(({ startS, durationS }) => startS >= 0 && amountOf(durationS) !== null && startS + durationS <= LONGEST_S)
    .sort((a, b) => a.startS - b.startS || a.durationS - b.durationS)
}

const columns = (series: DoneSeries): readonly (Float64Array | null)[] => [
  series.powerW,
  series.speedMps,
  series.gradedSpeedMps,
  series.heartRateBpm,
]
const lengthOf = (series: DoneSeries | null): number =>
  series ? Math.max(0, ...columns(series).map((column) => column?.length ?? 0)) : 0

function joined(recordings: readonly DoneRecording[], offsets: readonly number[]): DoneSeries {
  const [only] = recordings
  if (recordings.length === 1 && only?.series) return only.series
  const column = (of: (series: DoneSeries) => Float64Array | null): Float64Array | null => {
    const parts = recordings.map(({ series }) => (series ? of(series) : null))
    const endS = Math.max(0, ...parts.map((part, index) => (part ? offsets[index]! + part.length : 0)))
    if (endS === 0) return null
    const whole = new Float64Array(endS).fill(Number.NaN)
    for (const [index, part] of parts.entries()) if (part) whole.set(part, offsets[index])
    return whole
  }
  return {
    powerW: column(({ powerW }) => powerW),
    speedMps: column(({ speedMps }) => speedMps),
    gradedSpeedMps: column(({ gradedSpeedMps }) => gradedSpeedMps),
    heartRateBpm: column(({ heartRateBpm }) => heartRateBpm),
  }
}
