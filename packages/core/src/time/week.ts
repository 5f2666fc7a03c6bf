import { addDays, toDayNumber, type LocalDate } from './local-date.ts'

export const WEEKDAYS = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'] as const
export type Weekday = (typeof WEEKDAYS)[number]

/** 0 = Monday … 6 = Sunday (science.md S0.1). */
export const weekdayIndex = (date: LocalDate): number => (((toDayNumber(date) + 3) % 7) + 7) % 7
export const weekdayOf = (date: LocalDate): Weekday => WEEKDAYS[weekdayIndex(date)]!
/** The Monday on or before `date`. */
export const mondayOf = (date: LocalDate): LocalDate => addDays(date, -weekdayIndex(date))
/** The first Monday strictly after `date`. */
export const nextMonday = (date: LocalDate): LocalDate => addDays(mondayOf(date), 7)
