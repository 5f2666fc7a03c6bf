import { LTHR_SHARE_OF_MAX, tanakaMaxHr, workingMaxHr } from '../athlete/max-heart-rate.ts'
import type { Sport } from '../athlete/sport.ts'
import { isHeartRate } from '../load/load-facts.ts'
import { known, unknown, type Confidence, type Measured } from '../result/measured.ts'
import { addDays, type LocalDate } from '../time/local-date.ts'
import type { ActivityBests } from './activity-bests.ts'
import { evidenceId } from './estimate-run-threshold.ts'
import { observedMaxHr } from './heart-rate-cleaning.ts'
import type { TrainingHistory } from './history.ts'

/** LTHR from 90 days of training: share of the best 20-min mean, else of the maximum (science.md S3.2) [P]. */
export const LTHR_RULES = { windowDays: 90, shareOf20Min: 0.97, shareOfMax: LTHR_SHARE_OF_MAX } as const

export interface HeartRateEstimate {
  readonly bpm: number
  readonly method: 'observed-max' | 'tanaka' | 'mean-20-min' | 'share-of-max'
  readonly confidence: Confidence
  readonly date: LocalDate
  readonly from: readonly string[]
}

export interface HeartRateInput {
  readonly history: TrainingHistory
  readonly today: LocalDate
  readonly ageYears: number | null
  readonly bests?: ReadonlyMap<string, ActivityBests>
}

/**
 * Maximum heart rate (science.md S3.1): observed over 365 days in any sport, never believed more than 10 bpm under Tanaka;
 * Tanaka alone when nothing was observed. Unknown without heart rate and without a birth year.
 */
export function estimateMaxHr(input: HeartRateInput): Measured<HeartRateEstimate> {
  const { history, today, ageYears, bests } = input
  const observed = observedMaxHr(
    history.activities.flatMap((activity) => {
      const held = activity.id === undefined ? null : bests?.get(activity.id)?.heldMaxHrBpm
      const bpm = held ?? activity.maxHrBpm ?? null
      return bpm === null || !isHeartRate(bpm) ? [] : [{ id: evidenceId(activity), date: activity.date, bpm }]
    }),
    today,
  )
  const bpm = workingMaxHr(observed?.bpm ?? null, ageYears)
  if (bpm === null) return unknown('no-birth-year', 'No heart rate was recorded and no year of birth is given.')
  if (observed && bpm === observed.bpm) {
    const confidence = ageYears !== null && Math.abs(bpm - tanakaMaxHr(ageYears)) <= 10 ? 'HIGH' : 'MEDIUM'
    return known({ bpm, method: 'observed-max', confidence, date: observed.date, from: [observed.id] })
  }
  return known({ bpm, method: 'tanaka', confidence: 'LOW', date: today, from: [] })
}

/**
 * LTHR of a sport (science.md S3.2): 0.97 × the best 20-min mean of 90 days when that reaches at least the share of the
 * maximum that threshold usually is less 10 %; else that share of the maximum, LOW. Unknown without either.
 */
export function estimateLthr(
  input: HeartRateInput,
  sport: Sport,
  maxHrBpm: number | null,
): Measured<HeartRateEstimate> {
  const { history, today, bests } = input
  const from = addDays(today, -LTHR_RULES.windowDays)
  let best: HeartRateEstimate | null = null
  for (const activity of history.activities) {
    if (activity.sport !== sport || activity.date > today || activity.date < from) continue
    const mean = activity.id === undefined ? null : (bests?.get(activity.id)?.heartRate20MinBpm ?? null)
    if (mean === null) continue
    const bpm = LTHR_RULES.shareOf20Min * mean
    if (!best || bpm > best.bpm)
      best = { bpm, method: 'mean-20-min', confidence: 'MEDIUM', date: activity.date, from: [evidenceId(activity)] }
  }
  const byMax = maxHrBpm === null ? null : LTHR_RULES.shareOfMax[sport] * maxHrBpm
  // Ninety days of easy training say nothing of the threshold: a mean far under its usual share was no hard effort.
  if (best && (byMax === null || best.bpm >= 0.9 * byMax)) return known(best)
  if (byMax === null) return unknown('no-heart-rate', 'Neither a hard 20 minutes nor a maximum heart rate is known.')
  return known({ bpm: byMax, method: 'share-of-max', confidence: 'LOW', date: today, from: [] })
}
