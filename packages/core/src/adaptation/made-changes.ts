import type { PlanChange } from '../plan/plan-change.ts'
import { weeksOf, type Plan } from '../plan/plan.ts'
import { addNotes } from '../plan/week-notes.ts'
import { mendedChange } from './mended-change.ts'
import { oneByOne, planWith, type Decision, type Made, type RepairContext } from './repair-step.ts'

/**
 * Changes as far as the limits let them: as they are; else with what the rules ask for beside them, such as less in the weeks
 * after one that lost much; else one by one, leaving out those that newly break a hard limit.
 */
function madeChanges(plan: Plan, changes: readonly PlanChange[], context: RepairContext): Made {
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

/** A decision's changes as far as the limits let them, with notes on the weeks they touch: the next decision meets the plan as it is then. */
export function madeDecision(
  plan: Plan,
  { changes, reason }: Pick<Decision, 'changes' | 'reason'>,
  context: RepairContext,
): Made {
  return withNotes(plan, madeChanges(plan, changes, context), reason, context)
}

/** Every week that is another one now says why, unless the changes say it themselves. */
export function withNotes(before: Plan, made: Made, reason: Decision['reason'], context: RepairContext): Made {
  if (made.changes.some(({ kind }) => kind === 'notes')) return made
  const was = weeksOf(before)
  const notes = weeksOf(made.plan).flatMap((week, index) =>
    week === was[index] ? [] : (addNotes(week, [reason]) ?? []),
  )
  const noted = notes.length === 0 ? null : planWith(made.plan, notes, context)
  return noted === null ? made : { plan: noted, changes: [...made.changes, ...notes] }
}
