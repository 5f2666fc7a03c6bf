import { authorPlan } from '@coach-wattz/core/guardrails/author-plan'
import { planDigest } from '@coach-wattz/core/guardrails/certificate'
import type { PlanningInput } from '@coach-wattz/core/plan/planning-input'
import type { PlanRequest, PreviewReply } from '../../shared/contracts/plans.ts'
import { loadAthlete } from '../repositories/athlete-repository.ts'
import type { Deps } from './deps.ts'
import { localToday } from './local-today.ts'
import { done, type Outcome } from './outcome.ts'
import { askedInputOf } from './planning-input-of.ts'

/** A draft is made under this id, so that its digest does not depend on the id it is saved under. */
const DRAFT_ID = 'draft'

/** Drafts a plan and judges it; saves nothing. A refusal is an answer here, with its ways forward. */
export async function previewPlan(deps: Deps, athleteId: string, request: PlanRequest): Promise<Outcome<PreviewReply>> {
  const input = await draftInput(deps, athleteId, request)
  if (!input.ok) return input
  const authored = authorPlan(input.value)
  if (!authored.ok) return done({ ok: false, refused: authored.refused })
  const { plan, report, feasibility } = authored
  return done({ ok: true, plan, report, feasibility, digest: planDigest(plan, deps.sha256) })
}

/** What the planner is asked for a draft. */
export const draftInput = (deps: Deps, athleteId: string, request: PlanRequest): Promise<Outcome<PlanningInput>> =>
  deps.database.withAthlete(athleteId, async (tx) => {
    const athlete = await loadAthlete(tx)
    return askedInputOf(tx, DRAFT_ID, request, localToday(deps.now(), athlete.timeZone))
  })
