import { archivePlan as archiveStoredPlan } from '../repositories/plan-repository.ts'
import type { Deps } from './deps.ts'
import { done, refuse, type Outcome } from './outcome.ts'

/** Takes the plan off the calendar; its sessions and history stay stored. */
export async function archivePlan(deps: Deps, athleteId: string, planId: string): Promise<Outcome<{ done: true }>> {
  const archived = await deps.database.withAthlete(athleteId, (tx) => archiveStoredPlan(tx, planId))
  return archived
    ? done({ done: true })
    : refuse('not-found', 'No such plan', 'This plan is not in force. Reload the page to see the present one.')
}
