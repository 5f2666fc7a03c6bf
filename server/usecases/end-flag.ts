import { endFlag, loadAthlete } from '../repositories/athlete-repository.ts'
import type { Deps } from './deps.ts'
import { localToday } from './local-today.ts'
import { done, refuse, type Outcome } from './outcome.ts'

/** Ends a flag on the athlete's own today. */
export async function endFlagToday(deps: Deps, athleteId: string, id: string): Promise<Outcome<{ done: true }>> {
  return deps.database.withAthlete(athleteId, async (tx) => {
    const { timeZone } = await loadAthlete(tx)
    return (await endFlag(tx, id, localToday(deps.now(), timeZone)))
      ? done({ done: true })
      : refuse('not-found', 'No such entry', 'It has been ended already. Reload the page to see what is open.')
  })
}
