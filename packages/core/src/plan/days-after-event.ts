import { addDays, daysBetween, type LocalDate } from '../time/local-date.ts'
import { mondayOf } from '../time/week.ts'
import { goalDistanceM, tableGoal, type PlanEvent } from './goal.ts'
import type { SkeletonWeek } from './macro.ts'
import { expectedRideS } from './ride-effort.ts'

/** Days after a race without work above threshold (science.md G28; a marathon is no event on the way). */
const DAYS_WITHOUT_HIGH = { '5K': 2, '10K': 4, HM: 6 } as const
/** One easy day for this much of a run, rounded up (science.md S5.7g). */
const EASY_DAY_M = 5000
const LONG_RIDE_S = 5 * 3600

/** Days after an event that stay easy: then training goes on, at first without work above threshold (science.md S5.7g, G28). */
export function easyDaysAfter(event: PlanEvent): number {
  return event.sport === 'run' ? easyRunDays(event) : daysWithoutHigh(event)
}

const easyRunDays = (event: PlanEvent): number => Math.max(1, Math.ceil((goalDistanceM(event) ?? 0) / EASY_DAY_M))

/** Days after an event without work above threshold (science.md G28). */
export function daysWithoutHigh(event: PlanEvent): number {
  const kind = tableGoal(event)
  if (kind === '5K' || kind === '10K' || kind === 'HM') return Math.max(DAYS_WITHOUT_HIGH[kind], easyRunDays(event))
  return expectedRideS(event, null) > LONG_RIDE_S ? 4 : 2
}

/** True for a week with an event on the way in it: no measure of what a loading week is. */
export const hasEvent = (events: readonly PlanEvent[], { startDate }: Pick<SkeletonWeek, 'startDate'>): boolean =>
  events.some((event) => mondayOf(event.date) === startDate)

/** True for a week that begins after an event which allows hard sessions before it allows work above threshold (science.md G28). */
export const isAfterEvent = (events: readonly PlanEvent[], { startDate }: Pick<SkeletonWeek, 'startDate'>): boolean =>
  events.some((event) => {
    const days = daysWithoutHigh(event)
    return days > easyDaysAfter(event) && event.date < startDate && daysBetween(event.date, startDate) <= days
  })

/** Day until which the easy days after these events keep hard sessions away, as the last hard day before them; null for none. */
export function lastHardDayOfEvents(
  events: readonly PlanEvent[],
  week: Pick<SkeletonWeek, 'startDate'>,
): LocalDate | null {
  const inWeek = events.filter((event) => event.date >= week.startDate && event.date < addDays(week.startDate, 7))
  const days = inWeek.map((event) => addDays(event.date, Math.max(0, easyDaysAfter(event) - 1))).sort()
  return days.at(-1) ?? null
}
