import { PgBoss } from 'pg-boss'
import type { Deps } from '../usecases/deps.ts'
import type { Enqueue, Job } from './job.ts'

/** The running queue. */
export interface JobEngine {
  readonly enqueue: Enqueue
  /** Waits for what runs and takes nothing more. */
  stop(): Promise<void>
}

export interface JobEngineSettings {
  readonly jobs: readonly Job[]
  /** A failed job, and what the queue itself complains of. */
  readonly onError: (cause: unknown) => void
  /** Seconds between two looks into a queue without work; a quiet server is asleep most of the time. */
  readonly pollingS?: number
}

/** The schema that keeps the queue, beside the app's own. */
const SCHEMA = 'pgboss'
const POLLING_S = 30
const STOP_WAITS_MS = 5_000
/** One of a key waits or runs at a time; a failed one is tried again after half a minute, one and two. */
const QUEUE = {
  policy: 'exclusive',
  retryLimit: 3,
  retryDelay: 30,
  retryBackoff: true,
  expireInSeconds: 600,
} as const

/**
 * Runs the registry on pg-boss in the same database (design.md §8): inside the server process with PGlite, in any number of
 * processes with PostgreSQL. Queues are made at start, schedules set, and every scheduled job runs once to catch up.
 */
export async function startJobs(
  deps: Deps,
  { jobs, onError, pollingS = POLLING_S }: JobEngineSettings,
): Promise<JobEngine> {
  const { database } = deps
  const byName = new Map(jobs.map((job) => [job.name, job]))
  if (byName.size < jobs.length) throw new Error('Two jobs have the same name.')
  const boss = new PgBoss({
    db: { executeSql: (text, values) => database.executeSql(text, values) },
    schema: SCHEMA,
    backend: database.kind === 'embedded' ? 'pglite' : 'postgres',
  })
  boss.on('error', onError)
  const enqueue: Enqueue = async (name, payload) => {
    const job = byName.get(name)
    if (!job) throw new Error(`No worker knows the job ${name}.`)
    const { data, key } = job.read(payload)
    await boss.send(name, data, { singletonKey: key })
  }
  await boss.start()
  for (const { name, read } of jobs) {
    await boss.createQueue(name, QUEUE)
    await boss.work(name, { pollingIntervalSeconds: pollingS }, async (batch) => {
      for (const { data } of batch) {
        try {
          await read(data).run(deps, enqueue)
        } catch (cause) {
          onError(cause)
          throw cause
        }
      }
    })
  }
  for (const { name, cron } of jobs) {
    if (cron === undefined) continue
    await boss.schedule(name, cron, {}, { tz: 'UTC' })
    await enqueue(name, {})
  }
  return { enqueue, stop: () => boss.stop({ graceful: true, timeout: STOP_WAITS_MS }) }
}
