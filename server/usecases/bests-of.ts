import type { ActivityBests } from '@coach-wattz/core/evidence/activity-bests'
import type { LoadFacts } from '@coach-wattz/core/load/load-facts'
import type { LocalDate } from '@coach-wattz/core/time/local-date'
import { z } from 'zod'
import type { AthleteTransaction } from '../database/database.ts'
import { listBestEfforts } from '../repositories/activity-repository.ts'

/** What is kept of an activity's samples beside its totals, so that neither estimates nor loads need them again. */
export interface KeptEfforts extends ActivityBests {
  readonly loadFacts: LoadFacts
}

const points = z.array(z.object({ durationS: z.number(), value: z.number() }))
const keptSchema: z.ZodType<KeptEfforts> = z.object({
  powerW: points,
  viOfBest20Min: z.number().nullable(),
  speedMps: points,
  steady20Min: z.object({ speedMps: z.number(), heartRateBpm: z.number() }).nullable(),
  heartRate20MinBpm: z.number().nullable(),
  heldMaxHrBpm: z.number().nullable(),
  loadFacts: z.object({
    power: z.object({ npW: z.number().nullable(), durationS: z.number(), coverage: z.number() }).nullable(),
    graded: z.object({ speedMps: z.number(), movingS: z.number(), coverage: z.number() }).nullable(),
    heartRate: z.object({ secondsAtBpm: z.array(z.tuple([z.number(), z.number()])), coverage: z.number() }).nullable(),
  }),
})

/** Kept efforts by activity, from a day on. An activity without samples has none. */
export async function bestsOf(
  tx: AthleteTransaction,
  range: { readonly from?: LocalDate } = {},
): Promise<Map<string, KeptEfforts>> {
  const bests = new Map<string, KeptEfforts>()
  for (const { activityId, bestEfforts } of await listBestEfforts(tx, range)) {
    const kept = bestsIn(bestEfforts)
    if (kept) bests.set(activityId, kept)
  }
  return bests
}

/** Kept efforts out of a row's column; null where there are none of a form we know. */
export function bestsIn(column: unknown): KeptEfforts | null {
  const parsed = keptSchema.safeParse(column)
  return parsed.success ? parsed.data : null
}
