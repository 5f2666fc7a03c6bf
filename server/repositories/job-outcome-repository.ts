import { z } from 'zod'
import { createId } from '../database/create-id.ts'
import type { AthleteTransaction } from '../database/database.ts'
import { jsonColumn, storableText, storableTextOrNull } from './columns.ts'

const factsSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))

/** What ran, for whom, how it ended (design.md law 7). `key` comes from the entity and day: a retry replaces its row. */
export interface JobOutcome {
  readonly job: string
  readonly key: string
  readonly result: string
  /** One sentence for the person, when there is something to say. */
  readonly detail: string | null
  readonly facts: z.infer<typeof factsSchema>
  readonly startedAt: string
  readonly finishedAt: string
}

export async function saveJobOutcome(tx: AthleteTransaction, outcome: JobOutcome): Promise<void> {
  const { job, key } = outcome
  const data = {
    result: storableText(outcome.result),
    detail: storableTextOrNull(outcome.detail),
    facts: jsonColumn(factsSchema.parse(outcome.facts)),
    startedAt: new Date(outcome.startedAt),
    finishedAt: new Date(outcome.finishedAt),
  }
  await tx.client.jobOutcome.upsert({
    where: { athleteId_job_key: { athleteId: tx.athleteId, job, key } },
    create: { athleteId: tx.athleteId, id: createId(), job, key, ...data },
    update: data,
  })
}

/** The last outcomes, newest first. */
export async function listJobOutcomes(tx: AthleteTransaction, limit: number): Promise<JobOutcome[]> {
  const rows = await tx.client.jobOutcome.findMany({
    where: { athleteId: tx.athleteId },
    orderBy: [{ finishedAt: 'desc' }, { id: 'asc' }],
    take: limit,
  })
  return rows.map((row) => ({
    job: row.job,
    key: row.key,
    result: row.result,
    detail: row.detail,
    facts: factsSchema.parse(row.facts),
    startedAt: row.startedAt.toISOString(),
    finishedAt: row.finishedAt.toISOString(),
  }))
}
