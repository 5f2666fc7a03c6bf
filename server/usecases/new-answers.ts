import { weekImpacts } from '@coach-wattz/core/adaptation/week-figures'
import { planDiff } from '@coach-wattz/core/adaptation/plan-diff'
import { workoutsOf, type Plan, type Reason } from '@coach-wattz/core/plan/plan'
import type { LocalDate } from '@coach-wattz/core/time/local-date'
import { PlanRequest } from '../../shared/contracts/plans.ts'
import type { AdjustReply, AdjustRequest, AdjustWish } from '../../shared/contracts/training-plan.ts'
import { loadAthlete, type AthleteRecord } from '../repositories/athlete-repository.ts'
import { loadActivePlan } from '../repositories/plan-repository.ts'
import { adjustedSessionOf, adjustReply } from './adjust-reply.ts'
import type { Deps } from './deps.ts'
import { localToday } from './local-today.ts'
import { done, refuse, type Outcome } from './outcome.ts'
import { noSuchPlan, refusePlan, stalePlan } from './plan-refusals.ts'
import { previewReplan, replanPlan } from './replan-plan.ts'

/** Wishes that change what the plan is made from: the weeks to come are planned anew (guardrails/author-replan.ts). */
export type NewAnswer = Extract<AdjustWish, { kind: 'new-availability' | 'new-goal-date' }>
export const isNewAnswer = (wish: AdjustWish): wish is NewAnswer =>
  wish.kind === 'new-availability' || wish.kind === 'new-goal-date'

/** New days and minutes, or another date: the same request as before but for them, drafted, judged and saved as in the app. */
export async function adjustAnswers(
  deps: Deps,
  athleteId: string,
  wish: NewAnswer,
  { preview, baseRevision, digest }: Omit<AdjustRequest, 'wish'>,
): Promise<Outcome<AdjustReply>> {
  const present = await deps.database.withAthlete(athleteId, async (tx) => {
    const [athlete, active] = [await loadAthlete(tx), await loadActivePlan(tx)]
    return active && { ...active, athlete, today: localToday(deps.now(), athlete.timeZone) }
  })
  if (!present) return noSuchPlan()
  const { plan, revision, athlete, today } = present
  if (baseRevision !== undefined && baseRevision !== revision) return stalePlan()
  if (wish.kind === 'new-goal-date' && plan.goal.kind === 'GENERAL_FITNESS')
    return refuse(
      'invalid-input',
      'There is no race',
      'The plan in force is for no race, so there is no date to change.',
    )
  const request = requestWith(plan, athlete, wish, today)
  const drafted = await previewReplan(deps, athleteId, plan.id, request)
  if (!drafted.ok) return drafted
  if (!drafted.value.ok) return refusePlan(drafted.value.refused)
  const next = drafted.value
  const reason: Reason = { code: wish.kind, facts: wish.kind === 'new-goal-date' ? { date: wish.date } : {} }
  const shown = {
    plan: next.plan,
    report: next.report,
    digest: next.digest,
    changes: changesOf(plan, next.plan, reason),
    weekTotals: weekImpacts(plan, next.plan),
  }
  const tell = (told: { readonly revision: number; readonly saved: boolean }) =>
    deps.database.withAthlete(athleteId, (tx) => adjustReply(tx, { ...shown, ...told }))
  if (preview) return done(await tell({ revision, saved: false }))
  if (digest !== undefined && digest !== next.digest)
    return refuse(
      'preview-changed',
      'Something changed since you looked',
      'New activities or another day made other weeks than the ones you saw. Look at them again.',
    )
  const saved = await replanPlan(deps, athleteId, plan.id, { ...request, baseRevision: revision, digest: next.digest })
  return saved.ok ? done(await tell({ revision: saved.value.revision, saved: true })) : saved
}

/** What the plan was asked for, with the new answer in it. */
function requestWith(plan: Plan, athlete: AthleteRecord, wish: NewAnswer, today: LocalDate): PlanRequest {
  const { goal, events = [], athlete: made } = plan
  const { courseId, ...asked } = goal
  const availability =
    wish.kind === 'new-availability' ? { ...athlete.availability, ...wish.availability } : made.availability
  const open = new Set(availability.slots.flatMap(({ day, minutes }) => (minutes > 0 ? [day] : []))).size
  const longDay = wish.kind === 'new-availability' && wish.longDay !== undefined ? wish.longDay : made.longDay
  return PlanRequest.parse({
    goal: { ...asked, ...(wish.kind === 'new-goal-date' ? { date: wish.date } : {}) },
    ...(courseId === undefined ? {} : { courseId }),
    events: events.filter(({ date }) => date > today),
    maxDaysPerWeek: Math.max(
      2,
      (wish.kind === 'new-availability' ? wish.maxDaysPerWeek : undefined) ?? Math.min(made.maxDaysPerWeek, open || 7),
    ),
    longDay,
    longDayPinned: made.longDayPinned && longDay === made.longDay,
    availability: availability,
    level: athlete.level,
    birthYear: athlete.birthYear,
  })
}

function changesOf(before: Plan, after: Plan, reason: Reason) {
  const [was, is] = [before, after].map((plan) => new Map(workoutsOf(plan).map((workout) => [workout.id, workout])))
  return planDiff(before, after).sessions.map((pair) => ({
    workoutId: (pair.before ?? pair.after)!.id,
    before: pair.before && adjustedSessionOf(was!.get(pair.before.id)!),
    after: pair.after && adjustedSessionOf(is!.get(pair.after.id)!),
    reason,
  }))
}
