import { WEEKDAY_NAMES } from '../time/date-words.ts'
import { WEEKDAYS, type Weekday } from '../time/week.ts'
import type { PlannedWorkout, Reason } from './plan.ts'

export const HABIT_KINDS = ['key', 'long', 'easy'] as const
export type HabitKind = (typeof HABIT_KINDS)[number]

/** An athlete who moves a kind of session from one weekday to another again and again would rather have it there. */
export interface MoveHabit {
  readonly kind: HabitKind
  readonly from: Weekday
  readonly to: Weekday
  /** In how many of the last weeks they did. */
  readonly weeks: number
}

/** One who makes sessions of a weekday shorter again and again has less time on it than they told. */
export interface ShortHabit {
  readonly day: Weekday
  /** Minutes they made it last. */
  readonly minutes: number
  readonly weeks: number
}

/**
 * What an athlete's own changes say of them (adaptation/habits-of.ts). The planner prefers these days for weeks it writes, as it
 * prefers a liked long day: never above minutes, the spacing of hard days, or a pinned long day.
 */
export interface Habits {
  /** At most one of a kind. */
  readonly moves: readonly MoveHabit[]
  /** At most one of a weekday. */
  readonly shorter: readonly ShortHabit[]
}

export const habitKindOf = ({
  focus,
  hard,
  priority,
}: Pick<PlannedWorkout, 'focus' | 'hard' | 'priority'>): HabitKind =>
  focus === 'LONG' ? 'long' : hard || priority === 'KEY' ? 'key' : 'easy'

/** Where a kind of session would rather stand, days from 0 Monday. */
export interface WishedDays {
  readonly from: number
  readonly to: number
}
export const wishedDays = (habits: Habits | undefined, kind: HabitKind): WishedDays | null => {
  const habit = habits?.moves.find((move) => move.kind === kind)
  return habit ? { from: WEEKDAYS.indexOf(habit.from), to: WEEKDAYS.indexOf(habit.to) } : null
}

/** The day the long session would rather have: a pinned one, else the one the athlete moves it to, else the one they like. */
export function wishedLongDay({
  longDay,
  longDayPinned,
  habits,
}: {
  readonly longDay: Weekday | null
  readonly longDayPinned: boolean
  readonly habits?: Habits | undefined
}): number | null {
  const moved = longDayPinned ? null : wishedDays(habits, 'long')
  return moved?.to ?? (longDay === null ? null : WEEKDAYS.indexOf(longDay))
}

/** A session under this is not worth dressing for: nobody is taken for that short of time [P]. */
const LEAST_SHORT_MINUTES = 30

/** The minutes a weekday is used for, of those it has; the day of the long session keeps all. */
export function usedMinutes(athlete: Parameters<typeof wishedLongDay>[0], day: number, minutes: number): number {
  const habit = athlete.habits?.shorter.find((each) => WEEKDAYS.indexOf(each.day) === day)
  const longDay = wishedLongDay(athlete) ?? WEEKDAYS.indexOf('SUN')
  return habit && day !== longDay ? Math.min(minutes, Math.max(LEAST_SHORT_MINUTES, habit.minutes)) : minutes
}

export const HABIT_NOTE = 'habit-followed'

/** The notes of a week that follows habits: which kind of session stands where, and why. Days from 0 Monday. */
export function habitNotes(
  habits: Habits | undefined,
  sessions: readonly { readonly day: number; readonly role: string }[],
): Reason[] {
  return (habits?.moves ?? []).flatMap(({ kind, from, to, weeks }) => {
    const days = sessions.filter(({ role }) => role === kind).map(({ day }) => day)
    const isFollowed = days.includes(WEEKDAYS.indexOf(to)) && !days.includes(WEEKDAYS.indexOf(from))
    return isFollowed ? [{ code: HABIT_NOTE, facts: { kind, from, to, weeks } }] : []
  })
}

const KIND_NAMES: Readonly<Record<HabitKind, string>> = {
  key: 'hard session',
  long: 'long session',
  easy: 'easy session',
}

/** A week's note on a habit in words; the same on screens and command line. */
export const HABIT_SENTENCES: Readonly<Record<string, (facts: Reason['facts']) => string>> = {
  [HABIT_NOTE]: ({ kind, from, to, weeks }) =>
    `The ${kindWord(kind)} stands on ${dayWord(to)}: you moved it there from ${dayWord(from)} in ${Number(weeks)} of the last eight weeks.`,
}

export const kindWord = (kind: unknown): string => KIND_NAMES[HABIT_KINDS.find((each) => each === kind) ?? 'easy']
export const dayWord = (day: unknown): string => {
  const found = WEEKDAYS.find((each) => each === day)
  return found ? WEEKDAY_NAMES[found] : 'another day'
}
