import { z } from 'zod'

/** `coach inspect --json` (design.md §6). Null where unknown, never 0. */
const orNull = z.number().nullable()

export const WorkoutInspection = z.strictObject({
  kind: z.literal('workout'),
  title: z.string(),
  sport: z.enum(['run', 'ride']),
  durationS: orNull,
  distanceM: orNull,
  leafSteps: z.int(),
  if: orNull,
  tss: orNull,
  /** Seconds in zones 1–7. */
  timeInZoneS: z.array(z.number()).length(7).nullable(),
})
export type WorkoutInspection = z.infer<typeof WorkoutInspection>

export const ActivityInspection = z.strictObject({
  kind: z.literal('activity'),
  sport: z.enum(['run', 'ride', 'swim', 'walk', 'strength', 'other']),
  startedAt: z.iso.datetime(),
  elapsedS: z.number(),
  movingS: z.number(),
  distanceM: orNull,
  ascentM: orNull,
  avgHrBpm: orNull,
  maxHrBpm: orNull,
  avgPowerW: orNull,
  npW: orNull,
  load: orNull,
  loadMethod: z.enum(['power', 'pace', 'heart-rate', 'rpe', 'duration']).nullable(),
  /** Repairs and losses, one sentence each. */
  notes: z.array(z.string()),
})
export type ActivityInspection = z.infer<typeof ActivityInspection>

export const CourseInspection = z.strictObject({
  kind: z.literal('course'),
  name: z.string().nullable(),
  distanceM: z.number(),
  ascentM: orNull,
  descentM: orNull,
  hasElevation: z.boolean(),
  climbs: z
    .array(
      z.strictObject({
        startM: z.number(),
        lengthM: z.number(),
        gainM: z.number(),
        /** 0.05 = 5 %. */
        meanGrade: z.number(),
        category: z.enum(['HC', '1', '2', '3', '4']).nullable(),
      }),
    )
    .nullable(),
})
export type CourseInspection = z.infer<typeof CourseInspection>

export const PlanInspection = z.strictObject({
  kind: z.literal('plan'),
  sport: z.enum(['run', 'ride']),
  goal: z.strictObject({ kind: z.string(), date: z.string().nullable() }),
  startDate: z.string(),
  targetDate: z.string(),
  strategy: z.string(),
  weeks: z.int(),
  workouts: z.int(),
  durationS: z.number(),
  distanceM: orNull,
})
export type PlanInspection = z.infer<typeof PlanInspection>

const Single = z.discriminatedUnion('kind', [WorkoutInspection, ActivityInspection, CourseInspection, PlanInspection])
export type SingleInspection = z.infer<typeof Single>

/** Several sessions (or routes) in one file. */
export const SeveralInspection = z.strictObject({
  kind: z.enum(['activity', 'course']),
  sessions: z.array(z.discriminatedUnion('kind', [ActivityInspection, CourseInspection])).min(2),
})

/** An archive: what was read, and what was not, with the reason. */
export const ArchiveInspection = z.strictObject({
  kind: z.literal('archive'),
  sessions: z.array(ActivityInspection.extend({ file: z.string() })),
  refused: z.array(z.strictObject({ file: z.string(), code: z.string(), reason: z.string() })),
  /** Entries that hold no training (pictures, tables) and were left unopened. */
  ignored: z.int(),
})
export type ArchiveInspection = z.infer<typeof ArchiveInspection>

export const Inspection = z.union([Single, SeveralInspection, ArchiveInspection])
export type Inspection = z.infer<typeof Inspection>
