import type { ThresholdSet } from '@coach-wattz/core/athlete/thresholds'
import type { Activity } from '@coach-wattz/core/evidence/activity'
import type { ActivityReply, BestEffort } from '#shared/contracts/activities'
import { altitude, clock, distance, pace, plain, type Units } from './measure'

/** Means over a lap or a whole activity; speed for runs and walks, else power. */
export interface LapRow {
  readonly time: string
  readonly distance: string
  /** Pace of a run, km/h of anything else. */
  readonly speed: string
  readonly power: string
  readonly heartRate: string
}

const UNKNOWN = '–'
const orUnknown = (value: number | null, words: (value: number) => string): string =>
  value === null ? UNKNOWN : words(value)

/** Pace of who runs, speed of who rides. */
export function speedWords(sport: string, speedMps: number, units: Units): string {
  if (sport === 'run' || sport === 'walk') return pace(speedMps, units)
  return `${distance(speedMps * 3600, units)}/h`
}

export function lapRows({ activity, laps }: Pick<ActivityReply, 'activity' | 'laps'>, units: Units): LapRow[] {
  return laps.map((lap) => ({
    time: clock(lap.durationS),
    distance: orUnknown(lap.distanceM, (metres) => distance(metres, units, 2)),
    speed:
      lap.distanceM === null || lap.durationS <= 0 || lap.distanceM <= 0
        ? UNKNOWN
        : speedWords(activity.sport, lap.distanceM / lap.durationS, units),
    power: orUnknown(lap.avgPowerW, (watts) => `${Math.round(watts)} W`),
    heartRate: orUnknown(lap.avgHrBpm, (bpm) => `${Math.round(bpm)} bpm`),
  }))
}

/** Where the load comes from, with the threshold it was held against. */
export function loadSentence(
  { load, loadMethod, loadConfidence }: Pick<Activity, 'load' | 'loadMethod' | 'loadConfidence'>,
  { ftpW, thresholdSpeedMps, lthrBpm }: ThresholdSet,
  units: Units,
): string {
  if (load === null || loadMethod === null)
    return 'Its load is unknown: there is no power, pace or heart rate to compute it from, or no threshold to hold it against. Unknown is not zero.'
  const sure = SURE[loadConfidence ?? 'LOW']
  switch (loadMethod) {
    case 'power':
      return `Computed from power${ftpW === undefined ? '' : ` against your FTP of ${Math.round(ftpW)} W in force that day`}. ${sure}`
    case 'pace':
      return `Computed from pace, hills evened out${thresholdSpeedMps === undefined ? '' : `, against your threshold pace of ${pace(thresholdSpeedMps, units)} in force that day`}. ${sure}`
    case 'heart-rate':
      return `Computed from heart rate${lthrBpm === undefined ? '' : ` against your threshold of ${Math.round(lthrBpm)} bpm in force that day`}. ${sure}`
    case 'rpe':
      return `Computed from the effort you told and the time. ${sure}`
    case 'duration':
      return `A guess from its length alone, since nothing else was recorded. ${sure}`
  }
}
const SURE = {
  HIGH: 'Confidence is high.',
  MEDIUM: 'Confidence is medium.',
  LOW: 'Confidence is low: it is left out where a close figure matters.',
} as const

/** Lengths worth naming on a page. */
const NAMED_S = [5, 60, 300, 1200, 3600] as const

/** "5 min: 280 W" of the lengths people know. */
export function bestRows(bests: readonly BestEffort[], words: (value: number) => string) {
  return NAMED_S.flatMap((durationS) => {
    const best = bests.find((each) => each.durationS === durationS)
    if (!best) return []
    const length = durationS < 60 ? `${durationS} s` : durationS < 3600 ? `${durationS / 60} min` : '1 h'
    return [{ length, value: words(best.value) }]
  })
}

/** Totals of an activity as they are read out; what nobody recorded is left out. */
export function totals(activity: Activity, units: Units): { label: string; value: string; unit?: string }[] {
  const { sport, movingS, distanceM, ascentM, avgHrBpm, maxHrBpm, avgPowerW, npW } = activity
  const rows: { label: string; value: string; unit?: string }[] = [{ label: 'Moving time', value: clock(movingS) }]
  if (distanceM !== null) {
    rows.push({ label: 'Distance', value: distance(distanceM, units, 2) })
    if (movingS > 0 && distanceM > 0)
      rows.push({
        label: sport === 'run' || sport === 'walk' ? 'Average pace' : 'Average speed',
        value: speedWords(sport, distanceM / movingS, units),
      })
  }
  if (avgPowerW !== null) rows.push({ label: 'Average power', value: plain(avgPowerW), unit: 'W' })
  if (npW !== null) rows.push({ label: 'Normalized power', value: plain(npW), unit: 'W' })
  if (avgHrBpm !== null) rows.push({ label: 'Average heart rate', value: plain(avgHrBpm), unit: 'bpm' })
  if (maxHrBpm !== null) rows.push({ label: 'Highest heart rate', value: plain(maxHrBpm), unit: 'bpm' })
  if (ascentM !== null) rows.push({ label: 'Climb', value: altitude(ascentM, units) })
  return rows
}
