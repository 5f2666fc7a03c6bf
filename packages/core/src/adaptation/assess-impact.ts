import type { Violation } from '../guardrails/guard-report.ts'
import { planFacts } from '../guardrails/plan-facts.ts'
import { plannedFitness } from '../guardrails/planned-fitness.ts'
import { introducedBy, reviewChange } from '../guardrails/review-change.ts'
import type { ReviewFacts } from '../guardrails/review-facts.ts'
import type { ApplyOptions, ChangeConflict } from '../plan/apply-change.ts'
import type { PlanChange } from '../plan/plan-change.ts'
import { weeksOf, type Plan, type PlannedWorkout, type TrainingWeek } from '../plan/plan.ts'
import { ok, type Result } from '../result/result.ts'
import { daysBetween, toDayNumber } from '../time/local-date.ts'
import { weekImpacts, type WeekImpact } from './week-figures.ts'

/** Before and after a change; null where it is not known, or there is none. */
export interface Shift {
  readonly before: number | null
  readonly after: number | null
}

/** What a change does to a plan, plain data but for the plan itself. */
export interface Impact {
  readonly plan: Plan
  /** Limits it breaks, or breaks further. */
  readonly broken: readonly Violation[]
  /** Limits that were broken before it, and are kept or broken less now. */
  readonly mended: readonly Violation[]
  /** One of those broken is hard: it cannot be saved. */
  readonly blocked: boolean
  /** The weeks it touches, in order. */
  readonly weeks: readonly WeekImpact[]
  /** Minutes of sessions beyond their slots in these weeks. */
  readonly overMin: Shift
  /** Days between the two hard sessions that stand closest in these weeks and those beside them. */
  readonly spacingDays: Shift
  /** Fitness on the eve of the goal (science.md S4.1). */
  readonly fitness: Shift
}

/**
 * What changes do to a plan, by the one review and the plan's own figures: minutes, spacing, load of the weeks, limits, and
 * fitness at the goal (design.md §5 Drag or edit). Pure, and quick enough for a card under the pointer: only the weeks
 * that changed are looked at anew.
 */
export function assessImpact(
  plan: Plan,
  changes: readonly PlanChange[],
  facts: ReviewFacts,
  options: ApplyOptions = {},
): Result<Impact, ChangeConflict> {
  const reviewed = reviewChange(plan, changes, facts, options)
  if (!reviewed.ok) return reviewed
  const { plan: next, before, after, newViolations, blocked } = reviewed.value
  const [old, now] = [weeksOf(plan), weeksOf(next)]
  const touched = now.flatMap((week, index) => (week === old[index] ? [] : [index]))
  const near = new Set(touched.flatMap((index) => [index - 1, index, index + 1]))
  const nearby = (weeks: readonly TrainingWeek[]): PlannedWorkout[] =>
    weeks.flatMap((week, index) => (near.has(index) ? [...week.workouts] : []))
  const over = (weeks: readonly TrainingWeek[]): number =>
    touched.reduce((sum, index) => sum + (weeks[index] ? minutesOver(weeks[index]) : 0), 0)
  return ok({
    plan: next,
    broken: newViolations,
    mended: introducedBy(after, before),
    blocked,
    weeks: weekImpacts(plan, next),
    overMin: { before: over(old), after: over(now) },
    spacingDays: { before: closestHard(nearby(old)), after: closestHard(nearby(now)) },
    fitness: { before: fitnessAtGoal(plan, facts), after: fitnessAtGoal(next, facts) },
  })
}

/** Minutes of each session that its slot does not hold; the race is left out. */
function minutesOver({ workouts, slots }: TrainingWeek): number {
  if (slots.length === 0) return 0
  return workouts.reduce((sum, workout) => {
    if (workout.race) return sum
    const slot = slots.find(({ date, slot: place }) => date === workout.date && place === workout.slot)
    return sum + Math.max(0, Math.round(workout.durationS / 60) - (slot?.minutes ?? 0))
  }, 0)
}

function closestHard(workouts: readonly PlannedWorkout[]): number | null {
  const days = workouts
    .filter(({ hard, race }) => hard && !race)
    .map(({ date }) => date)
    .sort()
  const gaps = days.slice(1).map((date, index) => daysBetween(days[index]!, date))
  return gaps.length === 0 ? null : Math.min(...gaps)
}

/** Fitness on the evening before race day, or on the last day of a plan without one; null where the plan or the past does not tell it. */
function fitnessAtGoal(plan: Plan, facts: ReviewFacts): number | null {
  const fitness = plannedFitness(planFacts(plan, facts))
  if (!fitness.ok) return null
  const day = toDayNumber(plan.targetDate) - (plan.goal.kind === 'GENERAL_FITNESS' ? 0 : 1)
  return fitness.value.days[day - fitness.value.firstDay]?.ctl ?? null
}
