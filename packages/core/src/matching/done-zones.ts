import type { Sport } from '../athlete/sport.ts'
import type { ThresholdSet } from '../athlete/thresholds.ts'
import { frielZoneOf } from '../athlete/heart-rate-zones.ts'
import { ZONE_COUNT, zoneOf } from '../workout/zone-bounds.ts'
import { fractionSeries } from './classify-done.ts'
import type { DoneSeries } from './matchable.ts'

/** Time a recording spent in each zone. */
export interface DoneZones {
  /** Seconds in zones 1–7. */
  readonly secondsInZone: readonly number[]
  readonly by: 'output' | 'heartRate'
}

/**
 * Seconds in zones 1–7 of power (ride) or flat-equivalent pace (run), else of heart rate by Friel (science.md S2.5, S3.3), of
 * what was recorded and smoothed over 30 s; null without a threshold to hold it against, or without samples.
 */
export function doneZones(sport: Sport, series: DoneSeries, thresholds: ThresholdSet): DoneZones | null {
  const effort = fractionSeries(sport, series, thresholds)
  if (!effort) return null
  const secondsInZone = new Array<number>(ZONE_COUNT).fill(0)
  for (const fraction of effort.fractions) {
    if (Number.isNaN(fraction)) continue
    const zone = effort.isHeartRate ? frielZoneOf(sport, fraction, 1) : zoneOf(fraction, sport)
    secondsInZone[zone - 1]! += 1
  }
  return secondsInZone.some((seconds) => seconds > 0)
    ? { secondsInZone, by: effort.isHeartRate ? 'heartRate' : 'output' }
    : null
}
