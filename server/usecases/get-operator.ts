import type { OperatorReply } from '../../shared/contracts/operator.ts'
import {
  countOutcomes,
  findFailure,
  listFailures,
  listLastImports,
  loadInstallation,
} from '../repositories/operator-repository.ts'
import { AUDIT_JOB } from './audit-plan.ts'
import type { Deps } from './deps.ts'
import { DETAIL_JOB } from './detail-plan.ts'
import type { JobQueue } from './job-queue.ts'
import { done, refuse, type Outcome } from './outcome.ts'

const WEEK_MS = 7 * 86_400_000
const FAILURES_SHOWN = 50
const IMPORTS_SHOWN = 10

/** What an operator screen may touch beside the world of every use case. */
export interface Installation extends Deps {
  readonly version: string
  jobs(): Promise<JobQueue | null>
}

/** What runs by itself and how it went in the last week. Owner only; nothing in it says whose work it was. */
export async function getOperator(installation: Installation, userId: string | null): Promise<Outcome<OperatorReply>> {
  const { database, accounts, now, version, mailer } = installation
  if (userId !== null && !(await accounts.isOwner(userId))) return ownerOnly()
  const since = new Date(now().getTime() - WEEK_MS)
  const queue = await queueOf(installation)
  return database.asSystem('operator', async (tx) => {
    const { lastLookAt, ...size } = await loadInstallation(tx)
    return done({
      version,
      node: process.versions.node,
      database: { kind: database.kind, location: database.location },
      ...size,
      queue,
      lastLookAt: lastLookAt?.toISOString() ?? null,
      outcomes: (await countOutcomes(tx, since)).map(({ lastAt, ...row }) => ({
        ...row,
        lastAt: lastAt.toISOString(),
      })),
      failures: (await listFailures(tx, since, FAILURES_SHOWN)).map(({ job, key, detail, failedAt }) => ({
        job,
        key,
        detail,
        failedAt: failedAt.toISOString(),
      })),
      imports: (await listLastImports(tx, IMPORTS_SHOWN)).map(({ startedAt, ...row }) => ({
        ...row,
        startedAt: startedAt.toISOString(),
      })),
      mail: mailer !== undefined,
    })
  })
}

/** How the payload of a job calls the day at the end of its key. */
const DAY_OF: Readonly<Record<string, string>> = { [AUDIT_JOB]: 'night', [DETAIL_JOB]: 'day' }

/** Puts failed work into the queue once more; the same key makes a second click harmless. Owner only. */
export async function retryJob(
  installation: Installation,
  userId: string | null,
  { job, key }: { readonly job: string; readonly key: string },
): Promise<Outcome<{ done: true }>> {
  const { database, accounts } = installation
  if (userId !== null && !(await accounts.isOwner(userId))) return ownerOnly()
  const failure = await database.asSystem('operator', (tx) => findFailure(tx, job, key))
  const day = DAY_OF[job]
  const [, planId, date] = /^(.+):(\d{4}-\d{2}-\d{2})$/.exec(key) ?? []
  const queue = await queueReady(installation)
  if (!failure || day === undefined || planId === undefined || date === undefined || !queue)
    return refuse(
      'not-found',
      'Nothing to try again',
      'It has been done since, or the queue is not there. Reload the page.',
    )
  await queue.enqueue(job, [{ athleteId: failure.athleteId, planId, [day]: date }])
  return done({ done: true })
}

const ownerOnly = () =>
  refuse('owner-only', 'For the owner only', 'This page is about the whole installation. Ask whoever runs it.')

async function queueOf(installation: Installation): Promise<OperatorReply['queue']> {
  const queue = await queueReady(installation)
  if (!queue) return { kind: null, depths: null }
  const depths = await queue.depths()
  return { kind: queue.kind, depths: depths && [...depths] }
}

/** A queue that did not start is told in the log; the screen shows that it is not there. */
async function queueReady({ jobs }: Installation): Promise<JobQueue | null> {
  try {
    return await jobs()
  } catch {
    return null
  }
}
