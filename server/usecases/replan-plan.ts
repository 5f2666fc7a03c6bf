import { authorReplan } from '@coach-wattz/core/guardrails/author-replan'
import { planDigest } from '@coach-wattz/core/guardrails/certificate'
import type { GuardReport } from '@coach-wattz/core/guardrails/guard-report'
import type { Feasibility } from '@coach-wattz/core/plan/feasibility'
import type { Plan } from '@coach-wattz/core/plan/plan'
import type { PlanChange } from '@coach-wattz/core/plan/plan-change'
import type { PlanningInput } from '@coach-wattz/core/plan/planning-input'
import type { PlanRequest, PreviewReply } from '../../shared/contracts/plans.ts'
import type { AthleteTransaction } from '../database/database.ts'
import { loadAthlete } from '../repositories/athlete-repository.ts'
import { giveCourseToPlan } from '../repositories/course-repository.ts'
import { loadActivePlan, savePlanChanges } from '../repositories/plan-repository.ts'
import { keepAnswers } from './create-plan.ts'
import type { Deps } from './deps.ts'
import { localToday } from './local-today.ts'
import { done, refuse, type Outcome } from './outcome.ts'
import { noSuchPlan, refusePlan, stalePlan } from './plan-refusals.ts'
import { askedInputOf } from './planning-input-of.ts'
import { reviewFactsOf } from './review-facts-of.ts'

/** Other answers for a plan in force, seen before anything is saved: the weeks before next Monday as they are, the rest anew. */
export async function previewReplan(
  deps: Deps,
  athleteId: string,
  planId: string,
  request: PlanRequest,
): Promise<Outcome<PreviewReply>> {
  return deps.database.withAthlete(athleteId, async (tx) => {
    const drafted = await draftReplan(deps, tx, planId, request)
    if (!drafted.ok) {
      const { code, data } = drafted.refused
      return code === 'plan-refused' ? done({ ok: false, refused: data as RefusedData }) : drafted
    }
    const { plan, report, feasibility, digest } = drafted.value
    return done({ ok: true, plan, report, feasibility, digest })
  })
}

type RefusedData = Extract<PreviewReply, { ok: false }>['refused']

/** Saves them as one revision with its inverse: undone in one click as long as those weeks have not begun. */
export async function replanPlan(
  deps: Deps,
  athleteId: string,
  planId: string,
  request: PlanRequest & { readonly baseRevision: number; readonly digest?: string },
): Promise<Outcome<{ revision: number }>> {
  return deps.database.withAthlete(athleteId, async (tx) => {
    const drafted = await draftReplan(deps, tx, planId, request)
    if (!drafted.ok) return drafted
    const { plan, change, report, digest, revision, input } = drafted.value
    if (revision !== request.baseRevision) return stalePlan()
    if (request.digest !== undefined && request.digest !== digest)
      return refuse(
        'preview-changed',
        'Something changed since the preview',
        'New activities or another day made a different plan than the one you saw. Look at the new preview before you save it.',
      )
    const saved = await savePlanChanges(tx, {
      planId,
      baseRevision: revision,
      next: plan,
      changes: [change],
      author: 'athlete',
      reason: { code: 'replanned', facts: { from: change.from, goal: plan.goal.kind } },
      report: { ...report, digest },
      now: deps.now(),
    })
    if (!saved.ok) return stalePlan()
    await giveCourseToPlan(tx, planId)
    await keepAnswers(tx, request, input.athlete)
    return done({ revision: saved.value.revision })
  })
}

interface Replanned {
  readonly plan: Plan
  readonly change: Extract<PlanChange, { kind: 'replan' }>
  readonly report: GuardReport
  readonly feasibility: Feasibility
  readonly digest: string
  /** Of the plan before. */
  readonly revision: number
  readonly input: PlanningInput
}

/** A plan authored from next Monday on and joined to the weeks before, which are never touched (author-replan.ts). */
async function draftReplan(
  deps: Deps,
  tx: AthleteTransaction,
  planId: string,
  request: PlanRequest,
): Promise<Outcome<Replanned>> {
  const { timeZone } = await loadAthlete(tx)
  const today = localToday(deps.now(), timeZone)
  const active = await loadActivePlan(tx)
  if (!active || active.plan.id !== planId) return noSuchPlan()
  const { plan: present, revision } = active
  if (request.goal.sport !== present.sport)
    return refuse(
      'invalid-input',
      'Another sport is another plan',
      'A plan keeps its sport. Make a new plan for the other one.',
      {
        fields: { 'goal.sport': 'A plan keeps its sport. Make a new plan for the other one.' },
      },
    )
  // Ids of weeks and sessions begin with the plan's: a revision of its own keeps them apart from the ones that stay.
  const planned = await askedInputOf(tx, `${planId}-r${revision + 1}`, request, today)
  if (!planned.ok) return planned
  const input = planned.value
  const authored = authorReplan(present, input, await reviewFactsOf(tx, today, input.goal))
  if (!authored.ok) {
    switch (authored.why) {
      case 'refused':
        return refusePlan(authored.refused)
      case 'conflict':
        return refuse('stale-revision', 'The plan looks different now', authored.conflict.text)
      case 'blocked':
        return refuse(
          'plan-blocked',
          'This does not fit the week that has begun',
          authored.violations.map(({ text }) => text).join(' '),
          { data: { violations: authored.violations } },
        )
    }
  }
  const { plan, change, report, feasibility } = authored
  return done({ plan, change, report, feasibility, digest: planDigest(plan, deps.sha256), revision, input })
}
