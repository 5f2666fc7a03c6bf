import { introducedBy } from '@coach-wattz/core/guardrails/review-change'
import { reviewPlan, type ReviewFacts } from '@coach-wattz/core/guardrails/review-plan'
import type { GuardReport, RuleId, Violation } from '@coach-wattz/core/guardrails/guard-report'
import { applyChanges } from '@coach-wattz/core/plan/apply-change'
import { moveWorkout } from '@coach-wattz/core/plan/move-workout'
import type { PlanChange } from '@coach-wattz/core/plan/plan-change'
import { weeksOf, workoutsOf, type Plan, type PlannedWorkout } from '@coach-wattz/core/plan/plan'
import { addDays, type LocalDate } from '@coach-wattz/core/time/local-date'
import { mondayOf } from '@coach-wattz/core/time/week'
import { longDate } from '@coach-wattz/core/time/date-words'
import { readable } from '~/words/date'

/** What a day answers to a session that would come to it (look book, DayVerdict). */
export interface DayVerdict {
  readonly date: LocalDate
  readonly kind: 'here' | 'past' | 'fits' | 'swaps' | 'warns' | 'too-short' | 'hard-limit' | 'closed'
  /** Two or three words for the cell. */
  readonly short: string
  /** Whole sentences, with numbers. */
  readonly sentences: readonly { readonly text: string; readonly tag: string; readonly hard: boolean }[]
  /** The changes to send, when the day takes the session; two when it trades places with another. */
  readonly changes: readonly PlanChange[] | null
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

/** Every day's answer, by the same review the server repeats before it saves (design.md law 2). */
export function verdictsFor(
  plan: Plan,
  workout: PlannedWorkout,
  days: readonly LocalDate[],
  facts: ReviewFacts,
  today: LocalDate,
): DayVerdict[] {
  const before = reviewPlan(plan, facts)
  return days.map((date) => verdictOn(plan, before, workout, date, facts, today))
}

function verdictOn(
  plan: Plan,
  before: GuardReport,
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
    swapsWith: null,
    warnedRules: [],
    sentences: text ? [{ text, tag: '', hard: false }] : [],
  })
  if (date === workout.date) return plain('here', 'Now here')
  if (date < today) return plain('past', 'In the past')
  const others = workoutsOf(plan).filter((other) => other.date === date)
  const moved = moveWorkout(plan, { workoutId: workout.id, date, today })
  const direct = moved.ok ? judge(plan, before, date, moved.value, facts) : null
  if (direct?.changes) return direct
  for (const other of others) {
    if (other.race || workout.race) continue
    const swapped = judge(plan, before, date, trade(workout, other), facts)
    if (!swapped?.changes) continue
    const text = `It trades places with ${lowerFirst(other.title)}, which comes to ${longDate(workout.date)}.`
    const short = swapped.kind === 'warns' ? 'Swap, with a warning' : 'Fits with a swap'
    return {
      ...swapped,
      kind: swapped.kind === 'warns' ? 'warns' : 'swaps',
      short,
      swapsWith: other.title,
      sentences: [{ text, tag: 'Swap', hard: false }, ...swapped.sentences],
    }
  }
  if (direct) return others.length > 0 && direct.kind === 'too-short' ? { ...direct, short: 'Day is taken' } : direct
  if (!moved.ok)
    return moved.error.kind === 'day-full'
      ? plain('closed', 'Day is taken', 'Both places of this day are taken.')
      : plain('closed', 'Not possible', readable(moved.error.text))
  return plain('closed', 'Not possible')
}

const trade = (a: PlannedWorkout, b: PlannedWorkout): PlanChange[] => {
  const [here, there] = [
    { date: a.date, slot: a.slot },
    { date: b.date, slot: b.slot },
  ]
  return [
    { kind: 'move', workoutId: a.id, from: here, to: there },
    { kind: 'move', workoutId: b.id, from: there, to: here },
  ]
}

/** The verdict on concrete changes; null when they do not fit the plan at all. */
function judge(
  plan: Plan,
  before: GuardReport,
  date: LocalDate,
  changes: readonly PlanChange[],
  facts: ReviewFacts,
): DayVerdict | null {
  const applied = applyChanges(plan, changes)
  if (!applied.ok) return null
  const found = introducedBy(before, reviewPlan(applied.value, facts))
  const hard = found.filter((violation) => violation.severity === 'H')
  const sentences = (hard.length > 0 ? hard : found).map((violation) => ({
    text: readable(violation.text),
    tag: violation.rule === 'G13' ? 'Your minutes' : violation.severity === 'H' ? 'Hard limit' : 'Warning',
    hard: violation.severity === 'H',
  }))
  const base = { date, sentences, swapsWith: null, warnedRules: [...new Set(found.map((violation) => violation.rule))] }
  if (hard.length === 0) {
    return {
      ...base,
      kind: found.length > 0 ? 'warns' : 'fits',
      short: found.length > 0 ? 'Fits, with a warning' : 'Fits',
      changes,
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
