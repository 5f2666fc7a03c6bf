import type { Impact, Shift } from '@coach-wattz/core/adaptation/assess-impact'
import type { WeekImpact } from '@coach-wattz/core/adaptation/week-figures'
import type { Offer } from '@coach-wattz/core/adaptation/negotiate'
import type { OfferKind } from '@coach-wattz/core/adaptation/offer-kind'
import type { GuardReport } from '@coach-wattz/core/guardrails/guard-report'
import type { Plan, PlannedWorkout } from '@coach-wattz/core/plan/plan'
import { longDate, weekdayName } from '@coach-wattz/core/time/date-words'
import { daysBetween, type LocalDate } from '@coach-wattz/core/time/local-date'
import { readable } from './date'
import { daysWords, distance, distanceNumber, duration, plain, signed, type Units } from './measure'
import { count } from './name'

/** "Saturday" inside a week of the session's own day, "Saturday 28 March" beyond. */
export const dayNear = (date: LocalDate, from: LocalDate): string =>
  Math.abs(daysBetween(from, date)) < 7 ? weekdayName(date) : longDate(date)
const within = (title: string): string => title.charAt(0).toLowerCase() + title.slice(1)

/** "Intervals moved to Friday 27 March, easy run to Sunday 29 March." */
export const movedSentence = (workout: PlannedWorkout, to: LocalDate, swapsWith: string | null): string =>
  `${workout.title} moved to ${longDate(to)}${swapsWith ? `, ${within(swapsWith)} to ${longDate(workout.date)}` : ''}.`

/** What an offer that cannot be made would have been. */
export const OFFER_NAMES: Readonly<Record<OfferKind, string>> = {
  move: 'Another day',
  scale: 'A shorter form',
  force: 'As it is',
}

/** The name of an offer: the button repeats it. */
export function offerTitle({ kind, date, swap }: Offer, workout: PlannedWorkout): string {
  const day = dayNear(date, workout.date)
  if (kind === 'move') return `${swap ? 'Swap with' : 'Move to'} ${day}`
  return kind === 'scale' ? `Shorten to fit ${day}` : `Keep ${duration(workout.durationS)} on ${day}`
}

/** What changes, in a sentence or two. */
export function offerSentence(offer: Offer, workout: PlannedWorkout): string {
  const { kind, date, swap, minutes, given, eased } = offer
  const back = swap ? `${swap.title} comes to ${dayNear(workout.date, date)}.` : ''
  const parts: string[] = []
  if (kind === 'move') parts.push(`${workout.title} on ${longDate(date)}.`)
  if (kind === 'scale' && minutes !== null)
    parts.push(
      `${minutes} min in place of ${duration(workout.durationS)}; ${workout.hard || workout.priority === 'KEY' ? 'what is hard stays as hard' : 'it stays as easy'}.`,
    )
  if (kind === 'force')
    parts.push(given ? `You tell us that ${weekdayName(date)} has the time, this once.` : 'It stays as it is.')
  if (eased) parts.push(`${weekdayName(eased.date)}’s ${within(eased.title)} becomes easy.`)
  return [...parts, back].filter(Boolean).join(' ')
}

export interface Effect {
  readonly name: string
  readonly value: string
  /** "same", "−43 min", or empty where nothing is known to compare with. */
  readonly change: string
  /** Shown on a phone when the offer is not chosen. */
  readonly main: boolean
}

/** An offer's effect in figures: the weeks it touches, and fitness at the goal. */
export function effectsOf(impact: Impact, goal: Plan['goal']['kind'], units: Units): Effect[] {
  const several = impact.weeks.length > 1
  const weeks = impact.weeks.flatMap((week) => weekEffects(week, several ? `Week ${week.weekNumber}: ` : '', units))
  const fitness = effect(
    goal === 'GENERAL_FITNESS' ? 'Fitness at the end' : 'Fitness before race day',
    impact.fitness,
    (value) => plain(value, 1),
    (value) => signed(value, 1),
  )
  const spacing = effect(
    'Closest hard sessions',
    impact.spacingDays,
    (value) => `${daysWords(value)} apart`,
    (value) => signed(value),
  )
  return [...weeks, ...[spacing, fitness].filter((row) => row !== null)]
}

function weekEffects({ before, after }: WeekImpact, prefix: string, units: Units): Effect[] {
  const name = (text: string): string => (prefix ? `${prefix}${text.toLowerCase()}` : text)
  const shift = (key: keyof typeof before): Shift => ({ before: before[key], after: after[key] })
  const rows = [
    effect(
      name(prefix ? 'Time' : 'Week time'),
      shift('minutes'),
      (value) => duration(60 * value),
      (value) => `${signed(value)} min`,
    ),
    effect(
      name('Running'),
      shift('runDistanceM'),
      (value) => distance(value, units),
      (value) => (value < 0 ? '−' : '+') + distanceNumber(Math.abs(value), units),
      50,
    ),
    effect(
      name('Load'),
      shift('load'),
      (value) => plain(value),
      (value) => signed(value),
      0.5,
    ),
    effect(
      name('Above easy'),
      shift('hardMinutes'),
      (value) => `${value} min`,
      (value) => signed(value),
    ),
  ].filter((row) => row !== null)
  // of two weeks only what differs between them, lest the list grow long
  return prefix ? rows.filter(({ name: row }) => !row.endsWith('above easy')) : rows
}

function effect(
  name: string,
  { before, after }: Shift,
  words: (value: number) => string,
  change: (value: number) => string,
  same = 0.05,
): Effect | null {
  if (after === null) return null
  const by = before === null ? null : after - before
  return {
    name,
    value: words(after),
    change: by === null ? '' : Math.abs(by) < same ? 'same' : change(by),
    main: /time|running/i.test(name),
  }
}

/** What becomes of the limits, in a lead and the rest; what is said of the move already is not said again. */
export function limitsOf(
  { impact, given, date }: Offer,
  said: ReadonlySet<string>,
): {
  readonly ok: boolean
  readonly lead: string
  readonly rest: string
} {
  const mended = impact.mended.length > 0 ? `It also mends ${count(impact.mended.length, 'limit')} broken before.` : ''
  const broken = [...new Set(impact.broken.map(({ text }) => text))]
  const isSaid = broken.length > 0 && broken.every((text) => said.has(text))
  const stay = broken.length === 1 ? 'The warning above stays.' : `The ${broken.length} warnings above stay.`
  const warnings = isSaid ? [stay] : broken.map(readable)
  const over = given ? given.minutes - given.before : 0
  if (given && over > 0) {
    const lead = `${over} min over ${weekdayName(date)}’s time, by your word.`
    return {
      ok: false,
      lead,
      rest: [...warnings, 'The plan’s history keeps that you chose this.', mended].join(' ').trim(),
    }
  }
  if (warnings.length === 0) return { ok: true, lead: 'All limits kept.', rest: mended }
  return {
    ok: false,
    lead: `${count(broken.length, 'warning')} to accept.`,
    rest: [...warnings, mended].join(' ').trim(),
  }
}

/** The tag of a broken limit, and whether it is hard. */
export const breakTag = ({ rule, severity }: GuardReport['violations'][number]): string =>
  rule === 'G13' ? 'Your minutes' : severity === 'H' ? 'Hard limit' : 'Warning'
