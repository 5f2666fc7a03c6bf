import type { LocalDate } from '@coach-wattz/core/time/local-date'
import type { SystemTransaction } from '../database/database.ts'

export interface DuePlan {
  readonly athleteId: string
  readonly planId: string
}

/**
 * Plans in force that have a week in outline, not over, in a block that begins by a day, without an outcome of `job` today:
 * one statement over all athletes, by athlete and plan.
 */
export async function listDuePlans(
  tx: SystemTransaction,
  { today, beginsBy, job }: { readonly today: LocalDate; readonly beginsBy: LocalDate; readonly job: string },
): Promise<DuePlan[]> {
  return tx.client.$queryRaw<DuePlan[]>`
    SELECT p."athleteId", p."id" AS "planId"
    FROM "TrainingPlan" p
    WHERE p."status" = 'ACTIVE'
      AND EXISTS (
        SELECT 1 FROM "TrainingBlock" b
        JOIN "TrainingWeek" w ON w."athleteId" = b."athleteId" AND w."planId" = b."planId" AND w."blockId" = b."id"
        WHERE b."athleteId" = p."athleteId" AND b."planId" = p."id" AND b."startDate" <= ${beginsBy}::date
          AND w."detail" = 'OUTLINE' AND w."startDate" >= ${today}::date - 6)
      AND NOT EXISTS (
        SELECT 1 FROM "JobOutcome" o
        WHERE o."athleteId" = p."athleteId" AND o."job" = ${job} AND o."key" = p."id" || ':' || ${today}::text)
    ORDER BY p."athleteId", p."id"`
}
