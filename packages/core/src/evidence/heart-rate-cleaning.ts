import type { ActivitySport } from '../athlete/sport.ts'
import { tanakaMaxHr } from '../athlete/max-heart-rate.ts'
import { isHeartRate } from '../load/load-facts.ts'
import { resampleOneHertz } from '../load/one-hertz.ts'
import { addDays, type LocalDate } from '../time/local-date.ts'
import type { Streams } from './activity.ts'

/** Rules of science.md S3.1. */
export const HEART_RATE_RULES = {
  maxStepBpmPerS: 15,
  warmupS: 180,
  warmupShareOfTanaka: 0.9,
  cadenceLockBpm: 3,
  cadenceLockShare: 0.6,
  heldS: 5,
  windowDays: 365,
  outlierBpm: 5,
} as const

/** What is known beside the samples. */
export interface CleaningContext {
  readonly sport: ActivitySport
  readonly ageYears?: number | null
  /** Speed up to which a run is easy (E fast), when known. */
  readonly easyUpToMps?: number | null
}

/** Heart-rate samples with the unbelievable ones null, and why all were dropped, if so. */
export interface CleanHeartRate {
  readonly bpm: readonly (number | null)[]
  readonly rejected: 'cadence-lock' | null
}

/**
 * Removes heart rates no heart made (science.md S3.1): outside 30–230, jumps of more than 15 bpm in a second, a hot first
 * three minutes at easy pace, and all of a run locked to its step rate.
 */
export function cleanHeartRate(streams: Streams, context: CleaningContext): CleanHeartRate | null {
  const { heartRateBpm, cadenceRpm, timeS } = streams
  if (!heartRateBpm?.some((bpm) => bpm !== null)) return null
  if (context.sport === 'run' && cadenceRpm && isCadenceLocked(heartRateBpm, cadenceRpm)) {
    return { bpm: timeS.map(() => null), rejected: 'cadence-lock' }
  }
  const rules = HEART_RATE_RULES
  const clean: (number | null)[] = []
  let lastIndex = -1
  for (let index = 0; index < timeS.length; index++) {
    const bpm = heartRateBpm[index] ?? null
    let kept = bpm !== null && isHeartRate(bpm) ? bpm : null
    if (kept !== null && lastIndex >= 0) {
      // Only neighbours within a second are judged: after a hole the heart may be anywhere.
      const elapsedS = timeS[index]! - timeS[lastIndex]!
      if (elapsedS <= 1 && Math.abs(kept - heartRateBpm[lastIndex]!) > rules.maxStepBpmPerS) kept = null
    }
    if (kept !== null) lastIndex = index
    clean.push(kept)
  }
  return { bpm: dropHotStart(streams, clean, context), rejected: null }
}

function isCadenceLocked(heartRate: readonly (number | null)[], cadence: readonly (number | null)[]): boolean {
  let both = 0
  let locked = 0
  for (const [index, bpm] of heartRate.entries()) {
    const steps = cadence[index] ?? null
    if (bpm === null || steps === null || steps <= 0) continue
    both++
    if (Math.abs(bpm - steps) <= HEART_RATE_RULES.cadenceLockBpm) locked++
  }
  return both > 0 && locked / both > HEART_RATE_RULES.cadenceLockShare
}

function dropHotStart(streams: Streams, bpm: (number | null)[], context: CleaningContext): (number | null)[] {
  const { ageYears, easyUpToMps, sport } = context
  if (
    sport !== 'run' ||
    ageYears === null ||
    ageYears === undefined ||
    easyUpToMps === null ||
    easyUpToMps === undefined
  )
    return bpm
  const end = streams.timeS.findIndex((time) => time >= HEART_RATE_RULES.warmupS)
  const from = streams.distanceM?.[0] ?? null
  const to = streams.distanceM?.[end] ?? null
  if (end <= 0 || from === null || to === null) return bpm
  if ((to - from) / streams.timeS[end]! > easyUpToMps) return bpm
  const limit = HEART_RATE_RULES.warmupShareOfTanaka * tanakaMaxHr(ageYears)
  return bpm.map((rate, index) => (index < end && rate !== null && rate > limit ? null : rate))
}

/** Highest heart rate held for 5 s: the maximum of the rolling 5-s minimum (science.md S3.1). Null without 5 s of data. */
export function heldMaxHr(timeS: readonly number[], bpm: readonly (number | null)[]): number | null {
  const { values } = resampleOneHertz(timeS, bpm, 'drop', 'hold')
  const { heldS } = HEART_RATE_RULES
  let best: number | null = null
  for (let end = heldS - 1; end < values.length; end++) {
    let lowest = values[end]!
    for (let back = 1; back < heldS; back++) lowest = Math.min(lowest, values[end - back]!)
    if (best === null || lowest > best) best = lowest
  }
  return best
}

/** Held maximum of one activity. */
export interface ActivityMaxHr {
  readonly id: string
  readonly date: LocalDate
  readonly bpm: number
}

/**
 * Observed maximum of 365 days: the highest activity, or the second when the highest exceeds it by more than 5 bpm
 * (science.md S3.1). Null without activities.
 */
export function observedMaxHr(maxima: readonly ActivityMaxHr[], today: LocalDate): ActivityMaxHr | null {
  const from = addDays(today, -HEART_RATE_RULES.windowDays)
  const recent = maxima.filter(({ date }) => date <= today && date >= from).sort((a, b) => b.bpm - a.bpm)
  const [first, second] = recent
  if (!first) return null
  return second && first.bpm - second.bpm > HEART_RATE_RULES.outlierBpm ? second : first
}
