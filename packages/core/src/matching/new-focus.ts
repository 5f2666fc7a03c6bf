import { daysBetween } from '../time/local-date.ts'
import type { PlannedForMatch } from './matchable.ts'

/** The first two weeks of a new focus cost more (science.md S8.4). */
const NEW_FOR_DAYS = 14
/** A focus fades after so many days without it (science.md S8.5): what comes then is new again [P]. */
const KEPT_FOR_DAYS = 14

type FocusedSession = Pick<PlannedForMatch, 'date' | 'sport' | 'focus' | 'hard'>

/**
 * True for a hard session in the first two weeks of its focus (science.md S8.4): the stretch of sessions of that focus and
 * sport it stands in began less than 14 days before. Easy running is never new. `sessions` are the plan's, in any order.
 */
export function isNewFocus(session: FocusedSession, sessions: readonly FocusedSession[]): boolean {
  if (!session.hard) return false
  const days = sessions
    .filter(
      ({ sport, focus, hard, date }) =>
        hard && sport === session.sport && focus === session.focus && date < session.date,
    )
    .map(({ date }) => date)
    .sort()
    .reverse()
  let began = session.date
  for (const date of days) {
    if (daysBetween(date, began) > KEPT_FOR_DAYS) break
    began = date
  }
  return daysBetween(began, session.date) < NEW_FOR_DAYS
}
