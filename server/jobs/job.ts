import type { z } from 'zod'
import type { Deps } from '../usecases/deps.ts'
import type { Enqueue } from '../usecases/job-queue.ts'

/** A payload that is known to be sound. */
export interface Ticket {
  readonly data: object
  /** From the entity and the day, so that a retry or a second worker is harmless. */
  readonly key: string
}

/** One kind of work that runs by itself (design.md §8). What it does stands apart, in its handler: whoever only enqueues needs none. */
export interface Job {
  readonly name: string
  /** Five fields, UTC: it also runs by the clock, and once at start-up to catch up on what was missed. */
  readonly cron?: string
  /** Reads a payload by the job's schema; throws on one of another shape. */
  read(data: unknown): Ticket
}

/** A job whose payload has a type. */
export interface JobOf<Payload extends object> extends Job {
  payloadOf(data: unknown): Payload
}

export function defineJob<Payload extends object>(definition: {
  readonly name: string
  readonly cron?: string
  readonly payload: z.ZodType<Payload>
  readonly key: (payload: Payload) => string
}): JobOf<Payload> {
  const { name, cron, payload, key } = definition
  const payloadOf = (data: unknown): Payload => payload.parse(data)
  return {
    name,
    ...(cron === undefined ? {} : { cron }),
    payloadOf,
    read: (data) => {
      const known = payloadOf(data)
      return { data: known, key: key(known) }
    },
  }
}

/** What one kind of work does: a use case. */
export interface Handler {
  readonly job: string
  run(deps: Deps, data: unknown, enqueue: Enqueue): Promise<void>
}

export const handlerOf = <Payload extends object>(
  job: JobOf<Payload>,
  run: (deps: Deps, payload: Payload, enqueue: Enqueue) => Promise<void>,
): Handler => ({ job: job.name, run: (deps, data, enqueue) => run(deps, job.payloadOf(data), enqueue) })
