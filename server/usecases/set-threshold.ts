import type { Threshold } from '@coach-wattz/core/athlete/thresholds'
import { saveThreshold } from '../repositories/threshold-repository.ts'
import type { Deps } from './deps.ts'
import { done, type Outcome } from './outcome.ts'
import { refreshLoads } from './refresh-loads.ts'
import { keepOutcomes } from './keep-outcomes.ts'

/** Sets a threshold by the athlete's own word; loads from that day on are computed again with it (design.md law 6). */
export async function setThreshold(
  deps: Deps,
  athleteId: string,
  word: Pick<Threshold, 'sport' | 'name' | 'value' | 'from'>,
): Promise<Outcome<{ done: true }>> {
  await deps.database.withAthlete(athleteId, async (tx) => {
    await saveThreshold(tx, { ...word, method: 'athlete', confidence: 'HIGH' })
    await refreshLoads(tx, { from: word.from })
  })
  await keepOutcomes(deps, athleteId)
  return done({ done: true })
}
