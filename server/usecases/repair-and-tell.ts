import type { LocalDate } from '@coach-wattz/core/time/local-date'
import type { PlanRepaired } from '../../shared/contracts/repairs.ts'
import type { AthleteTransaction } from '../database/database.ts'
import type { Deps } from './deps.ts'
import { repairActivePlan, type RepairCause } from './repair-plan.ts'

/** Repairs the plan in force and answers what changed, for the screen that asked; null where nothing did. */
export async function repairAndTell(
  deps: Pick<Deps, 'sha256' | 'now'>,
  tx: AthleteTransaction,
  planId: string,
  asked: { readonly today: LocalDate; readonly cause: RepairCause },
): Promise<PlanRepaired | null> {
  const { revision, decisions } = await repairActivePlan(deps, tx, asked)
  if (revision === null) return null
  const reasons = decisions.filter(({ changes }) => changes.length > 0).map(({ reason }) => reason)
  return { planId, revision, reasons }
}
