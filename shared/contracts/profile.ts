import { z } from 'zod'
import type { AthleteProfile } from '@coach-wattz/core/evidence/profile'
import { coreShape, LocalDateText } from './route.ts'

/** One of the last twelve weeks of one sport; minutes null where nothing is known of the week (science.md S0.5). */
export interface WeekVolume {
  readonly weekStart: string
  readonly minutes: number | null
  readonly distanceM: number | null
  readonly days: number | null
  readonly longestM: number | null
  readonly longestMinutes: number | null
}

export const GetProfile = {
  method: 'GET',
  path: '/api/profile',
  summary:
    'Who the athlete is by the data: volume, fitness, estimates, and what is unknown and why; as of `on`, without it today.',
  query: z.object({ on: LocalDateText.optional() }),
  reply: z.object({
    today: LocalDateText,
    run: coreShape<AthleteProfile | null>(),
    ride: coreShape<AthleteProfile | null>(),
    weeks: z.object({ run: z.array(coreShape<WeekVolume>()), ride: z.array(coreShape<WeekVolume>()) }),
    fitness: z
      .object({
        confidence: z.enum(['HIGH', 'MEDIUM', 'LOW']),
        days: z.array(
          z.object({ date: LocalDateText, load: z.number(), ctl: z.number(), atl: z.number(), tsb: z.number() }),
        ),
        loadShareByMethod: z.record(z.string(), z.number()),
      })
      .nullable(),
    /** Why there is no fitness yet, one sentence; null when there is. */
    fitnessUnknown: z.string().nullable(),
    activityCount: z.int(),
    firstDate: LocalDateText.nullable(),
    lastDate: LocalDateText.nullable(),
  }),
} as const
export type ProfileReply = z.infer<typeof GetProfile.reply>
