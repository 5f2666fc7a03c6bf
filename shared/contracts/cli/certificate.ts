import { z } from 'zod'
import { RULE_IDS } from '@coach-wattz/core/guardrails/guard-report'

const rule = z.enum(RULE_IDS)

/** `coach check --json` (design.md §6): the guard certificate of a plan. */
export const Certificate = z.strictObject({
  kind: z.literal('certificate'),
  rulebook: z.string(),
  profile: z.enum(['default', 'template']),
  digest: z.string().nullable(),
  ok: z.boolean(),
  violations: z.array(
    z.strictObject({
      rule,
      severity: z.enum(['H', 'S']),
      week: z.int().nullable(),
      date: z.string().nullable(),
      workoutId: z.string().nullable(),
      measured: z.number(),
      allowed: z.number(),
      unit: z.string(),
      text: z.string(),
    }),
  ),
  verdicts: z.array(
    z.strictObject({
      rule,
      name: z.string(),
      status: z.enum(['kept', 'warned', 'broken', 'not-judged']),
      measured: z.number().nullable(),
      soft: z.number().nullable(),
      hard: z.number().nullable(),
      unit: z.string(),
      week: z.int().nullable(),
      detail: z.string(),
    }),
  ),
  notJudged: z.array(rule),
})
export type Certificate = z.infer<typeof Certificate>
