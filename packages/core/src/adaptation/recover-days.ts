import { EASY_LEAST_MIN, inPlaceOf, shortened, shortenedInKind } from '../guardrails/reshape-session.ts'
import { scaleEasyTo } from '../library/scale.ts'
import type { Sport } from '../athlete/sport.ts'
import type { PlanChange } from '../plan/plan-change.ts'
import { workoutsOf, type Plan, type PlannedWorkout, type Reason } from '../plan/plan.ts'
import { addDays, type LocalDate } from '../time/local-date.ts'
import { replaced } from './acted.ts'
import { weighBy } from './session-weight.ts'

/** Two days of rest or recovery, and seven days with this share of their load (science.md S8.6). */
const RECOVERY_DAYS = 2
const LOAD_SHARE = 0.7
const LOAD_DAYS = 7
/** The planner's own recovery sessions, and how long they are at most (science.md §11). */
const RECOVERY: Record<Sport, { readonly archetype: string; readonly mostMin: number }> = {
  run: { archetype: 'R01', mostMin: 40 },
  ride: { archetype: 'B01', mostMin: 60 },
}
/** Shares of its length a session is cut to, the same for all. */
const CUTS = [0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3] as const

interface RecoveryWanted {
  readonly today: LocalDate
  /** Sessions that stay. */
  readonly done: readonly string[]
  /** Why the sessions of these two days are what they are then. */
  readonly purpose: Reason
  /** Nothing at all on the two days: a heart far up at rest is what an illness does. */
  readonly rest: boolean
  /** The seven days come down as well; false where they have already. */
  readonly lighter: boolean
}

/** Recovery or rest today and tomorrow, and less in the days after them until seven days hold .70 of what they held. Races stay. */
export function recoverDays(plan: Plan, wanted: RecoveryWanted): PlanChange[] {
  const { today, done, purpose, rest, lighter } = wanted
  const sessions = workoutsOf(plan).filter(
    ({ id, race, date }) => !race && !done.includes(id) && date >= today && date < addDays(today, LOAD_DAYS),
  )
  const clearUntil = addDays(today, RECOVERY_DAYS)
  const near = sessions.filter(({ date }) => date < clearUntil)
  const later = sessions.filter(({ date }) => date >= clearUntil)
  const calm = near.map((session) => ({ before: session, after: rest ? null : recovery(session, purpose) }))
  if (!lighter) return calm.flatMap(changeOf)
  const { weigh } = weighBy(sessions)
  const sum = (all: readonly (PlannedWorkout | null)[]): number =>
    all.reduce((total, session) => total + (session === null ? 0 : weigh(session)), 0)
  const left = LOAD_SHARE * sum(sessions) - sum(calm.map(({ after }) => after))
  return [...calm, ...lightened(later, (cut) => sum(cut) <= left)].flatMap(changeOf)
}

interface Shaped {
  readonly before: PlannedWorkout
  readonly after: PlannedWorkout | null
}

/** All of them shorter alike, no more than needed. */
function lightened(
  sessions: readonly PlannedWorkout[],
  fits: (cut: readonly PlannedWorkout[]) => boolean,
): readonly Shaped[] {
  let cut = [...sessions]
  for (const share of CUTS) {
    if (fits(cut)) break
    cut = sessions.map((session) => shorter(session, share))
  }
  return sessions.map((before, index) => ({ before, after: cut[index]! }))
}

function shorter(session: PlannedWorkout, share: number): PlannedWorkout {
  const minutes = Math.max(EASY_LEAST_MIN, Math.floor((share * session.durationS) / 60))
  return shortenedInKind(session, minutes) ?? shortened(session, minutes)
}

/** A recovery session of at most its length; the same where it is one already. */
function recovery(session: PlannedWorkout, purpose: Reason): PlannedWorkout {
  const { archetype, mostMin } = RECOVERY[session.sport]
  const minutes = Math.max(1, Math.min(mostMin, Math.floor(session.durationS / 60)))
  const variant = scaleEasyTo(archetype, minutes)
  if (session.focus === 'RECOVERY' || variant === null) return session
  return { ...inPlaceOf(session, variant, purpose, session), focus: 'RECOVERY' }
}

const changeOf = ({ before, after }: Shaped): PlanChange[] =>
  after === null ? [{ kind: 'remove', workout: before }] : replaced(before, after)
