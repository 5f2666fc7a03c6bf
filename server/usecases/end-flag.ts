import { loadAthlete } from '../repositories/athlete-repository.ts'
import { findOpenFlag, replaceFlag } from '../repositories/flag-repository.ts'
import type { Deps } from './deps.ts'
import { localToday } from './local-today.ts'
import { done, type Outcome } from './outcome.ts'
import { noSuchFlag } from './tell-flag.ts'

/** Ends a flag on the athlete's own today; who had to stop running begins again from there (science.md S8.7). */
export async function endFlagToday(deps: Deps, athleteId: string, id: string): Promise<Outcome<{ done: true }>> {
  return deps.database.withAthlete(athleteId, async (tx) => {
    const today = localToday(deps.now(), (await loadAthlete(tx)).timeZone)
    const flag = await findOpenFlag(tx, id, today)
    if (!flag) return noSuchFlag()
    const back = flag.noRunFrom === undefined ? {} : { runAgainFrom: flag.runAgainFrom ?? today }
    await replaceFlag(tx, id, { ...flag, ...back, endDate: today })
    return done({ done: true })
  })
}
