import type { HistoryActivity } from '../evidence/history.ts'
import type { OutcomeKind } from '../matching/session-outcome.ts'
import type { ReviewFacts } from '../guardrails/review-facts.ts'
import type { RepairContext } from './repair-step.ts'

/**
 * The facts of a repair with the sessions of which nothing is recorded taken as done as planned, where nobody knows or the
 * athlete says so: unknown is not skipped (science.md S9.4b), so nobody who uploads once a week, or never, finds a break in
 * the plan that was none. Days missed count as soon as a word or a later recording says so.
 */
export function withUnknownDone({ facts, sessions }: Pick<RepairContext, 'facts' | 'sessions'>): ReviewFacts {
  const { history } = facts
  const known = new Set(history?.activities.map(({ id }) => id))
  const unknown = sessions.filter(
    ({ outcome, doneOn, session }) =>
      isWithoutRecord(outcome.kind) && doneOn === null && !known.has(assumedId(session.id)),
  )
  if (history === null || unknown.length === 0) return facts
  const assumed = unknown.map(({ session }): HistoryActivity => {
    const { id, date, sport, durationS, distanceM, race, tss } = session
    return { id: assumedId(id), date, sport, durationS, distanceM, race, ...(tss === null ? {} : { load: tss }) }
  })
  return { ...facts, history: { ...history, activities: [...history.activities, ...assumed] } }
}

/** Nobody knows, or the athlete says that it was done: nothing is recorded of either. */
const isWithoutRecord = (kind: OutcomeKind): boolean => kind === 'UNKNOWN' || kind.startsWith('SUCCESS')

/** Taken as done once, however often it is asked. */
const assumedId = (workoutId: string): string => `assumed ${workoutId}`
