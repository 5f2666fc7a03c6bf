import type { WellnessDay } from '../evidence/wellness-day.ts'
import { addDays, type LocalDate } from '../time/local-date.ts'

/** Days a normal range is made of, and how many of them have to be known (science.md S8.6). */
const BASELINE_DAYS = 60
export const BASELINE_LEAST = 21
/** The week that is held against it, and how many mornings of it have to be known (science.md S8.6, Plews 2014). */
export const WEEK_DAYS = 7
export const WEEK_LEAST = 3

/** What is usual: the 60 days before the seven that are held against them, sick days left out. */
export interface Baseline {
  readonly mean: number
  /** Sample standard deviation. */
  readonly sd: number
  readonly values: number
}

/** What a value of a morning is read from; null where it is not known. */
export type Reading = (day: WellnessDay) => number | null

/** Natural logarithm of rMSSD in ms (science.md S8.6): what HRV is compared in. */
export const lnRmssd: Reading = ({ hrvRmssdMs }) =>
  hrvRmssdMs !== null && hrvRmssdMs > 0 ? Math.log(hrvRmssdMs) : null

/** Heart rate at rest in beats a minute. */
export const restingHr: Reading = ({ restingHrBpm }) => restingHrBpm

/** Mornings by their date. The later of two with one date counts. */
export class Mornings {
  private readonly days: ReadonlyMap<LocalDate, WellnessDay>
  private readonly sick: ReadonlySet<LocalDate>

  constructor(days: readonly WellnessDay[], sickDays: readonly LocalDate[]) {
    this.days = new Map(days.map((day) => [day.date, day]))
    this.sick = new Set([...sickDays, ...days.filter((day) => day.sick === true).map(({ date }) => date)])
  }

  on(date: LocalDate): WellnessDay | null {
    return this.days.get(date) ?? null
  }

  /** Known values of the seven days up to `date`, oldest first. */
  week(date: LocalDate, reading: Reading): number[] {
    return this.values(addDays(date, 1 - WEEK_DAYS), WEEK_DAYS, reading, false)
  }

  /** Mean of the seven days up to `date`; null with fewer than three mornings. */
  weekMean(date: LocalDate, reading: Reading): number | null {
    const values = this.week(date, reading)
    return values.length < WEEK_LEAST ? null : mean(values)
  }

  /** The usual range on `date`; with too few mornings only how many there are. */
  baseline(date: LocalDate, reading: Reading): Baseline | { readonly mean: null; readonly values: number } {
    const values = this.values(addDays(date, 1 - WEEK_DAYS - BASELINE_DAYS), BASELINE_DAYS, reading, true)
    if (values.length < BASELINE_LEAST) return { mean: null, values: values.length }
    return { mean: mean(values), sd: deviation(values), values: values.length }
  }

  private values(from: LocalDate, count: number, reading: Reading, wellOnly: boolean): number[] {
    return Array.from({ length: count }, (_, index) => addDays(from, index)).flatMap((date) => {
      if (wellOnly && this.sick.has(date)) return []
      const day = this.days.get(date)
      const value = day ? reading(day) : null
      return value === null ? [] : [value]
    })
  }
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

/** Sample standard deviation: hrv.json's .1031 is the one by n − 1. */
export function deviation(values: readonly number[]): number {
  if (values.length < 2) return 0
  const middle = mean(values)
  return Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1))
}
