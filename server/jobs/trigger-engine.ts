import type * as Kit from '@trigger.dev/sdk'
import type { Enqueue } from '../usecases/job-queue.ts'
import type { EngineSettings, JobEngine } from './engine.ts'
import { jobsByName } from './registry.ts'

export interface TriggerSettings extends Pick<EngineSettings, 'jobs'> {
  /** Where Trigger.dev answers. */
  readonly url: string
  /** Of the environment whose workers run the tasks. */
  readonly secretKey: string
  /** A platform that says nothing so long counts as dead; the caller tries again. */
  readonly timeoutMs?: number
}

/** Keys carry the day, so they may be forgotten once it is over everywhere. */
const KEY_LIVES = '3d'
const TIMEOUT_MS = 30_000
/** Requests that are open at a time. */
const AT_ONCE = 8

/**
 * Hands jobs to Trigger.dev over HTTP (design.md §8); its own workers run the tasks of `trigger/tasks.ts`, its own clock the
 * scheduled ones, and it tries again what fails. Keys are of global scope: the same key from the server and from a task is
 * one run. Rejects when the platform refuses or does not answer; what was handed over before stays so.
 */
export async function startTrigger({
  jobs,
  url,
  secretKey,
  timeoutMs = TIMEOUT_MS,
}: TriggerSettings): Promise<JobEngine> {
  const byName = jobsByName(jobs)
  // by a name that no bundler follows: the kit is large, and only those who ask for it load it
  const kit = '@trigger.dev/sdk'
  const { configure, idempotencyKeys, tasks } = (await import(kit)) as typeof Kit
  configure({ baseURL: url, accessToken: secretKey })
  const enqueue: Enqueue = async (name, payloads) => {
    const job = byName.get(name)
    if (!job) throw new Error(`No worker knows the job ${name}.`)
    const left = payloads.map((payload) => job.read(payload)).values()
    const lane = async (): Promise<void> => {
      for (const { data, key } of left) {
        const idempotencyKey = await idempotencyKeys.create(`${name}:${key}`, { scope: 'global' })
        await within(timeoutMs, tasks.trigger(name, data, { idempotencyKey, idempotencyKeyTTL: KEY_LIVES }))
      }
    }
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, payloads.length) }, lane))
  }
  return { kind: 'trigger', enqueue, depths: async () => null, stop: async () => undefined }
}

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error(`Trigger.dev did not answer in ${ms / 1000} s.`)), ms)
  try {
    await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
