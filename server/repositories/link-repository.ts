import type { ManualLink } from '@coach-wattz/core/matching/matchable'
import { createId } from '../database/create-id.ts'
import type { AthleteTransaction } from '../database/database.ts'

/** The athlete's word on what activities are, for the sessions of one plan. */
export async function loadLinks({ athleteId, client }: AthleteTransaction, planId: string): Promise<ManualLink[]> {
  const rows = await client.activityLink.findMany({
    where: { athleteId, OR: [{ planId }, { planId: null }] },
    orderBy: { activityId: 'asc' },
  })
  return rows.map(({ activityId, workoutId }) =>
    workoutId === null ? { kind: 'none', activityId } : { kind: 'is', activityId, workoutId },
  )
}

/** Forgets which activities the athlete called this session. */
export async function unlinkWorkout(
  { athleteId, client }: AthleteTransaction,
  planId: string,
  workoutId: string,
): Promise<void> {
  await client.activityLink.deleteMany({ where: { athleteId, planId, workoutId } })
}

/** Keeps what the athlete calls an activity: a session of a plan, or none (null); in place of what they said before. */
export async function saveLink(
  { athleteId, client }: AthleteTransaction,
  activityId: string,
  session: { readonly planId: string; readonly workoutId: string } | null,
  now: Date,
): Promise<void> {
  await client.activityLink.deleteMany({ where: { athleteId, activityId } })
  await client.activityLink.create({ data: { athleteId, id: createId(), activityId, ...session, createdAt: now } })
}

/** Takes the athlete's word on an activity back: pairing decides again. */
export async function removeLink({ athleteId, client }: AthleteTransaction, activityId: string): Promise<void> {
  await client.activityLink.deleteMany({ where: { athleteId, activityId } })
}
