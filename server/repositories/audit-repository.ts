import type { LocalDate } from '@coach-wattz/core/time/local-date'
import type { AthleteTransaction, SystemTransaction } from '../database/database.ts'

export interface PlanToAudit {
  readonly athleteId: string
  readonly planId: string
}

/** The zones athletes live in. */
export async function listTimeZones(tx: SystemTransaction): Promise<string[]> {
  const rows = await tx.client.$queryRaw<{ timeZone: string }[]>`
    SELECT DISTINCT a."timeZone" FROM "Athlete" a`
  return rows.map(({ timeZone }) => timeZone)
}

/**
 * Plans in force whose athlete's night is over and that were not looked at after it. Where a day deviates from the plan they
 * are answered; the others are stamped as looked at, in the same one statement over all athletes. A plan of which this
 * night's look has failed is left to the queue, which tries again by itself.
 *
 * `nights` names for each zone the latest night that is over. What was written shortly before the last look counts as new
 * once more: it may have been saved by a transaction that the look did not see.
 */
export async function takePlansToAudit(
  tx: SystemTransaction,
  input: {
    readonly nights: readonly { readonly timeZone: string; readonly night: LocalDate }[]
    readonly job: string
  },
): Promise<(PlanToAudit & { readonly night: LocalDate })[]> {
  const rows = await tx.client.$queryRaw<(PlanToAudit & { night: string })[]>`
    WITH "zone" AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(input.nights)}::jsonb) AS z("timeZone" text, "night" date)
    ), "due" AS (
      SELECT p."athleteId", p."id", z."night",
        COALESCE(p."auditedAt", p."createdAt") - interval '10 minutes' AS "since",
        COALESCE(p."auditedNight", p."createdAt"::date) AS "sinceDay",
        p."startDate", p."targetDate",
        z."night" - (EXTRACT(ISODOW FROM z."night")::int - 1) AS "monday"
      FROM "TrainingPlan" p
      JOIN "Athlete" a ON a."id" = p."athleteId"
      JOIN "zone" z ON z."timeZone" = a."timeZone"
      WHERE p."status" = 'ACTIVE' AND (p."auditedNight" IS NULL OR p."auditedNight" < z."night")
        AND NOT EXISTS (
          SELECT 1 FROM "JobOutcome" o
          WHERE o."athleteId" = p."athleteId" AND o."job" = ${input.job} AND o."key" = p."id" || ':' || z."night"::text)
    ), "judged" AS (
      SELECT d.*,
        (d."monday" > d."sinceDay" AND d."startDate" < d."monday" AND d."targetDate" >= d."monday" - 7)
        OR EXISTS (
          SELECT 1 FROM "PlannedWorkout" w
          WHERE w."athleteId" = d."athleteId" AND w."planId" = d."id" AND w."date" >= d."sinceDay" AND w."date" < d."night"
            AND w."completionStatus" <> 'COMPLETED')
        OR EXISTS (SELECT 1 FROM "Activity" x WHERE x."athleteId" = d."athleteId" AND x."updatedAt" > d."since")
        OR EXISTS (SELECT 1 FROM "SessionFeedback" s WHERE s."athleteId" = d."athleteId" AND s."updatedAt" > d."since")
        OR EXISTS (SELECT 1 FROM "ActivityLink" l WHERE l."athleteId" = d."athleteId" AND l."createdAt" > d."since")
        OR EXISTS (SELECT 1 FROM "WellnessEntry" e WHERE e."athleteId" = d."athleteId" AND e."updatedAt" > d."since")
        OR EXISTS (
          SELECT 1 FROM "Flag" f
          WHERE f."athleteId" = d."athleteId" AND (f."updatedAt" > d."since" OR f."endDate" IS NULL OR f."endDate" >= d."sinceDay"))
          AS "deviates"
      FROM "due" d
    ), "stamped" AS (
      UPDATE "TrainingPlan" p SET "auditedNight" = j."night", "auditedAt" = now()
      FROM "judged" j WHERE NOT j."deviates" AND p."athleteId" = j."athleteId" AND p."id" = j."id"
    )
    SELECT j."athleteId", j."id" AS "planId", j."night"::text AS "night" FROM "judged" j
    WHERE j."deviates" ORDER BY j."athleteId", j."id"`
  return rows
}

/**
 * Takes a night of a plan for the transaction that repairs it: of two workers the second waits here, and finds it taken when
 * the first has saved. False when the plan is not in force any more or this night was looked at.
 */
export async function takeNight(
  { athleteId, client }: AthleteTransaction,
  planId: string,
  night: LocalDate,
): Promise<boolean> {
  const count = await client.$executeRaw`
    UPDATE "TrainingPlan" SET "auditedNight" = ${night}::date, "auditedAt" = now()
    WHERE "athleteId" = ${athleteId} AND "id" = ${planId} AND "status" = 'ACTIVE'
      AND ("auditedNight" IS NULL OR "auditedNight" < ${night}::date)`
  return count > 0
}
