import type { JudgedSession } from '@coach-wattz/core/adaptation/judged-session'
import { TAKEN_BACK } from '@coach-wattz/core/adaptation/take-back'
import { OUTCOME_KINDS } from '@coach-wattz/core/matching/session-outcome'
import { workoutsOf, type Plan, type PlannedWorkout } from '@coach-wattz/core/plan/plan'
import { addDays, type LocalDate } from '@coach-wattz/core/time/local-date'
import type { SessionDone } from '../../shared/contracts/plans.ts'
import type { AthleteTransaction } from '../database/database.ts'
import type { StoredDecision } from '../repositories/decision-repository.ts'
import type { Deps } from './deps.ts'
import { loadPlanDone, outcomesOf } from './session-outcomes.ts'

/** So far back a repair looks (science.md S8.5). */
export const JUDGED_DAYS = 42
/** A session may be done two days early (science.md S9.1). */
const EARLY_DAYS = 2

/** The sessions of a plan in force, judged, and the ids of those that are done. */
export interface Judged {
  readonly sessions: readonly JudgedSession[]
  readonly done: readonly string[]
}

/** What became of the plan's sessions of the last six weeks, and what was decided on each of them. */
export async function judgeSessions(
  deps: Pick<Deps, 'sha256'>,
  tx: AthleteTransaction,
  plan: Plan,
  { today, timeZone }: { readonly today: LocalDate; readonly timeZone: string },
  decisions: readonly StoredDecision[],
): Promise<Judged> {
  const planDone = await loadPlanDone(tx, today, timeZone)
  if (!planDone) return { sessions: [], done: [] }
  const [from, to] = [addDays(today, -JUDGED_DAYS), addDays(today, EARLY_DAYS)]
  const near = workoutsOf(plan).filter(({ date }) => date >= from && date <= to)
  const outcomes = await outcomesOf(deps, tx, planDone, near)
  const sessions = near.flatMap((session): JudgedSession[] => {
    const found = outcomes.get(session.id)
    if (!found) return []
    const own = decisions.filter(({ workoutId }) => workoutId === session.id)
    const known = decidedOf(session, found, own)
    const { outcome, feedback, review } = found
    return [{ session, outcome, feedback, review, doneOn: found.done?.date ?? null, ...known }]
  })
  return {
    sessions: sessions.toSorted((a, b) => (a.session.date < b.session.date ? -1 : 1)),
    done: near.flatMap(({ id }) => (outcomes.get(id)?.done ? [id] : [])),
  }
}

type Known = Pick<JudgedSession, 'decided' | 'made' | 'moved'>

/**
 * What was decided on a session. One that stands on another day than it did then is judged anew there; only what was done
 * before the day of that decision says that it rested on a mistake.
 */
function decidedOf(session: PlannedWorkout, { done }: SessionDone, own: readonly StoredDecision[]): Known {
  const inForce = own.filter(({ isUndone }) => !isUndone)
  const moved = inForce.some(({ changes }) =>
    changes.some((change) => change.kind === 'move' && change.workoutId === session.id),
  )
  const last = own.at(-1)
  if (!last || (last.sessionDate !== session.date && (done === null || done.date >= last.day)))
    return { decided: null, made: [], moved }
  const made = inForce.filter(({ kind, sessionDate }) => kind === last.kind && sessionDate === last.sessionDate)
  return {
    decided: OUTCOME_KINDS.find((kind) => kind === last.kind) ?? null,
    made: made.flatMap(({ row, changes }) => (row === TAKEN_BACK ? [] : changes)),
    moved,
  }
}
