import type { PlanReply } from '../../shared/contracts/plans.ts'
import { loadAthlete } from '../repositories/athlete-repository.ts'
import { loadPlan } from '../repositories/plan-repository.ts'
import type { Deps } from './deps.ts'
import { localToday } from './local-today.ts'
import { done, refuse, type Outcome } from './outcome.ts'

/** A plan in force or archived, as its last revision left it. */
export async function getPlan(deps: Deps, athleteId: string, id: string): Promise<Outcome<PlanReply>> {
  return deps.database.withAthlete(athleteId, async (tx) => {
    const stored = await loadPlan(tx, id)
    if (!stored) return refuse('not-found', 'No such plan', 'There is no such plan. Look at the list of your plans.')
    const { timeZone } = await loadAthlete(tx)
    return done({ plan: stored.plan, report: stored.report, today: localToday(deps.now(), timeZone) })
  })
}
