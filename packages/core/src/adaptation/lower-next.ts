import { EASY_LEAST_MIN, gentler, shortenedInKind } from '../guardrails/reshape-session.ts'
import type { Plan, PlannedWorkout } from '../plan/plan.ts'
import { addDays, daysBetween } from '../time/local-date.ts'
import { mondayOf } from '../time/week.ts'
import { factsOf, noteOn, replaced, type Acted, type ActionOf } from './acted.ts'
import type { JudgedSession } from './judged-session.ts'
import { likeSessions, sessionsAhead } from './like-sessions.ts'
import { firstChanged, isByLength, isOfLighterWeek, stepsFrom } from './repeat-step.ts'
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
  if (action.again !== null && !isByLength(session) && isSecond(judged, action.again.withinDays, context))
    return lowerWeek(plan, judged, action.again, context)
  const like = likeSessions(plan, session, context).map(({ session: each }) => each)
  const [next] = like
  if (!next || session.step === null || next.step === null) return null
  // one of a lighter week is no measure of a loading one: that comes down by itself
  const base = isOfLighterWeek(plan, session) ? next : session
  const isMostlyDone = (review?.workShare ?? 1) >= action.mostlyDoneFrom
  const share = isMostlyDone ? action.shares.mostlyDone : action.shares.hardlyDone
  if (isByLength(session)) {
    if (session.focus !== 'LONG') return null
    const most = (share * Math.min(base.durationS, next.durationS)) / 60
    const changes = replaced(next, shortenedInKind(next, most))
    return changes.length === 0 ? null : { changes, reason: reasonOf(judged, next, { minutes: Math.floor(most) }) }
  }
  const step = (base.step ?? next.step) - action.steps
  if (isMostlyDone && step >= 1) {
    const changes = stepsFrom(like, step)
    const changed = firstChanged(changes)
    if (changed === null) return null
    const facts = { step: changed.step, plannedStep: changed.before.step }
    return { changes, reason: reasonOf(judged, changed.before, facts) }
  }
  const [first, ...later] = like
  const [capped] = first ? stepsFrom([first], base.step ?? next.step) : []
  const atMost = capped?.kind === 'replace' ? capped.after : next
  const softer = gentler(atMost, share)
  if (softer === null) return null
  const changes = [...replaced(next, softer), ...stepsFrom(later, base.step ?? next.step)]
  return { changes, reason: reasonOf(judged, next, { sharePercent: Math.round(share * 100) }) }
}

/** Another session of the focus was too hard within so many days before this one. */
const isSecond = ({ session }: JudgedSession, withinDays: number, { sessions }: RepairContext): boolean =>
  sessions.some(({ session: other, outcome }) => {
    const days = daysBetween(other.date, session.date)
    const isSame = other.sport === session.sport && other.focus === session.focus
    return isSame && outcome.kind === 'FAILED_TOO_HARD' && days > 0 && days <= withinDays
  })

/** The second one in a row says that the threshold is too high: less of everything in the week of the next one, and a check. */
function lowerWeek(
  plan: Plan,
  judged: JudgedSession,
  { share, weekShare, proposePercent: [least, most] }: NonNullable<ActionOf<'lower-next'>['again']>,
  context: RepairContext,
): Acted | null {
  const [next] = likeSessions(plan, judged.session, context)
  const monday = mondayOf(next?.session.date ?? context.today)
  const changes = sessionsAhead(plan, monday, addDays(monday, 6), context).flatMap(({ session }) => {
    if (session.id === next?.session.id) return replaced(session, gentler(session, share))
    const minutes = Math.floor((weekShare * session.durationS) / 60)
    return minutes < EASY_LEAST_MIN ? [] : replaced(session, shortenedInKind(session, minutes))
  })
  const facts = {
    ...factsOf(judged),
    nextDate: next?.session.date ?? null,
    sharePercent: Math.round(share * 100),
    weekPercent: Math.round(weekShare * 100),
    weekOf: monday,
    least,
    most,
  }
  const reason = { code: 'repair-lowers-week', facts }
  return { changes: changes.length > 0 ? changes : noteOn(plan, context.today, reason), reason }
}

const reasonOf = (
  judged: JudgedSession,
  next: PlannedWorkout,
  facts: Readonly<Record<string, number | null>>,
): Acted['reason'] => ({ code: 'repair-lowers', facts: { ...factsOf(judged), nextDate: next.date, ...facts } })
