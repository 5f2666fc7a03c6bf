import { z } from 'zod'
import { Done, Id } from './route.ts'

/** What became of one file (design.md §5 Import). `sentence` is for people: what happened, why, what to do. */
export const ImportItem = z.object({
  id: z.string(),
  name: z.string(),
  outcome: z.enum(['imported', 'partial', 'duplicate', 'refused']),
  code: z.string().nullable(),
  sentence: z.string(),
  activityId: z.string().nullable(),
})
export type ImportItem = z.infer<typeof ImportItem>

export const ImportProgress = z.object({
  id: z.string(),
  status: z.enum(['RECEIVING', 'READING', 'DONE', 'CANCELLED', 'FAILED']),
  startedAt: z.string(),
  /** Null while it goes on. */
  finishedAt: z.string().nullable(),
  /** Files received so far (members of a zip count once opened) and files with an outcome. */
  received: z.int(),
  read: z.int(),
  imported: z.int(),
  duplicates: z.int(),
  refused: z.int(),
  /** Why a run failed as a whole, for people. */
  sentence: z.string().nullable(),
})
export type ImportProgress = z.infer<typeof ImportProgress>

export const StartImport = {
  method: 'POST',
  path: '/api/imports',
  summary: 'Opens an import run; files follow one a request.',
  reply: z.object({ id: Id }),
} as const

/** The body is the file itself (application/octet-stream). */
export const UploadImportFile = {
  method: 'POST',
  path: '/api/imports/{id}/files',
  summary:
    'Hands over one file (FIT, TCX, GPX, a diary of mornings as CSV or JSON, .gz of these, or a zip of recordings).',
  params: z.object({ id: Id }),
  query: z.object({ name: z.string().min(1).max(500) }),
  reply: z.object({ accepted: z.boolean() }),
} as const

export const FinishImport = {
  method: 'POST',
  path: '/api/imports/{id}/finish',
  summary: 'Says that all files have been handed over.',
  params: z.object({ id: Id }),
  reply: Done,
} as const

export const CancelImport = {
  method: 'POST',
  path: '/api/imports/{id}/cancel',
  summary: 'Stops reading; what is already imported stays.',
  params: z.object({ id: Id }),
  reply: Done,
} as const

export const GetImport = {
  method: 'GET',
  path: '/api/imports/{id}',
  summary: 'Progress and the outcome of every file so far.',
  params: z.object({ id: Id }),
  query: z.object({ after: z.coerce.number().int().min(0).optional() }),
  reply: z.object({ progress: ImportProgress, items: z.array(ImportItem), next: z.int() }),
} as const
export type ImportReply = z.infer<typeof GetImport.reply>

/** Null before the first run: a first visit asks too, and that is no error. */
export const GetLatestImport = {
  method: 'GET',
  path: '/api/imports',
  summary: 'The last import run with all its outcomes.',
  reply: z.object({ latest: GetImport.reply.nullable() }),
} as const
export type LatestImportReply = z.infer<typeof GetLatestImport.reply>
