import type { GuardReport } from '../guardrails/guard-report.ts'
import { reviewChange } from '../guardrails/review-change.ts'
import { OUTCOME_KINDS } from '../matching/session-outcome.ts'
import type { PlanChange } from '../plan/plan-change.ts'
import type { Plan } from '../plan/plan.ts'
import { decideHealth } from './decide-health.ts'
import { decideOutcomes } from './decide-outcomes.ts'
import type { JudgedSession } from './judged-session.ts'
import { keepLimits } from './limits-step.ts'
import { madeDecision } from './made-changes.ts'
import { readinessBrake } from './readiness-brake.ts'
import type { Decision, RepairContext, RepairStep } from './repair-step.ts'
import { takeBack, TAKEN_BACK } from './take-back.ts'
import { withUnknownDone } from './unknown-done.ts'
import { weeklyReview } from './weekly-review.ts'

/** What life asks of a plan in force: nothing is saved. */
export interface Repair {
  readonly plan: Plan
  /** All of them in order: one revision. */
  readonly changes: readonly PlanChange[]
  /** Each with the changes it really made, notes included; those without any are told all the same. */
  readonly decisions: readonly Decision[]
  /** Decisions of which no change keeps the limits. */
  readonly refused: readonly Decision[]
  /** The verdict on the plan as it is then. */
  readonly report: GuardReport
}

/** Steps that what the others moved can give something new to say. */
const AGAIN: readonly RepairStep[] = [decideOutcomes, keepLimits]
/** Looks at one plan on one morning; more than two are rare. */
const MOST_LOOKS = 4

/** In this order: health comes before everything, and what was decided on a wrong word is taken back before anything new is. */
const STEPS: readonly RepairStep[] = [takeBack, decideHealth, readinessBrake, decideOutcomes, weeklyReview, keepLimits]

/**
 * Repairs a plan in force (science.md S8, design.md §5 Adapt): every step looks at the plan as the one before left it, and
 * each of its decisions passes the one gate. What would newly break a hard limit is made as far as the limits let it, or
 * not at all. Same input, same changes; what is decided already is not decided again. What nobody knows of is taken as done
 * as planned (science.md S9.4b): who uploads on Sundays has had no break.
 */
export function repairPlan(plan: Plan, told: RepairContext): Repair {
  const context = { ...told, facts: withUnknownDone(told) }
  // one that was done after all goes back to the day it was done on
  const corrected = context.sessions.filter(({ decided, outcome }) => decided !== null && decided !== outcome.kind)
  const free = { ...context, done: context.done.filter((id) => !corrected.some(({ session }) => session.id === id)) }
  let current = plan
  const [decisions, refused]: [Decision[], Decision[]] = [[], []]
  // what one decision moves can leave another the next of its kind: looked at again until there is nothing new
  for (let look = 0; look < MOST_LOOKS; look++) {
    const sessions = context.sessions.map((judged) => asDecided(judged, decisions))
    let found = 0
    for (const step of look === 0 ? STEPS : AGAIN)
      for (const decision of step(current, { ...(step === takeBack ? free : context), sessions })) {
        const made = madeDecision(current, decision, decision.row === TAKEN_BACK ? free : context)
        if (look > 0 && made.changes.length === 0) continue
        current = made.plan
        if (decision.changes.length > 0 && made.changes.length === 0) refused.push(decision)
        decisions.push({ ...decision, changes: made.changes })
        found += made.changes.length
      }
    if (found === 0) break
  }
  const changes = decisions.flatMap((decision) => decision.changes)
  // the verdict that is kept speaks of what is known
  const reviewed = reviewChange(plan, changes, told.facts, { done: free.done })
  // each decision was applied to the plan before it, so all of them together fit
  if (!reviewed.ok) throw new Error(`A repair does not fit its own plan: ${reviewed.error.text}`)
  return { plan: reviewed.value.plan, changes, decisions, refused, report: reviewed.value.after }
}

/** The session as it stands after the decisions taken by now. */
function asDecided(judged: JudgedSession, decisions: readonly Decision[]): JudgedSession {
  const own = decisions.filter(({ workoutId }) => workoutId === judged.session.id)
  const last = OUTCOME_KINDS.find((kind) => kind === own.at(-1)?.kind)
  return last === undefined ? judged : { ...judged, decided: last, made: own.flatMap(({ changes }) => changes) }
}
