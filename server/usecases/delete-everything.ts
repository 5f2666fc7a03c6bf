import { findAthleteId } from '../repositories/athlete-repository.ts'
import type { Deps } from './deps.ts'
import { done, type Outcome } from './outcome.ts'

/**
 * Removes an account for good: its own athlete and the sample one with their plans, activities and original files, its
 * sessions and itself. The installation is as before its first visit. Files go first: should the process die between, the
 * account is still there to ask again.
 */
export async function deleteEverything(deps: Deps, userId: string): Promise<Outcome<{ done: true }>> {
  const athletes = await deps.database.asSystem('delete-everything', async (tx) => [
    await findAthleteId(tx, userId, 'OWN'),
    await findAthleteId(tx, userId, 'SAMPLE'),
  ])
  for (const athleteId of athletes) if (athleteId !== null) await deps.originalFiles.removeAll(athleteId)
  await deps.accounts.deleteAccount(userId)
  return done({ done: true })
}
