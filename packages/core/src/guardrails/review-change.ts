import { applyChanges, type ApplyOptions, type ChangeConflict } from '../plan/apply-change.ts'
import type { PlanChange } from '../plan/plan-change.ts'
import type { Plan } from '../plan/plan.ts'
import { ok, type Result } from '../result/result.ts'
import type { GuardReport, RuleId, Violation } from './guard-report.ts'
import { keptOf } from './kept.ts'
import { reviewPlan, type ReviewFacts } from './review-plan.ts'

/** What a change does to a plan's standing, plain JSON. */
export interface ChangeReview {
  readonly before: GuardReport
  readonly after: GuardReport
  /** Limits the change breaks or breaks further; what was broken before and stays as it was is not among them. */
  readonly newViolations: readonly Violation[]
  /** True when one of them is hard: the change cannot be saved. */
  readonly blocked: boolean
}

/**
 * Reviews a change without saving it: the plan before and after, and what the change newly breaks (design.md §5). Weeks the
 * change leaves alone are the same objects, and what the rules find in them is kept (`week-findings.ts`), as is the
 * verdict on the plan before: a single change costs the weeks it touches, and says what a review from nothing would say.
 */
export function reviewChange(
  plan: Plan,
  changes: readonly PlanChange[],
  facts: ReviewFacts,
  options: ApplyOptions = {},
): Result<ChangeReview & { readonly plan: Plan }, ChangeConflict> {
  const applied = applyChanges(plan, changes, options)
  if (!applied.ok) return applied
  const before = reviewOf(plan, facts)
  const after = reviewOf(applied.value, facts)
  const newViolations = introducedBy(before, after)
  return ok({
    plan: applied.value,
    before,
    after,
    newViolations,
    blocked: newViolations.some((violation) => violation.severity === 'H'),
  })
}

interface Reviewed {
  readonly facts: ReviewFacts
  readonly report: GuardReport
}
const reviewed = new WeakMap<Plan, Reviewed>()

/** The verdict on a plan, kept with it: what one change made is where the next one starts. */
function reviewOf(plan: Plan, facts: ReviewFacts): GuardReport {
  const known = reviewed.get(plan)
  if (known?.facts === facts) return known.report
  const report = reviewPlan(plan, facts)
  reviewed.set(plan, { facts, report })
  return report
}

const keptPlaces = keptOf<Pick<GuardReport, 'violations'>, ReadonlyMap<string, readonly Violation[]>>()

/** Violations of `after` that `before` does not have, or has less badly: compared rule by rule in the same place. */
export function introducedBy(before: Pick<GuardReport, 'violations'>, after: GuardReport): Violation[] {
  const old = keptPlaces(before, () => byPlace(before.violations))
  return after.violations.filter((violation) => {
    const same = old.get(placeOf(violation)) ?? []
    return !same.some((known) => !isWorse(known, violation))
  })
}

function byPlace(violations: readonly Violation[]): Map<string, Violation[]> {
  const places = new Map<string, Violation[]>()
  for (const violation of violations) {
    const key = placeOf(violation)
    const list = places.get(key)
    if (list) list.push(violation)
    else places.set(key, [violation])
  }
  return places
}

/** Rules with both a least and a most of the same week or session. */
const TWO_SIDED: ReadonlySet<RuleId> = new Set(['G09', 'G18', 'G27', 'G29'])
/** Rules with several limits on one week, told apart by what they allow. */
const BY_LIMIT: ReadonlySet<RuleId> = new Set(['G06', 'G21'])
/** A broken floor is under its limit, a broken ceiling above. */
const isFloor = ({ measured, allowed }: Violation): boolean => measured < allowed

/**
 * A session keeps its violation wherever it stands, except where the place is the violation (spacing, slots, long day); a
 * week keeps its own. The taper has several limits on one week, told apart by what they allow.
 */
function placeOf(violation: Violation): string {
  const isAboutPlace = violation.rule === 'G07' || violation.rule === 'G13' || violation.rule === 'G14'
  const where =
    violation.workoutId === null
      ? `week ${violation.week ?? ''}`
      : isAboutPlace
        ? `${violation.workoutId} ${violation.date ?? ''}`
        : violation.workoutId
  // a floor and a ceiling on one week are two limits
  if (TWO_SIDED.has(violation.rule)) return `${violation.rule} ${where} ${isFloor(violation) ? 'floor' : 'ceiling'}`
  if (BY_LIMIT.has(violation.rule)) return `${violation.rule} ${where} ${violation.allowed}`
  // monotony and strain of one week
  return violation.rule === 'G22' ? `G22 ${where} ${violation.unit}` : `${violation.rule} ${where}`
}

const RANK = { S: 0, H: 1 } as const
const isWorse = (known: Violation, now: Violation): boolean => {
  if (RANK[now.severity] !== RANK[known.severity]) return RANK[now.severity] > RANK[known.severity]
  const room = 1e-6
  if (isFloor(now)) return now.measured < known.measured - room
  return now.measured - now.allowed > known.measured - known.allowed + room
}
