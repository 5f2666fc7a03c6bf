import type { HistoryActivity } from '../evidence/history.ts'
import type { ReviewFacts } from '../guardrails/review-facts.ts'
import type { RepairContext } from './repair-step.ts'

/**
 * The facts of a repair with the sessions of which nothing is known taken as done as planned: unknown is not skipped (science.md
 * S9.4b), so nobody who uploads once a week, or never, finds a break in the plan that was none. Days missed count as soon as a
 * word or a later recording says so.
 */
export function withUnknownDone({ facts, sessions }: Pick<RepairContext, 'facts' | 'sessions'>): ReviewFacts {
  const { history } = facts
  const unknown = sessions.filter(({ outcome, doneOn }) => outcome.kind === 'UNKNOWN' && doneOn === null)
  if (history === null || unknown.length === 0) return facts
  const assumed = unknown.map(({ session }): HistoryActivity => {
    const { date, sport, durationS, distanceM, race, tss } = session
    return { date, sport, durationS, distanceM, race, ...(tss === null ? {} : { load: tss }) }
  })
  return { ...facts, history: { ...history, activities: [...history.activities, ...assumed] } }
}
