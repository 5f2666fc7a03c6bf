import type { GuardReport } from '@coach-wattz/core/guardrails/guard-report'
import { weeksOf, type Plan } from '@coach-wattz/core/plan/plan'
import type { AdjustReply } from '../../shared/contracts/training-plan.ts'

/** A plan's head as the seeds tell it: goal, dates, shape, and the verdict in short. */
export function planMeta({
  plan,
  report,
  digest,
  saved,
}: {
  readonly plan: Plan
  readonly report: GuardReport
  readonly digest: string
  /** Null for a plan that is not in force. */
  readonly saved: { readonly id: string; readonly revision: number } | null
}): AdjustReply['plan_meta'] {
  return {
    id: saved?.id ?? null,
    revision: saved?.revision ?? null,
    sport: plan.sport,
    goal: {
      kind: plan.goal.kind,
      name: plan.goal.name ?? null,
      date: plan.goal.date ?? null,
      targetTimeS: plan.goal.targetTimeS ?? null,
      courseId: plan.goal.courseId ?? null,
    },
    events: (plan.events ?? []).map(({ kind, name, date, priority }) => ({ kind, name: name ?? null, date, priority })),
    startDate: plan.startDate,
    targetDate: plan.targetDate,
    strategy: plan.strategy,
    level: plan.athlete.level,
    daysPerWeek: plan.athlete.maxDaysPerWeek,
    weekCount: weeksOf(plan).length,
    guardReport: {
      rulebook: report.rulebook,
      digest,
      ok: report.ok,
      warnings: report.violations.map(({ rule, week, text }) => ({ rule, week, text })),
    },
  }
}
