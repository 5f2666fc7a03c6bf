import { variantTotals } from '../library/step-totals.ts'
import { addDays, daysBetween, type LocalDate } from '../time/local-date.ts'
import { HARD_SESSION_MINUTES } from '../workout/intensity.ts'
import { daysWithoutHigh, easyDaysAfter, hasEvent, isAfterEvent } from './days-after-event.ts'
import { goalDistanceM, tableGoal, type PlanEvent } from './goal.ts'
import type { Skeleton, SkeletonWeek } from './macro.ts'
import type { Reason } from './plan.ts'
import { raceTitle } from './race-session.ts'
import { LEFT_OUT_CODE } from './races-left-out.ts'
import { LEAST_SESSION_MINUTES, type SeasonContext } from './season.ts'
import { draftsVolume, variantHardMinutes, variantMinutes, type SessionDraft } from './session-draft.ts'
import type { StartingPoint } from './starting-point.ts'
import { RECOVERY_SHARE } from './volume.ts'
import { easyId, easyVariant, floor5, type WeekDraft } from './week-room.ts'
import { volumeNote } from './volume-note.ts'
import { weeksAvailable, weeksFor } from './weeks-needed.ts'

/** Share of the same session's usual length 4, 3, 2 and 1 days before a B race (science.md S6.1, mean .60). */
const B_RACE_FRACTIONS = [0.44, 0.48, 0.68, 0.8] as const
/** Longest session of the days after a race, minutes: short enough to carry no HARD tag (science.md S5.7a). */
const AFTER_MINUTES = { run: 60, ride: 90 } as const

/** Work above threshold of a session that is worth the name, seconds [P]. */
const FAST_S = 30

/** A day this short is short enough before any race, minutes [P]. */
const SHORT_DAY_MINUTES = 25

/** Below these weeks the table speaks of building a plan, not of standing at a start line that is one race among others (science.md S5.5). */
const LEAST_WEEKS = { run: 1, ride: 4 } as const

/** Weeks an event needs from where the athlete is and those it has, where they are too few (science.md G15); null where they do. */
export function shortOfWeeks(
  event: PlanEvent,
  { today, start }: { readonly today: LocalDate; readonly start: StartingPoint },
): { readonly needed: number; readonly available: number } | null {
  // the goal's course is not the event's
  const needed = weeksFor(event, { ...start, courseS: null }).hard
  const available = weeksAvailable(today, event.date)
  return needed > LEAST_WEEKS[event.sport] && available < needed ? { needed, available } : null
}

/** Events that the season has room for, and why the others stay out: too soon, in the taper, outside the plan, or marathons. */
export function sortEvents(
  events: readonly PlanEvent[],
  { today, start }: { readonly today: LocalDate; readonly start: StartingPoint },
  skeleton: Skeleton,
): { readonly kept: PlanEvent[]; readonly notes: Reason[] } {
  const kept: PlanEvent[] = []
  const notes: Reason[] = []
  for (const event of [...events].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))) {
    const week = skeleton.weeks.find((each) => each.startDate <= event.date && event.date < addDays(each.startDate, 7))
    const last = kept.at(-1)
    const why =
      event.sport !== start.sport
        ? 'other-sport'
        : tableGoal(event) === 'MARATHON'
          ? 'too-long'
          : week === undefined
            ? 'outside'
            : week.kind === 'taper'
              ? 'in-taper'
              : last !== undefined && daysBetween(last.date, event.date) <= daysWithoutHigh(last)
                ? 'too-close'
                : null
    const short = why === null ? shortOfWeeks(event, { today, start }) : null
    if (why === null && short === null) kept.push(event)
    else
      notes.push({
        code: LEFT_OUT_CODE,
        facts: { race: raceTitle(event), date: event.date, km: kmOf(event), why: why ?? 'too-soon', ...short },
      })
  }
  return { kept, notes }
}

const kmOf = (event: PlanEvent): number | null => {
  const distance = goalDistanceM(event)
  return distance === null ? null : Math.round(distance / 100) / 10
}

/**
 * A week with its events (science.md S6.5, S5.7g, G28): nothing else on the day; before a B race four days of a mini-taper,
 * before a C race only the nearest key session gives way; afterwards easy days. The race itself is no draft.
 */
