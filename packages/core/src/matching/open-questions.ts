import { addDays, daysBetween, type LocalDate } from '../time/local-date.ts'
import type { ToldFeedback } from './feedback.ts'
import { isSilent } from './feedback.ts'
import type { OpenQuestion } from './session-outcome.ts'

/** One session whose day has come, with what is known and said of it. */
export interface AskableSession {
  readonly workoutId: string
  readonly date: LocalDate
  /** A recording was found for it. */
  readonly isDone: boolean
  readonly open: OpenQuestion | null
  readonly feedback: ToldFeedback
}

/** What is to be asked, by session, in order of date. */
export interface OpenQuestions {
  /** Done, and nothing said of it yet. */
  readonly howWasIt: readonly string[]
  /** Known to be missed or cut short: why? */
  readonly why: readonly string[]
  /** Nothing recorded, and it may yet come: done, not done, not yet uploaded? */
  readonly doneOrNot: readonly string[]
}

/** Older than that nobody remembers how a session was, or why [P]. */
const REMEMBERED_DAYS = 7
/** A session without a recording is asked about this long [P]. */
const ASKED_DAYS = 14
/** Who says "not yet uploaded" is left alone for so long: once a week for someone who uploads on Sundays (science.md S9.4b) [P]. */
const QUIET_DAYS = 7

/**
 * What to ask, each thing once (science.md S9.4b): an answer of any kind closes the question, and one "not yet uploaded" closes
 * all such questions for a week. `toldNotUploaded` is the day that was said last.
 */
export function openQuestions(
  sessions: readonly AskableSession[],
  today: LocalDate,
  toldNotUploaded: LocalDate | null,
): OpenQuestions {
  const inOrder = sessions
    .filter(({ date }) => date <= today)
    .toSorted((a, b) => (a.date === b.date ? (a.workoutId < b.workoutId ? -1 : 1) : a.date < b.date ? -1 : 1))
  const since = (days: number, asked: (session: AskableSession) => boolean): string[] =>
    inOrder
      .filter((session) => session.date > addDays(today, -days) && isSilent(session.feedback) && asked(session))
      .map(({ workoutId }) => workoutId)
  const isQuiet = toldNotUploaded !== null && daysBetween(toldNotUploaded, today) < QUIET_DAYS
  return {
    howWasIt: since(REMEMBERED_DAYS, ({ isDone }) => isDone),
    why: since(REMEMBERED_DAYS, ({ isDone, open }) => !isDone && open === 'WHY_NOT_DONE'),
    doneOrNot: isQuiet ? [] : since(ASKED_DAYS, ({ isDone, open }) => !isDone && open === 'DONE_OR_NOT'),
  }
}
