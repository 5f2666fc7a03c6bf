import type { Flag } from '@coach-wattz/core/athlete/flag'
import { saveFlag } from '../repositories/athlete-repository.ts'
import type { Deps } from './deps.ts'
import { done, type Outcome } from './outcome.ts'

/** Stores an injury or illness; plans made while it is open hold nothing hard before its review (science.md G17, G19). */
export async function addFlag(
  deps: Deps,
  athleteId: string,
  told: { kind: Flag['kind']; part?: string | undefined; startDate: string; reviewDate: string },
): Promise<Outcome<{ id: string }>> {
  const { part, ...flag } = told
  const id = await deps.database.withAthlete(athleteId, (tx) =>
    saveFlag(tx, part === undefined ? flag : { ...flag, part }),
  )
  return done({ id })
}
