import { authorPlan } from '@coach-wattz/core/guardrails/author-plan'
import { otherWays, type Authored } from '@coach-wattz/core/guardrails/plan-ways'
import { weeksOf } from '@coach-wattz/core/plan/plan'
import { planFigures } from '@coach-wattz/core/plan/plan-figures'
import type { AlternativesReply, PlanRequest, PlanWay } from '../../shared/contracts/plans.ts'
import type { Deps } from './deps.ts'
import { done, type Outcome } from './outcome.ts'
import { draftInput } from './preview-plan.ts'

/** The plan asked for beside up to two others by the same gate, in figures. A refused wish has no other ways here: its refusal names them. */
export async function previewAlternatives(
  deps: Deps,
  athleteId: string,
  request: PlanRequest,
): Promise<Outcome<AlternativesReply>> {
  const input = await draftInput(deps, athleteId, request)
  if (!input.ok) return input
  const asked = authorPlan(input.value)
  if (!asked.ok) return done({ ways: [] })
  const others = otherWays(input.value, asked).map(({ kind, strategy, maxDaysPerWeek, authored }) =>
    wayOf(kind, { ...request, maxDaysPerWeek, goal: { ...request.goal, strategy } }, authored),
  )
  return done({ ways: [wayOf('asked', request, asked), ...others] })
}

const wayOf = (kind: PlanWay['kind'], request: PlanRequest, { plan, report }: Authored): PlanWay => ({
  kind,
  request,
  strategy: plan.strategy,
  figures: planFigures(plan),
  warnings: report.verdicts.filter(({ status }) => status === 'warned').length,
  weeks: weeksOf(plan).map(({ volumeTargetMinutes, isRecovery }) => ({ minutes: volumeTargetMinutes, isRecovery })),
})
