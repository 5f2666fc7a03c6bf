import { gentler, shortenedInKind } from '../guardrails/reshape-session.ts'
import type { Plan, PlannedWorkout } from '../plan/plan.ts'
import { factsOf, replaced, type Acted, type ActionOf } from './acted.ts'
import type { JudgedSession } from './judged-session.ts'
import { likeSessions } from './like-sessions.ts'
import { isByLength, stepsFrom } from './repeat-step.ts'
import type { RepairContext } from './repair-step.ts'

/**
 * The next like session comes down: two steps below the one that failed, or its work at a share of the intensity where the
 * ladder ends or hardly any of it was done; a long one by its length. Null where there is none, or it asks for less already.
 */
export function lowerNext(
  plan: Plan,
  judged: JudgedSession,
  action: ActionOf<'lower-next'>,
  context: RepairContext,
): Acted | null {
  const { session, review } = judged
  const like = likeSessions(plan, session, context).map(({ session: each }) => each)
  const [next] = like
  if (!next || session.step === null || next.step === null) return null
  const isMostlyDone = (review?.workShare ?? 1) >= action.mostlyDoneFrom
  const share = isMostlyDone ? action.shares.mostlyDone : action.shares.hardlyDone
  if (isByLength(session)) {
    if (session.focus !== 'LONG') return null
    const most = (share * session.durationS) / 60
    const changes = replaced(next, shortenedInKind(next, most))
    return changes.length === 0 ? null : { changes, reason: reasonOf(judged, next, { minutes: Math.floor(most) }) }
  }
  const step = session.step - action.steps
  if (isMostlyDone && step >= 1) {
    const changes = stepsFrom(like, step)
    return changes.length === 0 ? null : { changes, reason: reasonOf(judged, next, { step, plannedStep: next.step }) }
  }
  const [first, ...later] = like
  const [capped] = first ? stepsFrom([first], session.step) : []
  const base = capped?.kind === 'replace' ? capped.after : next
  const softer = gentler(base, share)
  if (softer === null) return null
  const changes = [...replaced(next, softer), ...stepsFrom(later, session.step)]
  return { changes, reason: reasonOf(judged, next, { sharePercent: Math.round(share * 100) }) }
}

const reasonOf = (
  judged: JudgedSession,
  next: PlannedWorkout,
  facts: Readonly<Record<string, number | null>>,
): Acted['reason'] => ({ code: 'repair-lowers', facts: { ...factsOf(judged), nextDate: next.date, ...facts } })
