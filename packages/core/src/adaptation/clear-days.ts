import { eased } from '../guardrails/reshape-session.ts'
import type { PlanChange } from '../plan/plan-change.ts'
import type { Plan } from '../plan/plan.ts'
import { addDays } from '../time/local-date.ts'
import { factsOf, replaced, type Acted, type ActionOf } from './acted.ts'
import type { JudgedSession } from './judged-session.ts'
import { REACH_DAYS, sessionsAhead } from './like-sessions.ts'
import type { RepairContext } from './repair-step.ts'

/** No training on the days after a session that illness took, and an easy first session after them (science.md S8.1, S8.7). */
export function clearDays(
  plan: Plan,
  judged: JudgedSession,
  action: ActionOf<'clear-days'>,
  context: RepairContext,
): Acted | null {
  const { date } = judged.session
  const last = addDays(date, action.days)
  if (last < context.today) return null
  const removed = sessionsAhead(plan, addDays(date, 1), last, context).map(({ session }) => session)
  const [first] = sessionsAhead(plan, addDays(last, 1), addDays(last, REACH_DAYS), context)
  const changes: PlanChange[] = removed.map((workout) => ({ kind: 'remove', workout }))
  if (first?.session.hard)
    changes.push(...replaced(first.session, eased(first.session, { code: 'easy-session', facts: {} })))
  if (changes.length === 0) return null
  const facts = { days: action.days, until: last, sessions: removed.length }
  return { changes, reason: { code: 'repair-clears', facts: { ...factsOf(judged), ...facts } } }
}
