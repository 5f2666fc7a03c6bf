import { reviewChange } from '@coach-wattz/core/guardrails/review-change'
import { planDigest } from '@coach-wattz/core/guardrails/certificate'
import type { GuardReport } from '@coach-wattz/core/guardrails/guard-report'
import type { PlanChange } from '@coach-wattz/core/plan/plan-change'
import { loadAthlete } from '../repositories/athlete-repository.ts'
import { loadActivePlan, savePlanChanges } from '../repositories/plan-repository.ts'
import type { Deps } from './deps.ts'
import { localToday } from './local-today.ts'
import { done, refuse, type Outcome } from './outcome.ts'
import { noSuchPlan, stalePlan, refuseMove } from './plan-refusals.ts'
import { reviewFactsOf } from './review-facts-of.ts'

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
    if (active.revision !== request.baseRevision) return stalePlan()
    const refused = refuseMove(active.plan, request.changes, today)
    if (refused) return refused
    const facts = await reviewFactsOf(tx, today, active.plan.goal)
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
    return saved.ok ? done({ revision: saved.value.revision, report: after }) : stalePlan()
  })
}
