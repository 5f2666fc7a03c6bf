import { planAdherence, type Adherence } from '../matching/adherence.ts'
import { addDays, type LocalDate } from '../time/local-date.ts'
import type { JudgedSession } from './judged-session.ts'

/** More of a week's minutes unknown than this, and nothing is said of it (science.md S9.4b) [P]. */
const MOST_UNKNOWN = 0.25

/**
 * How much of a week of the plan was done (science.md S8.3), races apart; null where too much of it is not known, or
 * nothing was planned.
 */
export function weekAdherence(sessions: readonly JudgedSession[], monday: LocalDate): Adherence | null {
  const until = addDays(monday, 7)
  const week = sessions.filter(({ session }) => !session.race && session.date >= monday && session.date < until)
  const planned = sum(week)
  const unknown = sum(week.filter(({ outcome }) => outcome.kind === 'UNKNOWN' || outcome.kind === 'PENDING'))
  if (planned === 0 || unknown / planned > MOST_UNKNOWN) return null
  const adherence = planAdherence(
    week.map(({ session, outcome, review }) => ({
      isKey: session.priority === 'KEY',
      kind: outcome.kind,
      plannedLoad: session.tss,
      plannedS: session.durationS,
      doneLoad: review?.loadDone ?? null,
      doneS: doneSeconds(session.durationS, review?.durationShare ?? null),
      workShare: review?.workShare ?? null,
    })),
  )
  return adherence.share === null ? null : adherence
}

const sum = (sessions: readonly JudgedSession[]): number =>
  sessions.reduce((total, { session }) => total + session.durationS, 0)
const doneSeconds = (plannedS: number, share: number | null): number | null =>
  share === null ? null : share * plannedS
