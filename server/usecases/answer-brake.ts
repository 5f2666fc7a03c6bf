import { BRAKED, BRAKE_KEPT, easedToday } from '@coach-wattz/core/adaptation/readiness-brake'
import { mendedChange } from '@coach-wattz/core/adaptation/mended-change'
import { planDigest } from '@coach-wattz/core/guardrails/certificate'
import type { PlanChange } from '@coach-wattz/core/plan/plan-change'
import type { LocalDate } from '@coach-wattz/core/time/local-date'
import type { PlanRepaired } from '../../shared/contracts/repairs.ts'
import { loadAthlete } from '../repositories/athlete-repository.ts'
import { saveDecisions } from '../repositories/decision-repository.ts'
import { savePlanChanges } from '../repositories/plan-repository.ts'
import { openBrakeQuestion } from './brake-question.ts'
import type { Deps } from './deps.ts'
import { localToday } from './local-today.ts'
import { done, refuse, type Outcome } from './outcome.ts'
import { stalePlan } from './plan-refusals.ts'
import { reviewFactsOf } from './review-facts-of.ts'

/** The athlete's answer to the brake's question: the session turns easy as one revision of theirs, or stays, and is not asked about again. */
export async function answerBrake(
  deps: Deps,
  athleteId: string,
  date: LocalDate,
  { easy }: { readonly easy: boolean },
): Promise<Outcome<{ repaired: PlanRepaired | null }>> {
  return deps.database.withAthlete(athleteId, async (tx) => {
    const today = localToday(deps.now(), (await loadAthlete(tx)).timeZone)
    const open = date === today ? await openBrakeQuestion(tx, date) : null
    if (!open)
      return refuse(
        'not-found',
        'Nothing is asked',
        'The question has been answered, or the session has changed since.',
      )
    const { active, session, reason: asked } = open
    const { plan } = active
    const reason = { code: easy ? BRAKED.amber : BRAKE_KEPT, facts: asked.facts }
    const keep = (changes: readonly PlanChange[], revision: number | null): Promise<void> =>
      saveDecisions(tx, {
        planId: plan.id,
        decisions: [{ row: reason.code, kind: date, workoutId: session.id, sessionDate: date, reason, changes }],
        revision,
        day: today,
        now: deps.now(),
      })
    if (!easy) {
      await keep([], null)
      return done({ repaired: null })
    }
    const facts = await reviewFactsOf(tx, today, plan.goal)
    const mended = mendedChange(plan, easedToday(session), facts)
    const [broken] = mended?.broken ?? []
    if (!mended || broken)
      return refuse(
        'plan-blocked',
        'This would break a hard limit',
        broken?.text ?? 'The plan has changed since. Look at it again.',
      )
    const saved = await savePlanChanges(tx, {
      planId: plan.id,
      baseRevision: active.revision,
      next: mended.plan,
      changes: mended.changes,
      author: 'athlete',
      reason,
      report: { ...mended.report, digest: planDigest(mended.plan, deps.sha256) },
      now: deps.now(),
    })
    if (!saved.ok) return stalePlan()
    await keep(mended.changes, saved.value.revision)
    return done({ repaired: { planId: plan.id, revision: saved.value.revision, reasons: [reason] } })
  })
}
