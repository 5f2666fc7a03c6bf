import type { LocalDate } from './local-date.ts'
import { weekdayOf, type Weekday } from './week.ts'

/** Dates as words, from the ISO string alone: no locale, so server, browser and command line always agree. */
export const WEEKDAY_NAMES: Readonly<Record<Weekday, string>> = {
  MON: 'Monday',
  TUE: 'Tuesday',
  WED: 'Wednesday',
  THU: 'Thursday',
  FRI: 'Friday',
  SAT: 'Saturday',
  SUN: 'Sunday',
}
const MONTH_NAMES = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const

export const weekdayName = (date: LocalDate): string => WEEKDAY_NAMES[weekdayOf(date)]
export const monthName = (date: LocalDate): string => MONTH_NAMES[Number(date.slice(5, 7)) - 1]!
/** `19 March`. */
export const plainDate = (date: LocalDate): string => `${Number(date.slice(8))} ${monthName(date)}`
/** `Thursday 19 March`. */
export const longDate = (date: LocalDate): string => `${weekdayName(date)} ${plainDate(date)}`
/** `19 March 2026`. */
export const fullDate = (date: LocalDate): string => `${plainDate(date)} ${Number(date.slice(0, 4))}`
