import { reviewChange } from '../guardrails/review-change.ts'
import type { ReviewFacts } from '../guardrails/review-facts.ts'
import type { PlanChange } from '../plan/plan-change.ts'
import type { Plan, Reason } from '../plan/plan.ts'
import type { LocalDate } from '../time/local-date.ts'
import type { JudgedSession } from './judged-session.ts'
import type { Readiness } from './readiness.ts'

/** Everything a repair knows beside the plan: plain data. */
export interface RepairContext {
  /** First day that may change. */
  readonly today: LocalDate
  readonly facts: ReviewFacts
  /** Ids of sessions that stay, those of today that are done included. */
  readonly done: readonly string[]
  /** Of the last 42 days of the plan in force, oldest first. */
  readonly sessions: readonly JudgedSession[]
  /** Null: nothing told. */
  readonly readiness: Readiness | null
  /** Monday of the last week a weekly review looked at. */
  readonly reviewed: LocalDate | null
  /** What was decided on this plan already, told or done, and whether or not it was undone since. */
  readonly decided: readonly Pick<Decision, 'row' | 'kind'>[]
  /** Repairs the athlete has undone: they are not made again. */
  readonly declined: readonly Pick<Decision, 'row' | 'kind'>[]
  /** What was taken from the plan for the limits' and for health's sake and not undone since, oldest first; absent: nothing. */
  readonly lowered?: readonly PlanChange[]
}

/**
 * One decision and the changes it makes: they stand or fall together, and can be taken back alone. Without changes it is
 * only told. Plain JSON.
 */
export interface Decision {
  /** The row or rule that decided. */
  readonly row: string
  /** What it was decided on: an outcome's kind, a week's Monday, how things stood. Decided once for the same. */
  readonly kind: string
  /** The session it is about; null for a week or the athlete. */
  readonly workoutId: string | null
  readonly reason: Reason
  readonly changes: readonly PlanChange[]
}

/** Reads the plan as the step before left it; its decisions are taken in their order. */
export type RepairStep = (plan: Plan, context: RepairContext) => readonly Decision[]

/** The plan with `changes`, if they fit it and break no hard limit anew; else null. */
export function planWith(plan: Plan, changes: readonly PlanChange[], { facts, done }: RepairContext): Plan | null {
  const reviewed = reviewChange(plan, changes, facts, { done })
  return reviewed.ok && !reviewed.value.blocked ? reviewed.value.plan : null
}

/** A plan and the changes that led to it. */
export interface Made {
  readonly plan: Plan
  readonly changes: readonly PlanChange[]
}

/** As many of the changes as the gate lets pass, each on the plan as the one before left it. */
export function oneByOne(plan: Plan, changes: readonly PlanChange[], context: RepairContext): Made {
  let current = plan
  const made: PlanChange[] = []
  for (const change of changes) {
    const next = planWith(current, [change], context)
    if (next === null) continue
    current = next
    made.push(change)
  }
  return { plan: current, changes: made }
}
