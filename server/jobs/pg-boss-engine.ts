import { PgBoss, type Job as PgBossJob } from 'pg-boss'
import type { Enqueue } from '../usecases/job-queue.ts'
import type { EngineSettings, JobEngine } from './engine.ts'
import { handlersOf, jobsByName } from './registry.ts'

export interface PgBossSettings extends EngineSettings {
  /** Seconds between two looks into a queue without work; a quiet server is asleep most of the time. */
  readonly pollingS?: number
  /** Seconds without a sign of life after which a worker counts as dead and its jobs go to another; 10 at least. */
  readonly heartbeatS?: number
  /** Seconds until the second try of one that failed; later ones wait longer. */
  readonly retryS?: number
}

/** The schema that keeps the queue, beside the app's own. */
const SCHEMA = 'pgboss'
const POLLING_S = 30
/** Alone on the embedded database nobody can take over anyway; a restart does. */
const HEARTBEAT_S = { embedded: 60, postgresql: 15 }
const STOP_WAITS_MS = 5_000
/** Jobs a worker takes in one statement, and how many of them it has open at once: some wait for the database while one computes. */
const BATCH = { embedded: 4, postgresql: 32 }
const AT_ONCE = { embedded: 1, postgresql: 4 }
/** One statement puts so many in. */
const INSERTED_AT_ONCE = 1_000
const RETRY_S = 5
/** One of a key waits or runs at a time; a failed one is tried again five times, each after twice as long: minutes in all. */
const QUEUE = { retryLimit: 5, retryBackoff: true, expireInSeconds: 600 } as const

/**
 * Runs the registry on pg-boss in the same database (design.md §8): inside the server process with PGlite, in any number of
 * processes with PostgreSQL. Queues are made at start, schedules set, and every scheduled job runs once to catch up. A
 * process without handlers only enqueues.
 */
export async function startPgBoss({
  deps,
  jobs,
  handlers,
  onError,
  pollingS = POLLING_S,
  heartbeatS = HEARTBEAT_S[deps.database.kind],
  retryS = RETRY_S,
}: PgBossSettings): Promise<JobEngine> {
  const { database } = deps
  const byName = jobsByName(jobs)
  const works = handlers && handlersOf(jobs, handlers)
  const boss = new PgBoss({
    db: { executeSql: (text, values) => database.executeSql(text, values) },
    schema: SCHEMA,
    backend: database.kind === 'embedded' ? 'pglite' : 'postgres',
    supervise: works !== null,
    schedule: works !== null,
    // the monitor is what finds the jobs of a dead worker
    superviseIntervalSeconds: heartbeatS,
    monitorIntervalSeconds: heartbeatS,
  })
  boss.on('error', onError)
  const enqueue: Enqueue = async (name, payloads) => {
    const job = byName.get(name)
    if (!job) throw new Error(`No worker knows the job ${name}.`)
    const tickets = payloads.map((payload) => job.read(payload))
    for (let from = 0; from < tickets.length; from += INSERTED_AT_ONCE)
      await boss.insert(
        name,
        tickets.slice(from, from + INSERTED_AT_ONCE).map(({ data, key }) => ({ data, singletonKey: key })),
      )
  }
  await boss.start()
  for (const { name } of jobs) {
    const queue = { ...QUEUE, retryDelay: retryS, heartbeatSeconds: heartbeatS }
    await boss.createQueue(name, { policy: 'exclusive', ...queue })
    // a queue of an earlier version keeps its old settings otherwise
    await boss.updateQueue(name, queue)
  }
  if (works) {
    for (const [name, handler] of works)
      await boss.work(
        name,
        {
          perJobResults: true,
          pollingIntervalSeconds: pollingS,
          batchSize: BATCH[database.kind],
          burstWhenBatchFull: true,
        },
        (batch: PgBossJob[]) =>
          settleAll(batch, AT_ONCE[database.kind], async ({ data }) => {
            try {
              await handler.run(deps, data, enqueue)
            } catch (cause) {
              onError(cause)
              throw cause
            }
          }),
      )
    for (const { name, cron } of jobs) {
      if (cron === undefined) continue
      await boss.schedule(name, cron, {}, { tz: 'UTC' })
      await enqueue(name, [{}])
    }
  }
  return {
    kind: 'pg-boss',
    enqueue,
    depths: async () => {
      const stats = []
      for (const { name } of jobs) {
        const [now] = await boss.getQueueStats(name, { force: true })
        stats.push({
          job: name,
          waiting: now?.queuedCount ?? 0,
          running: now?.activeCount ?? 0,
          failed: now?.failedCount ?? 0,
        })
      }
      return stats
    },
    stop: () => boss.stop({ graceful: true, timeout: STOP_WAITS_MS }),
  }
}

interface Settled {
  readonly id: string
  readonly status: 'completed' | 'failed'
  readonly output?: { readonly message: string }
}

/** Runs a batch, some at once; one that fails does not take the others with it. */
async function settleAll<Job extends { readonly id: string }>(
  batch: readonly Job[],
  atOnce: number,
  run: (job: Job) => Promise<void>,
): Promise<Settled[]> {
  const settled: Settled[] = []
  const left = batch.values()
  const lane = async (): Promise<void> => {
    for (const job of left)
      try {
        await run(job)
        settled.push({ id: job.id, status: 'completed' })
      } catch (cause) {
        const message = cause instanceof Error ? cause.message : String(cause)
        settled.push({ id: job.id, status: 'failed', output: { message } })
      }
  }
  await Promise.all(Array.from({ length: atOnce }, lane))
  return settled
}
