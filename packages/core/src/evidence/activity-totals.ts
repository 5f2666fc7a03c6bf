import { thresholdsOn, type Threshold } from '../athlete/thresholds.ts'
import type { Sport } from '../athlete/sport.ts'
import { loadFromFacts } from '../load/best-load.ts'
import { rejectImpossiblePower } from '../load/clean-power.ts'
import { loadFactsOf, type LoadFacts } from '../load/load-facts.ts'
import { meanOf } from '../load/normalized-power.ts'
import { resampleOneHertz, type MissingRule } from '../load/one-hertz.ts'
import type { Sex } from '../load/trimp.ts'
import { daysBetween, type LocalDate } from '../time/local-date.ts'
import { isUtcOffset, localDayOf } from '../time/local-day.ts'
import type { Activity, RecordedActivity, Streams } from './activity.ts'
import { climbedIn } from './ascent.ts'
import { cleanHeartRate } from './heart-rate-cleaning.ts'
import { movingSecondsOf } from './moving-time.ts'
import { isRaceTitle } from './race-title.ts'
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
  /** The athlete's or the source's word; without it the title is asked. */
  readonly race?: boolean
}

/** What the samples say whatever the athlete's thresholds are: computed once, off the event loop, and kept. */
export interface ActivityTotals extends Pick<
  Activity,
  'movingS' | 'distanceM' | 'ascentM' | 'avgHrBpm' | 'maxHrBpm' | 'avgPowerW'
> {
  readonly loadFacts: LoadFacts
}

/**
 * Computes an activity's totals from what was recorded (design.md §4): moving time, distance, ascent, means and the best
 * available load (science.md S3.10). Recorder's totals come before sums of samples; what neither tells is null.
 */
export const summarizeActivity = (recorded: RecordedActivity, context: SummaryContext): Activity =>
  summarizeTotals(recorded, totalsOf(recorded), context)

/** The threshold-free half of {@link summarizeActivity}, where all the work is. */
export function totalsOf(recorded: RecordedActivity): ActivityTotals {
  const streams = withDistance(recorded.streams)
  const heartRate = cleanHeartRate(streams, { sport: recorded.sport })
  const { heartRateBpm: _raw, ...others } = streams
  const bpm = heartRate && !heartRate.rejected ? heartRate.bpm : null
  return {
    movingS: movingSecondsOf(recorded),
    distanceM: recorded.distanceM ?? lastOf(streams.distanceM),
    ascentM: ascentOf(recorded, streams),
    avgHrBpm: heartRate?.rejected ? null : (recorded.avgHrBpm ?? meanOverTime(streams.timeS, heartRate?.bpm, 'hold')),
    maxHrBpm: heartRate?.rejected ? null : (recorded.maxHrBpm ?? maxOf(heartRate?.bpm)),
    avgPowerW:
      recorded.avgPowerW ??
      meanOverTime(streams.timeS, streams.powerW && rejectImpossiblePower(streams.powerW), 'zero'),
    loadFacts: loadFactsOf(recorded.sport, bpm ? { ...others, heartRateBpm: bpm } : others),
  }
}

/** The other half: the day, and the load by the thresholds in force on it (design.md law 6). */
export function summarizeTotals(
  recorded: Omit<RecordedActivity, 'streams'>,
  totals: ActivityTotals,
  context: SummaryContext,
): Activity {
  const date = startDate(recorded, context.offsetAt)
  const { loadFacts, ...figures } = totals
  const { provider, sport, subSport, title, startedAt, elapsedS, indoor } = recorded
  return {
    id: context.id,
    provider,
    sport,
    subSport,
    title,
    startedAt,
    date,
    elapsedS,
    ...figures,
    ...loadOn({ ...figures, sport, date, indoor }, loadFacts, context),
    indoor,
    race: context.race ?? isRaceTitle(title, subSport),
  }
}

/** The best available load of an activity by the thresholds of its day (science.md S3.10); nulls when there is none. */
export function loadOn(
  activity: Pick<Activity, 'sport' | 'date' | 'movingS' | 'distanceM' | 'ascentM' | 'avgHrBpm' | 'indoor'>,
  facts: LoadFacts,
  context: Pick<SummaryContext, 'thresholds' | 'sex' | 'rpe'>,
): Pick<Activity, 'npW' | 'load' | 'loadMethod' | 'loadConfidence'> {
  const { sport, date, movingS, distanceM, ascentM, avgHrBpm, indoor } = activity
  const isPlanned = sport === 'run' || sport === 'ride'
  const load = loadFromFacts(facts, {
    sport,
    movingS,
    distanceM,
    ascentM,
    avgHrBpm,
    thresholds: isPlanned ? thresholdsOn(context.thresholds, sport, date) : {},
    ftpAgeDays: isPlanned ? ftpAge(context.thresholds, sport, date) : null,
    sex: context.sex ?? null,
    rpe: context.rpe ?? null,
    indoor,
  })
  const { npW = null, load: value = null, method = null, confidence = null } = load.ok ? load.value : {}
  return { npW, load: value, loadMethod: method, loadConfidence: confidence }
}

/** Local calendar day of the start: by the file's own offset when it tells a possible one, else the athlete's zone (science.md S0.1). */
export function startDate(
  recorded: Pick<RecordedActivity, 'startedAt' | 'utcOffsetS'>,
  offsetAt: SummaryContext['offsetAt'],
): LocalDate {
  const { startedAt, utcOffsetS } = recorded
  return localDayOf(startedAt, utcOffsetS !== null && isUtcOffset(utcOffsetS) ? utcOffsetS : offsetAt(startedAt))
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
