import { daysBetween } from '@coach-wattz/core/time/local-date'
import type { TellSessionsReply, ToldSession } from '../../shared/contracts/sessions.ts'
import type { AthleteTransaction } from '../database/database.ts'
import { loadActivity } from '../repositories/activity-repository.ts'
import { loadAthlete } from '../repositories/athlete-repository.ts'
import { saveWord } from '../repositories/feedback-repository.ts'
import { unlinkWorkout } from '../repositories/link-repository.ts'
import { holdActivePlan } from '../repositories/plan-repository.ts'
import type { Deps } from './deps.ts'
import { keepStatuses } from './keep-outcomes.ts'
import { localToday } from './local-today.ts'
import { marksFor } from './marks-for.ts'
import { done, refuse, type Outcome } from './outcome.ts'
import { noSuchActivity, noSuchWorkout } from './plan-refusals.ts'
import { repairAndTell } from './repair-and-tell.ts'
import { loadPlanDone, type PlanDone } from './session-outcomes.ts'

const SILENT = { told: null, rpe: null, feel: null, reason: null } as const

/**
 * Keeps what the athlete says of their sessions. A word on a recorded session is kept with its recording and follows it;
 * "not done" stays with the planned session and keeps recordings away from it (science.md S8.1, S9.1). What follows for the
 * plan is decided in the same step. All or nothing.
 */
export async function tellSessions(
  deps: Deps,
  athleteId: string,
  told: readonly ToldSession[],
): Promise<Outcome<TellSessionsReply>> {
  return deps.database.withAthlete(athleteId, async (tx) => {
    await holdActivePlan(tx)
    const { timeZone } = await loadAthlete(tx)
    const today = localToday(deps.now(), timeZone)
    const before = await loadPlanDone(tx, today, timeZone)
    for (const word of told) {
      const refused = await refuseWord(tx, before, word)
      if (refused) return refused
    }
    if (before) await forgetNotDone(tx, before, told, deps.now())
    // without the old word a recording may be found for a session again
    const found = await loadPlanDone(tx, today, timeZone)
    for (const word of told) await keepWord(tx, found, word, deps.now())
    const after = await loadPlanDone(tx, today, timeZone)
    if (!after) return done({ marks: [], repaired: null })
    await keepStatuses(deps, tx, after)
    const ids = told.map(({ workoutId, activityId }) => workoutId ?? matchedWith(after, activityId))
    const repaired = await repairAndTell(deps, tx, after.plan.id, { today, cause: 'feedback' })
    return done({ marks: await marksFor(deps, tx, after, ids), repaired })
  })
}

/** Null when the session or activity is the athlete's and something can be said of it. */
async function refuseWord(tx: AthleteTransaction, before: PlanDone | null, { workoutId, activityId }: ToldSession) {
  if (activityId !== undefined) return (await loadActivity(tx, activityId)) ? null : noSuchActivity()
  const session = before?.frames.find(({ id }) => id === workoutId)
  if (!before || !session) return noSuchWorkout()
  const isDone = before.matching.matches.some((match) => match.workoutId === workoutId)
  const isToldAgain = before.earlier.has(session.id)
  return daysBetween(before.today, session.date) > 0 && !isDone && !isToldAgain
    ? refuse(
        'not-yet',
        'This session is still to come',
        'How a session went can be told from its day on. To change it, move it in the calendar.',
      )
    : null
}

/** Takes back "not done" of the sessions something else is said of now. */
async function forgetNotDone(
  tx: AthleteTransaction,
  { plan, words }: PlanDone,
  told: readonly ToldSession[],
  now: Date,
): Promise<void> {
  for (const { workoutId } of told)
    if (workoutId !== undefined && words.ofWorkouts.get(workoutId)?.told === 'NOT_DONE')
      await saveWord(tx, { planId: plan.id, workoutId }, SILENT, now)
}

async function keepWord(
  tx: AthleteTransaction,
  found: PlanDone | null,
  { workoutId, activityId, ...word }: ToldSession,
  now: Date,
): Promise<void> {
  if (activityId !== undefined) return saveWord(tx, { activityId }, word, now)
  if (!found || workoutId === undefined) return
  const ofWorkout = { planId: found.plan.id, workoutId }
  const match = found.matching.matches.find((candidate) => candidate.workoutId === workoutId)
  if (word.told === 'NOT_DONE') {
    await unlinkWorkout(tx, found.plan.id, workoutId)
    return saveWord(tx, ofWorkout, { ...word, rpe: null, feel: null }, now)
  }
  if (!match) return saveWord(tx, ofWorkout, word, now)
  await saveWord(tx, ofWorkout, SILENT, now)
  // one word for a session of several recordings: the first's
  const [first, ...others] = match.done.activityIds
  for (const other of others) await saveWord(tx, { activityId: other }, SILENT, now)
  return saveWord(tx, { activityId: first }, { ...word, told: null }, now)
}

const matchedWith = ({ matching }: PlanDone, activityId: string | undefined): string | undefined =>
  matching.matches.find(({ done: { activityIds } }) => activityIds.some((id) => id === activityId))?.workoutId
