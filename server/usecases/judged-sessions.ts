import type { JudgedSession } from '@coach-wattz/core/adaptation/judged-session'
import { TAKEN_BACK } from '@coach-wattz/core/adaptation/take-back'
import { OUTCOME_KINDS, sessionOutcome, type OutcomeKind } from '@coach-wattz/core/matching/session-outcome'
import type { PlanChange } from '@coach-wattz/core/plan/plan-change'
import { workoutsOf, type Plan, type PlannedWorkout } from '@coach-wattz/core/plan/plan'
import { addDays, type LocalDate } from '@coach-wattz/core/time/local-date'
import type { SessionDone } from '../../shared/contracts/plans.ts'
import type { AthleteTransaction } from '../database/database.ts'
import type { StoredDecision } from '../repositories/decision-repository.ts'
import type { Deps } from './deps.ts'
import { doneSessions } from './done-sessions.ts'
import { loadPlanDone, outcomesOf, type PlanDone } from './session-outcomes.ts'

/** So far back a repair looks (science.md S8.5). */
export const JUDGED_DAYS = 42
/** A missed session may have been moved on by three days, and another be done early (science.md S8.2, S9.1). */
const EARLY_DAYS = 3

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
    const own = decisions.filter(({ workoutId }) => workoutId === session.id)
    const found = outcomes.get(session.id)
    const again = found?.done ? null : toldAgain(session, own, planDone)
    if (again) return [again]
    if (!found) return []
    const { outcome, feedback, review } = found
    return [{ session, outcome, feedback, review, doneOn: found.done?.date ?? null, ...decidedOf(session, found, own) }]
  })
  return {
    sessions: sessions.toSorted((a, b) => (a.session.date < b.session.date ? -1 : 1)),
    done: doneSessions(planDone),
  }
}

/**
 * A missed session that a repair moved on to a day to come, of which the athlete has said something else since: what became
 * of it on its old day is another thing than was decided on. Null where nothing else was said.
 */
function toldAgain(
  session: PlannedWorkout,
  own: readonly StoredDecision[],
  { plan, today, earlier, coverage }: PlanDone,
): JudgedSession | null {
  const [word, last] = [earlier.get(session.id), ofOutcomes(own).at(-1)]
  const move = own.flatMap(({ changes }) => changes).find((change) => isMoveOf(change, session.id))
  if (!word || !last || last.isUndone || !move || move.kind !== 'move' || session.date < today) return null
  const missed = { ...session, ...move.from }
  const outcome = sessionOutcome({
    planned: { ...missed, planCreatedOn: plan.createdOn },
    review: null,
    notDone: word.told === 'NOT_DONE',
    toldDone: word.told === 'DONE',
    feedback: word,
    coverage,
    today,
    isNewFocus: false,
  })
  const known = knownOf(last, own)
  return known.decided === outcome.kind
    ? null
    : { session: missed, outcome, feedback: word, review: null, doneOn: null, ...known, moved: true }
}

const isMoveOf = (change: PlanChange, workoutId: string): boolean =>
  change.kind === 'move' && change.workoutId === workoutId

const kindOf = ({ kind }: StoredDecision): OutcomeKind | null => OUTCOME_KINDS.find((each) => each === kind) ?? null
const ofOutcomes = (own: readonly StoredDecision[]): StoredDecision[] => own.filter((one) => kindOf(one) !== null)

type Known = Pick<JudgedSession, 'decided' | 'made' | 'moved'>

/**
 * What was decided on a session. One that stands on another day than it did then is judged anew there; only what was done
 * by its old day, or before that decision, says that it rested on a mistake.
 */
function decidedOf(session: PlannedWorkout, { done }: SessionDone, own: readonly StoredDecision[]): Known {
  const moved = own.some(({ isUndone, changes }) => !isUndone && changes.some((change) => isMoveOf(change, session.id)))
  // a morning's brake is decided on a day, and says nothing of what became of the session
  const last = ofOutcomes(own).at(-1)
  if (!last) return { decided: null, made: [], moved }
  const isElsewhere = last.sessionDate !== session.date
  const wasDone = done !== null && (done.date < last.day || done.date <= (last.sessionDate ?? ''))
  return isElsewhere && !wasDone ? { decided: null, made: [], moved } : { ...knownOf(last, own), moved }
}

/** The kind that was decided on last, and what was done about it. */
const knownOf = (last: StoredDecision, own: readonly StoredDecision[]): Omit<Known, 'moved'> => ({
  decided: kindOf(last),
  made: own
    .filter(({ kind, sessionDate, row, isUndone }) => {
      const isOfLast = kind === last.kind && sessionDate === last.sessionDate
      return isOfLast && !isUndone && row !== TAKEN_BACK
    })
    .flatMap(({ changes }) => changes),
})
