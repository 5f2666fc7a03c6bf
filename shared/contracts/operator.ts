import { z } from 'zod'
import { Done } from './route.ts'

const OutcomeCount = z.object({
  job: z.string(),
  result: z.string(),
  count: z.int(),
  lastAt: z.iso.datetime(),
})

const Failure = z.object({
  /** The job and its key: what a retry names. */
  job: z.string(),
  key: z.string(),
  /** What it says to a person. */
  detail: z.string().nullable(),
  failedAt: z.iso.datetime(),
})
export type OperatorFailure = z.infer<typeof Failure>

const QueueDepth = z.object({
  job: z.string(),
  waiting: z.int(),
  running: z.int(),
  failed: z.int(),
})

const ImportRow = z.object({
  status: z.enum(['RECEIVING', 'READING', 'DONE', 'CANCELLED', 'FAILED']),
  received: z.int(),
  imported: z.int(),
  duplicates: z.int(),
  refused: z.int(),
  sentence: z.string().nullable(),
  startedAt: z.iso.datetime(),
})

export const GetOperator = {
  method: 'GET',
  path: '/api/operator',
  summary: 'What runs by itself and how it went, for the owner of the installation only.',
  reply: z.object({
    version: z.string(),
    node: z.string(),
    database: z.object({ kind: z.enum(['embedded', 'postgresql']), location: z.string() }),
    athletes: z.int(),
    plans: z.int(),
    queue: z.object({
      /** Null while it starts. */
      kind: z.enum(['pg-boss', 'trigger']).nullable(),
      /** Null where another system keeps it. */
      depths: z.array(QueueDepth).nullable(),
    }),
    /** When the plans were last looked through; null before the first time. */
    lastLookAt: z.iso.datetime().nullable(),
    /** Of the last seven days. */
    outcomes: z.array(OutcomeCount),
    /** Of the last seven days, newest first. */
    failures: z.array(Failure),
    imports: z.array(ImportRow),
    mail: z.boolean(),
  }),
} as const
export type OperatorReply = z.infer<typeof GetOperator.reply>

export const RetryJob = {
  method: 'POST',
  path: '/api/operator/retry',
  summary: 'Puts a failed job into the queue once more. For the owner only.',
  body: z.object({ job: z.string().max(120), key: z.string().max(200) }),
  reply: Done,
} as const
