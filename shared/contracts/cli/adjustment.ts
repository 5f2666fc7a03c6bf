import { z } from 'zod'
import { AdjustReply } from '../training-plan.ts'

/** `coach adjust --json`: what changes and why; the plan itself is told by `coach week`. */
export const CliAdjustment = AdjustReply.omit({ plan_meta: true, weeks: true }).extend({
  kind: z.literal('adjustment'),
})
export type CliAdjustment = z.infer<typeof CliAdjustment>
