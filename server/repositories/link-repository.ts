import type { ManualLink } from '@coach-wattz/core/matching/matchable'
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
