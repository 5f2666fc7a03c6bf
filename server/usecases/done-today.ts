import { workoutsOf, type Plan } from '@coach-wattz/core/plan/plan'
import type { LocalDate } from '@coach-wattz/core/time/local-date'
import type { AthleteTransaction } from '../database/database.ts'
import { listActivities } from '../repositories/activity-repository.ts'

/** Today's sessions of a sport that something has been recorded in today: they stay as they are. */
export async function doneToday(tx: AthleteTransaction, plan: Plan, today: LocalDate): Promise<string[]> {
  const sports = new Set((await listActivities(tx, { from: today, to: today })).map(({ sport }) => sport))
  return workoutsOf(plan)
    .filter(({ date, sport }) => date === today && sports.has(sport))
    .map(({ id }) => id)
}
