import { daysBetween } from '@coach-wattz/core/time/local-date'
import type { MatchedReply } from '../../shared/contracts/activities.ts'
import { loadActivity, type StoredActivity } from '../repositories/activity-repository.ts'
import { loadAthlete } from '../repositories/athlete-repository.ts'
import { saveWord } from '../repositories/feedback-repository.ts'
import { removeLink, saveLink, unlinkWorkout } from '../repositories/link-repository.ts'
import { holdActivePlan } from '../repositories/plan-repository.ts'
import type { AthleteTransaction } from '../database/database.ts'
import type { Deps } from './deps.ts'
import { keepOutcomes, keepStatuses } from './keep-outcomes.ts'
import { localToday } from './local-today.ts'
import { marksFor } from './marks-for.ts'
import { done, refuse, type Outcome } from './outcome.ts'
import { noSuchActivity, noSuchWorkout } from './plan-refusals.ts'
import { repairAndTell } from './repair-and-tell.ts'
import { loadPlanDone, type PlanDone } from './session-outcomes.ts'

/** An activity may be linked to sessions so many days before and after it. */
export const LINK_DAYS = 3

/** The athlete's word on an activity: a session of the plan, none (null), or `'pairing'` to take the word back (science.md S9.1). */
export async function matchActivity(
  deps: Deps,
  athleteId: string,
  activityId: string,
  word: { readonly workoutId: string | null } | 'pairing',
): Promise<Outcome<MatchedReply>> {
  const outcome = await deps.database.withAthlete(athleteId, async (tx): Promise<Outcome<MatchedReply>> => {
    await holdActivePlan(tx)
    const { timeZone } = await loadAthlete(tx)
    const today = localToday(deps.now(), timeZone)
    const activity = await loadActivity(tx, activityId)
    if (!activity) return noSuchActivity()
    const before = await loadPlanDone(tx, today, timeZone)
    if (word === 'pairing') await removeLink(tx, activityId)
    else if (word.workoutId === null) await saveLink(tx, activityId, null, deps.now())
    else {
      if (!before) return noSuchWorkout()
      const refused = refuseLink(before, activity, word.workoutId)
      if (refused) return refused
      await link(tx, before, activityId, word.workoutId, deps.now())
    }
    const after = await loadPlanDone(tx, today, timeZone)
    if (!before || !after) return done({ marks: [], repaired: null })
    await keepStatuses(deps, tx, after)
    const touched = [sessionOf(before, activityId), sessionOf(after, activityId)]
    const repaired = await repairAndTell(deps, tx, after.plan.id, { today, cause: 'feedback' })
    return done({ marks: await marksFor(deps, tx, after, touched), repaired })
  })
  // its samples are read once, now, so that no page has to
  if (outcome.ok) await keepOutcomes(deps, athleteId)
  return outcome
}

function refuseLink({ frames, plan }: PlanDone, { date }: StoredActivity, workoutId: string) {
  const session = frames.find(({ id }) => id === workoutId)
  if (!session) return noSuchWorkout()
  if (date < plan.createdOn)
    return refuse(
      'before-plan',
      'Done before the plan was made',
      'The plan was made later, with this activity known. Link activities from that day on.',
    )
  return Math.abs(daysBetween(date, session.date)) > LINK_DAYS
    ? refuse(
        'too-far',
        'Too many days apart',
        `An activity can be linked to sessions up to ${LINK_DAYS} days before or after it. Move the session nearer first, or leave the activity apart.`,
      )
    : null
}

/** The recordings of one session stay together; what else was that session, or said of it, gives way. */
async function link(
  tx: AthleteTransaction,
  { plan, matching }: PlanDone,
  activityId: string,
  workoutId: string,
  now: Date,
): Promise<void> {
  const session = { planId: plan.id, workoutId }
  await unlinkWorkout(tx, plan.id, workoutId)
  await saveWord(tx, session, { told: null, rpe: null, feel: null, reason: null }, now)
  const parts = [...matching.matches.map((match) => match.done), ...matching.unplanned].find(({ activityIds }) =>
    activityIds.includes(activityId),
  )
  for (const id of parts?.activityIds ?? [activityId]) await saveLink(tx, id, session, now)
}

const sessionOf = ({ matching }: PlanDone, activityId: string): string | undefined =>
  matching.matches.find(({ done: { activityIds } }) => activityIds.includes(activityId))?.workoutId
