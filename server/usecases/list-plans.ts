import type { PlanHead } from '../../shared/contracts/plans.ts'
import { listPlans as loadPlans } from '../repositories/plan-repository.ts'
import type { Deps } from './deps.ts'
import { done, type Outcome } from './outcome.ts'

/** All plans of the athlete, newest first. */
export const listPlans = async (deps: Deps, athleteId: string): Promise<Outcome<{ plans: PlanHead[] }>> =>
  done({ plans: await deps.database.withAthlete(athleteId, loadPlans) })
