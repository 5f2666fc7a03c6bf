import type { LocalDate } from '@coach-wattz/core/time/local-date'
import type { AthleteTransaction } from '../database/database.ts'
import { loadPlanDone, type PlanDone } from './session-outcomes.ts'

/** Sessions that are done, by a recording that counts for them or by the athlete's word, before their day too: they stay as they are. */
export function doneSessions({ frames, matching, words }: PlanDone): string[] {
  const recorded = new Set(matching.matches.map(({ workoutId }) => workoutId))
  return frames.flatMap(({ id }) => (recorded.has(id) || words.ofWorkouts.get(id)?.told === 'DONE' ? [id] : []))
}

/** Those of the plan in force. */
export async function loadDoneSessions(tx: AthleteTransaction, today: LocalDate, timeZone: string): Promise<string[]> {
  const done = await loadPlanDone(tx, today, timeZone)
  return done ? doneSessions(done) : []
}
