import { changeFacts } from '@coach-wattz/core/adaptation/habits-of'
import { reviewChange } from '@coach-wattz/core/guardrails/review-change'
import { planDigest } from '@coach-wattz/core/guardrails/certificate'
import type { GuardReport } from '@coach-wattz/core/guardrails/guard-report'
import { changesOf, type PlanEdit } from '@coach-wattz/core/adaptation/plan-edit'
import { workoutsOf, type Plan, type Reason } from '@coach-wattz/core/plan/plan'
import { weekdayOf } from '@coach-wattz/core/time/week'
import type { ChangePlanBody } from '../../shared/contracts/plans.ts'
import { loadAthlete } from '../repositories/athlete-repository.ts'
import { loadActivePlan, savePlanChanges } from '../repositories/plan-repository.ts'
import type { Deps } from './deps.ts'
import { localToday } from './local-today.ts'
import { keepMinutes, withSettings } from './dated-minutes.ts'
import { done, refuse, type Outcome } from './outcome.ts'
import { noSuchPlan, stalePlan, refuseMove } from './plan-refusals.ts'
import { reviewFactsOf } from './review-facts-of.ts'

type ChangeRequest = Pick<ChangePlanBody, 'baseRevision' | 'choice'> & {
  readonly changes: readonly PlanEdit[]
  readonly acceptedRules: readonly string[]
}

/**
 * Changes a plan through the one gate (design.md law 2): the browser has reviewed the same changes by the same rules, the
 * server trusts only its own review. Hard violations the change brings in block it; warnings need the athlete's word.
 */
export async function changePlan(
  deps: Deps,
  athleteId: string,
  planId: string,
  request: ChangeRequest,
): Promise<Outcome<{ revision: number; report: GuardReport }>> {
  return deps.database.withAthlete(athleteId, async (tx) => {
    const athlete = await loadAthlete(tx)
    const today = localToday(deps.now(), athlete.timeZone)
    const active = await loadActivePlan(tx)
    if (!active || active.plan.id !== planId) return noSuchPlan()
    if (active.revision !== request.baseRevision) return stalePlan()
    const asked = changesOf(active.plan, request.changes)
    if (!asked.ok) return refuse('stale-revision', 'The plan looks different now', asked.error.text)
    const changes = withSettings(asked.value, athlete.availability)
    const refused = refuseMove(active.plan, changes, today)
    if (refused) return refused
    const facts = await reviewFactsOf(tx, today, active.plan.goal)
    const reviewed = reviewChange(active.plan, changes, facts)
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
      changes,
      author: 'athlete',
      reason: reasonOf(active.plan, next, request),
      report: { ...after, digest: planDigest(next, deps.sha256) },
      now: deps.now(),
    })
    if (!saved.ok) return stalePlan()
    await keepMinutes(tx, athlete.availability, changes)
    return done({ revision: saved.value.revision, report: after })
  })
}

/**
 * Why it changed, by the athlete's word; what became of the session they meant, and which offer was taken, is kept with it, so
 * that what somebody chooses again and again can be read off the history (adaptation/habits-of.ts).
 */
function reasonOf(plan: Plan, next: Plan, { acceptedRules, choice, changes }: ChangeRequest): Reason {
  const accepted = { acceptedRules: acceptedRules.join(' ') || null }
  const own = changes.flatMap((edit) => ('workoutId' in edit ? [edit.workoutId] : []))
  const id = choice && own.includes(choice.workoutId) ? choice.workoutId : own[0]
  const [session, now] = [plan, next].map((each) => workoutsOf(each).find((workout) => workout.id === id))
  const facts = { ...accepted, ...(session ? changeFacts(session, now) : {}) }
  if (!choice || !session || choice.workoutId !== id) {
    const isMove = changes.every(({ kind }) => kind === 'move')
    return { code: isMove ? 'moved-by-athlete' : 'changed-by-athlete', facts }
  }
  const { sport, focus, date, durationS } = session
  return {
    code: 'offer-taken',
    facts: {
      ...facts,
      offer: choice.offer,
      sport,
      focus,
      minutes: Math.round(durationS / 60),
      fromDay: weekdayOf(date),
      wantedDate: choice.wantedDate,
      wantedDay: weekdayOf(choice.wantedDate),
    },
  }
}
