import type { z } from 'zod'
import type { Deps } from '../usecases/deps.ts'

/** Puts a job into the queue by its name; one of the same key that still waits or runs is not put in twice. */
export type Enqueue = (name: string, payload: object) => Promise<void>

/** One kind of work that runs by itself (design.md §8). */
export interface Job {
  readonly name: string
  /** Five fields, UTC: it also runs by the clock, and once at start-up to catch up on what was missed. */
  readonly cron?: string
  /** Reads a payload by the job's schema; throws on one of another shape. */
  read(data: unknown): Work
}

/** A payload that is known to be sound, with what to do about it. */
export interface Work {
  readonly data: object
  /** From the entity and the day, so that a retry or a second worker is harmless. */
  readonly key: string
  run(deps: Deps, enqueue: Enqueue): Promise<void>
}

/** A job by its name, the schema of its payload, its key, and the use case behind it. */
export function defineJob<Payload extends object>(definition: {
  readonly name: string
  readonly cron?: string
  readonly payload: z.ZodType<Payload>
  readonly key: (payload: Payload) => string
  readonly run: (deps: Deps, payload: Payload, enqueue: Enqueue) => Promise<void>
}): Job {
  const { name, cron, payload, key, run } = definition
  return {
    name,
    ...(cron === undefined ? {} : { cron }),
    read: (data) => {
      const known = payload.parse(data)
      return { data: known, key: key(known), run: (deps, enqueue) => run(deps, known, enqueue) }
    },
  }
}
