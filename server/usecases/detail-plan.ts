import { levelOutcomes } from '@coach-wattz/core/adaptation/level-outcome'
import { planDigest } from '@coach-wattz/core/guardrails/certificate'
import { detailPlan, type DetailedPlan, type DetailWish } from '@coach-wattz/core/guardrails/detail-plan'
import { detailHorizon, nextOutline } from '@coach-wattz/core/plan/fold-plan'
import { workoutsOf, type Plan } from '@coach-wattz/core/plan/plan'
import type { PlanningInput } from '@coach-wattz/core/plan/planning-input'
import { addDays, type LocalDate } from '@coach-wattz/core/time/local-date'
import type { PlanRequest } from '../../shared/contracts/plans.ts'
import type { AthleteTransaction } from '../database/database.ts'
import { loadAthlete } from '../repositories/athlete-repository.ts'
import { listDuePlans, type DuePlan } from '../repositories/due-plan-repository.ts'
import { saveJobOutcome } from '../repositories/job-outcome-repository.ts'
import { loadActivePlan, loadUndoneReason, savePlanChanges, type StoredPlan } from '../repositories/plan-repository.ts'
import type { Deps } from './deps.ts'
import { JUDGED_DAYS } from './judged-sessions.ts'
import { localToday } from './local-today.ts'
import { done, refuse, type Outcome } from './outcome.ts'
import { noSuchPlan, stalePlan } from './plan-refusals.ts'
import { planningInputOf } from './planning-input-of.ts'
import { reviewFactsOf } from './review-facts-of.ts'
import { loadPlanDone, outcomesOf } from './session-outcomes.ts'

/** Writes the weeks of a block that is still an outline, and of those before it, because the athlete asks for them now. */
export async function writeWeeksNow(
  deps: Deps,
  athleteId: string,
  planId: string,
  { blockId, baseRevision }: { readonly blockId: string; readonly baseRevision: number },
): Promise<Outcome<{ revision: number }>> {
  return deps.database.withAthlete(athleteId, async (tx) => {
    const active = await loadActivePlan(tx)
    if (!active || active.plan.id !== planId) return noSuchPlan()
    if (active.revision !== baseRevision) return stalePlan()
    const today = localToday(deps.now(), (await loadAthlete(tx)).timeZone)
    const made = await detailed(deps, tx, active, today, { blockId })
    if (!made.ok)
      return made.why === 'all-written'
        ? refuse('invalid-input', 'These weeks are written already', made.text)
        : refuse('plan-blocked', 'These weeks cannot be written yet', made.text, { data: { violations: [] } })
    return save(deps, tx, active, made)
  })
}

export type DetailResult = 'written' | 'nothing-to-write' | 'left-undone' | 'not-possible' | 'failed'

/** The day a job of a plan belongs to: one attempt a plan and day. */
export interface DueDay {
  readonly athleteId: string
  readonly planId: string
  readonly day: LocalDate
}

export const DETAIL_JOB = 'detail-plan'
export const detailKey = ({ planId, day }: Pick<DueDay, 'planId' | 'day'>): string => `${planId}:${day}`

/**
 * Writes the blocks that are near, and says in an outcome what became of it. Run twice it finds nothing left to write. What
 * the athlete has undone is left alone until a week before it begins. A save in between throws, so that the queue tries again;
 * that it failed is written in a transaction of its own, because the work's is taken back.
 */
export async function detailDuePlan(deps: Deps, due: DueDay): Promise<DetailResult> {
  const startedAt = deps.now().toISOString()
  const tell = (tx: AthleteTransaction, told: Told): Promise<void> =>
    saveJobOutcome(tx, {
      job: DETAIL_JOB,
      key: detailKey(due),
      ...told,
      startedAt,
      finishedAt: deps.now().toISOString(),
    })
  try {
    return await deps.database.withAthlete(due.athleteId, async (tx) => {
      const told = await detailNear(deps, tx, due.planId)
      await tell(tx, told)
      return told.result
    })
  } catch (cause) {
    await deps.database.withAthlete(due.athleteId, (tx) => tell(tx, FAILED))
    throw cause
  }
}

const FAILED: Told = {
  result: 'failed',
  detail: 'These weeks could not be written because of a fault. It is tried again.',
  facts: {},
}

/** Plans in force with a block that is near and not written, and no attempt today: what a sweep hands to the queue. */
export async function findDuePlans(deps: Deps): Promise<DueDay[]> {
  const day = localToday(deps.now(), 'UTC')
  const due = await deps.database.asSystem('find-due-plans', (tx) =>
    listDuePlans(tx, { today: day, beginsBy: detailHorizon(day), job: DETAIL_JOB }),
  )
  return due.map((plan: DuePlan) => ({ ...plan, day }))
}

