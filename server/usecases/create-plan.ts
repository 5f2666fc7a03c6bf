import { authorOutlinedPlan, authorPlan, type AuthoredPlan } from '@coach-wattz/core/guardrails/author-plan'
import { planDigest } from '@coach-wattz/core/guardrails/certificate'
import type { PlanningAthlete } from '@coach-wattz/core/plan/planning-input'
import type { PlanRequest } from '../../shared/contracts/plans.ts'
import type { AthleteTransaction } from '../database/database.ts'
import { loadAthlete, saveAthlete } from '../repositories/athlete-repository.ts'
import { giveCourseToPlan } from '../repositories/course-repository.ts'
import { savePlan } from '../repositories/plan-repository.ts'
import type { Deps } from './deps.ts'
import { localToday } from './local-today.ts'
import { done, refuse, type Outcome } from './outcome.ts'
import { refusePlan } from './plan-refusals.ts'
import { askedInputOf } from './planning-input-of.ts'
import { previewPlan } from './preview-plan.ts'

/**
 * Drafts, judges and saves a plan as the first revision of its history (design.md law 3). With the digest of a preview
 * it saves exactly what the athlete saw, or says that something has changed since.
 */
export async function createPlan(
  deps: Deps,
  athleteId: string,
  request: PlanRequest & { readonly digest?: string },
): Promise<Outcome<{ id: string; revision: number }>> {
  if (request.digest !== undefined) {
    const preview = await previewPlan(deps, athleteId, request)
    if (!preview.ok) return preview
    if (preview.value.ok && request.digest !== preview.value.digest)
      return refuse(
        'preview-changed',
        'Something changed since the preview',
        'New activities or another day made a different plan than the one you saw. Look at the new preview before you save it.',
      )
  }
  const made = await makePlan(deps, athleteId, request)
  return made.ok ? done({ id: made.value.plan.id, revision: made.value.revision }) : made
}

export type MadePlan = Extract<AuthoredPlan, { ok: true }> & { readonly digest: string; readonly revision: number }

/** Which weeks are saved with their sessions: those that are near, the others in outline, or all. */
type PlanDetail = 'near' | 'all'

/** Authors a plan and puts it in force; the plan before it is archived. */
export async function makePlan(
  deps: Deps,
  athleteId: string,
  request: PlanRequest,
  detail: PlanDetail = 'near',
): Promise<Outcome<MadePlan>> {
  const input = await deps.database.withAthlete(athleteId, async (tx) => {
    const athlete = await loadAthlete(tx)
    return askedInputOf(tx, deps.newId(), request, localToday(deps.now(), athlete.timeZone))
  })
  if (!input.ok) return input
  const authored = detail === 'near' ? authorOutlinedPlan(input.value) : authorPlan(input.value)
  if (!authored.ok) return refusePlan(authored.refused)
  const { plan, report, feasibility } = authored
  const digest = planDigest(plan, deps.sha256)
  return deps.database.withAthlete(athleteId, async (tx) => {
    const saved = await savePlan(tx, {
      plan,
      author: 'planner',
      reason: { code: 'plan-created', facts: { ...feasibility.facts, goal: plan.goal.kind } },
      report: { ...report, digest },
      now: deps.now(),
    })
    await giveCourseToPlan(tx, saved.planId)
    await keepAnswers(tx, request, input.value.athlete)
    return done({ ...authored, digest, revision: saved.revision })
  })
}

/** What the athlete has just told is true of them, not only of this plan. */
export async function keepAnswers(tx: AthleteTransaction, request: PlanRequest, told: PlanningAthlete): Promise<void> {
  const { preferences } = await loadAthlete(tx)
  const { targets, likes = [], dislikes = [], alsoTrains = {}, crossTraining, treadmill, indoorTrainer } = told
  await saveAthlete(tx, {
    maxDaysPerWeek: request.maxDaysPerWeek,
    longDay: request.longDay,
    longDayPinned: request.longDayPinned,
    availability: told.availability,
    ...(request.level ? { level: request.level } : {}),
    ...(request.birthYear ? { birthYear: request.birthYear } : {}),
    ...(request.preferences
      ? {
          preferences: {
            ...preferences,
            targets,
            likes: [...likes],
            dislikes: [...dislikes],
            alsoTrains,
            crossTraining,
            treadmill,
            indoorTrainer,
          },
        }
      : {}),
  })
}
