import type { GuardReport, RuleId, Violation } from '../guardrails/guard-report.ts'
import { healthChange } from '../guardrails/health-change.ts'
import { RULEBOOK } from '../guardrails/rulebook.ts'
import type { PlanChange } from '../plan/plan-change.ts'
import { applyChanges } from '../plan/apply-change.ts'
import { weeksOf, type Plan, type PlannedWorkout, type Reason } from '../plan/plan.ts'
import { addNotes } from '../plan/week-notes.ts'
import { askFewerDays } from './fewer-days.ts'
import { mendedChange } from './mended-change.ts'
import { askNoTimeToday } from './no-time-today.ts'
import type { SessionDiff } from './session-diff.ts'
import { askTooTired } from './too-tired.ts'
import { askTravel } from './travel.ts'
import { weekImpacts, type WeekImpact } from './week-figures.ts'
import type { Asked, Wish, WishContext } from './wish.ts'
import { wishReason } from './wish-reason.ts'

/** One session before and after, and why. */
export interface AdjustedSession extends SessionDiff {
  readonly reason: Reason
}

/** What a wish does to a plan: nothing is applied. Plain JSON. */
export type Adjustment =
  | {
      readonly ok: true
      readonly changes: readonly PlanChange[]
      readonly sessions: readonly AdjustedSession[]
      readonly weeks: readonly WeekImpact[]
      /** Weeks not written yet that come down with it. */
      readonly loweredWeeks: number
      /** Races on days that are held; they stay in the plan, and the athlete is told. */
      readonly races: readonly PlannedWorkout[]
      /** Hard limits of health that no change of ours mends: they stand, and are told. */
      readonly open: readonly Violation[]
      readonly plan: Plan
      readonly report: GuardReport
    }
  /** `nothing`: the plan is as wished for. `refused`: no way that keeps the limits. */
  | {
      readonly ok: false
      readonly kind: 'nothing' | 'refused'
      readonly why: string
      readonly violations: readonly Violation[]
    }

/**
 * What an athlete asks of the plan in force (design.md §5 Adapt): the changes with their reasons, mended where they newly break
 * a hard limit (mended-change.ts), or why not. Sessions that are done, past days and races stay. Pure.
 */
export function adjustPlan(plan: Plan, wish: Wish, context: WishContext): Adjustment {
  const adjusted = adjustedFor(plan, wish, context)
  return adjusted.ok && adjusted.changes.length > 0 ? withNotes(plan, adjusted, wishReason(wish)) : adjusted
}

function adjustedFor(plan: Plan, wish: Wish, context: WishContext): Adjustment {
  if (wish.kind === 'sick' || wish.kind === 'hurt') return forHealth(plan, wish, context)
  const asked = ask(plan, wish, context)
  if (!asked.ok) return { ok: false, kind: asked.kind, why: asked.why, violations: [] }
  const { facts, done } = context
  const mended = mendedChange(plan, asked.changes, facts, { done })
  if (mended === null) return refused('The plan has changed in the meantime. Look at it again.', [])
  if (mended.changes.length === 0)
    return { ok: false, kind: 'nothing', why: 'The plan is as you wish already.', violations: [] }
  if (mended.broken.length > 0) return refused(textOf(mended.broken), mended.broken)
  if (!asked.holds(mended.plan))
    return refused('What the limits leave of it is not what you asked for. Move or change single sessions instead.', [])
  return {
    ok: true,
    changes: mended.changes,
    sessions: mended.sessions.map((session) => ({
      ...session,
      reason: asked.reasons.get(session.workoutId) ?? forRule(mended.mended.get(session.workoutId)),
    })),
    weeks: weekImpacts(plan, mended.plan),
    loweredWeeks: mended.loweredWeeks,
    races: [],
    open: [],
    plan: mended.plan,
    report: mended.report,
  }
}

/** Every week whose sessions are others now says why. */
function withNotes(before: Plan, adjusted: Extract<Adjustment, { ok: true }>, reason: Reason): Adjustment {
  const was = new Map(weeksOf(before).map((week) => [week.id, week]))
  const notes = weeksOf(adjusted.plan).flatMap((week) =>
    week.detail === 'DETAILED' && was.get(week.id) !== week ? (addNotes(week, [reason]) ?? []) : [],
  )
  const noted = applyChanges(adjusted.plan, notes)
  return noted.ok ? { ...adjusted, changes: [...adjusted.changes, ...notes], plan: noted.value } : adjusted
}

function ask(plan: Plan, wish: Exclude<Wish, { kind: 'sick' | 'hurt' }>, context: WishContext): Asked {
  switch (wish.kind) {
    case 'too-tired':
      return askTooTired(plan, context)
    case 'days':
      return askFewerDays(plan, wish, context)
    case 'travel':
      return askTravel(plan, wish, context)
    case 'no-time-today':
      return askNoTimeToday(plan, wish, context)
  }
}

/** An illness or injury as it is told beside what was known (guardrails/health-change.ts). */
function forHealth(plan: Plan, { flag }: Extract<Wish, { kind: 'sick' | 'hurt' }>, context: WishContext): Adjustment {
  const { done } = context
  const facts = { ...context.facts, flags: [...(context.facts.flags ?? []), flag] }
  const change = healthChange(plan, facts, { done })
  // lower weeks can leave others out of reach: the outlines are asked once more
  const mended = change.blocked.length > 0 ? mendedChange(plan, change.changes, facts, { done }) : null
  const broken = mended?.broken ?? change.blocked
  if (broken.length > 0) return refused(textOf(broken), broken)
  if (change.changes.length === 0 && change.races.length === 0 && change.open.length === 0)
    return { ok: false, kind: 'nothing', why: 'The plan needs no change for it.', violations: [] }
  const ruleOf = new Map([
    ...(mended?.mended ?? []),
    ...change.sessions.map(({ workoutId, rule }) => [workoutId, rule] as const),
  ])
  return {
    ok: true,
    changes: mended?.changes ?? change.changes,
    sessions: (mended?.sessions ?? change.sessions).map((session) => ({
      ...session,
      reason: healthReason(session, ruleOf.get(session.workoutId)),
    })),
    weeks: weekImpacts(plan, mended?.plan ?? change.plan),
    loweredWeeks: mended?.loweredWeeks ?? change.loweredWeeks,
    races: change.races,
    open: change.open,
    plan: mended?.plan ?? change.plan,
    report: mended?.report ?? change.report,
  }
}

/** The new session's own reason where it has one, else the rule's. */
const healthReason = ({ before, after }: SessionDiff, rule: RuleId | undefined): Reason =>
  after !== null && after.purpose.code !== before?.purpose.code ? after.purpose : forRule(rule)

const forRule = (rule: RuleId | undefined): Reason => ({
  code: 'within-limits',
  facts: { rule: rule ?? null, name: RULEBOOK.find(({ card }) => card.id === rule)?.card.name ?? null },
})
const refused = (why: string, violations: readonly Violation[]): Adjustment => ({
  ok: false,
  kind: 'refused',
  why,
  violations,
})
const textOf = (violations: readonly Violation[]): string => [...new Set(violations.map(({ text }) => text))].join(' ')
