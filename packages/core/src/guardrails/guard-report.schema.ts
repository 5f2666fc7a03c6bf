import { z } from 'zod'
import { isLocalDate } from '../time/local-date.ts'
import { RULE_IDS, type GuardReport } from './guard-report.ts'

const localDate = z.string().refine(isLocalDate, 'A calendar day written YYYY-MM-DD.')
const rule = z.enum(RULE_IDS)

/**
 * A certificate as it is stored and as `coach check --json` prints it (design.md §6). Not strict: a later rulebook may say
 * more about a verdict, and an old certificate must stay readable.
 */
export const guardReportSchema: z.ZodType<GuardReport> = z.looseObject({
  kind: z.literal('certificate'),
  rulebook: z.string(),
  profile: z.enum(['default', 'template']),
  digest: z.string().nullable(),
  ok: z.boolean(),
  violations: z.array(
    z.looseObject({
      rule,
      severity: z.enum(['H', 'S']),
      week: z.int().nullable(),
      date: localDate.nullable(),
      workoutId: z.string().nullable(),
      measured: z.number(),
      allowed: z.number(),
      unit: z.string(),
      text: z.string(),
    }),
  ),
  verdicts: z.array(
    z.looseObject({
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
