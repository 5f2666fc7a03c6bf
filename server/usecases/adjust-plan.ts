import { adjustPlan, type Adjustment } from '@coach-wattz/core/adaptation/adjust-plan'
import type { Wish } from '@coach-wattz/core/adaptation/wish'
import { wishReason } from '@coach-wattz/core/adaptation/wish-reason'
import { planDigest } from '@coach-wattz/core/guardrails/certificate'
import type { GuardReport } from '@coach-wattz/core/guardrails/guard-report'
import type { Reason } from '@coach-wattz/core/plan/plan'
import { longDate } from '@coach-wattz/core/time/date-words'
import type { AdjustReply, AdjustRequest, AdjustWish } from '../../shared/contracts/training-plan.ts'
import type { AthleteTransaction } from '../database/database.ts'
import { loadAthlete } from '../repositories/athlete-repository.ts'
import { holdActivePlan, loadActivePlan, savePlanChanges, type StoredPlan } from '../repositories/plan-repository.ts'
import { adjustedSessionOf, adjustReply } from './adjust-reply.ts'
import { keepMinutes, withSettings } from './dated-minutes.ts'
import type { Deps } from './deps.ts'
import { loadDoneSessions } from './done-sessions.ts'
import { localToday } from './local-today.ts'
import { adjustAnswers, isNewAnswer, type NewAnswer } from './new-answers.ts'
import { done, refuse, type Outcome } from './outcome.ts'
import { noSuchPlan, stalePlan } from './plan-refusals.ts'
import { reviewFactsOf } from './review-facts-of.ts'
import { flagOfWish, keepToldFlag, type ToldFlag } from './told-flag.ts'

/**
 * Fits the plan in force to what came up (core adaptation/adjust-plan.ts): seen with `preview`, else saved as one revision with
 * its inverse, the flag or the dated minutes it tells of along with it. Where nothing has to change nothing is saved but
 * what was told.
 */
export async function adjustActivePlan(
  deps: Deps,
  athleteId: string,
  request: AdjustRequest,
): Promise<Outcome<AdjustReply>> {
  const asked = request.wish
  if (isNewAnswer(asked)) return adjustAnswers(deps, athleteId, asked, request)
  return deps.database.withAthlete(athleteId, async (tx) => {
    if (!request.preview) await holdActivePlan(tx)
    const athlete = await loadAthlete(tx)
    const today = localToday(deps.now(), athlete.timeZone)
    const active = await loadActivePlan(tx)
    if (!active) return noSuchPlan()
    const { plan, revision } = active
    if (request.baseRevision !== undefined && request.baseRevision !== revision) return stalePlan()
    const facts = await reviewFactsOf(tx, today, plan.goal)
    const told = await flagOfWish(tx, asked, today)
    const wish = wishOf(asked, told)
    const adjusted = adjustPlan(plan, wish, {
      today,
      facts: told ? { ...facts, flags: told.others } : facts,
      done: await loadDoneSessions(tx, today, athlete.timeZone),
    })
    if (!adjusted.ok) return notAdjusted(deps, tx, active, adjusted, request, told)
    const digest = planDigest(adjusted.plan, deps.sha256)
    const report: GuardReport = { ...adjusted.report, digest }
    const shown = { plan: adjusted.plan, report, digest, ...toldOf(adjusted) }
    if (request.preview) return done(await adjustReply(tx, { ...shown, revision, saved: false }))
    if (request.digest !== undefined && request.digest !== digest)
      return refuse(
        'preview-changed',
        'Something changed since you looked',
        'New activities, another day or another change ask for other sessions than the ones you saw. Look at them again.',
      )
    if (adjusted.changes.length === 0) {
      if (told) await keepToldFlag(tx, told)
      return done(await adjustReply(tx, { ...shown, revision, saved: false }))
    }
    const changes = withSettings(adjusted.changes, athlete.availability)
    const flag = told ? await keepToldFlag(tx, told) : null
    const saved = await savePlanChanges(tx, {
      planId: plan.id,
      baseRevision: revision,
      next: adjusted.plan,
      changes,
      author: 'athlete',
      reason: reasonOf(wish, adjusted, flag),
      report,
      now: deps.now(),
    })
    if (!saved.ok) throw new Error(`Plan ${plan.id} changed inside its own transaction.`)
    await keepMinutes(tx, athlete.availability, changes)
    return done(await adjustReply(tx, { ...shown, revision: saved.value.revision, saved: true }))
  })
}

/** With what an undo needs to take a flag back. */
function reasonOf(wish: Wish, { sessions }: Extract<Adjustment, { ok: true }>, flag: Reason['facts'] | null): Reason {
  const { code, facts } = wishReason(wish)
  return { code, facts: { ...facts, sessions: sessions.length, ...flag } }
}

function wishOf(wish: Exclude<AdjustWish, NewAnswer>, told: ToldFlag | null): Wish {
  if (wish.kind !== 'sick' && wish.kind !== 'hurt') return wish
  if (!told) throw new Error(`A wish of kind ${wish.kind} tells a flag.`)
  return { kind: wish.kind, flag: told.flag }
}

/** Nothing to change is an answer, with what was told kept; a limit in the way is a refusal. */
async function notAdjusted(
  deps: Deps,
  tx: AthleteTransaction,
  { plan, revision, report }: StoredPlan,
  { kind, why, violations }: Extract<Adjustment, { ok: false }>,
  { preview }: AdjustRequest,
  told: ToldFlag | null,
): Promise<Outcome<AdjustReply>> {
  if (kind === 'refused') return refuse('plan-blocked', 'No safe change found', why, { data: { violations } })
  if (!preview && told) await keepToldFlag(tx, told)
  const digest = planDigest(plan, deps.sha256)
  return done(await adjustReply(tx, { plan, report, digest, revision, saved: false, unchanged: why }))
}

/** What the core says of a wish, as the reply tells it. */
const toldOf = ({ sessions, weeks, loweredWeeks, races, open }: Extract<Adjustment, { ok: true }>) => ({
  changes: sessions.map(({ workoutId, before, after, reason }) => ({
    workoutId,
    before: before && adjustedSessionOf(before),
    after: after && adjustedSessionOf(after),
    reason,
  })),
  weekTotals: weeks,
  loweredWeeks,
  notices: [
    ...races.map(
      ({ title, date }) =>
        `${title} on ${longDate(date)} falls into this time. It stays in the plan; with what you have told us we advise against the start.`,
    ),
    ...new Set(open.map(({ text }) => text)),
  ],
})
