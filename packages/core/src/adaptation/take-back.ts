import { invertChanges } from '../plan/apply-change.ts'
import type { PlanChange } from '../plan/plan-change.ts'
import { weeksOf, type Plan, type Reason } from '../plan/plan.ts'
import { isSameJson } from '../result/same-json.ts'
import type { LocalDate } from '../time/local-date.ts'
import type { JudgedSession } from './judged-session.ts'
import { withNotes } from './made-changes.ts'
import { planWith, type Decision, type RepairContext } from './repair-step.ts'

/** The row of a decision that takes another one back. */
export const TAKEN_BACK = 'taken-back'

/**
 * What became of a session is not what was decided on: the athlete corrected it, or a recording came late. What that
 * decision changed is taken back where it still can be: on days to come, in sessions that are as it left them, and where
 * no hard limit is newly broken by it. The session's new row acts after it.
 */
export function takeBack(plan: Plan, context: RepairContext): Decision[] {
  let current = plan
  return context.sessions.flatMap((judged): Decision[] => {
    const { session, outcome, decided } = judged
    if (decided === null || decided === outcome.kind) return []
    const bare = takenBack(current, judged, context)
    const { title, date } = session
    const isChanged = bare.changes.length > 0
    const reason: Reason = { code: TAKEN_BACK, facts: { title, date, was: decided, now: outcome.kind, isChanged } }
    const taken = withNotes(current, bare, reason, context)
    current = taken.plan
    return [{ row: TAKEN_BACK, kind: outcome.kind, workoutId: session.id, reason, changes: taken.changes }]
  })
}

interface Taken {
  readonly plan: Plan
  readonly changes: readonly PlanChange[]
}

function takenBack(plan: Plan, { made }: JudgedSession, context: RepairContext): Taken {
  const inverses = invertChanges(made)
  const notes = inverses.filter(({ kind }) => kind === 'notes')
  const rest = inverses.filter((change) => change.kind !== 'notes' && isAhead(change, context.today))
  const whole = rest.length === 0 ? null : planWith(plan, rest, context)
  let taken: Taken = whole === null ? { plan, changes: [] } : { plan: whole, changes: rest }
  if (whole === null) for (const change of rest) taken = withOne(taken, change, context)
  // what the notes say is true no more, whether or not the sessions could be put back
  for (const note of notes) taken = withOne(taken, withoutNote(taken.plan, note), context)
  return taken
}

function withOne({ plan, changes }: Taken, change: PlanChange | null, context: RepairContext): Taken {
  const next = change && planWith(plan, [change], context)
  return change && next ? { plan: next, changes: [...changes, change] } : { plan, changes }
}

/** Nothing on a day that is over is touched, but a session that was moved on goes back to its own day. */
function isAhead(change: PlanChange, today: LocalDate): boolean {
  switch (change.kind) {
    case 'move':
      return change.from.date >= today
    case 'replace':
      return change.before.date >= today && change.after.date >= today
    case 'add':
    case 'remove':
      return change.workout.date >= today
    case 'weeks':
      return change.before.every(({ startDate }) => startDate > today)
    default:
      return false
  }
}

/** The change that takes out of a week what an inverse of `notes` would have taken out; other notes stay. */
function withoutNote(plan: Plan, inverse: PlanChange): PlanChange | null {
  if (inverse.kind !== 'notes') return null
  const week = weeksOf(plan).find(({ id }) => id === inverse.weekId)
  const said = inverse.before.filter((reason) => !inverse.after.some((older) => isSameJson(older, reason)))
  const after = week?.notes.filter((reason) => !said.some((one) => isSameJson(one, reason)))
  if (!week || !after || after.length === week.notes.length) return null
  return { kind: 'notes', weekId: week.id, before: week.notes, after }
}
