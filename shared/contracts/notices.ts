import { z } from 'zod'
import type { Reason } from '@coach-wattz/core/plan/plan'
import { coreShape, Done } from './route.ts'

const NoticeRow = z.object({
  id: z.string(),
  /** `plan-changed` by the coach itself, or `plan-asks`: a question that waits for an answer. */
  kind: z.enum(['plan-changed', 'plan-asks']),
  planId: z.string(),
  /** The revision it tells of; null for a question. */
  revision: z.int().nullable(),
  /** False once it was undone, or when it changed nothing. */
  canUndo: z.boolean(),
  reasons: z.array(coreShape<Reason>()),
  createdAt: z.iso.datetime(),
  seen: z.boolean(),
})
export type NoticeRow = z.infer<typeof NoticeRow>

export const ListNotices = {
  method: 'GET',
  path: '/api/notices',
  summary: 'What the coach did with the plan in force by itself, or asks, newest first.',
  reply: z.object({
    unseen: z.int(),
    notices: z.array(NoticeRow),
    /** Null where the operator can send no mail. */
    mail: z.object({ wanted: z.boolean() }).nullable(),
  }),
} as const
export type NoticesReply = z.infer<typeof ListNotices.reply>

export const SeeNotices = {
  method: 'POST',
  path: '/api/notices/seen',
  summary: 'Marks the notices up to an instant as seen: the newest one that was shown.',
  body: z.object({
    until: z.iso
      .datetime('An instant is written 2026-05-31T06:30:00Z.')
      .refine((instant) => instant >= '1900', 'Give an instant from 1900 on.'),
  }),
  reply: Done,
} as const

export const WishMail = {
  method: 'PUT',
  path: '/api/notices/mail',
  summary: 'Whether notices come by e-mail too, where the operator can send any.',
  body: z.object({ wanted: z.boolean() }),
  reply: Done,
} as const
