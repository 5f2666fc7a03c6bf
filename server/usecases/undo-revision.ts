import { planDigest } from '@coach-wattz/core/guardrails/certificate'
import { reviewChange } from '@coach-wattz/core/guardrails/review-change'
import { brokenByUndo } from '@coach-wattz/core/guardrails/review-undo'
import { applyChanges, invertChanges } from '@coach-wattz/core/plan/apply-change'
import type { Plan } from '@coach-wattz/core/plan/plan'
import type { PlanChange } from '@coach-wattz/core/plan/plan-change'
import type { LocalDate } from '@coach-wattz/core/time/local-date'
import type { AthleteTransaction } from '../database/database.ts'
import { loadAthlete } from '../repositories/athlete-repository.ts'
import { loadActivePlan, loadRevision, savePlanChanges, type StoredRevision } from '../repositories/plan-repository.ts'
import type { Deps } from './deps.ts'
import { localToday } from './local-today.ts'
import { keepMinutes } from './dated-minutes.ts'
import { done, refuse, type Outcome } from './outcome.ts'
import { noSuchPlan, stalePlan, refuseMove } from './plan-refusals.ts'
import { reviewFactsOf } from './review-facts-of.ts'

/**
 * Undoes the latest revision by a new one that holds its inverse; the plan is byte for byte what it was (design.md law 3).
 * Refused where that would bring a hard limit into the weeks to come (law 2): what was right then can be too much today.
 */
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
    const refused = refuseMove(active.plan, inverse, today, revision.author === 'rule')
    if (refused) return refused
    const outcome = await saveUndo(deps, tx, active, inverse, revision, today)
    if (outcome.ok) await keepMinutes(tx, athlete.availability, inverse)
    return outcome
  })
}

async function saveUndo(
  deps: Deps,
  tx: AthleteTransaction,
  active: { readonly plan: Plan; readonly revision: number },
  inverse: readonly PlanChange[],
  { number, reason: undoneReason }: Pick<StoredRevision, 'number' | 'reason'>,
  today: LocalDate,
): Promise<Outcome<{ revision: number }>> {
  const undone = applyChanges(active.plan, inverse)
  if (!undone.ok) return refuse('cannot-undo', 'This cannot be undone', undone.error.text)
  const reviewed = reviewChange(active.plan, inverse, await reviewFactsOf(tx, today, undone.value.goal))
  if (!reviewed.ok) return refuse('cannot-undo', 'This cannot be undone', reviewed.error.text)
  const broken = brokenByUndo(reviewed.value, undoneReason, today)
  if (broken.length > 0)
    return refuse(
      'plan-blocked',
      'What was there before is too much today',
      `${broken.map(({ text }) => text).join(' ')} The plan stays as it is. Change the settings to plan the weeks to come anew.`,
      { data: { violations: broken } },
    )
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
  return saved.ok ? done({ revision: saved.value.revision }) : stalePlan()
}
