import type { Flag } from '@coach-wattz/core/athlete/flag'
import type { FlagState } from '../../shared/contracts/flags.ts'
import { loadAthlete } from '../repositories/athlete-repository.ts'
import { saveFlag } from '../repositories/flag-repository.ts'
import type { Deps } from './deps.ts'
import { localToday } from './local-today.ts'
import { done, type Outcome } from './outcome.ts'
import { withState } from './tell-flag.ts'

/**
 * Stores an injury or illness. Plans made while it is open follow it (science.md G17, G19); what it asks of the plan in
 * force is shown on its own and changed on the athlete's word only.
 */
export async function addFlag(
  deps: Deps,
  athleteId: string,
  told: FlagState & {
    kind: Flag['kind']
    part?: string | undefined
    startDate: string
    reviewDate?: string | undefined
  },
): Promise<Outcome<{ id: string }>> {
  const id = await deps.database.withAthlete(athleteId, async (tx) => {
    const today = localToday(deps.now(), (await loadAthlete(tx)).timeZone)
    const { kind, part, startDate, reviewDate } = told
    const flag = withState({ kind, ...(part === undefined ? {} : { part }), startDate }, told, today)
    return saveFlag(tx, reviewDate === undefined ? flag : { ...flag, reviewDate })
  })
  return done({ id })
}
