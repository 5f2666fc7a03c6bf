import { addDays, daysBetween, type LocalDate } from '../time/local-date.ts'
import { daysWithoutHigh } from './days-after-event.ts'
import type { Reason } from './plan.ts'
import { openDays, weekSlots, type SeasonContext } from './season.ts'
import { draftsVolume, type SessionDraft } from './session-draft.ts'

/** A loading week as the taper looks at it, whichever way it came to be written. */
export interface LoadWeek {
  readonly startDate: LocalDate
  readonly drafts: readonly SessionDraft[]
  readonly notes: readonly Reason[]
}

/** A week of at least this share of the largest of the last four loading weeks is a full one: the taper takes its shares from it [P]. */
const FULL_SHARE = 0.8
const LARGEST_AMONG = 4
/** No farther back than this many loading weeks: what was full once is small by now [P]. */
const FULL_AMONG = 6

/**
 * The loading week the taper takes its shares from (science.md S6.1): the last one that gave nothing to a race and is not much
 * smaller than the largest of the last four. One whose days stand as in any other week goes before one bent by days off or by
 * the easy days after a race. Undefined without any loading week.
 */
export function lastFullWeek(context: SeasonContext, loads: readonly LoadWeek[]): LoadWeek | undefined {
  const volume = ({ drafts }: LoadWeek): number => draftsVolume(context.start, drafts)
  const whole = loads.filter((week) => !isLessened(context, week))
  const most = Math.max(0, ...whole.slice(-LARGEST_AMONG).map(volume))
  const full = whole.slice(-FULL_AMONG).filter((week) => volume(week) >= FULL_SHARE * most)
  return full.findLast((week) => !isBent(context, week.startDate)) ?? full.at(-1) ?? loads.at(-1)
}

/** True for a week that has given a day or some of its volume to a race. */
const isLessened = ({ events }: SeasonContext, { startDate, notes }: LoadWeek): boolean =>
  notes.some(({ code }) => code === 'taper-begins') ||
  events.some(({ date }) => date >= startDate && date < addDays(startDate, 7))

/** Easy days after a race from which on the week they fall in is bent [P]. */
const MANY_EASY_DAYS = 3

/** True where a usual day is shut, or several are easy ones after a race. */
function isBent(context: SeasonContext, monday: LocalDate): boolean {
  const { input, events } = context
  const { availability } = input.athlete
  const hasRecovery = events.some(
    (event) => event.date < monday && daysWithoutHigh(event) - daysBetween(event.date, monday) + 1 >= MANY_EASY_DAYS,
  )
  if (hasRecovery || availability === null) return hasRecovery
  const usual: SeasonContext = {
    ...context,
    input: { ...input, athlete: { ...input.athlete, availability: { slots: availability.slots } } },
  }
  const open = openDays(context, monday, weekSlots(context, monday))
  return openDays(usual, monday, weekSlots(usual, monday)).some((day, index) => day !== null && open[index] === null)
}
