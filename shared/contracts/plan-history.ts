import { z } from 'zod'
import type { PlanDiff } from '@coach-wattz/core/adaptation/plan-diff'
import type { Reason } from '@coach-wattz/core/plan/plan'
import type { Author } from '@coach-wattz/core/plan/plan-change'
import { coreShape, Id, LocalDateText } from './route.ts'

const RevisionNumber = z.coerce.number().int().min(1, 'Revisions are numbered from 1 on.')

export interface RevisionRow {
  readonly number: number
  readonly createdAt: string
  readonly author: Author
  readonly reason: Reason
  /** One sentence: what changed. */
  readonly summary: string
  readonly revertsNumber: number | null
  /** The undo that took it back and stands itself. */
  readonly revertedByNumber: number | null
  readonly undoable: boolean
  /** Why it cannot be undone as things stand; null where it can, or is undone. */
  readonly held: string | null
}

export const ListRevisions = {
  method: 'GET',
  path: '/api/plans/{id}/revisions',
  summary: 'The history of a plan, in force or archived, latest first.',
  params: z.object({ id: Id }),
  reply: z.object({ revisions: z.array(coreShape<RevisionRow>()) }),
} as const
export type RevisionsReply = z.infer<typeof ListRevisions.reply>

export const GetRevision = {
  method: 'GET',
  path: '/api/plans/{id}/revisions/{number}',
  summary: 'One revision of a plan with what it changed: sessions, weeks and answers, before and after.',
  params: z.object({ id: Id, number: RevisionNumber }),
  reply: z.object({ revision: coreShape<RevisionRow>(), diff: coreShape<PlanDiff>() }),
} as const
export type RevisionReply = z.infer<typeof GetRevision.reply>

export const ComparePlan = {
  method: 'GET',
  path: '/api/plans/{id}/compare',
  summary: 'What differs between two versions of a plan, each the one after a revision.',
  params: z.object({ id: Id }),
  query: z.object({ from: RevisionNumber, to: RevisionNumber }),
  reply: z.object({ from: coreShape<RevisionRow>(), to: coreShape<RevisionRow>(), diff: coreShape<PlanDiff>() }),
} as const
export type CompareReply = z.infer<typeof ComparePlan.reply>

const Version = z.int().min(1)

export const PreviewRestore = {
  method: 'POST',
  path: '/api/plans/{id}/restore/preview',
  summary: 'What bringing an earlier version back for the weeks that have not begun would change; saves nothing.',
  params: z.object({ id: Id }),
  body: z.object({ revision: Version }),
  reply: z.object({
    /** The revision it is to be saved on. */
    baseRevision: z.int(),
    digest: z.string(),
    /** The first Monday it changes. */
    from: LocalDateText,
    diff: coreShape<PlanDiff>(),
    /** Hard limits that stand against it today, in sentences; with any it cannot be saved. */
    blocked: z.array(z.string()),
    /** Warnings it would bring. */
    warnings: z.array(z.string()),
  }),
} as const
export type RestorePreview = z.infer<typeof PreviewRestore.reply>

export const RestorePlan = {
  method: 'POST',
  path: '/api/plans/{id}/restore',
  summary:
    'Brings an earlier version back for the weeks that have not begun, as a revision, if it is still what was seen.',
  params: z.object({ id: Id }),
  body: z.object({ revision: Version, baseRevision: Version, digest: z.string().max(128) }),
  reply: z.object({ revision: z.int() }),
} as const
