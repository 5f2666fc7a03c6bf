import { isSilent, type ToldFeedback } from '@coach-wattz/core/matching/feedback'
import { createId } from '../database/create-id.ts'
import type { AthleteTransaction } from '../database/database.ts'

/** What a word is about: a recording, or a planned session that nothing is recorded of. */
export type ToldAbout = { readonly activityId: string } | { readonly planId: string; readonly workoutId: string }

/** What was said of the sessions of a plan and of all activities, with the time it was said last. */
export interface SessionWords {
  readonly ofWorkouts: ReadonlyMap<string, StoredFeedback>
  readonly ofActivities: ReadonlyMap<string, StoredFeedback>
}
interface StoredFeedback extends ToldFeedback {
  readonly updatedAt: Date
}

export async function loadWords({ athleteId, client }: AthleteTransaction, planId: string): Promise<SessionWords> {
  const rows = await client.sessionFeedback.findMany({
    where: { athleteId, OR: [{ planId }, { activityId: { not: null } }] },
  })
  const ofWorkouts = new Map<string, StoredFeedback>()
  const ofActivities = new Map<string, StoredFeedback>()
  for (const { workoutId, activityId, told, rpe, feel, reason, updatedAt } of rows) {
    const word = { told, rpe, feel, reason, updatedAt }
    if (activityId !== null) ofActivities.set(activityId, word)
    else if (workoutId !== null) ofWorkouts.set(workoutId, word)
  }
  return { ofWorkouts, ofActivities }
}

/** Keeps the athlete's word in place of what they said of it before; saying nothing takes it back. */
export async function saveWord(
  { athleteId, client }: AthleteTransaction,
  about: ToldAbout,
  { told, rpe, feel, reason }: ToldFeedback,
  now: Date,
): Promise<void> {
  const data = { told, rpe, feel, reason, author: 'athlete' as const, updatedAt: now }
  const { count } = await client.sessionFeedback.updateMany({ where: { athleteId, ...about }, data })
  if (isSilent(data)) await client.sessionFeedback.deleteMany({ where: { athleteId, ...about } })
  else if (count === 0)
    await client.sessionFeedback.create({ data: { athleteId, id: createId(), ...about, ...data, createdAt: now } })
}
