import type { ActivitySport } from '@coach-wattz/core/athlete/sport'

/** A series told as a function of the seconds since the start; null where the sensor says nothing. */
export type Series = (elapsedS: number) => number | null

/**
 * One invented activity, from which the forgers write FIT, TCX and GPX. Everything is a function of the description:
 * the same description gives the same bytes.
 */
export interface DescribedActivity {
  readonly sport: Extract<ActivitySport, 'run' | 'ride' | 'swim' | 'walk'>
  /** FIT's number: 1 treadmill, 3 trail, 6 indoor cycling, 58 virtual. Default 0, generic. */
  readonly subSport?: number
  /** ISO instant, whole seconds. */
  readonly startedAt: string
  readonly utcOffsetS?: number
  /** From start to stop, pauses included. */
  readonly elapsedS: number
  /** Seconds between samples. Default 1. */
  readonly everyS?: number
  readonly speedMps?: Series
  readonly powerW?: Series
  readonly heartRateBpm?: Series
  /** rpm; for a run both legs, as core keeps it: the forgers write half, as devices do. */
  readonly cadenceRpm?: Series
  readonly altitudeM?: Series
  readonly temperatureC?: Series
  /** Position after so many metres. */
  readonly position?: (distanceM: number) => { latDeg: number; lonDeg: number } | null
  /** Timer stops, in elapsed seconds; no samples are written within. */
  readonly pauses?: readonly { readonly atS: number; readonly forS: number }[]
  /** Elapsed seconds at which a lap ends before the last one. */
  readonly lapEndsS?: readonly number[]
  readonly title?: string
  readonly device?: string
}

/** One instant of a described activity; null where a sensor was silent. */
export interface DescribedSample {
  readonly elapsedS: number
  readonly distanceM: number | null
  readonly speedMps: number | null
  readonly powerW: number | null
  readonly heartRateBpm: number | null
  readonly cadenceRpm: number | null
  readonly altitudeM: number | null
  readonly temperatureC: number | null
  readonly latDeg: number | null
  readonly lonDeg: number | null
}
export interface DescribedLap {
  readonly startS: number
  readonly endS: number
  readonly timerS: number
  readonly distanceM: number | null
  readonly avgHrBpm: number | null
  readonly maxHrBpm: number | null
  readonly avgPowerW: number | null
}
/** A description played out second by second. */
export interface PlayedActivity {
  readonly description: DescribedActivity
  readonly startMs: number
  readonly samples: readonly DescribedSample[]
  readonly laps: readonly DescribedLap[]
  readonly timerS: number
  readonly distanceM: number | null
  readonly avgHrBpm: number | null
  readonly maxHrBpm: number | null
  readonly avgPowerW: number | null
  readonly ascentM: number | null
}

/** Plays a description: integrates speed, leaves pauses out, cuts laps. Throws on a start that is no instant. */
export function playActivity(description: DescribedActivity): PlayedActivity {
  const startMs = Date.parse(description.startedAt)
  if (Number.isNaN(startMs)) throw new Error(`Not an instant: ${description.startedAt}`)
  const { elapsedS, everyS = 1, pauses = [] } = description
  const samples: DescribedSample[] = []
  let distanceM = 0
  for (let at = 0; at <= elapsedS; at += everyS) {
    if (pauses.some((pause) => at > pause.atS && at < pause.atS + pause.forS)) continue
    const speedMps = description.speedMps?.(at) ?? null
    const isFirstAfterPause = pauses.some(
      (pause) => at - everyS < pause.atS + pause.forS && at >= pause.atS + pause.forS,
    )
    if (samples.length > 0 && !isFirstAfterPause) distanceM += (speedMps ?? 0) * everyS
    const place = description.position?.(distanceM) ?? null
    samples.push({
      elapsedS: at,
      distanceM: description.speedMps ? distanceM : null,
      speedMps,
      powerW: description.powerW?.(at) ?? null,
      heartRateBpm: description.heartRateBpm?.(at) ?? null,
      cadenceRpm: description.cadenceRpm?.(at) ?? null,
      altitudeM: description.altitudeM?.(at) ?? null,
      temperatureC: description.temperatureC?.(at) ?? null,
      latDeg: place?.latDeg ?? null,
      lonDeg: place?.lonDeg ?? null,
    })
  }
  const ends = [...(description.lapEndsS ?? []).filter((end) => end > 0 && end < elapsedS), elapsedS]
  const laps = ends.map((endS, index): DescribedLap => buildLap(samples, pauses, ends[index - 1] ?? 0, endS))
  return {
    description,
    startMs,
    samples,
    laps,
    timerS: elapsedS - pausedWithin(pauses, 0, elapsedS),
    distanceM: samples.at(-1)?.distanceM ?? null,
    avgHrBpm: mean(samples.map((sample) => sample.heartRateBpm)),
    maxHrBpm: largest(samples.map((sample) => sample.heartRateBpm)),
    avgPowerW: mean(samples.map((sample) => sample.powerW)),
    ascentM: climb(samples),
  }
}

function buildLap(
  samples: readonly DescribedSample[],
  pauses: DescribedActivity['pauses'] & object,
  startS: number,
  endS: number,
): DescribedLap {
  const within = samples.filter((sample) => sample.elapsedS >= startS && sample.elapsedS <= endS)
  const [first, last] = [within[0]?.distanceM ?? null, within.at(-1)?.distanceM ?? null]
  return {
    startS,
    endS,
    timerS: endS - startS - pausedWithin(pauses, startS, endS),
    distanceM: first === null || last === null ? null : last - first,
    avgHrBpm: mean(within.map((sample) => sample.heartRateBpm)),
    maxHrBpm: largest(within.map((sample) => sample.heartRateBpm)),
    avgPowerW: mean(within.map((sample) => sample.powerW)),
  }
}

function pausedWithin(pauses: readonly { atS: number; forS: number }[], startS: number, endS: number): number {
  return pauses.reduce(
    (total, pause) => total + Math.max(0, Math.min(endS, pause.atS + pause.forS) - Math.max(startS, pause.atS)),
    0,
  )
}

function mean(values: readonly (number | null)[]): number | null {
  const spoken = values.filter((value) => value !== null)
  return spoken.length === 0 ? null : Math.round(spoken.reduce((total, value) => total + value, 0) / spoken.length)
}

function largest(values: readonly (number | null)[]): number | null {
  const spoken = values.filter((value) => value !== null)
  return spoken.length === 0 ? null : Math.round(spoken.reduce((most, value) => Math.max(most, value), 0))
}

function climb(samples: readonly DescribedSample[]): number | null {
  let total: number | null = null
  let last: number | null = null
  for (const { altitudeM } of samples) {
    if (altitudeM === null) continue
    total ??= 0
    if (last !== null && altitudeM > last) total += altitudeM - last
    last = altitudeM
  }
  return total === null ? null : Math.round(total)
}
