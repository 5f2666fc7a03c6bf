import type { GuardReport, RuleId, Violation } from '../guardrails/guard-report.ts'
import { PlanEditor } from '../guardrails/plan-editor.ts'
import { withReachableOutlines } from '../guardrails/reachable-outlines.ts'
import { REPAIRS } from '../guardrails/repairs.ts'
import { introducedBy } from '../guardrails/review-change.ts'
import type { ReviewFacts } from '../guardrails/review-facts.ts'
import { reviewFacts, reviewPlan } from '../guardrails/review-plan.ts'
import { RULEBOOK } from '../guardrails/rulebook.ts'
import { applyChanges, type ApplyOptions } from '../plan/apply-change.ts'
import type { PlanChange } from '../plan/plan-change.ts'
import { weeksOf, type Plan } from '../plan/plan.ts'
import { rewriteWeeks } from '../plan/rewrite-weeks.ts'
import { changeOfSession, sessionDiff, type SessionDiff } from './session-diff.ts'

/** Rounds of mending, as many as a correction has (science.md S7.1). */
const MOST_PASSES = 5
/** A repair that ends nothing is not tried twice. */
const MOST_REPAIRS = 60

/** A change with everything the rules ask for beside it. Plain data. */
export interface MendedChange {
  /** Minutes of days, one change a session, outlines that come down: in this order, one revision. */
  readonly changes: readonly PlanChange[]
  readonly sessions: readonly SessionDiff[]
  /** Sessions the change left alone and a rule asked for, with that rule. */
  readonly mended: ReadonlyMap<string, RuleId>
  /** Weeks not written yet that come down. */
  readonly loweredWeeks: number
  readonly plan: Plan
  readonly report: GuardReport
  /** Hard limits it newly breaks all the same: such a change is not saved. */
  readonly broken: readonly Violation[]
}

/**
 * Changes of a plan with what the rules ask for beside them: what they newly break of the hard limits is mended by the
 * rulebook's own repairs, outlines come down to what can be reached (guardrails/reachable-outlines.ts). What was broken
 * before and is no worse is left alone. Null when the changes do not fit the plan.
 */
export function mendedChange(
  plan: Plan,
  changes: readonly PlanChange[],
  facts: ReviewFacts,
  options: ApplyOptions = {},
): MendedChange | null {
  const applied = applyChanges(plan, changes, options)
  if (!applied.ok) return null
  const before = reviewPlan(plan, facts)
  const editor = new PlanEditor(applied.value, facts, options)
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const broken = newlyBroken(before, reviewFacts(editor.facts))
    if (broken.length === 0) break
    mend(editor, new Set(broken.map(({ rule }) => rule)), before)
  }
  const asked = new Set(sessionDiff(plan, applied.value).map(({ workoutId }) => workoutId))
  const sessions = sessionDiff(plan, editor.plan)
  const reached = withHardLimitsReached(plan, editor.plan, facts, before)
  const edits = [...changes.filter(({ kind }) => kind === 'minutes'), ...sessions.map(changeOfSession)]
  const edited = applyChanges(plan, edits, options)
  if (!edited.ok) return null
  const outlines = rewriteWeeks(edited.value, weeksOf(reached.plan))
  const report = reviewPlan(reached.plan, facts)
  return {
    changes: [...edits, ...(outlines === null ? [] : [outlines])],
    sessions,
    mended: new Map([...touchedBy(editor)].filter(([id]) => !asked.has(id))),
    loweredWeeks: reached.lowered,
    plan: reached.plan,
    report,
    broken: newlyBroken(before, report),
  }
}

const newlyBroken = (before: GuardReport, after: GuardReport): Violation[] =>
  introducedBy(before, after).filter(({ severity }) => severity === 'H')

/**
 * Outlines that come down where a hard limit asks for it; a warning far ahead does not, for those weeks are written from what
 * is done by then. Lower weeks can leave others out of reach, so it is asked again until nothing is newly broken.
 */
function withHardLimitsReached(
  plan: Plan,
  edited: Plan,
  facts: ReviewFacts,
  before: GuardReport,
): { readonly plan: Plan; readonly lowered: number } {
  let now = edited
  for (let turn = 0; turn < MOST_PASSES && newlyBroken(before, reviewPlan(now, facts)).length > 0; turn++) {
    const reached = withReachableOutlines(plan, now, facts)
    if (reached.lowered === 0) break
    now = reached.plan
  }
  const changed = rewriteWeeks(edited, weeksOf(now))
  return { plan: now, lowered: changed?.after.length ?? 0 }
}

/** Repairs what is newly broken of these rules, in id order; a finding that stays after its repair is left. */
function mend(editor: PlanEditor, rules: ReadonlySet<RuleId>, before: GuardReport): void {
  for (const { card, check } of RULEBOOK) {
    const repair = REPAIRS[card.id]
    if (!repair || !rules.has(card.id)) continue
    const tried = new Set<string>()
    for (let turn = 0; turn < MOST_REPAIRS; turn++) {
      const now = newlyBroken(before, { ...before, violations: check(editor.facts).violations })
      const violation = now.find((one) => !tried.has(findingOf(one)))
      if (!violation) break
      tried.add(findingOf(violation))
      const { week, measured, allowed, unit } = violation
      editor.begin(card.id, { week, measured, allowed, unit })
      repair(editor, violation)
    }
  }
}

const findingOf = ({ week, workoutId, measured, allowed }: Violation): string =>
  `${week} ${workoutId} ${measured} ${allowed}`

function touchedBy(editor: PlanEditor): Map<string, RuleId> {
  const rules = new Map<string, RuleId>()
  for (const { rule, changes } of editor.corrections())
    for (const change of changes) {
      const id =
        change.kind === 'add' || change.kind === 'remove'
          ? change.workout.id
          : change.kind === 'move' || change.kind === 'replace'
            ? change.workoutId
            : null
      if (id !== null && !rules.has(id)) rules.set(id, rule)
    }
  return rules
}
