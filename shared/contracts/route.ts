import { isLocalDate } from '@coach-wattz/core/time/local-date'
import { z } from 'zod'

/** One HTTP route: what it takes and what it answers. Forms, handlers and tests import the same object (design.md §3). */
export interface RouteContract<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Reply extends z.ZodType = z.ZodType,
> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly summary: string
  /** Answers without an account. */
  readonly open?: true
  readonly params?: Params
  readonly query?: Query
  readonly body?: Body
  readonly reply: Reply
}

/**
 * A shape whose rules live in core and which only the server writes: typed here, not checked again on the way out.
 * Requests never use it.
 */
export const coreShape = <T>(): z.ZodType<T> => z.custom<T>(() => true)

/** Body of every error reply (RFC 9457 members by our names). `fields` maps an input's path to its sentence. */
export const Problem = z.object({
  code: z.string(),
  title: z.string(),
  detail: z.string(),
  fields: z.record(z.string(), z.string()).optional(),
  /** Extra data by code, e.g. violations of a blocked change. */
  data: z.unknown().optional(),
})
export type Problem = z.infer<typeof Problem>

export const Done = z.object({ done: z.literal(true) })
/** A real calendar day within living memory: no rule behind it meets a 31st of February, or leaves the years a database knows. */
export const LocalDateText = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'A date is written 2026-05-31.')
  .refine(isLocalDate, 'There is no such day in the calendar.')
  .refine((date) => date >= '1900-01-01', 'Give a day from 1900 on.')
/** An id of ours: no blanks, no control characters. */
export const Id = z
  .string()
  .max(120)
  .regex(/^[\w:.@~-]+$/, 'This is no id.')
/** A name people give: one line, no control characters. `missing` is said when it is empty. */
export const nameText = (missing: string) =>
  z
    .string()
    .trim()
    .min(1, missing)
    .max(80, 'Use at most 80 characters.')
    .regex(/^\P{Cc}*$/u, 'A name is one line of plain text.')
