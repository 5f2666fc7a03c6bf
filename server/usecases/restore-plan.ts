import { isSamePlan, planDiff } from '@coach-wattz/core/adaptation/plan-diff'
import { planAt } from '@coach-wattz/core/adaptation/plan-history'
import { restoreChanges } from '@coach-wattz/core/adaptation/restore-plan'
import { planDigest } from '@coach-wattz/core/guardrails/certificate'
import { reviewChange, type ChangeReview } from '@coach-wattz/core/guardrails/review-change'
import { applyChanges } from '@coach-wattz/core/plan/apply-change'
import { detailHorizon } from '@coach-wattz/core/plan/fold-plan'
import type { Plan } from '@coach-wattz/core/plan/plan'
import type { PlanChange } from '@coach-wattz/core/plan/plan-change'
import type { LocalDate } from '@coach-wattz/core/time/local-date'
import { nextMonday } from '@coach-wattz/core/time/week'
import type { RestorePreview } from '../../shared/contracts/plan-history.ts'
import type { AthleteTransaction } from '../database/database.ts'
import { loadAthlete } from '../repositories/athlete-repository.ts'
import { giveCourseToPlan } from '../repositories/course-repository.ts'
import { listRevisions, loadActivePlan, savePlanChanges, type StoredPlan } from '../repositories/plan-repository.ts'
import { keepMinutes, withSettings } from './dated-minutes.ts'
import type { Deps } from './deps.ts'
import { detailed } from './detail-plan.ts'
import { localToday } from './local-today.ts'
import { done, refuse, type Outcome } from './outcome.ts'
import { noSuchPlan, noSuchRevision, stalePlan } from './plan-refusals.ts'
import { reviewFactsOf } from './review-facts-of.ts'

/** What bringing an earlier version back would change, seen before anything is saved. */
export async function previewRestore(
  deps: Deps,
  athleteId: string,
  planId: string,
  number: number,
): Promise<Outcome<RestorePreview>> {
  return deps.database.withAthlete(athleteId, async (tx) => {
    const drafted = await draftRestore(deps, tx, planId, number)
    if (!drafted.ok) return drafted
    const { active, next, from, review, digest } = drafted.value
    const of = (severity: 'H' | 'S'): string[] =>
      review.newViolations.flatMap((violation) => (violation.severity === severity ? [violation.text] : []))
    return done({
      baseRevision: active.revision,
      digest,
      from,
      diff: planDiff(active.plan, next),
      blocked: of('H'),
      warnings: of('S'),
    })
  })
}

/** Saves it as one revision with its inverse, if it is still what the athlete saw. */
export async function restorePlan(
  deps: Deps,
  athleteId: string,
  planId: string,
  seen: { readonly revision: number; readonly baseRevision: number; readonly digest: string },
): Promise<Outcome<{ revision: number }>> {
  return deps.database.withAthlete(athleteId, async (tx) => {
    const drafted = await draftRestore(deps, tx, planId, seen.revision)
    if (!drafted.ok) return drafted
    const { active, changes, next, from, review, digest } = drafted.value
    if (active.revision !== seen.baseRevision) return stalePlan()
    if (digest !== seen.digest)
      return refuse(
        'preview-changed',
        'Something changed since you looked',
        'New activities or another day make a different plan than the one you saw. Look at it again before you bring it back.',
      )
    if (isSamePlan(planDiff(active.plan, next))) return done({ revision: active.revision })
    if (review.blocked)
      return refuse(
        'plan-blocked',
        'What was there then is too much today',
        review.newViolations
          .filter(({ severity }) => severity === 'H')
          .map(({ text }) => text)
          .join(' '),
        { data: { violations: review.newViolations } },
      )
    const saved = await savePlanChanges(tx, {
      planId,
      baseRevision: active.revision,
      next,
      changes,
      author: 'athlete',
      reason: { code: 'restored', facts: { revision: seen.revision, from } },
      report: { ...review.after, digest },
      now: deps.now(),
    })
    if (!saved.ok) return stalePlan()
    await giveCourseToPlan(tx, planId)
    await keepMinutes(tx, (await loadAthlete(tx)).availability, changes)
    return done({ revision: saved.value.revision })
  })
}

interface Drafted {
  readonly active: StoredPlan
  readonly changes: readonly PlanChange[]
  readonly next: Plan
  /** The first Monday that may change. */
  readonly from: LocalDate
  readonly review: ChangeReview
  readonly digest: string
}

/**
 * The weeks that have not begun as they were then. What was an outline then and is near now is written as the nightly job would
 * write it: nobody is left with a week without sessions.
 */
async function draftRestore(
  deps: Deps,
  tx: AthleteTransaction,
  planId: string,
  number: number,
): Promise<Outcome<Drafted>> {
  const { timeZone, availability } = await loadAthlete(tx)
  const today = localToday(deps.now(), timeZone)
  const active = await loadActivePlan(tx)
  if (!active || active.plan.id !== planId) return noSuchPlan()
  const history = await listRevisions(tx, planId)
  if (!history.some((revision) => revision.number === number)) return noSuchRevision()
  const from = nextMonday(today)
  const then = planAt(active.plan, history, number)
  const back = restoreChanges(active.plan, then, from)
  const restored = applyChanges(active.plan, back)
  if (!restored.ok) return refuse('plan-blocked', 'This version cannot be brought back', restored.error.text)
  const wish = { beginsBy: detailHorizon(today) }
  const near = back.length === 0 ? null : await detailed(deps, tx, { ...active, plan: restored.value }, today, wish)
  if (near?.ok === false && near.why === 'no-safe-weeks')
    return refuse('plan-blocked', 'The weeks of then cannot be written today', near.text)
  const wanted = near?.ok ? near.plan : restored.value
  const changes = withSettings(restoreChanges(active.plan, wanted, from), availability)
  const reviewed = reviewChange(active.plan, changes, await reviewFactsOf(tx, today, wanted.goal))
  if (!reviewed.ok) return refuse('plan-blocked', 'This version cannot be brought back', reviewed.error.text)
  const { plan: next, ...review } = reviewed.value
  return done({ active, changes, next, from, review, digest: planDigest(next, deps.sha256) })
}
