import type { PlanChange } from '../plan/plan-change.ts'
import type { Plan } from '../plan/plan.ts'
import { mendedChange } from './mended-change.ts'
import { oneByOne, planWith, type Made, type RepairContext } from './repair-step.ts'

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
