import { z } from 'zod'
import { SYMPTOMS, type Flag } from '@coach-wattz/core/athlete/flag'
import type { SessionChange } from '@coach-wattz/core/guardrails/health-change'
import type { PlannedWorkout } from '@coach-wattz/core/plan/plan'
import { coreShape, Done, Id, LocalDateText, nameText } from './route.ts'

/** A flag that is still open, as the settings list it. */
export interface FlagRow extends Flag {
  readonly id: string
}

const Pain = z.int().min(0, 'Pain goes from 0 to 10.').max(10, 'Pain goes from 0 to 10.')

/** What may be told of a flag at any time; an illness has symptoms, an injury pain. */
const FlagState = z.object({
  pain: Pain.optional(),
  limp: z.boolean().optional(),
  symptoms: z.enum(SYMPTOMS).optional(),
  /** First day without symptoms and without drugs; null when they are back. */
  symptomFreeSince: LocalDateText.nullable().optional(),
})
export type FlagState = z.infer<typeof FlagState>

export const AddFlag = {
  method: 'POST',
  path: '/api/athlete/flags',
  summary:
    'Tells of an injury or an illness; the plan in force stays until its change is asked for. Without a day for the next look one is chosen.',
  body: FlagState.extend({
    kind: z.enum(['INJURY', 'ILLNESS']),
    part: nameText('Say what hurts.').optional(),
    startDate: LocalDateText,
    reviewDate: LocalDateText.optional(),
  })
    .refine((flag) => flag.kind === 'ILLNESS' || flag.part !== undefined, { path: ['part'], error: 'Say what hurts.' })
    .refine((flag) => flag.reviewDate === undefined || flag.reviewDate > flag.startDate, {
      path: ['reviewDate'],
      error: 'Look at it again after the day it began.',
    }),
  reply: z.object({ id: Id }),
} as const

export const TellFlag = {
  method: 'PATCH',
  path: '/api/athlete/flags/{id}',
  summary: 'Tells how it is today: pain and limp of an injury, symptoms of an illness; sets the next look.',
  params: z.object({ id: Id }),
  body: FlagState,
  reply: z.object({ reviewDate: LocalDateText }),
} as const

export const EndFlag = {
  method: 'DELETE',
  path: '/api/athlete/flags/{id}',
  summary: 'Ends an injury or illness today; it stays in the history.',
  params: z.object({ id: Id }),
  reply: Done,
} as const

export const ReviewHealth = {
  method: 'GET',
  path: '/api/plans/{id}/health',
  summary: 'What flags and health answers, as they are told now, ask of the sessions to come; changes nothing.',
  params: z.object({ id: Id }),
  reply: z.object({
    revision: z.int(),
    /** Digest of the plan as it would be: what is saved is what was seen. */
    digest: z.string(),
    sessions: z.array(coreShape<SessionChange>()),
    /** Weeks not written yet that come down with it. */
    loweredWeeks: z.int(),
    /** Hard limits the change would newly break, in words: while there is one it cannot be saved. */
    blocked: z.array(z.string()),
    /** Hard limits of health that no change of ours mends, in words: they stay broken. */
    open: z.array(z.string()),
    /** Races that stand on held days; they stay in the plan. */
    races: z.array(coreShape<PlannedWorkout>()),
  }),
} as const
export type HealthReview = z.infer<typeof ReviewHealth.reply>

export const ApplyHealth = {
  method: 'POST',
  path: '/api/plans/{id}/health',
  summary: 'Saves that change as one revision with its inverse.',
  params: z.object({ id: Id }),
  body: z.object({ baseRevision: z.int().min(1), digest: z.string().max(128) }),
  reply: z.object({ revision: z.int() }),
} as const
