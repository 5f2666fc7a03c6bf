import { summarizeActivity } from '@coach-wattz/core/evidence/activity-totals'
import type { LocalDate } from '@coach-wattz/core/time/local-date'
import type { AthleteTransaction } from '../database/database.ts'
import { listActivities, loadActivity, loadStreams, updateActivityFigures } from '../repositories/activity-repository.ts'
import { loadAthlete } from '../repositories/athlete-repository.ts'
import { loadThresholds } from '../repositories/threshold-repository.ts'
import type { Deps } from './deps.ts'
import { utcOffsetAt } from './local-today.ts'

/** Activities computed in one transaction: short, since the embedded database has one connection. */
const BATCH = 20

/** Computes loads again with the thresholds in force on each day (design.md law 6), for all activities from a day on. */
export async function refreshLoads(deps: Deps, athleteId: string, { from }: { readonly from?: LocalDate }): Promise<void> {
  const activities = await deps.database.withAthlete(athleteId, (tx) => listActivities(tx, from ? { from } : {}))
  const ids = activities.filter(({ sport }) => sport === 'run' || sport === 'ride').map(({ id }) => id)
  for (let start = 0; start < ids.length; start += BATCH)
    await deps.database.withAthlete(athleteId, (tx) => refreshBatch(tx, ids.slice(start, start + BATCH)))
}

async function refreshBatch(tx: AthleteTransaction, ids: readonly string[]): Promise<void> {
  const athlete = await loadAthlete(tx)
  const thresholds = await loadThresholds(tx)
  const figures = []
  for (const id of ids) {
    const stored = await loadActivity(tx, id)
    if (!stored) continue
    const streams = (await loadStreams(tx, id)) ?? { timeS: [] }
    const { movingS, npW, load, loadMethod, loadConfidence } = summarizeActivity(
      { ...stored, streams },
      { id, thresholds, offsetAt: (instant) => utcOffsetAt(instant, athlete.timeZone), sex: athlete.sex, race: stored.race },
    )
    figures.push({ id, movingS, npW, load, loadMethod, loadConfidence })
  }
  await updateActivityFigures(tx, figures)
}
