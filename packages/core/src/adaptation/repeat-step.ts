import { atStep, shortenedInKind } from '../guardrails/reshape-session.ts'
import type { PlanChange } from '../plan/plan-change.ts'
import { weeksOf, type Plan, type PlannedWorkout } from '../plan/plan.ts'
import { addDays } from '../time/local-date.ts'
import { factsOf, replaced, type Acted } from './acted.ts'
import type { JudgedSession } from './judged-session.ts'
import { likeSessions } from './like-sessions.ts'
import type { RepairContext } from './repair-step.ts'

/** Foci whose steps are minutes and nothing else: what counts of them is their length. */
const BY_LENGTH: ReadonlySet<string> = new Set(['RECOVERY', 'AEROBIC_ENDURANCE', 'LONG'])
export const isByLength = ({ focus }: Pick<PlannedWorkout, 'focus'>): boolean => BY_LENGTH.has(focus)

/** A recovery week is lighter on purpose: what it holds is no measure of the next loading week. */
export const isOfLighterWeek = (plan: Plan, { date }: Pick<PlannedWorkout, 'date'>): boolean =>
  weeksOf(plan).some(({ isRecovery, startDate }) => isRecovery && startDate <= date && date < addDays(startDate, 7))

/** The next like session at this one's step, a long one no longer than this one; null where it asks for no more already. */
export function repeatStep(plan: Plan, judged: JudgedSession, context: RepairContext): Acted | null {
  const { session } = judged
  const like = likeSessions(plan, session, context)
  const [next] = like
  if (!next || session.step === null || isOfLighterWeek(plan, session)) return null
  if (isByLength(session)) {
    if (session.focus !== 'LONG' || next.session.durationS <= session.durationS) return null
    const changes = replaced(next.session, shortenedInKind(next.session, session.durationS / 60))
    return changes.length === 0 ? null : { changes, reason: reasonOf(judged, next.session, null) }
  }
  const changes = stepsFrom(
    like.map(({ session: each }) => each),
    session.step,
  )
  const changed = firstChanged(changes)
  return changed === null ? null : { changes, reason: reasonOf(judged, changed.before, changed.step) }
}

const reasonOf = (judged: JudgedSession, next: PlannedWorkout, step: number | null): Acted['reason'] => ({
  code: 'repair-repeats',
  facts: {
    ...factsOf(judged),
    nextDate: next.date,
    step,
    plannedStep: step === null ? null : next.step,
    minutes: Math.round(judged.session.durationS / 60),
  },
})

/** The first session that changes of steps change, before and after: the one that is spoken of. */
export function firstChanged([change]: readonly PlanChange[]): { before: PlannedWorkout; step: number | null } | null {
  return change?.kind === 'replace' ? { before: change.before, step: change.after.step } : null
}

/**
 * Like sessions in order at `step` at most, and after one at that step one step more. One that is lower by itself, as in a
 * recovery week, holds none after it down.
 */
export function stepsFrom(sessions: readonly PlannedWorkout[], step: number): PlanChange[] {
  let most = step
  return sessions.flatMap((session) => {
    if (session.step === null) return []
    const changes = session.step > most ? replaced(session, atStep(session, most)) : []
    if (session.step >= most) most += 1
    return changes
  })
}
