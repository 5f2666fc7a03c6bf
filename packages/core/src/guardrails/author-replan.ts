import { applyChanges, type ChangeConflict } from '../plan/apply-change.ts'
import type { Feasibility } from '../plan/feasibility.ts'
import { foldPlan } from '../plan/fold-plan.ts'
import type { PlanChange } from '../plan/plan-change.ts'
import { weeksOf, type Plan } from '../plan/plan.ts'
import type { PlanningInput } from '../plan/planning-input.ts'
import { replanChange } from '../plan/replan.ts'
import type { LocalDate } from '../time/local-date.ts'
import { nextMonday } from '../time/week.ts'
import { authorPlan, type Refusal } from './author-plan.ts'
import { correctFrom } from './correct-from.ts'
import type { GuardReport, Violation } from './guard-report.ts'
import type { Correction } from './plan-editor.ts'
import type { ReviewFacts } from './review-facts.ts'
import { withReachableOutlines, withWeeks } from './reachable-outlines.ts'
import { introducedBy } from './review-change.ts'
import { reviewPlan } from './review-plan.ts'

type Replan = Extract<PlanChange, { kind: 'replan' }>

export type AuthoredReplan =
  | {
      readonly ok: true
      readonly plan: Plan
      readonly change: Replan
      readonly report: GuardReport
      /** What the rules changed where the new weeks meet those that stay. */
      readonly corrections: readonly Correction[]
      readonly feasibility: Feasibility
    }
  /** No plan for these answers, with the ways on. */
  | { readonly ok: false; readonly why: 'refused'; readonly refused: Refusal }
  /** The plan there is is not the one the change was made for. */
  | { readonly ok: false; readonly why: 'conflict'; readonly conflict: ChangeConflict }
  /** The new weeks break a hard limit beside the weeks that stay, and no correction ends it. */
  | { readonly ok: false; readonly why: 'blocked'; readonly violations: readonly Violation[] }

/**
 * Other answers for a plan in force (design.md law 2): authored whole from the Monday after `input.today`, joined to the weeks
 * before, judged and mended as one plan, then folded like every plan (docs/adr/0011) and judged as it is saved. Every hard
 * limit has to hold in the weeks to come, whatever was broken in those they replace. Weeks that have begun stay byte for byte.
 * `input.planId` names the new weeks, so it has to be one the plan does not know yet. Pure.
 */
export function authorReplan(present: Plan, input: PlanningInput, facts: ReviewFacts): AuthoredReplan {
  const authored = authorPlan(input)
  if (!authored.ok) return { ok: false, why: 'refused', refused: authored.refused }
  const from = nextMonday(input.today)
  let written = authored.plan
  let joined = joinedPlan(present, written, from, facts)
  if (!joined.ok) return joined
  const corrections: Correction[] = []
  if (joined.broken.length > 0) {
    const corrected = correctFrom(joined.plan, facts, from)
    corrections.push(...corrected.corrections)
    written = withWeeks(written, weeksOf(corrected.plan))
    joined = joinedPlan(present, written, from, facts)
    if (!joined.ok) return joined
    if (joined.broken.length > 0) return { ok: false, why: 'blocked', violations: joined.broken }
  }
  if (input.goal.courseId === undefined) {
    // every session has passed the rules before it is folded; the report is that of the plan as it is saved
    written = foldPlan(written, input.today)
    const folded = replanned(present, written, from)
    if (!folded.ok) return folded
    const reachable = withReachableOutlines(null, folded.plan, facts)
    joined = joinedPlan(present, withWeeks(written, weeksOf(reachable.plan)), from, facts)
    if (!joined.ok) return joined
    if (joined.broken.length > 0) return { ok: false, why: 'blocked', violations: joined.broken }
  }
  const { plan, change, report } = joined
  return { ok: true, plan, change, report, corrections, feasibility: authored.feasibility }
}

type Joined =
  | {
      readonly ok: true
      readonly plan: Plan
      readonly change: Replan
      readonly report: GuardReport
      /** Hard limits that keep it from being saved. */
      readonly broken: readonly Violation[]
    }
  | Extract<AuthoredReplan, { why: 'conflict' }>

function replanned(
  present: Plan,
  next: Plan,
  from: LocalDate,
): { readonly ok: true; readonly plan: Plan; readonly change: Replan } | Extract<AuthoredReplan, { why: 'conflict' }> {
  const change = replanChange(present, next, from)
  const applied = applyChanges(present, [change])
  return applied.ok
    ? { ok: true, plan: applied.value, change }
    : { ok: false, why: 'conflict', conflict: applied.error }
}

function joinedPlan(present: Plan, next: Plan, from: LocalDate, facts: ReviewFacts): Joined {
  const joined = replanned(present, next, from)
  if (!joined.ok) return joined
  const report = reviewPlan(joined.plan, facts)
  return { ...joined, report, broken: brokenFrom(present, joined.plan, report, from, facts) }
}

/**
 * Every hard limit broken in the weeks to come. In a week that has begun only what the new weeks bring: new answers, such as
 * fewer days, do not judge it. What no week is named for counts where the change brings it.
 */
function brokenFrom(
  present: Plan,
  joined: Plan,
  report: GuardReport,
  from: LocalDate,
  facts: ReviewFacts,
): Violation[] {
  const hard = report.violations.filter(({ severity }) => severity === 'H')
  if (hard.length === 0) return []
  const begun = new Set(weeksOf(joined).flatMap((week) => (week.startDate < from ? [week.weekNumber] : [])))
  const isToCome = ({ week }: Violation): boolean => week !== null && !begun.has(week)
  if (hard.every(isToCome)) return hard
  const answered: Plan = { ...joined, blocks: present.blocks }
  const brought = new Set(introducedBy(reviewPlan(answered, facts), report))
  return hard.filter((violation) => isToCome(violation) || brought.has(violation))
}
