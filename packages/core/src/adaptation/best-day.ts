import type { RuleId } from '../guardrails/guard-report.ts'
import { reviewChange } from '../guardrails/review-change.ts'
import type { ReviewFacts } from '../guardrails/review-facts.ts'
import { weeksOf, workoutsOf, type Plan, type PlannedWorkout } from '../plan/plan.ts'
import { addDays, daysBetween, type LocalDate } from '../time/local-date.ts'
import { mondayOf } from '../time/week.ts'
import { placementsOn, type Placement, type PlacementRequest } from './placements.ts'
import { changesOf } from './plan-edit.ts'

/** Where a session would stand best, and how. */
export interface BestDay {
  readonly date: LocalDate
  readonly placement: Placement
  /** Warnings it brings with it. */
  readonly warnings: readonly RuleId[]
}

/** Days looked at on both sides of the wanted one. */
const REACH_DAYS = 7
/** A key session goes one to three days later, a long one a day earlier to two days later (science.md S8.2). */
const KEY_WINDOW = { from: 1, to: 3 }
const LONG_WINDOW = { from: -1, to: 2 }
/** A hard session keeps out of the days before a race that matters (science.md S8.2). */
const CLEAR_BEFORE_RACE_DAYS = 3
/** Two easy days between hard sessions are better than the one that is the limit. */
const ROOMY_DAYS = 3
/** What a day costs, in days of distance from the wanted one [P]. */
const COST = { warning: 10, otherWeek: 3, outsideWindow: 2, tightSpacing: 2, swapEasy: 0.5, swapKey: 4 } as const

/**
 * The best day for a session but the wanted one and its own: no hard limit newly broken, few warnings, near the wanted day,
 * in the same week, inside the window of science.md S8.2, with room to other hard sessions, and moving no key session for
 * it. Null when no day within a week takes it.
 */
export function bestDay(plan: Plan, request: PlacementRequest, facts: ReviewFacts): BestDay | null {
  const { workout, date: wanted, today, done = [] } = request
  const races = raceDays(plan)
  let best: (BestDay & { readonly cost: number }) | null = null
  for (const date of daysAround(plan, wanted, today)) {
    if (date === wanted || date === workout.date) continue
    const isKept = workout.hard || workout.priority === 'KEY'
    if (isKept && races.some((race) => isJustBefore(date, race))) continue
    for (const placement of placementsOn(plan, { workout, date, today, done }).ways) {
      const least = costOf(plan, request, date, placement)
      if (best && least >= best.cost) continue
      const changes = changesOf(plan, placement.edits)
      const reviewed = changes.ok ? reviewChange(plan, changes.value, facts, { done }) : null
      if (!reviewed?.ok || reviewed.value.blocked) continue
      const warnings = [...new Set(reviewed.value.newViolations.map(({ rule }) => rule))]
      const cost = least + COST.warning * warnings.length
      if (!best || cost < best.cost) best = { date, placement, warnings, cost }
    }
  }
  if (!best) return null
  const { cost: _cost, ...found } = best
  return found
}

function daysAround(plan: Plan, wanted: LocalDate, today: LocalDate | null): LocalDate[] {
  const weeks = weeksOf(plan)
  const [first, last] = [weeks[0], weeks.at(-1)]
  if (!first || !last) return []
  const from = [first.startDate, today ?? first.startDate, addDays(wanted, -REACH_DAYS)].sort().at(-1)!
  const to = [addDays(last.startDate, 6), addDays(wanted, REACH_DAYS)].sort()[0]!
  const days = Array.from({ length: Math.max(0, daysBetween(from, to) + 1) }, (_, index) => addDays(from, index))
  // near ones first: what is further away rarely has to be judged
  return days.sort((a, b) => Math.abs(daysBetween(wanted, a)) - Math.abs(daysBetween(wanted, b)))
}

function costOf(plan: Plan, { workout, date: wanted }: PlacementRequest, date: LocalDate, { swap }: Placement): number {
  let cost = Math.abs(daysBetween(wanted, date))
  if (mondayOf(date) !== mondayOf(workout.date)) cost += COST.otherWeek
  if (workout.priority === 'KEY') {
    const { from, to } = workout.focus === 'LONG' ? LONG_WINDOW : KEY_WINDOW
    const later = daysBetween(workout.date, date)
    if (later < from || later > to) cost += COST.outsideWindow
  }
  if (swap) cost += swap.priority === 'KEY' ? COST.swapKey : COST.swapEasy
  if (workout.hard && nearestHard(plan, workout, date) < ROOMY_DAYS) cost += COST.tightSpacing
  return cost
}

function nearestHard(plan: Plan, workout: PlannedWorkout, date: LocalDate): number {
  let least = Infinity
  for (const other of workoutsOf(plan))
    if (other.hard && other.id !== workout.id) least = Math.min(least, Math.abs(daysBetween(other.date, date)))
  return least
}

/** The days of the races a plan makes room for: the goal, and those of priority B. */
export const raceDays = ({ goal, targetDate, events = [] }: Plan): LocalDate[] => [
  ...(goal.kind === 'GENERAL_FITNESS' ? [] : [targetDate]),
  ...events.flatMap(({ priority, date }) => (priority === 'B' ? [date] : [])),
]

/** In the days before a race that matters, from which hard and key sessions keep out. */
export const isJustBefore = (date: LocalDate, race: LocalDate): boolean => {
  const days = daysBetween(date, race)
  return days > 0 && days <= CLEAR_BEFORE_RACE_DAYS
}
