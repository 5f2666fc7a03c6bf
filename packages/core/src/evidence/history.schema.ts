import { z } from 'zod'
import { isLocalDate } from '../time/local-date.ts'

const localDate = z.string().refine(isLocalDate, 'A calendar day written YYYY-MM-DD.')
const notNegative = z.number().finite().min(0)

/** One session in the planning input (design.md §6). */
export const historyActivitySchema = z.object({
  id: z.string().optional(),
  date: localDate,
  sport: z.enum(['run', 'ride', 'swim', 'walk', 'strength', 'other']),
  durationS: notNegative,
  distanceM: notNegative.nullable().default(null),
  movingS: notNegative.optional(),
  load: notNegative.optional(),
  avgHrBpm: notNegative.optional(),
  npW: notNegative.optional(),
  race: z.boolean().optional(),
  zoneS: z.array(notNegative).length(7).optional(),
  startedAt: z.string().optional(),
})

/** One week told in numbers. */
export const historyWeekSchema = z.object({
  weekStart: localDate,
  minutes: notNegative.nullable().default(null),
  distanceM: notNegative.nullable().default(null),
  longestM: notNegative.nullable().default(null),
})

/** `history` of the planning input: sessions, weeks, or both. */
export const planningHistorySchema = z.object({
  activities: z.array(historyActivitySchema).optional(),
  weekly: z.array(historyWeekSchema).optional(),
})
