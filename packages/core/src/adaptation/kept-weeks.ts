import type { Adherence } from '../matching/adherence.ts'
import type { FeedbackReason } from '../matching/feedback.ts'
import type { OutcomeKind } from '../matching/session-outcome.ts'
import type { LocalDate } from '../time/local-date.ts'

/** Why a week is not held against a streak: nothing was planned, ill, away, or nobody has told of it. */
export type WeekPardon = 'rest' | 'sick' | 'away' | 'unknown'

/** What speaks for pardoning a week. */
export interface WeekLife {
  readonly sessions: readonly { readonly kind: OutcomeKind; readonly reason: FeedbackReason | null }[]
  /** Days of the week on which an illness was in force. */
  readonly daysIll: number
  /** Days of the week marked as off. */
  readonly daysAway: number
}

/** So many days off make a week one away from home [P]. */
const AWAY_DAYS = 3
/** From this share of its load on a week was kept [P]: the lower edge of "done" for a session (science.md S9.3). */
export const KEPT_SHARE = 0.8

/** Why a week does not count against a streak; null for a week like any other. */
export function pardonOf({ sessions, daysIll, daysAway }: WeekLife): WeekPardon | null {
  if (daysIll > 0 || sessions.some(({ kind }) => kind === 'SKIPPED_SICK' || kind === 'FAILED_SICK')) return 'sick'
  const travelled = sessions.some(({ kind, reason }) => kind === 'SKIPPED_BUSY' && reason === 'TRAVEL')
  if (travelled || daysAway >= AWAY_DAYS) return 'away'
  if (sessions.length === 0) return 'rest'
  const unknown = sessions.filter(({ kind }) => kind === 'UNKNOWN').length
  const judged = sessions.filter(({ kind }) => kind !== 'UNKNOWN' && kind !== 'PENDING').length
  return unknown > judged ? 'unknown' : null
}

/** One week of a plan that is over, with how much of it was done. */
export interface PastWeek {
  readonly weekStart: LocalDate
  readonly adherence: Pick<Adherence, 'share' | 'keysDone' | 'keysPlanned'>
  readonly pardon: WeekPardon | null
}

/** Weeks in a row. */
export interface Streak {
  /** Up to the last week that counts. */
  readonly weeks: number
  /** The longest there was. */
  readonly best: number
  /** Monday of the first of `weeks`; null when there are none. */
  readonly since: LocalDate | null
}

export interface Streaks {
  /** Weeks of which at least {@link KEPT_SHARE} of the load was done. */
  readonly kept: Streak
  /** Weeks in which every key session was done. */
  readonly keys: Streak
}

type Counts = 'yes' | 'no' | 'neither'

/**
 * Weeks in a row, never days: a streak of days asks for training on days of rest. A pardoned week that was kept all the same
 * counts, one that was not neither counts nor breaks. `weeks` are over and in order.
 */
export const streaksOf = (weeks: readonly PastWeek[]): Streaks => ({
  kept: streakOf(weeks, ({ adherence, pardon }) => {
    if (adherence.share === null || pardon === 'unknown') return 'neither'
    if (adherence.share >= KEPT_SHARE) return 'yes'
    return pardon === null ? 'no' : 'neither'
  }),
  keys: streakOf(weeks, ({ adherence, pardon }) => {
    if (adherence.keysPlanned === 0 || pardon === 'unknown') return 'neither'
    if (adherence.keysDone === adherence.keysPlanned) return 'yes'
    return pardon === null ? 'no' : 'neither'
  }),
})

function streakOf(weeks: readonly PastWeek[], countsOf: (week: PastWeek) => Counts): Streak {
  let [running, best] = [0, 0]
  let since: LocalDate | null = null
  for (const week of weeks) {
    const counts = countsOf(week)
    if (counts === 'no') [running, since] = [0, null]
    if (counts !== 'yes') continue
    since ??= week.weekStart
    running += 1
    best = Math.max(best, running)
  }
  return { weeks: running, best, since }
}
