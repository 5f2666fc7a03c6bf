import { keptOf } from './kept.ts'
import type { DatedAmount, SportFacts } from './sport-facts.ts'
import type { WeekFacts } from './week-facts.ts'

/** Largest amount in the `windowDays` days before `day`; null when nothing is known there. */
export function longestBefore(sport: SportFacts, day: number, windowDays: number): number | null {
  const { firstDay, mostOfDay } = keptDays(sport, () => mostByDay(sport.sessions))
  let longest: number | null = null
  const last = Math.min(mostOfDay.length, day - firstDay)
  for (let index = Math.max(0, day - windowDays - firstDay); index < last; index++) {
    const most = mostOfDay[index]
    if (most !== undefined && (longest === null || most > longest)) longest = most
  }
  return longest
}

interface DayMost {
  readonly firstDay: number
  /** By days after `firstDay`; a hole where nothing was done. */
  readonly mostOfDay: readonly (number | undefined)[]
}
const keptDays = keptOf<SportFacts, DayMost>()

/** The longest session of each day with one. */
function mostByDay(sessions: readonly DatedAmount[]): DayMost {
  const firstDay = sessions.reduce((first, { day }) => Math.min(first, day), Infinity)
  const mostOfDay: (number | undefined)[] = []
  for (const { day, amount } of sessions) {
    const index = day - firstDay
    while (mostOfDay.length <= index) mostOfDay.push(undefined)
    mostOfDay[index] = Math.max(mostOfDay[index] ?? amount, amount)
  }
  return { firstDay, mostOfDay }
}

/** True for the first week of a plan before which no volume and no session of the sport is known. */
export const isFirstWeekOfUnknown = (sport: SportFacts, week: WeekFacts): boolean =>
  week.index === 0 && sport.meanAmount === null && !sport.sessions.some((session) => session.day < week.startDay)
