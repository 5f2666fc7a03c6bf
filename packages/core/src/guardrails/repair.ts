import { HARD_SESSION_MINUTES } from '../workout/intensity.ts'
import type { Violation } from './guard-report.ts'
import { byImportance, factsOf, type PlanEditor } from './plan-editor.ts'
import type { SportFacts } from './sport-facts.ts'
import type { SessionFacts, WeekFacts } from './week-facts.ts'

/** Mends one hard violation of its rule as the auto-correct column of science.md S7.1 says. */
export type Repair = (editor: PlanEditor, violation: Violation) => void

/** Aim this far under a limit that is a share, so that whole minutes do not end above it. */
export const SHARE_MARGIN = 0.01

export const weekOf = (editor: PlanEditor, violation: Violation): WeekFacts | undefined =>
  editor.facts.weeks.find((week) => week.week.weekNumber === violation.week)

export const sessionOf = (editor: PlanEditor, violation: Violation): SessionFacts | null =>
  violation.workoutId === null ? null : editor.find(violation.workoutId)

export const sportOf = (editor: PlanEditor, session: SessionFacts): SportFacts => factsOf(editor, session.workout.sport)

export const open = (week: WeekFacts): SessionFacts[] => week.judged.toSorted(byImportance)

/** Takes the hard tag off a session: an easy one in its place, a shorter one where its length made it hard, else none. */
export function makeEasy(editor: PlanEditor, session: SessionFacts): void {
  if (session.workout.focus === 'LONG' && session.hardMinutes < HARD_SESSION_MINUTES) {
    const minutes = session.workout.sport === 'run' ? 60 : 200
    if (editor.shorten(session.workout, Math.min(minutes, Math.floor(session.minutes) - 1))) {
      const after = editor.find(session.workout.id)
      if (!after || !after.hard) return
      editor.demote(after.workout)
    }
  } else editor.demote(session.workout)
  const left = editor.find(session.workout.id)
  if (left?.hard) editor.remove(left.workout)
}
