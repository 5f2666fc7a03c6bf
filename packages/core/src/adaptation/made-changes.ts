import type { PlanChange } from '../plan/plan-change.ts'
import type { Plan } from '../plan/plan.ts'
import { mendedChange } from './mended-change.ts'
import { planWith, type RepairContext } from './repair-step.ts'

/** A plan with changes that the gate lets through, and which they are. */
export interface Made {
  readonly plan: Plan
  readonly changes: readonly PlanChange[]
}

/**
 * Changes as far as the limits let them: as they are; else with what the rules ask for beside them, such as less in the weeks
 * after one that lost much; else one by one, leaving out those that newly break a hard limit.
 */
export function madeChanges(plan: Plan, changes: readonly PlanChange[], context: RepairContext): Made {
  const whole = changes.length === 0 ? plan : planWith(plan, changes, context)
  if (whole !== null) return { plan: whole, changes }
  return mended(plan, changes, context) ?? oneByOne(plan, changes, context)
}

function mended(plan: Plan, changes: readonly PlanChange[], context: RepairContext): Made | null {
  const asked = changes.filter(({ kind }) => kind !== 'notes')
  const found = mendedChange(plan, asked, context.facts, { done: context.done })
  if (found === null || found.broken.length > 0) return null
  const all = [...found.changes, ...changes.filter(({ kind }) => kind === 'notes')]
  const next = planWith(plan, all, context)
  return next && { plan: next, changes: all }
}

/** One by one, leaving out those that newly break a hard limit. */
export function oneByOne(plan: Plan, changes: readonly PlanChange[], context: RepairContext): Made {
  let current = plan
  const made: PlanChange[] = []
  for (const change of changes) {
    const next = planWith(current, [change], context)
    if (next === null) continue
    current = next
    made.push(change)
  }
  return { plan: current, changes: made }
}
