import { z } from 'zod'
import type { Flag } from '@coach-wattz/core/athlete/flag'
import { Done, Id, LocalDateText, nameText } from './route.ts'

/** A flag that is still open, as the settings list it. */
export interface FlagRow extends Flag {
  readonly id: string
}

export const AddFlag = {
  method: 'POST',
  path: '/api/athlete/flags',
  summary: 'Tells of an injury or an illness; plans made while it is open hold nothing hard before its review.',
  body: z
    .object({
      kind: z.enum(['INJURY', 'ILLNESS']),
      part: nameText('Say what hurts.').optional(),
      startDate: LocalDateText,
      reviewDate: LocalDateText,
    })
    .refine((flag) => flag.kind === 'ILLNESS' || flag.part !== undefined, { path: ['part'], error: 'Say what hurts.' })
    .refine((flag) => flag.reviewDate > flag.startDate, {
      path: ['reviewDate'],
      error: 'Look at it again after the day it began.',
    }),
  reply: z.object({ id: Id }),
} as const

export const EndFlag = {
  method: 'DELETE',
  path: '/api/athlete/flags/{id}',
  summary: 'Ends an injury or illness today; it stays in the history.',
  params: z.object({ id: Id }),
  reply: Done,
} as const
