import type { LocalDate } from '../time/local-date.ts'
import { weekdayOf, type Weekday } from '../time/week.ts'
import type { Sport } from './sport.ts'

/** One stretch of a week's day the athlete can give. Up to two a day (design.md §4). */
export interface AvailabilitySlot {
  readonly day: Weekday
  readonly minutes: number
  readonly indoor?: boolean
  /** Sports allowed in this slot; absent means any. */
  readonly sports?: readonly Sport[]
}

/** The default week, dated exceptions and days off. */
export interface Availability {
  readonly slots: readonly AvailabilitySlot[]
  /** A date listed here replaces that day's default slots. */
  readonly overrides?: readonly DatedSlot[]
  readonly blackoutDates?: readonly LocalDate[]
}

/** A slot on a calendar day: what a training week stores so that an old certificate stays checkable (design.md §4). */
export interface DatedSlot {
  readonly date: LocalDate
  /** 0 first slot of the day, 1 second. */
  readonly slot: number
  readonly minutes: number
  readonly indoor?: boolean
  readonly sports?: readonly Sport[]
}

/** The slots of one calendar day: none on a blackout day, overrides before the default week. */
export function slotsOn(availability: Availability, date: LocalDate): DatedSlot[] {
  if (availability.blackoutDates?.includes(date)) return []
  const overrides = availability.overrides?.filter((slot) => slot.date === date) ?? []
  if (overrides.length > 0) return overrides.filter((slot) => slot.minutes > 0)
  const weekday = weekdayOf(date)
  return availability.slots
    .filter((slot) => slot.day === weekday && slot.minutes > 0)
    .map(({ day: _day, ...slot }, index) => ({ date, slot: index, ...slot }))
}

/** True on a day the athlete has taken off. */
export const isBlackout = (availability: Availability, date: LocalDate): boolean =>
  availability.blackoutDates?.includes(date) ?? false
