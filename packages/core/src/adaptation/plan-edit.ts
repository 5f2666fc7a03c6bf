import type { Sport } from '../athlete/sport.ts'
import { demoted, shortenedInKind } from '../guardrails/reshape-session.ts'
import { giveMinutes } from '../plan/day-minutes.ts'
import type { Place, PlanChange } from '../plan/plan-change.ts'
import { workoutsOf, type Plan, type PlannedWorkout } from '../plan/plan.ts'
import { err, ok, type Result } from '../result/result.ts'
import type { LocalDate } from '../time/local-date.ts'

/**
 * What an athlete asks of a plan, small enough to be sent: which session goes where, becomes how short, turns easy, and
 * which day has more minutes than was known. The changes follow from the plan by the same functions in the browser and
 * on the server, so nobody can send in a session of their own making.
 */
export type PlanEdit =
  | { readonly kind: 'move'; readonly workoutId: string; readonly from: Place; readonly to: Place }
  | { readonly kind: 'shorten'; readonly workoutId: string; readonly minutes: number }
  | { readonly kind: 'ease'; readonly workoutId: string }
  | {
      readonly kind: 'minutes'
      readonly date: LocalDate
      readonly slot: number
      readonly minutes: number
      readonly sport: Sport
    }

export interface EditRefused {
  readonly text: string
}

/** The changes that the edits stand for, in their order; whether they fit the plan is for who applies them to say. */
export function changesOf(plan: Plan, edits: readonly PlanEdit[]): Result<PlanChange[], EditRefused> {
  const changes: PlanChange[] = []
  const sessions = new Map(workoutsOf(plan).map((workout) => [workout.id, workout]))
  for (const edit of edits) {
    const change = changeOf(plan, sessions, edit)
    if (!change.ok) return change
    changes.push(change.value)
    if (change.value.kind === 'replace') sessions.set(change.value.workoutId, change.value.after)
    else if (edit.kind === 'move') {
      const moved = sessions.get(edit.workoutId)!
      sessions.set(moved.id, { ...moved, ...edit.to })
    }
  }
  return ok(changes)
}

function changeOf(
  plan: Plan,
  sessions: ReadonlyMap<string, PlannedWorkout>,
  edit: PlanEdit,
): Result<PlanChange, EditRefused> {
  if (edit.kind === 'minutes') {
    const change = giveMinutes(plan, edit)
    return change ? ok(change) : err({ text: `${edit.date} is a day you marked as off, or outside the plan.` })
  }
  const before = sessions.get(edit.workoutId)
  if (!before) return err({ text: 'This session is not in the plan any more.' })
  if (edit.kind === 'move') return ok(edit)
  if (before.race) return err({ text: 'The race stays as it is.' })
  const after = edit.kind === 'ease' ? demoted(before) : shortenedInKind(before, edit.minutes)
  if (after === null) return err({ text: `${before.title} has no shorter form that is as hard.` })
  return ok({ kind: 'replace', workoutId: before.id, before, after: withPurpose(edit, before, after) })
}

/** A session that became easy serves another purpose than it did. */
const withPurpose = (edit: PlanEdit, before: PlannedWorkout, after: PlannedWorkout): PlannedWorkout =>
  edit.kind === 'ease' && before.hard ? { ...after, purpose: { code: 'easy-session', facts: {} } } : after
