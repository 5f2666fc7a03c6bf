import { healthDecision } from '@coach-wattz/core/adaptation/decide-health'
import type { Decision } from '@coach-wattz/core/adaptation/repair-step'
import { planDigest } from '@coach-wattz/core/guardrails/certificate'
import { healthChange, type HealthChange } from '@coach-wattz/core/guardrails/health-change'
import type { LocalDate } from '@coach-wattz/core/time/local-date'
import type { HealthReview } from '../../shared/contracts/flags.ts'
import type { AthleteTransaction } from '../database/database.ts'
import { loadAthlete } from '../repositories/athlete-repository.ts'
import { saveDecisions } from '../repositories/decision-repository.ts'
import { loadActivePlan, savePlanChanges } from '../repositories/plan-repository.ts'
import type { Deps } from './deps.ts'
import { loadDoneSessions } from './done-sessions.ts'
import { localToday } from './local-today.ts'
import { done, refuse, type Outcome } from './outcome.ts'
import { noSuchPlan, stalePlan } from './plan-refusals.ts'
import { reviewFactsOf } from './review-facts-of.ts'

/** What the athlete's health asks of the plan in force, seen before anything is saved (science.md G17–G20). */
export async function reviewHealth(deps: Deps, athleteId: string, planId: string): Promise<Outcome<HealthReview>> {
  return deps.database.withAthlete(athleteId, async (tx) => {
    const drafted = await draft(deps, tx, planId)
    if (!drafted) return noSuchPlan()
    const { change, revision, digest } = drafted
    return done({
      revision,
      digest,
      sessions: [...change.sessions],
      loweredWeeks: change.loweredWeeks,
      blocked: change.blocked.map(({ text }) => text),
      open: change.open.map(({ text }) => text),
      races: [...change.races],
    })
  })
}

/** Saves it as one revision with its inverse, if it is still what the athlete saw. */
export async function applyHealth(
  deps: Deps,
  athleteId: string,
  planId: string,
  seen: { readonly baseRevision: number; readonly digest: string },
): Promise<Outcome<{ revision: number }>> {
  return deps.database.withAthlete(athleteId, async (tx) => {
    const drafted = await draft(deps, tx, planId)
    if (!drafted) return noSuchPlan()
    const { change, decision, today, revision, digest } = drafted
    if (revision !== seen.baseRevision) return stalePlan()
    if (digest !== seen.digest)
      return refuse(
        'preview-changed',
        'Something changed since you looked',
        'New activities, another day or another answer ask for other changes than the ones you saw. Look at them again.',
      )
    const [blocked] = change.blocked
    if (blocked)
      return refuse('plan-blocked', 'This would break a hard limit', blocked.text, {
        data: { violations: change.blocked },
      })
    if (change.changes.length === 0) return done({ revision })
    const saved = await savePlanChanges(tx, {
      planId,
      baseRevision: revision,
      next: change.plan,
      changes: change.changes,
      author: 'athlete',
      reason: decision.reason,
      report: { ...change.report, digest },
      now: deps.now(),
    })
    if (!saved.ok) return stalePlan()
    const made = saved.value.revision
    // what the athlete undoes of it is not made again at night
    const decisions = decision.kind === '' ? [] : [{ ...decision, sessionDate: null }]
    await saveDecisions(tx, { planId, decisions, revision: made, day: today, now: deps.now() })
    return done({ revision: made })
  })
}

interface Drafted {
  readonly change: HealthChange
  readonly decision: Decision
  readonly today: LocalDate
  readonly revision: number
  readonly digest: string
}

async function draft(deps: Deps, tx: AthleteTransaction, planId: string): Promise<Drafted | null> {
  const { timeZone } = await loadAthlete(tx)
  const today = localToday(deps.now(), timeZone)
  const active = await loadActivePlan(tx)
  if (!active || active.plan.id !== planId) return null
  const { plan, revision } = active
  const facts = await reviewFactsOf(tx, today, plan.goal)
  const change = healthChange(plan, facts, { done: await loadDoneSessions(tx, today, timeZone) })
  return {
    change,
    decision: healthDecision(facts, change),
    today,
    revision,
    digest: planDigest(change.plan, deps.sha256),
  }
}
