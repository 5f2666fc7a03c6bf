import { loweredBy } from '@coach-wattz/core/adaptation/given-back'
import { repairPlan, type Repair } from '@coach-wattz/core/adaptation/repair-plan'
import type { Decision } from '@coach-wattz/core/adaptation/repair-step'
import { TAKEN_BACK } from '@coach-wattz/core/adaptation/take-back'
import type { JudgedSession } from '@coach-wattz/core/adaptation/judged-session'
import { REVIEW_ROW } from '@coach-wattz/core/adaptation/weekly-review'
import { planDigest } from '@coach-wattz/core/guardrails/certificate'
import { HEALTH_REASON, REPAIR_REASON } from '@coach-wattz/core/guardrails/review-undo'
import { NOTHING_TOLD } from '@coach-wattz/core/matching/feedback'
import { workoutsOf, type Reason } from '@coach-wattz/core/plan/plan'
import { addDays, type LocalDate } from '@coach-wattz/core/time/local-date'
import type { AthleteTransaction } from '../database/database.ts'
import { loadAthlete } from '../repositories/athlete-repository.ts'
import {
  loadDecisions,
  saveDecisions,
  supersedeDecisions,
  type StoredDecision,
} from '../repositories/decision-repository.ts'
import { saveWord } from '../repositories/feedback-repository.ts'
import { holdActivePlan, loadActivePlan, savePlanChanges, type StoredPlan } from '../repositories/plan-repository.ts'
import type { Deps } from './deps.ts'
import { JUDGED_DAYS, judgeSessions } from './judged-sessions.ts'
import { noticeOfRepair } from './notice-of-repair.ts'
import { readinessOf } from './readiness-of.ts'
import { reviewFactsOf } from './review-facts-of.ts'

/** What made us look at the plan. */
export type RepairCause = 'night' | 'import' | 'feedback' | 'check-in' | 'asked'

export interface PlanRepair {
  /** `not-possible`: something should change, and no change that keeps the limits was found. */
  readonly result: 'repaired' | 'nothing-to-do' | 'not-possible' | 'no-plan'
  /** The revision that holds the changes; null where nothing changed. */
  readonly revision: number | null
  readonly decisions: readonly Decision[]
}

/** Decisions may be older than the sessions they are about, never younger than this. */
const DECISIONS_BACK_DAYS = JUDGED_DAYS + 7

/**
 * Looks at the plan in force with everything known of its sessions, and saves what life asks for as one revision by the
 * rules (design.md §5 Adapt). Each decision is kept: the same is never acted on twice, one the athlete undid is not made
 * again, and one that rested on a mistake is taken back. Called in the transaction of whatever made us look.
 */
export async function repairActivePlan(
  deps: Pick<Deps, 'sha256' | 'now'>,
  tx: AthleteTransaction,
  { today, cause }: { readonly today: LocalDate; readonly cause: RepairCause },
): Promise<PlanRepair> {
  await holdActivePlan(tx)
  const active = await loadActivePlan(tx)
  if (!active) return { result: 'no-plan', revision: null, decisions: [] }
  const { plan } = active
  const { timeZone } = await loadAthlete(tx)
  const known = await loadDecisions(tx, plan.id, addDays(today, -DECISIONS_BACK_DAYS))
  const judged = await judgeSessions(deps, tx, plan, { today, timeZone }, known)
  const repair = repairPlan(plan, {
    today,
    facts: await reviewFactsOf(tx, today, plan.goal),
    ...judged,
    readiness: await readinessOf(tx, today),
    reviewed: lastReview(known),
    decided: known,
    declined: known.filter(({ isUndone }) => isUndone),
    lowered: loweredBy(known.filter(({ isUndone }) => !isUndone)),
  })
  if (repair.decisions.length === 0) return { result: 'nothing-to-do', revision: null, decisions: [] }
  const revision = repair.changes.length === 0 ? null : await save(deps, tx, active, repair, cause)
  await keepDecisions(deps, tx, repair, { known, revision, today, sessions: judged.sessions })
  await noticeOfRepair(tx, { planId: plan.id, revision, decisions: repair.decisions, cause, now: deps.now() })
  const result = revision !== null ? 'repaired' : repair.refused.length > 0 ? 'not-possible' : 'nothing-to-do'
  return { result, revision, decisions: repair.decisions }
}

/** Monday of the last week that a weekly review looked at. */
const lastReview = (known: readonly StoredDecision[]): LocalDate | null =>
  known
    .flatMap(({ row, kind }) => (row === REVIEW_ROW ? [kind] : []))
    .toSorted()
    .at(-1) ?? null

async function save(
  deps: Pick<Deps, 'sha256' | 'now'>,
  tx: AthleteTransaction,
  { plan, revision }: StoredPlan,
  repair: Repair,
  cause: RepairCause,
): Promise<number> {
  const saved = await savePlanChanges(tx, {
    planId: plan.id,
    baseRevision: revision,
    next: repair.plan,
    changes: repair.changes,
    author: 'rule',
    reason: reasonOf(repair, cause),
    report: { ...repair.report, digest: planDigest(repair.plan, deps.sha256) },
    now: deps.now(),
  })
  if (!saved.ok) throw new Error(`Plan ${plan.id} was changed while it was held.`)
  return saved.value.revision
}

/** Why, in figures; what health asked for names its rules, so that undoing it stays a word of the athlete's (review-undo.ts). */
function reasonOf({ decisions }: Repair, cause: RepairCause): Reason {
  const made = decisions.filter(({ changes }) => changes.length > 0)
  const health = made.find(({ reason }) => reason.code === HEALTH_REASON)
  return {
    code: REPAIR_REASON,
    facts: {
      cause,
      decisions: made.length,
      ...(health ? { rules: health.reason.facts.rules ?? null } : {}),
    },
  }
}

interface Kept {
  readonly known: readonly StoredDecision[]
  readonly revision: number | null
  readonly today: LocalDate
  readonly sessions: readonly JudgedSession[]
}

async function keepDecisions(
  deps: Pick<Deps, 'now'>,
  tx: AthleteTransaction,
  { plan, decisions }: Repair,
  { known, revision, today, sessions }: Kept,
): Promise<void> {
  const corrected = new Set(decisions.flatMap(({ row, workoutId }) => (row === TAKEN_BACK ? (workoutId ?? []) : [])))
  const replaced = known.filter(({ workoutId }) => workoutId !== null && corrected.has(workoutId))
  await supersedeDecisions(
    tx,
    replaced.map(({ id }) => id),
    deps.now(),
  )
  // one that was judged stood where it was judged; one that went back stands there now
  const days = new Map(sessions.map(({ session }) => [session.id, session.date]))
  for (const { id, date } of workoutsOf(plan)) if (corrected.has(id)) days.set(id, date)
  await saveDecisions(tx, {
    planId: plan.id,
    decisions: decisions.map((decision) => ({
      ...decision,
      sessionDate: decision.workoutId === null ? null : (days.get(decision.workoutId) ?? null),
    })),
    revision,
    day: today,
    now: deps.now(),
  })
  // "not done" was said before the recording came: it would keep the two apart
  for (const { session, doneOn } of sessions)
    if (doneOn !== null && corrected.has(session.id))
      await saveWord(tx, { planId: plan.id, workoutId: session.id }, NOTHING_TOLD, deps.now())
}
