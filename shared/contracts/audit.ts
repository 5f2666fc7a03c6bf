import { z } from 'zod'
import type { Reason } from '@coach-wattz/core/plan/plan'
import { coreShape, LocalDateText } from './route.ts'

/** What one look at the plan decided: a session or a week, what was done about it, and why. */
const AuditDecision = z.object({
  /** The row of the decision table, or the rule. */
  row: z.string(),
  workoutId: z.string().nullable(),
  /** False where it is only told. */
  changed: z.boolean(),
  reason: coreShape<Reason>(),
})

export const AuditPlan = {
  method: 'POST',
  path: '/api/audit',
  summary: 'Looks at the plan in force as the coach does every night, now, and repairs what the last days ask for.',
  reply: z.object({
    today: LocalDateText,
    /** `not-possible`: something should change, and no change that keeps the limits was found. */
    result: z.enum(['repaired', 'nothing-to-do', 'not-possible']),
    /** The revision that holds the changes. */
    revision: z.int().nullable(),
    decisions: z.array(AuditDecision),
  }),
} as const
export type AuditReply = z.infer<typeof AuditPlan.reply>
