import type { Availability } from '../athlete/availability.ts'
import { addDays, daysBetween, type LocalDate } from '../time/local-date.ts'
import { shortOfWeeks } from './event-days.ts'
import { tableGoal } from './goal.ts'
import { returnWeek } from './return-schedule.ts'
import { openDays, weekSlots, type SeasonContext } from './season.ts'
import type { StartingPoint } from './starting-point.ts'
import { CUTBACK_SHARE } from './volume-limits.ts'

/** A week with at most this share of the usual minutes is light whatever is planned in it [P]. */
const LIGHT_SHARE = 0.6

/**
 * Weeks from the plan's first, by index, that life makes light: days off or short days that leave little of the usual week,
 * and weeks with a B race, which a mini-taper leads into and easy days follow (science.md S6.5, G28).
 */
export function lightWeeks(context: SeasonContext): ReadonlySet<number> {
  const { input, start } = context
  const { availability } = input.athlete
  const weeks = new Set<number>()
  const weekOf = (date: LocalDate): number => Math.floor(daysBetween(start.startDate, date) / 7)
  const at = { today: input.today, start }
  for (const event of input.events ?? []) {
    if (shortOfWeeks(event, at) !== null) continue
    if (event.priority === 'B' && event.sport === start.sport && tableGoal(event) !== 'MARATHON')
      weeks.add(weekOf(event.date))
  }
  if (availability === null) return weeks
  const usual = minutesOf(context, { slots: availability.slots }, start.startDate)
  const dated = [...(availability.blackoutDates ?? []), ...(availability.overrides ?? []).map((slot) => slot.date)]
  for (const index of new Set(dated.map(weekOf))) {
    if (index < 0) continue
    if (minutesOf(context, availability, addDays(start.startDate, 7 * index)) <= LIGHT_SHARE * usual) weeks.add(index)
  }
  return weeks
}

/** Weeks of a return that are lighter than usual by themselves (science.md S8.7, G05). */
export function returnWeeks({ returning, startDate }: StartingPoint): number {
  if (returning === null) return 0
  let weeks = 0
  while ((returnWeek(returning, addDays(startDate, 7 * weeks))?.share ?? 1) <= CUTBACK_SHARE) weeks += 1
  return weeks
}

/** Minutes of training a week's days hold, one session a day. */
function minutesOf(context: SeasonContext, availability: Availability, monday: LocalDate): number {
  const { input } = context
  const asked: SeasonContext = { ...context, input: { ...input, athlete: { ...input.athlete, availability } } }
  return openDays(asked, monday, weekSlots(asked, monday)).reduce((sum, day) => sum + (day?.minutes ?? 0), 0)
}
