import { thresholdsOn, type Threshold } from '../athlete/thresholds.ts'
import type { Sport } from '../athlete/sport.ts'
import { bestLoad, type BestLoad } from '../load/best-load.ts'
import { rejectImpossiblePower } from '../load/clean-power.ts'
import { meanOf } from '../load/normalized-power.ts'
import { resampleOneHertz, type MissingRule } from '../load/one-hertz.ts'
import type { Sex } from '../load/trimp.ts'
import type { Measured } from '../result/measured.ts'
import { daysBetween, type LocalDate } from '../time/local-date.ts'
import { isUtcOffset, localDayOf } from '../time/local-day.ts'
import type { Activity, RecordedActivity, Streams } from './activity.ts'
import { climbedIn } from './ascent.ts'
import { cleanHeartRate } from './heart-rate-cleaning.ts'
import { movingSecondsOf } from './moving-time.ts'
import { sampleDistances } from './track-distance.ts'

/** What a recording does not know about itself. */
export interface SummaryContext {
  readonly id: string
  /** All thresholds of the athlete; those in force on the day are used (design.md law 6). */
  readonly thresholds: readonly Threshold[]
  /** Offset from UTC in seconds at an instant, by the athlete's own zone: used when the file does not tell one. */
  readonly offsetAt: (instant: string) => number
  readonly sex?: Sex | null
  readonly rpe?: number | null
  /** The athlete's or the source's word. */
  readonly race?: boolean
}

/**
 * Computes an activity's totals from what was recorded (design.md §4): moving time, distance, ascent, means and the best
 * available load (science.md S3.10). Recorder's totals come before sums of samples; what neither tells is null.
 */
export function summarizeActivity(recorded: RecordedActivity, context: SummaryContext): Activity {
  const movingS = movingSecondsOf(recorded)
  const streams = withDistance(recorded.streams)
  const heartRate = cleanHeartRate(streams, { sport: recorded.sport })
  const ascentM = ascentOf(recorded, streams)
  const load = loadOf(recorded, { movingS, ascentM, streams, heartRateBpm: heartRate?.bpm ?? null }, context)
  const chosen = load.ok ? load.value : null
  return {
    id: context.id,
    provider: recorded.provider,
    sport: recorded.sport,
    subSport: recorded.subSport,
    title: recorded.title,
    startedAt: recorded.startedAt,
    date: startDate(recorded, context.offsetAt),
    elapsedS: recorded.elapsedS,
    movingS,
    distanceM: recorded.distanceM ?? lastOf(streams.distanceM),
    ascentM,
    avgHrBpm: heartRate?.rejected ? null : (recorded.avgHrBpm ?? meanOverTime(streams.timeS, heartRate?.bpm, 'hold')),
    maxHrBpm: heartRate?.rejected ? null : (recorded.maxHrBpm ?? maxOf(heartRate?.bpm)),
    avgPowerW:
      recorded.avgPowerW ??
      meanOverTime(streams.timeS, streams.powerW && rejectImpossiblePower(streams.powerW), 'zero'),
    npW: chosen?.npW ?? null,
    load: chosen?.load ?? null,
    loadMethod: chosen?.method ?? null,
    loadConfidence: chosen?.confidence ?? null,
    indoor: recorded.indoor,
    race: context.race ?? false,
  }
}

/** Local calendar day of the start: by the file's own offset when it tells a possible one, else the athlete's zone (science.md S0.1). */
export function startDate(
  recorded: Pick<RecordedActivity, 'startedAt' | 'utcOffsetS'>,
  offsetAt: SummaryContext['offsetAt'],
): LocalDate {
  const { startedAt, utcOffsetS } = recorded
  return localDayOf(startedAt, utcOffsetS !== null && isUtcOffset(utcOffsetS) ? utcOffsetS : offsetAt(startedAt))
}

/** The best available load of a recording, with the reason when there is none (science.md S3.10). */
function loadOf(
  recorded: RecordedActivity,
  found: {
    readonly movingS: number
    readonly ascentM: number | null
    readonly streams: Streams
    readonly heartRateBpm: readonly (number | null)[] | null
  },
  context: SummaryContext,
): Measured<BestLoad> {
  const sport: Sport = recorded.sport === 'ride' ? 'ride' : 'run'
  const date = startDate(recorded, context.offsetAt)
  const hasThresholds = recorded.sport === 'run' || recorded.sport === 'ride'
  const { movingS, ascentM, streams, heartRateBpm } = found
  const { heartRateBpm: _raw, ...others } = streams
  return bestLoad({
    sport: recorded.sport,
    streams: heartRateBpm ? { ...others, heartRateBpm } : others,
    movingS,
    distanceM: recorded.distanceM ?? lastOf(streams.distanceM),
    ascentM,
    avgHrBpm: recorded.avgHrBpm,
    thresholds: hasThresholds ? thresholdsOn(context.thresholds, sport, date) : {},
    ftpAgeDays: ftpAge(context.thresholds, sport, date),
    sex: context.sex ?? null,
    rpe: context.rpe ?? null,
    indoor: recorded.indoor,
  })
}

function ftpAge(thresholds: readonly Threshold[], sport: Sport, date: LocalDate): number | null {
  const set = thresholds.filter(
    (threshold) => threshold.sport === sport && threshold.name === 'ftpW' && threshold.from <= date,
  )
  const latest = set.reduce<LocalDate | null>((last, { from }) => (last === null || from > last ? from : last), null)
  return latest === null ? null : daysBetween(latest, date)
}

/** Phones write GPX and measure height by satellite; FIT and TCX come from devices with a barometer. */
function ascentOf(recorded: RecordedActivity, streams: Streams): number | null {
  if (recorded.ascentM !== null) return recorded.ascentM
  if (recorded.indoor) return null
  return climbedIn(streams, recorded.provider === 'file-gpx' ? 'gps' : 'barometric')?.ascentM ?? null
}

function withDistance(streams: Streams): Streams {
  const distanceM = sampleDistances(streams)
  return distanceM ? { ...streams, distanceM } : streams
}

type Column = readonly (number | null)[] | undefined
const spoken = (column: Column): number[] => column?.filter((value) => value !== null) ?? []
const lastOf = (column: Column): number | null => spoken(column).at(-1) ?? null
/** Mean by time, not by sample: recorders save more often when something changes. Pauses are left out. */
function meanOverTime(timeS: readonly number[], column: Column, missing: MissingRule): number | null {
  if (spoken(column).length === 0) return null
  return meanOf(resampleOneHertz(timeS, column!, 'drop', missing).values)
}
function maxOf(column: Column): number | null {
  const values = spoken(column)
  return values.length === 0 ? null : values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY)
}