interface Told {
  readonly result: DetailResult
  readonly detail: string | null
  readonly facts: Readonly<Record<string, string | number | boolean | null>>
}

/** An undone block is written by itself again this long before it begins. */
const UNDONE_REST_DAYS = 7

async function detailNear(deps: Deps, tx: AthleteTransaction, planId: string): Promise<Told> {
  const active = await loadActivePlan(tx)
  if (!active || active.plan.id !== planId) return { result: 'nothing-to-write', detail: null, facts: {} }
  const today = localToday(deps.now(), (await loadAthlete(tx)).timeZone)
  const next = nextOutline(active.plan, today)
  const undone = await loadUndoneReason(tx, planId, 'weeks-written')
  if (next && undone?.facts.from === next.startDate && addDays(today, UNDONE_REST_DAYS) < next.startDate)
    return { result: 'left-undone', detail: null, facts: { from: next.startDate } }
  const made = await detailed(deps, tx, active, today, { beginsBy: detailHorizon(today) })
  if (!made.ok)
    return made.why === 'all-written'
      ? { result: 'nothing-to-write', detail: null, facts: {} }
      : { result: 'not-possible', detail: made.text, facts: {} }
  const saved = await save(deps, tx, active, made)
  if (!saved.ok) throw new Error(`Plan ${planId} was changed while its weeks were written.`)
  return { result: 'written', detail: null, facts: { ...made.reason.facts, revision: saved.value.revision } }
}

export async function detailed(
  deps: Deps,
  tx: AthleteTransaction,
  { plan }: StoredPlan,
  today: LocalDate,
  wish: DetailWish,
): Promise<DetailedPlan> {
  const outcomes = await outcomesSoFar(deps, tx, plan, today)
  return detailPlan(
    plan,
    { ...(await inputOf(tx, plan, today)), outcomes },
    await reviewFactsOf(tx, today, plan.goal),
    wish,
  )
}

/** What became of the sessions of the last weeks: the next ones climb from there (science.md S8.5). */
async function outcomesSoFar(
  deps: Deps,
  tx: AthleteTransaction,
  plan: Plan,
  today: LocalDate,
): Promise<NonNullable<PlanningInput['outcomes']>> {
  const done = await loadPlanDone(tx, today, (await loadAthlete(tx)).timeZone)
  if (!done) return {}
  const recent = workoutsOf(plan).filter(({ date }) => date >= addDays(today, -JUDGED_DAYS) && date <= today)
  const outcomes = await outcomesOf(deps, tx, done, recent)
  return levelOutcomes([...outcomes].map(([id, { outcome }]) => [id, outcome.kind]))
}

/** The athlete of today with the answers the plan was made from. A course that is gone since is planned without. */
async function inputOf(tx: AthleteTransaction, plan: Plan, today: LocalDate): Promise<PlanningInput> {
  const { courseId, ...goal } = plan.goal
  const { athlete } = plan
  const request: PlanRequest = {
    goal: { ...goal, strategy: plan.strategy },
    ...(plan.events ? { events: [...plan.events] } : {}),
    maxDaysPerWeek: athlete.maxDaysPerWeek,
    longDay: athlete.longDay,
    longDayPinned: athlete.longDayPinned,
    availability: (await loadAthlete(tx)).availability ?? { slots: [] },
    level: athlete.level,
    birthYear: athlete.birthYear,
  } as PlanRequest
  const withCourse = await planningInputOf(tx, plan.id, { ...request, ...(courseId ? { courseId } : {}) }, today)
  if (withCourse.ok) return withCourse.value
  const without = await planningInputOf(tx, plan.id, request, today)
  if (!without.ok) throw new Error(`Plan ${plan.id} cannot be read as a request: ${without.refused.detail}`)
  return without.value
}

async function save(
  deps: Deps,
  tx: AthleteTransaction,
  active: StoredPlan,
  made: Extract<DetailedPlan, { ok: true }>,
): Promise<Outcome<{ revision: number }>> {
  const saved = await savePlanChanges(tx, {
    planId: active.plan.id,
    baseRevision: active.revision,
    next: made.plan,
    changes: [made.change],
    author: 'planner',
    reason: made.reason,
    report: { ...made.report, digest: planDigest(made.plan, deps.sha256) },
    now: deps.now(),
  })
  return saved.ok ? done({ revision: saved.value.revision }) : stalePlan()
}
