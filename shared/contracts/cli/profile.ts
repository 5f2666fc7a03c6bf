import { z } from 'zod'

const orNull = z.number().nullable()

/** `coach profile --json` (design.md §6): who the athlete is, in one sport. */
export const CliProfile = z.strictObject({
  kind: z.literal('profile'),
  level: z.enum(['BEGINNER', 'INTERMEDIATE', 'ADVANCED']),
  weekly: z.strictObject({ minutes: orNull, distanceM: orNull, days: orNull, longestM: orNull }),
  safeBaseline: z.strictObject({ weeklyDistanceM: orNull, weeklyMinutes: orNull }),
  raceEquivalents: z.array(
    z.strictObject({
      kind: z.string(),
      distanceM: z.number(),
      timeS: z.number(),
      lowS: z.number(),
      highS: z.number(),
    }),
  ),
  thresholds: z.array(
    z.strictObject({
      sport: z.enum(['run', 'ride']),
      name: z.string(),
      value: z.number(),
      method: z.string(),
      confidence: z.enum(['HIGH', 'MEDIUM', 'LOW']),
      from: z.string(),
    }),
  ),
  /** `fitnessLeft`: share of VDOT or FTP left of what it was then. */
  layoff: z.strictObject({ days: z.int(), since: z.string(), fitnessLeft: z.number() }).nullable(),
  unknowns: z.array(z.looseObject({})),
  /** For each figure the activities it stands on. */
  evidence: z.record(z.string(), z.array(z.string())).optional(),
})
export type CliProfile = z.infer<typeof CliProfile>
