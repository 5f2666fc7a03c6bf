import { loadOn } from '@coach-wattz/core/evidence/activity-totals'
import { NO_LOAD_FACTS } from '@coach-wattz/core/load/load-facts'
import type { LocalDate } from '@coach-wattz/core/time/local-date'
import type { AthleteTransaction } from '../database/database.ts'
import { listActivities, updateActivityFigures, type ActivityFigures } from '../repositories/activity-repository.ts'
import { loadAthlete } from '../repositories/athlete-repository.ts'
import { loadThresholds } from '../repositories/threshold-repository.ts'
import { bestsOf } from './bests-of.ts'

/**
 * Computes loads again with the thresholds in force on each day (design.md law 6), for all activities from a day on. No
 * sample is read: what a load needs of them was kept at the import.
 */
export async function refreshLoads(tx: AthleteTransaction, { from }: { readonly from: LocalDate }): Promise<void> {
  const { sex } = await loadAthlete(tx)
  const thresholds = await loadThresholds(tx)
  const efforts = await bestsOf(tx, { from })
  const figures: ActivityFigures[] = []
  for (const activity of await listActivities(tx, { from })) {
    const facts = efforts.get(activity.id)?.loadFacts ?? NO_LOAD_FACTS
    const fresh = loadOn(activity, facts, { thresholds, sex })
    if (fresh.load !== activity.load || fresh.loadMethod !== activity.loadMethod)
      figures.push({ id: activity.id, ...fresh, npW: fresh.npW ?? activity.npW })
  }
  await updateActivityFigures(tx, figures)
}
