import { undoOld, type Undone } from '@coach-wattz/core/adaptation/undo-old'
import { planDigest } from '@coach-wattz/core/guardrails/certificate'
import { reviewChange } from '@coach-wattz/core/guardrails/review-change'
import { brokenByUndo } from '@coach-wattz/core/guardrails/review-undo'
import type { Plan } from '@coach-wattz/core/plan/plan'
import { addDays, type LocalDate } from '@coach-wattz/core/time/local-date'
import { mondayOf } from '@coach-wattz/core/time/week'
import type { AthleteTransaction } from '../database/database.ts'
import { loadAthlete } from '../repositories/athlete-repository.ts'
import { markNoticeSeenOf } from '../repositories/notice-repository.ts'
import { listRevisions, loadActivePlan, savePlanChanges, type StoredRevision } from '../repositories/plan-repository.ts'
import type { Deps } from './deps.ts'
import { localToday } from './local-today.ts'
import { keepMinutes } from './dated-minutes.ts'
import { done, refuse, type Outcome } from './outcome.ts'
import { noSuchPlan, noSuchRevision, stalePlan, refuseMove } from './plan-refusals.ts'
import { reviewFactsOf } from './review-facts-of.ts'
import { heldSentence, revisionSentences } from './revision-rows.ts'
import { takeBackFlag } from './told-flag.ts'

/**
 * Undoes one revision by a new one that holds its inverse; with the latest the plan is byte for byte what it was (design.md
 * law 3), with an older one all that happened since stays (adaptation/undo-old.ts). Refused where a later change stands on it, and
 * where it would bring a hard limit into the weeks to come (law 2): what was right then can be too much today.
 */
export async function undoRevision(
  deps: Deps,
  athleteId: string,
  planId: string,
  number: number,
): Promise<Outcome<{ revision: number }>> {
  const undoing = deps.database.withAthlete(athleteId, async (tx) => {
    const athlete = await loadAthlete(tx)
    const today = localToday(deps.now(), athlete.timeZone)
    const active = await loadActivePlan(tx)
    if (!active || active.plan.id !== planId) return noSuchPlan()
    const history = await listRevisions(tx, planId)
    const revision = history.find((each) => each.number === number)
    if (!revision) return noSuchRevision()
    const undone = undoOld(active.plan, history, number)
    if (!undone.ok)
      return refuse(
        'cannot-undo',
        undone.error.kind === 'later-change' ? 'A later change stands on this one' : 'This cannot be undone',
        heldSentence(undone.error, revisionSentences(history, active.plan)),
      )
    const { changes } = undone.value
    const refused = refuseMove(active.plan, changes, today, revision.author === 'rule')
    if (refused) return refused
    const tookBack = await takeBackFlag(tx, revision.reason)
    const outcome = await saveUndo(deps, tx, active, undone.value, revision, today)
    // what was told of a flag stays told where the plan stays
    if (!outcome.ok && tookBack) throw new RefusedAfterAll(outcome)
    if (outcome.ok) {
      await keepMinutes(tx, athlete.availability, changes)
      await markNoticeSeenOf(tx, { planId, revision: number, now: deps.now() })
    }
    return outcome
  })
  return undoing.catch((cause: unknown) => {
    if (cause instanceof RefusedAfterAll) return cause.outcome
    throw cause
  })
}

/** Leaves the transaction without any of it: the undo is refused after something was taken back. */
class RefusedAfterAll extends Error {
  override readonly name = 'RefusedAfterAll'
  readonly outcome: Extract<Outcome<never>, { ok: false }>
  constructor(outcome: Extract<Outcome<never>, { ok: false }>) {
    super(outcome.refused.title)
    this.outcome = outcome
  }
}

async function saveUndo(
  deps: Deps,
  tx: AthleteTransaction,
  active: { readonly plan: Plan; readonly revision: number },
  { changes, plan: next }: Undone,
  { number, reason: undoneReason }: Pick<StoredRevision, 'number' | 'reason'>,
  today: LocalDate,
): Promise<Outcome<{ revision: number }>> {
  const reviewed = reviewChange(active.plan, changes, await reviewFactsOf(tx, today, next.goal))
  if (!reviewed.ok) return refuse('cannot-undo', 'This cannot be undone', reviewed.error.text)
  // the latest one restores a whole plan that was allowed; an older one makes a plan that never was, also of this week
  const begun = number === active.revision ? today : addDays(mondayOf(today), -1)
  const broken = brokenByUndo(reviewed.value, undoneReason, begun)
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
    next,
    changes,
    author: 'athlete',
    reason: { code: 'undone-by-athlete', facts: { reverts: number } },
    report: { ...reviewed.value.after, digest: planDigest(next, deps.sha256) },
    now: deps.now(),
    revertsNumber: number,
  })
  return saved.ok ? done({ revision: saved.value.revision }) : stalePlan()
}
