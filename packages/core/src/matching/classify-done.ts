import type { Sport } from '../athlete/sport.ts'
import type { ThresholdSet } from '../athlete/thresholds.ts'
import { domainOfFraction, domainOfHeartRate, type Domain } from '../load/distribution.ts'
import type { WorkoutFocus } from '../plan/plan.ts'
import { rollingKnownMean } from './done-series.ts'
import type { DoneKind, DoneSeries } from './matchable.ts'
import { dominantDomain } from './planned-for-match.ts'

/** Effort is read over this time: a receiver's jitter and a short climb are no interval [P]. */
const EFFORT_SPAN_S = 30
/** Less time known than this says nothing of a session [P]. */
const LEAST_KNOWN_S = 300

/** Fraction of threshold above which work is that focus, hardest first (science.md S2.5, S1.4; S0.4 at .75 and .90). */
const FOCUS_FROM: Record<Sport, readonly (readonly [number, WorkoutFocus])[]> = {
  ride: [
    [1.21, 'ANAEROBIC_CAPACITY'],
    [1.05, 'VO2_MAX'],
    [0.95, 'THRESHOLD'],
    [0.87, 'SWEET_SPOT'],
    [0.75, 'TEMPO'],
  ],
  run: [
    [1.14, 'ANAEROBIC_CAPACITY'],
    [1.03, 'VO2_MAX'],
    [0.97, 'THRESHOLD'],
    [0.9, 'TEMPO'],
  ],
}

/**
 * What kind of session a recording was, by its time in the domains of science.md S0.4 (flat-equivalent speed, power, else
 * heart rate), and the focus its work spent most time in. Null without a threshold to hold it against, or too few samples.
 */
export function classifyDone(sport: Sport, series: DoneSeries, thresholds: ThresholdSet): DoneKind | null {
  const output = fractionSeries(sport, series, thresholds)
  if (!output) return null
  const { fractions, isHeartRate } = output
  const domainOf = (fraction: number): Domain =>
    isHeartRate ? domainOfHeartRate(fraction) : domainOfFraction(fraction, sport)
  const seconds = { LOW: 0, MID: 0, HIGH: 0 }
  const byFocus = new Map<WorkoutFocus, number>()
  for (const fraction of fractions) {
    if (Number.isNaN(fraction)) continue
    seconds[domainOf(fraction)]++
    const focus = isHeartRate ? undefined : FOCUS_FROM[sport].find(([from]) => fraction > from)?.[1]
    if (focus) byFocus.set(focus, (byFocus.get(focus) ?? 0) + 1)
  }
  if (seconds.LOW + seconds.MID + seconds.HIGH < LEAST_KNOWN_S) return null
  const domain = dominantDomain(seconds.MID, seconds.HIGH)
  let best: WorkoutFocus | null = null
  for (const [focus, spent] of byFocus) if (best === null || spent > byFocus.get(best)!) best = focus
  return { domain, focus: domain === 'LOW' ? null : best }
}

/** Effort as a fraction of threshold a second, smoothed over 30 s, from the best that was recorded; null when none can be. */
export function fractionSeries(
  sport: Sport,
  series: DoneSeries,
  thresholds: ThresholdSet,
): { readonly fractions: Float64Array; readonly isHeartRate: boolean } | null {
  const output = sport === 'run' ? series.gradedSpeedMps : series.powerW
  const threshold = sport === 'run' ? thresholds.thresholdSpeedMps : thresholds.ftpW
  if (output && threshold !== undefined && threshold > 0)
    return { fractions: rollingKnownMean(output, EFFORT_SPAN_S).map((value) => value / threshold), isHeartRate: false }
  const { lthrBpm } = thresholds
  if (series.heartRateBpm && lthrBpm !== undefined && lthrBpm > 0)
    return {
      fractions: rollingKnownMean(series.heartRateBpm, EFFORT_SPAN_S).map((value) => value / lthrBpm),
      isHeartRate: true,
    }
  return null
}
