import type { LocalDate } from '../time/local-date.ts'
import type { ReadinessLevel, ReadinessSignal } from './readiness.ts'
import { BASELINE_LEAST, restingHr, WEEK_LEAST, type Baseline, type Mornings } from './readiness-baseline.ts'

/** Beats above the usual from which a week's heart rate at rest is a sign, and from which it is enough (science.md S8.6). */
export const HEART_RISE_BPM = 5
const RED_RISE_BPM = 8
/** Where mornings lie close together, this many standard deviations are a sign already (science.md S8.6) … */
const RISE_SD = 1.5
/** … but no less than watches tell apart: whoever always reads 48 would be warned at 48 (docs/adr/0017) [P]. */
const LEAST_RISE_BPM = 3
/** So much on one morning is what an illness does (science.md S8.6, the sick rules). */
const ILL_RISE_BPM = 10
/** Its code: two days of rest, and the question whether it is one. */
export const HEART_TEN_UP = 'heart-ten-up'

/** From where on a week's heart rate at rest is a sign. */
export const amberFromBpm = ({ mean, sd }: Baseline): number =>
  mean + Math.max(LEAST_RISE_BPM, Math.min(HEART_RISE_BPM, RISE_SD * sd))

/** Heart rate at rest: the week against the 60 days before it, and this morning (science.md S8.6). */
export function restingHrSignal(mornings: Mornings, today: LocalDate): ReadinessSignal {
  const baseline = mornings.baseline(today, restingHr)
  if (baseline.mean === null)
    return signal('UNKNOWN', 'heart-few-mornings', { mornings: baseline.values, needed: BASELINE_LEAST })
  const facts = { usualBpm: tenth(baseline.mean), mornings: baseline.values }
  const morning = mornings.on(today)?.restingHrBpm ?? null
  if (morning !== null && morning >= baseline.mean + ILL_RISE_BPM)
    return signal('RED', HEART_TEN_UP, {
      ...facts,
      valueBpm: tenth(morning),
      limitBpm: tenth(baseline.mean + ILL_RISE_BPM),
    })
  const week = mornings.weekMean(today, restingHr)
  if (week === null)
    return signal('UNKNOWN', 'heart-week-unknown', {
      mornings: mornings.week(today, restingHr).length,
      needed: WEEK_LEAST,
    })
  const amberFrom = amberFromBpm(baseline)
  const redFrom = baseline.mean + RED_RISE_BPM
  if (week >= redFrom)
    return signal('RED', 'heart-far-up', { ...facts, valueBpm: tenth(week), limitBpm: tenth(redFrom) })
  const held = { ...facts, valueBpm: tenth(week), limitBpm: tenth(amberFrom) }
  return week >= amberFrom ? signal('AMBER', 'heart-up', held) : signal('GREEN', 'heart-normal', held)
}

const tenth = (value: number): number => Math.round(value * 10) / 10
const signal = (level: ReadinessLevel, code: string, facts: Record<string, number>): ReadinessSignal => ({
  kind: 'restingHr',
  level,
  reason: { code, facts },
})
