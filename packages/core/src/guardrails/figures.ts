import { WEEKDAYS, weekdayIndex } from '../time/week.ts'
import type { LocalDate } from '../time/local-date.ts'

/** Numbers as the guardrails' sentences write them: units always, one decimal only where it says something. */
const oneDecimal = (value: number): string => String(Math.round(value * 10) / 10)

export const kmText = (metres: number): string => `${oneDecimal(metres / 1000)} km`
/** `45 min`, `1:05 h`. */
export function minutesText(minutes: number): string {
  const whole = Math.round(minutes)
  if (whole < 60) return `${whole} min`
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')} h`
}
export const shareText = (share: number): string => `${oneDecimal(share * 100)} %`
/** `1 day`, `3 days`. */
export const countText = (count: number, one: string, many = `${one}s`): string =>
  `${oneDecimal(count)} ${count === 1 ? one : many}`

const DAY_NAMES = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const
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

/** `Tuesday 5 May`. */
export const dayText = (date: LocalDate): string =>
  `${DAY_NAMES[weekdayIndex(date)]} ${Number(date.slice(8))} ${MONTH_NAMES[Number(date.slice(5, 7)) - 1]}`
/** `Sunday` of `SUN`. */
export const weekdayText = (day: (typeof WEEKDAYS)[number]): string => DAY_NAMES[WEEKDAYS.indexOf(day)]!
