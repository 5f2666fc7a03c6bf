import { fullDate, monthName, plainDate } from '@coach-wattz/core/time/date-words'
import { addDays, daysBetween, isLocalDate, type LocalDate } from '@coach-wattz/core/time/local-date'
import { weekdayIndex } from '@coach-wattz/core/time/week'

/** What the screens add to core's dates in words. */
export const DAYS_SHORT = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const

export const dayOfMonth = (date: LocalDate): number => Number(date.slice(8, 10))
export const monthOf = (date: LocalDate): number => Number(date.slice(5, 7))
export const yearOf = (date: LocalDate): number => Number(date.slice(0, 4))
const monthShort = (date: LocalDate): string => (monthOf(date) === 9 ? 'Sept' : monthName(date).slice(0, 3))
export const weekdayShort = (date: LocalDate): string => DAYS_SHORT[weekdayIndex(date)]!

/** "19 Mar" */
export const shortDate = (date: LocalDate): string => `${dayOfMonth(date)} ${monthShort(date)}`
/** "March 2026" */
export const monthAndYear = (date: LocalDate): string => `${monthName(date)} ${yearOf(date)}`
/** "16–22 March", "30 March – 5 April" */
export function dateRange(from: LocalDate, to: LocalDate): string {
  return monthOf(from) === monthOf(to)
    ? `${dayOfMonth(from)}–${dayOfMonth(to)} ${monthName(to)}`
    : `${plainDate(from)} – ${plainDate(to)}`
}
export const weekRange = (monday: LocalDate): string => dateRange(monday, addDays(monday, 6))

/** "today", "in 80 days", "3 days ago" */
export function fromNow(date: LocalDate, today: LocalDate): string {
  const days = daysBetween(today, date)
  if (days === 0) return 'today'
  if (days === 1) return 'in 1 day'
  if (days === -1) return 'yesterday'
  return days > 0 ? `in ${days} days` : `${-days} days ago`
}

/** Core's sentences carry ISO dates and short names of distances; on the screen both are words. */
export const readable = (text: string): string =>
  text
    .replace(/\b\d{4}-\d{2}-\d{2}\b/g, (date) => (isLocalDate(date) ? fullDate(date) : date))
    .replace(/\b(5|10)K\b/g, '$1 km')

/** Local time of an instant as the browser's own zone tells it; used only after mounting. */
export function instantWords(iso: string, timeZone?: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  }).formatToParts(new Date(iso))
  const part = (type: string) => parts.find((p) => p.type === type)?.value ?? ''
  return `${part('day')} ${part('month')} ${part('year')}, ${part('hour')}:${part('minute')}`
}
