import { needsDoctor } from '../athlete/screening.ts'
import { healthChange, type HealthChange } from '../guardrails/health-change.ts'
import type { ReviewFacts } from '../guardrails/review-facts.ts'
import { HEALTH_REASON } from '../guardrails/review-undo.ts'
import type { Plan, Reason } from '../plan/plan.ts'
import type { Decision, RepairContext } from './repair-step.ts'
import { withUnknownDone } from './unknown-done.ts'

/** The row of what health asks for. */
const HEALTH_ROW = 'health'

/** What flags and health answers ask of the sessions to come (science.md G17–G20, S8.6, S8.7); nothing where the athlete undid the same. */
export function decideHealth(plan: Plan, context: RepairContext): Decision[] {
  const { done, declined } = context
  const facts = withUnknownDone(context)
  const kind = stateOf(facts)
  if (kind === '' || declined.some((other) => other.row === HEALTH_ROW && other.kind === kind)) return []
  const decision = healthDecision(facts, healthChange(plan, facts, { done }))
  return decision.changes.length === 0 ? [] : [decision]
}

/** A change for health as one decision on what was told, whoever makes it: undone, it is not made again. */
export const healthDecision = (facts: Told, change: HealthChange): Decision => ({
  row: HEALTH_ROW,
  kind: stateOf(facts),
  workoutId: null,
  reason: healthReason(change),
  changes: change.changes,
})

type Told = Pick<ReviewFacts, 'flags' | 'screening'>

/** What was told, in one line: anything else told is another state. */
const stateOf = ({ flags, screening }: Told): string =>
  [
    ...(flags ?? []).map(({ kind, part, startDate, pain, limp, symptoms, symptomFreeSince, endDate }) =>
      [kind, part, startDate, pain, limp, symptoms, symptomFreeSince, endDate].map((fact) => fact ?? '').join(' '),
    ),
    ...(needsDoctor(screening) ? ['doctor'] : []),
  ]
    .toSorted()
    .join(', ')

/** Why: the first session's own reason names the part that hurts. */
function healthReason({ sessions }: Pick<HealthChange, 'sessions'>): Reason {
  const purpose = sessions.find(({ after }) => typeof after?.purpose.facts.part === 'string')?.after?.purpose
  const rules = [...new Set(sessions.map(({ rule }) => rule))].sort()
  return {
    code: HEALTH_REASON,
    facts: { sessions: sessions.length, part: purpose?.facts.part ?? null, rules: rules.join(' ') },
  }
}
