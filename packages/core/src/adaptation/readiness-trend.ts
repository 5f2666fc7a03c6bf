import type { WellnessDay } from '../evidence/wellness-day.ts'
import { addDays, daysBetween, type LocalDate } from '../time/local-date.ts'
import { hrvBand } from './hrv-signal.ts'
import { lnRmssd, Mornings, restingHr } from './readiness-baseline.ts'
import { amberFromBpm } from './resting-hr-signal.ts'

/** A figure of one day beside what is usual; null where it is not known. */
export interface TrendFigure {
  readonly value: number | null
  /** Mean of the seven days up to it. */
  readonly week: number | null
  /** The normal band of that day. */
  readonly lo: number | null
  readonly hi: number | null
}

/** One day of a chart of HRV (ms) and heart rate at rest (bpm). */
export interface TrendDay {
  readonly date: LocalDate
  readonly hrv: TrendFigure
  readonly restingHr: TrendFigure
}

/**
 * HRV and heart rate at rest from day to day, with the week's mean and the normal band they are held against (science.md
 * S8.6). HRV's mean and band are those of ln rMSSD, given back in ms; the heart's band ends where a week is a sign.
 */
export function readinessTrend(
  days: readonly WellnessDay[],
  { from, to }: { readonly from: LocalDate; readonly to: LocalDate },
  sickDays: readonly LocalDate[] = [],
): TrendDay[] {
  const mornings = new Mornings(days, sickDays)
  return Array.from({ length: Math.max(0, daysBetween(from, to) + 1) }, (_, index) => {
    const date = addDays(from, index)
    const day = mornings.on(date)
    const band = hrvBand(mornings, date)
    const heart = mornings.baseline(date, restingHr)
    return {
      date,
      hrv: {
        value: day?.hrvRmssdMs ?? null,
        week: ms(mornings.weekMean(date, lnRmssd)),
        lo: ms(band?.lo ?? null),
        hi: ms(band?.hi ?? null),
      },
      restingHr: {
        value: day?.restingHrBpm ?? null,
        week: mornings.weekMean(date, restingHr),
        lo: heart.mean === null ? null : heart.mean - (amberFromBpm(heart) - heart.mean),
        hi: heart.mean === null ? null : amberFromBpm(heart),
      },
    }
  })
}

const ms = (ln: number | null): number | null => (ln === null ? null : Math.exp(ln))
