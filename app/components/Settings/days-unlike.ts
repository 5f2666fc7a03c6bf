import { addDays, daysBetween, type LocalDate } from '@coach-wattz/core/time/local-date'

/** Minutes of one date that differ from the ordinary week. */
export interface DatedMinutes {
  date: LocalDate
  slot: number
  minutes: number
  indoor?: boolean | undefined
  sports?: ('run' | 'ride')[] | undefined
}
/** Dates that are not like the ordinary week: other minutes, or away. */
export interface DatedDays {
  overrides: DatedMinutes[]
  blackoutDates: LocalDate[]
}
/** Days in a row that are alike; no minutes: away. */
export interface DayRun {
  readonly from: LocalDate
  readonly to: LocalDate
  readonly minutes: number | null
  readonly indoor: boolean
}

/** The most days one entry may cover: longer ones are another ordinary week. */
const MOST_DAYS = 92

/** The days from one date to another, both included; null where the range is none or too long. */
export function daysOf(from: LocalDate, to: LocalDate): LocalDate[] | null {
  const length = daysBetween(from, to)
  if (length < 0 || length >= MOST_DAYS) return null
  return Array.from({ length: length + 1 }, (_, index) => addDays(from, index))
}

/** What is wrong with an entry, by its field: the days it is for, and its minutes, which are null for days away. */
export function wrongOf(
  days: readonly LocalDate[] | null,
  minutes: number | null,
): { readonly days?: string; readonly minutes?: string } {
  if (days === null) return { days: `Give a first and a last day in order, up to ${MOST_DAYS} days.` }
  if (minutes !== null && !(Number.isInteger(minutes) && minutes >= 0 && minutes <= 720))
    return { minutes: 'Write the minutes as a whole number, up to 720.' }
  return {}
}

/** Without what was said about these days: they are ordinary again. */
export const withoutDays = (dated: DatedDays, days: readonly LocalDate[]): DatedDays => ({
  overrides: dated.overrides.filter(({ date }) => !days.includes(date)),
  blackoutDates: dated.blackoutDates.filter((date) => !days.includes(date)),
})

/** These days said anew: so many minutes, or away. */
export function withDays(
  dated: DatedDays,
  days: readonly LocalDate[],
  minutes: number | null,
  indoor: boolean,
): DatedDays {
  const { overrides, blackoutDates } = withoutDays(dated, days)
  if (minutes === null) return { overrides, blackoutDates: [...blackoutDates, ...days].sort() }
  const added = days.map((date): DatedMinutes => ({ date, slot: 0, minutes, ...(indoor ? { indoor } : {}) }))
  return { overrides: [...overrides, ...added].sort((a, b) => (a.date < b.date ? -1 : 1)), blackoutDates }
}

/** What is said, in order, days in a row that are alike as one. A day of two slots shows the minutes of both. */
export function runsOfDays({ overrides, blackoutDates }: DatedDays): DayRun[] {
  const byDate = new Map<LocalDate, { minutes: number | null; indoor: boolean }>()
  for (const { date, minutes, indoor } of overrides) {
    const known = byDate.get(date)
    byDate.set(date, { minutes: minutes + (known?.minutes ?? 0), indoor: indoor === true })
  }
  for (const date of blackoutDates) byDate.set(date, { minutes: null, indoor: false })
  const runs: DayRun[] = []
  for (const [date, day] of [...byDate].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const last = runs.at(-1)
    const goesOn = last && addDays(last.to, 1) === date && last.minutes === day.minutes && last.indoor === day.indoor
    if (goesOn) runs[runs.length - 1] = { ...last, to: date }
    else runs.push({ from: date, to: date, ...day })
  }
  return runs
}
