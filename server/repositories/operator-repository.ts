import type { SystemTransaction } from '../database/database.ts'

/** How often each job ended in each way since an instant, and when it last did. */
export interface OutcomeCount {
  readonly job: string
  readonly result: string
  readonly count: number
  readonly lastAt: Date
}

export async function countOutcomes({ client }: SystemTransaction, since: Date): Promise<OutcomeCount[]> {
  const rows = await client.jobOutcome.groupBy({
    by: ['job', 'result'],
    where: { finishedAt: { gte: since } },
    _count: { _all: true },
    _max: { finishedAt: true },
    orderBy: [{ job: 'asc' }, { result: 'asc' }],
  })
  return rows.map(({ job, result, _count, _max }) => ({
    job,
    result,
    count: _count._all,
    lastAt: _max.finishedAt ?? since,
  }))
}

/** A piece of work that failed, whoever it was for. */
export interface FailedWork {
  readonly athleteId: string
  readonly job: string
  readonly key: string
  readonly detail: string | null
  readonly failedAt: Date
}

/** What failed since an instant and was not done since, newest first. */
export async function listFailures({ client }: SystemTransaction, since: Date, limit: number): Promise<FailedWork[]> {
  const rows = await client.jobOutcome.findMany({
    where: { result: 'failed', finishedAt: { gte: since } },
    orderBy: [{ finishedAt: 'desc' }, { id: 'asc' }],
    take: limit,
    select: { athleteId: true, job: true, key: true, detail: true, finishedAt: true },
  })
  return rows.map(({ finishedAt, ...row }) => ({ ...row, failedAt: finishedAt }))
}

/** The failed piece of work of a job and key; null when it was done since. */
export const findFailure = (
  { client }: SystemTransaction,
  job: string,
  key: string,
): Promise<{ readonly athleteId: string } | null> =>
  client.jobOutcome.findFirst({ where: { job, key, result: 'failed' }, select: { athleteId: true } })

/** The size of the installation, and when its plans were last looked through. */
export async function loadInstallation({ client }: SystemTransaction): Promise<{
  readonly athletes: number
  readonly plans: number
  readonly lastLookAt: Date | null
}> {
  const looks = await client.trainingPlan.aggregate({ _max: { auditedAt: true } })
  return {
    athletes: await client.athlete.count({ where: { kind: 'OWN' } }),
    plans: await client.trainingPlan.count({ where: { status: 'ACTIVE' } }),
    lastLookAt: looks._max.auditedAt,
  }
}

/** The last imports of everyone, newest first; whose they were is nobody's business here. */
export const listLastImports = ({ client }: SystemTransaction, limit: number) =>
  client.importRun.findMany({
    orderBy: [{ startedAt: 'desc' }, { id: 'asc' }],
    take: limit,
    select: {
      status: true,
      received: true,
      imported: true,
      duplicates: true,
      refused: true,
      sentence: true,
      startedAt: true,
    },
  })
