import { archivePlan as archiveStoredPlan } from '../repositories/plan-repository.ts'
import type { Deps } from './deps.ts'
import { done, type Outcome } from './outcome.ts'
import { noSuchPlan } from './plan-refusals.ts'

/** Takes the plan off the calendar; its sessions and history stay stored. */
export async function archivePlan(deps: Deps, athleteId: string, planId: string): Promise<Outcome<{ done: true }>> {
  const archived = await deps.database.withAthlete(athleteId, (tx) => archiveStoredPlan(tx, planId))
  return archived ? done({ done: true }) : noSuchPlan()
}
