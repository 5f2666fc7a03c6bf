import { reviewChange } from '@coach-wattz/core/guardrails/review-change'
import { planDigest } from '@coach-wattz/core/guardrails/certificate'
import type { GuardReport } from '@coach-wattz/core/guardrails/guard-report'
import { applyChanges, invertChanges } from '@coach-wattz/core/plan/apply-change'
import { workoutsOf, type Plan } from '@coach-wattz/core/plan/plan'
import type { PlanChange } from '@coach-wattz/core/plan/plan-change'
import type { LocalDate } from '@coach-wattz/core/time/local-date'
import type { AthleteTransaction } from '../database/database.ts'
import { loadAthlete } from '../repositories/athlete-repository.ts'
import { loadActivePlan, loadRevision, savePlanChanges } from '../repositories/plan-repository.ts'
import type { Deps } from './deps.ts'
import { localToday } from './local-today.ts'
import { done, refuse, type Outcome } from './outcome.ts'
import { reviewFactsOf } from './review-facts-of.ts'

interface ActivePlan {
  readonly plan: Plan
  readonly revision: number
}

/**
 * Changes a plan through the one gate (design.md law 2): the browser has reviewed the same changes by the same rules, the
 * server trusts only its own review. Hard violations the change brings in block it; warnings need the athlete's word.
 */
export async function changePlan(
  deps: Deps,
  athleteId: string,
  planId: string,
  request: {
    readonly baseRevision: number
    readonly changes: readonly PlanChange[]
    readonly acceptedRules: readonly string[]
  },
): Promise<Outcome<{ revision: number; report: GuardReport }>> {
  return deps.database.withAthlete(athleteId, async (tx) => {
    const athlete = await loadAthlete(tx)
    const today = localToday(deps.now(), athlete.timeZone)
    const active = await loadActivePlan(tx)
    if (!active || active.plan.id !== planId) return noSuchPlan()
    if (active.revision !== request.baseRevision) return stale()
    const past = touchesThePast(active, request.changes, today)
    if (past) return past
    const facts = await reviewFactsOf(tx, today)
    const reviewed = reviewChange(active.plan, request.changes, facts)
    if (!reviewed.ok) return refuse('stale-revision', 'The plan looks different now', reviewed.error.text)
    const { after, newViolations, blocked, plan: next } = reviewed.value
    if (blocked)
      return refuse(
        'plan-blocked',
        'This would break a hard limit',
        newViolations.find((violation) => violation.severity === 'H')?.text ?? 'A hard limit stands against it.',
        {
          data: { violations: newViolations },
        },
      )
    const open = newViolations.filter((violation) => !request.acceptedRules.includes(violation.rule))
    if (open.length > 0)
      return refuse(
        'plan-blocked',
        'A warning waits for your word',
        open.map((violation) => violation.text).join(' '),
        { data: { violations: newViolations } },
      )
    const saved = await savePlanChanges(tx, {
      planId,
      baseRevision: request.baseRevision,
      next,
      changes: request.changes,
      author: 'athlete',
      reason: { code: 'moved-by-athlete', facts: { acceptedRules: request.acceptedRules.join(' ') || null } },
      report: { ...after, digest: planDigest(next, deps.sha256) },
      now: deps.now(),
    })
    return saved.ok ? done({ revision: saved.value.revision, report: after }) : stale()
  })
}

/** Undoes the latest revision by a new one that holds its inverse; the plan is byte for byte what it was (design.md law 3). */
export async function undoRevision(
  deps: Deps,
  athleteId: string,
  planId: string,
  number: number,
): Promise<Outcome<{ revision: number }>> {
  return deps.database.withAthlete(athleteId, async (tx) => {
    const athlete = await loadAthlete(tx)
    const today = localToday(deps.now(), athlete.timeZone)
    const active = await loadActivePlan(tx)
    if (!active || active.plan.id !== planId) return noSuchPlan()
    const revision = await loadRevision(tx, planId, number)
    if (!revision || number === 1 || revision.revertsNumber !== null)
      return refuse(
        'cannot-undo',
        'This cannot be undone',
        'The making of the plan and an undo itself stay. Archive the plan to take it off the calendar.',
      )
    if (active.revision !== number)
      return refuse(
        'cannot-undo',
        'Later changes stand on this one',
        'Only the latest change can be undone. Undo the later ones first.',
      )
    const inverse = invertChanges(revision.changes)
    const past = touchesThePast(active, inverse, today)
    if (past) return past
    return saveUndo(deps, tx, active, inverse, number, today)
  })
}

async function saveUndo(
  deps: Deps,
  tx: AthleteTransaction,
  active: ActivePlan,
  inverse: readonly PlanChange[],
  number: number,
  today: LocalDate,
): Promise<Outcome<{ revision: number }>> {
  const undone = applyChanges(active.plan, inverse)
  if (!undone.ok) return refuse('cannot-undo', 'This cannot be undone', undone.error.text)
  // What was allowed before is allowed again: an undo is reviewed for the report, not for permission.
  const reviewed = reviewChange(active.plan, inverse, await reviewFactsOf(tx, today))
  if (!reviewed.ok) return refuse('cannot-undo', 'This cannot be undone', reviewed.error.text)
  const saved = await savePlanChanges(tx, {
    planId: active.plan.id,
    baseRevision: active.revision,
    next: undone.value,
    changes: inverse,
    author: 'athlete',
    reason: { code: 'undone-by-athlete', facts: { reverts: number } },
    report: { ...reviewed.value.after, digest: planDigest(undone.value, deps.sha256) },
    now: deps.now(),
    revertsNumber: number,
  })
  return saved.ok ? done({ revision: saved.value.revision }) : stale()
}

/** A day that is over cannot be planned any more, neither from it nor to it. */
function touchesThePast(
  active: ActivePlan,
  changes: readonly PlanChange[],
  today: LocalDate,
): ReturnType<typeof refuse> | null {
  const races = new Set(
    workoutsOf(active.plan)
      .filter((workout) => workout.race)
      .map((workout) => workout.id),
  )
  for (const change of changes) {
    if (change.kind !== 'move') continue
    if (change.from.date < today || change.to.date < today)
      return refuse(
        'plan-blocked',
        'That day is over',
        'Days before today are history and stay as they are. Choose today or a later day.',
        { data: { violations: [] } },
      )
    if (races.has(change.workoutId))
      return refuse(
        'plan-blocked',
        'The race stays on its day',
        'The whole plan is built backwards from race day. Make a new plan for another date.',
        { data: { violations: [] } },
      )
  }
  return null
}

const noSuchPlan = () =>
  refuse('not-found', 'No such plan', 'This plan is not the one in force. Reload the page to see the present one.')
const stale = () =>
  refuse(
    'stale-revision',
    'The plan was changed meanwhile',
    'Another window or device changed the plan a moment ago. Reload it and try again; nothing was lost.',
  )
