import { addDays, type LocalDate } from '../time/local-date.ts'
import type { ReadinessLevel, ReadinessSignal } from './readiness.ts'
import {
  BASELINE_LEAST,
  deviation,
  lnRmssd,
  restingHr,
  WEEK_LEAST,
  type Baseline,
  type Mornings,
} from './readiness-baseline.ts'
import { HEART_RISE_BPM } from './resting-hr-signal.ts'

/** Half a standard deviation is the smallest change worth acting on (science.md S8.6, Vesterinen 2016, Javaloyes 2019). */
const BAND_SD = 0.5
/** So many days in a row, or single mornings in a row, say more than one (science.md S8.6). */
const DAYS_IN_A_ROW = 3
/** A week this much less steady than usual is told with the low one (science.md S8.6). */
const UNSTEADY = 1.5
/** "High" with this much tiredness is no good sign (science.md S8.6, parasympathetic overreach). */
const TIRED_FROM = 4

/** The normal band of ln rMSSD on a day. */
export interface HrvBand {
  readonly baseline: Baseline
  readonly lo: number
  readonly hi: number
}

/** Mean ± half a standard deviation of ln rMSSD over the 60 days before the last seven; null with fewer than 21 mornings. */
export function hrvBand(mornings: Mornings, date: LocalDate): HrvBand | null {
  const baseline = mornings.baseline(date, lnRmssd)
  if (baseline.mean === null) return null
  return { baseline, lo: baseline.mean - BAND_SD * baseline.sd, hi: baseline.mean + BAND_SD * baseline.sd }
}

/**
 * HRV (science.md S8.6). A low week is AMBER, also when it is low for three days: RED takes a second signal beside it, a
 * heart rate at rest 5 bpm up, a short night or bad answers; an unsteady week is told (docs/adr/0017).
 */
export function hrvSignal(mornings: Mornings, today: LocalDate): ReadinessSignal {
  const known = mornings.baseline(today, lnRmssd).values
  const band = hrvBand(mornings, today)
  if (band === null) return signal('UNKNOWN', 'hrv-few-mornings', { mornings: known, needed: BASELINE_LEAST })
  const week = mornings.week(today, lnRmssd)
  const r7 = mornings.weekMean(today, lnRmssd)
  if (r7 === null) return signal('UNKNOWN', 'hrv-week-unknown', { mornings: week.length, needed: WEEK_LEAST })
  const facts = { valueMs: ms(r7), loMs: ms(band.lo), hiMs: ms(band.hi), mornings: band.baseline.values }
  const isLow = r7 < band.lo
  if (isLow || week.slice(-DAYS_IN_A_ROW).every((value) => value < band.lo)) {
    const risen = heartRise(mornings, today)
    if (risen !== null && risen >= HEART_RISE_BPM)
      return signal('RED', 'hrv-low-heart', { ...facts, riseBpm: tenth(risen), limitBpm: HEART_RISE_BPM })
    const [spread, usual] = [deviation(week) / r7, band.baseline.sd / band.baseline.mean]
    if (spread > UNSTEADY * usual) return signal('AMBER', 'hrv-low-unsteady', facts)
    if (isLow && onDaysBefore(mornings, today, (mean, { lo }) => mean < lo))
      return signal('AMBER', 'hrv-low-days', { ...facts, days: DAYS_IN_A_ROW })
    return signal('AMBER', isLow ? 'hrv-low' : 'hrv-three-low', facts)
  }
  if (r7 <= band.hi) return signal('GREEN', 'hrv-normal', facts)
  const tired = mornings.on(today)?.fatigue ?? null
  const isTired = tired !== null && tired >= TIRED_FROM
  if (isTired && onDaysBefore(mornings, today, (mean, { hi }) => mean > hi))
    return signal('AMBER', 'hrv-high-tired', { ...facts, days: DAYS_IN_A_ROW, fatigue: tired })
  return signal('GREEN', 'hrv-high', facts)
}

/** True when the week's mean was so on the two days before as well. */
function onDaysBefore(mornings: Mornings, today: LocalDate, is: (mean: number, band: HrvBand) => boolean): boolean {
  for (let back = 1; back < DAYS_IN_A_ROW; back++) {
    const date = addDays(today, -back)
    const [mean, band] = [mornings.weekMean(date, lnRmssd), hrvBand(mornings, date)]
    if (mean === null || band === null || !is(mean, band)) return false
  }
  return true
}

/** How far today's heart rate at rest, or the week's, lies above what is usual; null where that is not known. */
function heartRise(mornings: Mornings, today: LocalDate): number | null {
  const baseline = mornings.baseline(today, restingHr)
  const day = mornings.on(today)
  const values = [day === null ? null : restingHr(day), mornings.weekMean(today, restingHr)].filter(
    (value) => value !== null,
  )
  return baseline.mean === null || values.length === 0 ? null : Math.max(...values) - baseline.mean
}

const ms = (ln: number): number => tenth(Math.exp(ln))
const tenth = (value: number): number => Math.round(value * 10) / 10
const signal = (level: ReadinessLevel, code: string, facts: Record<string, number>): ReadinessSignal => ({
  kind: 'hrv',
  level,
  reason: { code, facts },
})
