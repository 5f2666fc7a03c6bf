import type { Screening } from '@coach-wattz/core/athlete/screening'
import { loadAthlete, saveAthlete } from '../repositories/athlete-repository.ts'
import type { Deps } from './deps.ts'
import { localToday } from './local-today.ts'
import { done, type Outcome } from './outcome.ts'

/** Keeps the answers with their day; the planner reads them for every plan made from now on (science.md G20). */
export async function answerScreening(
  deps: Deps,
  athleteId: string,
  answers: Screening,
): Promise<Outcome<{ done: true }>> {
  await deps.database.withAthlete(athleteId, async (tx) => {
    const { timeZone } = await loadAthlete(tx)
    const yes = [...new Set(answers.yes)]
    await saveAthlete(tx, { screening: { ...answers, yes, answeredOn: localToday(deps.now(), timeZone) } })
  })
  return done({ done: true })
}
