import type { CompletionStatus } from '@coach-wattz/core/plan/plan'
import { addDays } from '@coach-wattz/core/time/local-date'
import type { AthleteTransaction } from '../database/database.ts'
import { loadAthlete } from '../repositories/athlete-repository.ts'
import { loadReviews, saveReview, saveStatus } from '../repositories/match-repository.ts'
import { loadSessionsAround } from '../repositories/plan-weeks-repository.ts'
import type { Deps } from './deps.ts'
import { localToday } from './local-today.ts'
import { loadPlanDone, outcomesOf, reviewOf, type PlanDone } from './session-outcomes.ts'

/** What became of older sessions is looked at by nobody who searches; it stays as it was kept. */
const KEPT_DAYS = 42

/**
 * After new activities and once a night: reads the samples of what was done of the plan once and keeps what they say, so that
 * calendars read no samples; then keeps what became of each session of the last six weeks as a column to search by. One
 * short transaction a session; what is kept already from the same facts is left alone.
 */
export async function keepOutcomes(deps: Deps, athleteId: string): Promise<void> {
  await keepReviews(deps, athleteId)
  await deps.database.withAthlete(athleteId, async (tx) => {
    const { timeZone } = await loadAthlete(tx)
    const done = await loadPlanDone(tx, localToday(deps.now(), timeZone), timeZone)
    if (done) await keepStatuses(deps, tx, done)
  })
}

/** The column by the function that shows the outcome (design.md law 4), written where it differs. */
export async function keepStatuses(deps: Pick<Deps, 'sha256'>, tx: AthleteTransaction, done: PlanDone): Promise<void> {
  const from = addDays(done.today, -KEPT_DAYS)
  const recent = done.frames.filter(({ date }) => date >= from)
  const outcomes = await outcomesOf(deps, tx, done, await loadSessionsAround(tx, { from, to: lastDateOf(done) }))
  const changed = new Map<CompletionStatus, string[]>()
  for (const { id, completionStatus } of recent) {
    const status = outcomes.get(id)?.mark.status ?? 'PENDING'
    if (status !== completionStatus) changed.set(status, [...(changed.get(status) ?? []), id])
  }
  for (const [status, ids] of changed) await saveStatus(tx, done.plan.id, ids, status)
}

const lastDateOf = ({ frames, today }: PlanDone) => frames.at(-1)?.date ?? today

async function keepReviews(deps: Deps, athleteId: string): Promise<void> {
  const found = await deps.database.withAthlete(athleteId, async (tx) => {
    const { timeZone } = await loadAthlete(tx)
    const done = await loadPlanDone(tx, localToday(deps.now(), timeZone), timeZone)
    if (!done || done.matching.matches.length === 0) return null
    const ids = done.matching.matches.map(({ workoutId }) => workoutId)
    const sessions = await loadSessionsAround(tx, { from: done.frames[0]?.date ?? done.today, to: lastDateOf(done) })
    return { done, sessions, kept: await loadReviews(tx, done.plan.id, ids) }
  })
  if (!found) return
  const { done, sessions, kept } = found
  for (const match of done.matching.matches) {
    const session = sessions.find(({ id }) => id === match.workoutId)
    if (!session) continue
    await deps.database.withAthlete(athleteId, async (tx) => {
      const before = kept.get(session.id)
      const fresh = await reviewOf(deps, tx, done, session, match, before)
      if (fresh === before) return
      const planned = { id: session.id, planId: done.plan.id }
      await saveReview(tx, { planned, activityId: match.done.id, score: match.score, kept: fresh, now: deps.now() })
    })
  }
}
