import type { ActivityBests } from '@coach-wattz/core/evidence/activity-bests'
import { z } from 'zod'
import type { AthleteTransaction } from '../database/database.ts'
import { listBestEfforts } from '../repositories/activity-repository.ts'

const points = z.array(z.object({ durationS: z.number(), value: z.number() }))
const bestsSchema: z.ZodType<ActivityBests> = z.object({
  powerW: points,
  viOfBest20Min: z.number().nullable(),
  speedMps: points,
  steady20Min: z.object({ speedMps: z.number(), heartRateBpm: z.number() }).nullable(),
  heartRate20MinBpm: z.number().nullable(),
  heldMaxHrBpm: z.number().nullable(),
})

/** Best efforts by activity. Rows written by another version read as none: they are computed again at the next import. */
export async function bestsOf(tx: AthleteTransaction): Promise<Map<string, ActivityBests>> {
  const bests = new Map<string, ActivityBests>()
  for (const { activityId, bestEfforts } of await listBestEfforts(tx)) {
    const parsed = bestsSchema.safeParse(bestEfforts)
    if (parsed.success) bests.set(activityId, parsed.data)
  }
  return bests
}