export function withEvents(
  context: SeasonContext,
  week: SkeletonWeek,
  draft: WeekDraft,
  events: readonly PlanEvent[],
): WeekDraft {
  let { drafts } = draft
  const notes: Reason[] = [...draft.notes]
  let isTouched = false
  for (const event of events) {
    const away = (day: number): number => daysBetween(addDays(week.startDate, day), event.date)
    if (away(6) > B_RACE_FRACTIONS.length || away(0) < -daysWithoutHigh(event)) continue
    const swapped = event.priority === 'C' ? nearestKey(drafts, away) : null
    const whole = week.kind === 'recovery' ? RECOVERY_SHARE : 1
    const after = drafts.flatMap((session) =>
      changed(context, session, event, away(session.day), swapped === session, whole),
    )
    if (after.length !== drafts.length || after.some((session, index) => session !== drafts[index])) isTouched = true
    drafts = after
    if (away(0) >= 0 && away(6) <= 0) {
      isTouched = true
      notes.push({
        code: event.priority === 'B' ? 'event-b' : 'event-c',
        facts: { date: event.date, easyDays: easyDaysAfter(event) },
      })
    }
  }
  // a week that waited for its first hard day is no pattern for those to come
  if (!isTouched) return isAfterEvent(events, week) ? { ...draft, layout: null } : draft
  const own = notesAfterRace(notes, draftsVolume(context.start, drafts), hasEvent(events, week))
  return { drafts, notes: own, layout: null }
}

/** Notes about the size of a week that gave some of it to a race: the figures are those of what is written. */
function notesAfterRace(notes: readonly Reason[], planned: number, hasRace: boolean): Reason[] {
  return notes.flatMap((note): Reason[] => {
    // the race took it, not the days
    if (note.code === 'volume-without-room' || note.code === 'volume-limited-by-minutes') return []
    if (typeof note.facts.volume !== 'number') return [note]
    const restated = volumeNote({ ...note, facts: { ...note.facts, volume: Math.round(planned) } })
    return [hasRace ? { ...restated, facts: { ...restated.facts, besideRace: true } } : restated]
  })
}

/** The key session closest to the event inside its week, which the event replaces. */
function nearestKey(drafts: readonly SessionDraft[], away: (day: number) => number): SessionDraft | null {
  if (away(0) < 0 || away(6) > 0) return null
  return drafts
    .filter((session) => session.role === 'key')
    .reduce<SessionDraft | null>(
      (best, session) => (best === null || Math.abs(away(session.day)) < Math.abs(away(best.day)) ? session : best),
      null,
    )
}

function changed(
  context: SeasonContext,
  session: SessionDraft,
  event: PlanEvent,
  daysToEvent: number,
  isSwapped: boolean,
  whole: number,
): SessionDraft[] {
  if (daysToEvent === 0) return []
  const isHard =
    session.role === 'key' || session.role === 'long' || variantHardMinutes(session.variant) >= HARD_SESSION_MINUTES
  const minutes = variantMinutes(session.variant)
  const most = AFTER_MINUTES[context.start.sport]
  if (daysToEvent < 0) {
    if (-daysToEvent > daysWithoutHigh(event)) return [session]
    // strides are work above threshold too
    const isFast = variantTotals(session.variant).highS >= FAST_S
    const isPlain =
      -daysToEvent > easyDaysAfter(event)
        ? !isFast
        : !isHard && minutes <= most && variantHardMinutes(session.variant) < FAST_S / 60
    return isPlain ? [session] : easier(context, session, Math.min(minutes, most), 'after-race')
  }
  const fraction = event.priority === 'B' ? B_RACE_FRACTIONS[daysToEvent - 1] : undefined
  if (fraction !== undefined)
    return easier(context, session, Math.min(most, beforeRaceMinutes(minutes, fraction, whole)), 'before-race')
  if (isSwapped || (isHard && daysToEvent === 1))
    return easier(context, session, Math.min(minutes, most), 'before-race')
  return [session]
}

/**
 * Minutes of a day before a B race. The fractions are of a loading week (science.md S6.1): a recovery week, `whole` of one,
 * has left part of them behind already, and its short days stay worth going out for.
 */
function beforeRaceMinutes(minutes: number, fraction: number, whole: number): number {
  if (whole >= 1) return minutes * fraction
  return Math.max(Math.min(minutes, SHORT_DAY_MINUTES), minutes * Math.min(1, fraction / whole))
}

/** The same day as a plain easy session, or nothing where too little would be left. */
function easier(context: SeasonContext, session: SessionDraft, wished: number, code: string): SessionDraft[] {
  const minutes = floor5(wished)
  if (minutes < LEAST_SESSION_MINUTES) return []
  return [
    {
      ...session,
      role: 'easy',
      variant: easyVariant(easyId[context.start.sport], minutes),
      focus: 'AEROBIC_ENDURANCE',
      priority: 'SUPPORT',
      purpose: { code, facts: { minutes } },
    },
  ]
}
