import type { SessionMark } from '../../shared/contracts/home.ts'
import type { AthleteTransaction } from '../database/database.ts'
import { loadSessionsAround } from '../repositories/plan-weeks-repository.ts'
import type { Deps } from './deps.ts'
import { outcomesOf, type PlanDone } from './session-outcomes.ts'

/** What became of these sessions, in order of date; unknown ids are left out. */
export async function marksFor(
  deps: Pick<Deps, 'sha256'>,
  tx: AthleteTransaction,
  planDone: PlanDone,
  workoutIds: readonly (string | undefined)[],
): Promise<SessionMark[]> {
  const ids = new Set(workoutIds)
  const dates = planDone.frames.filter(({ id }) => ids.has(id)).map(({ date }) => date)
  const [from, to] = [dates[0], dates.at(-1)]
  if (from === undefined || to === undefined) return []
  const sessions = (await loadSessionsAround(tx, { from, to })).filter(({ id }) => ids.has(id))
  return [...(await outcomesOf(deps, tx, planDone, sessions)).values()].map(({ mark }) => mark)
}
