import { placementsOn } from '@coach-wattz/core/adaptation/placements'
import { changesOf, type PlanEdit } from '@coach-wattz/core/adaptation/plan-edit'
import type { RuleId, Violation } from '@coach-wattz/core/guardrails/guard-report'
import { reviewChange } from '@coach-wattz/core/guardrails/review-change'
import type { ReviewFacts } from '@coach-wattz/core/guardrails/review-plan'
import { weeksOf, type Plan, type PlannedWorkout } from '@coach-wattz/core/plan/plan'
import { addDays, type LocalDate } from '@coach-wattz/core/time/local-date'
import { mondayOf } from '@coach-wattz/core/time/week'
import { longDate } from '@coach-wattz/core/time/date-words'
import { readable } from '../../words/date'
import { breakTag } from '../../words/offer'

/** What a day answers to a session that would come to it (look book, DayVerdict). */
export interface DayVerdict {
  readonly date: LocalDate
  readonly kind: 'here' | 'past' | 'fits' | 'swaps' | 'warns' | 'too-short' | 'hard-limit' | 'closed'
  /** Two or three words for the cell. */
  readonly short: string
  /** Whole sentences, with numbers. */
  readonly sentences: readonly { readonly text: string; readonly tag: string; readonly hard: boolean }[]
  /** The changes to send, when the day takes the session; two when it trades places with another. */
  readonly changes: readonly PlanEdit[] | null
  /** Something breaks, and there is something to offer (NegotiationDialog). */
  readonly negotiable: boolean
  /** The session that would come to the old day. */
  readonly swapsWith: string | null
  readonly warnedRules: readonly RuleId[]
}

const WEEKS_BEFORE = 1
const WEEKS_AFTER = 2

/** The days a session may be put on: from this week on, a week before it to two after it, inside the plan. */
export function daysInReach(plan: Plan, workout: PlannedWorkout, today: LocalDate): LocalDate[] {
  const weeks = weeksOf(plan)
  const first = weeks[0]?.startDate ?? workout.date
  const last = addDays(weeks.at(-1)?.startDate ?? workout.date, 6)
  const near = mondayOf(workout.date)
  const from = [first, mondayOf(today), addDays(near, -7 * WEEKS_BEFORE)].reduce((a, b) => (a > b ? a : b))
  const out: LocalDate[] = []
  for (let day = from; day <= last && day < addDays(near, 7 * (WEEKS_AFTER + 1)); day = addDays(day, 1)) out.push(day)
  return out
}

/** Judges the plan as it is, once when a card is picked up: each day's answer then costs only what the change touches. */
export const judgeBefore = (plan: Plan, facts: ReviewFacts): unknown => reviewChange(plan, [], facts)

/** A day's answer, by the same review the server repeats before it saves (design.md law 2). */
export function verdictOn(
  plan: Plan,
  workout: PlannedWorkout,
  date: LocalDate,
  facts: ReviewFacts,
  today: LocalDate,
): DayVerdict {
  const plain = (kind: DayVerdict['kind'], short: string, text?: string): DayVerdict => ({
    date,
    kind,
    short,
    changes: null,
    negotiable: false,
    swapsWith: null,
    warnedRules: [],
    sentences: text ? [{ text, tag: '', hard: false }] : [],
  })
  if (date === workout.date) return plain('here', 'Now here')
  if (date < today) return plain('past', 'In the past')
  const { ways, refusal } = placementsOn(plan, { workout, date, today })
  let direct: DayVerdict | null = null
  for (const { edits, swap } of ways) {
    const verdict = judge(plan, date, edits, facts)
    if (!verdict) continue
    if (swap === null) direct = verdict
    if (!verdict.changes) continue
    if (swap === null) return verdict
    const text = `It trades places with ${lowerFirst(swap.title)}, which comes to ${longDate(workout.date)}.`
    return {
      ...verdict,
      kind: verdict.kind === 'warns' ? 'warns' : 'swaps',
      short: verdict.kind === 'warns' ? 'Swap, with a warning' : 'Fits with a swap',
      swapsWith: swap.title,
      sentences: [{ text, tag: 'Swap', hard: false }, ...verdict.sentences],
    }
  }
  if (direct) return ways.length > 1 && direct.kind === 'too-short' ? { ...direct, short: 'Day is taken' } : direct
  if (refusal?.kind === 'day-full')
    return { ...plain('closed', 'Day is taken', 'Both places of this day are taken.'), negotiable: ways.length > 0 }
  return plain('closed', 'Not possible', refusal ? readable(refusal.text) : undefined)
}

/** The verdict on concrete changes; null when they do not fit the plan at all. */
function judge(plan: Plan, date: LocalDate, edits: readonly PlanEdit[], facts: ReviewFacts): DayVerdict | null {
  const changes = changesOf(plan, edits)
  const reviewed = changes.ok ? reviewChange(plan, changes.value, facts) : null
  if (!reviewed?.ok) return null
  const found = reviewed.value.newViolations
  const hard = found.filter((violation) => violation.severity === 'H')
  const sentences = (hard.length > 0 ? hard : found).map((violation) => ({
    text: readable(violation.text),
    tag: breakTag(violation),
    hard: violation.severity === 'H',
  }))
  const base = {
    date,
    sentences,
    swapsWith: null,
    negotiable: found.length > 0,
    warnedRules: [...new Set(found.map((violation) => violation.rule))],
  }
  if (hard.length === 0) {
    return {
      ...base,
      kind: found.length > 0 ? 'warns' : 'fits',
      short: found.length > 0 ? 'Fits, with a warning' : 'Fits',
      changes: edits,
    }
  }
  const other = hard.find((violation) => violation.rule !== 'G13')
  const short = other ? shortWords(other.rule) : minutesWords(hard[0]!)
  return { ...base, kind: other ? 'hard-limit' : 'too-short', short, changes: null }
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)
const minutesWords = (violation: Violation): string => (violation.allowed > 0 ? 'Too short' : 'No time')
const shortWords = (rule: RuleId): string => (rule === 'G13' ? 'No time' : SHORT[rule])
/** Every rule in two or three words; G13 says how the minutes fall short instead. */
const SHORT: Record<Exclude<RuleId, 'G13'>, string> = {
  G01: 'Week too big',
  G02: 'Long run too big',
  G03: 'Run too long',
  G04: 'Too long on foot',
  G05: 'Recovery week',
  G06: 'Taper',
  G07: 'Hard days too close',
  G08: 'Too many hard days',
  G09: 'Too little easy time',
  G10: 'Too much work at once',
  G11: 'No rest left',
  G12: 'Too many days',
  G14: 'Fixed day',
  G15: 'Race too soon',
  G16: 'Target too fast',
  G17: 'Injury',
  G18: 'Too soon after break',
  G19: 'Illness',
  G20: 'Too hard for now',
  G21: 'Too steep',
  G22: 'Days too alike',
  G23: 'Ride too long',
  G24: 'Too tired',
  G25: 'First week too big',
  G26: 'Too many hours',
  G27: 'Too short or too long',
  G28: 'Too soon after race',
  G29: 'Wrong kind of work',
}
