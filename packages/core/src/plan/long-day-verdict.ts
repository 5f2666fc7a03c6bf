import { WEEKDAY_NAMES } from '../time/date-words.ts'
import { WEEKDAYS, type Weekday } from '../time/week.ts'
import type { Feasibility } from './feasibility.ts'
import type { PlanningInput } from './planning-input.ts'
import { slotServes } from './slot-serves.ts'

/** A fixed long day with less than this share of the roomiest day, and less than an hour, holds the whole week down [P]. */
const LONG_DAY = { share: 0.5, belowMinutes: 60 } as const

/** The verdict with what a fixed long day of a few minutes costs: no other day becomes longer than it, so it is no green light. */
export function withLongDay(feasibility: Feasibility, { athlete, goal }: PlanningInput): Feasibility {
  const { availability, longDay, longDayPinned } = athlete
  if (feasibility.verdict === 'red' || availability === null || longDay === null || !longDayPinned) return feasibility
  const minutesOf = (day: Weekday): number =>
    Math.max(
      0,
      ...availability.slots
        .filter((slot) => slot.day === day && slotServes(slot, goal.sport, athlete))
        .map(({ minutes }) => minutes),
    )
  const own = minutesOf(longDay)
  const roomiest = WEEKDAYS.reduce((best, day) => (minutesOf(day) > minutesOf(best) ? day : best), longDay)
  const most = minutesOf(roomiest)
  if (own === 0 || own >= LONG_DAY.belowMinutes || own >= LONG_DAY.share * most) return feasibility
  return {
    ...feasibility,
    verdict: 'amber',
    facts: { ...feasibility.facts, longDayMinutes: own, roomiestDayMinutes: most },
    text: `${feasibility.text} Your long day is fixed on ${WEEKDAY_NAMES[longDay]} and has ${own} min, while ${WEEKDAY_NAMES[roomiest]} has ${most}: no easy day becomes longer than the long one, so the whole plan stays short. Let the long day move, or give it more time.`,
  }
}
