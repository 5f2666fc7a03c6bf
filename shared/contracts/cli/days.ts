import { z } from 'zod'
import { ImportItem, ImportProgress } from '../imports.ts'

const orNull = z.number().nullable()
const sport = z.enum(['run', 'ride'])

const PlannedSession = z.strictObject({
  id: z.string(),
  date: z.string(),
  sport,
  title: z.string(),
  focus: z.string(),
  priority: z.enum(['KEY', 'SUPPORT', 'OPTIONAL']),
  race: z.boolean(),
  durationS: z.number(),
  distanceM: orNull,
  tss: orNull,
})
export type PlannedSession = z.infer<typeof PlannedSession>

const DoneSession = z.strictObject({
  id: z.string(),
  date: z.string(),
  sport: z.enum(['run', 'ride', 'swim', 'walk', 'strength', 'other']),
  title: z.string().nullable(),
  startedAt: z.iso.datetime(),
  movingS: z.number(),
  distanceM: orNull,
  load: orNull,
  loadMethod: z.enum(['power', 'pace', 'heart-rate', 'rpe', 'duration']).nullable(),
  race: z.boolean(),
})
export type DoneSession = z.infer<typeof DoneSession>

/** Where in the plan; null outside of one. */
const planWeek = z.strictObject({ weekNumber: z.int(), blockName: z.string(), isRecovery: z.boolean() }).nullable()

/** How ready on a day, by sign; a reason is a code with its figures. */
export const CliReadiness = z.strictObject({
  date: z.string(),
  level: z.enum(['GREEN', 'AMBER', 'RED', 'UNKNOWN']),
  signals: z.array(
    z.strictObject({
      kind: z.enum(['hrv', 'restingHr', 'sleep', 'subjective']),
      level: z.enum(['GREEN', 'AMBER', 'RED', 'UNKNOWN']),
      code: z.string(),
      facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
      text: z.string(),
    }),
  ),
})
export type CliReadiness = z.infer<typeof CliReadiness>

/** `coach today --json`. */
export const CliToday = z.strictObject({
  kind: z.literal('today'),
  date: z.string(),
  planState: z.enum(['none', 'before', 'running', 'over']),
  planWeek,
  planned: z.array(PlannedSession),
  done: z.array(DoneSession),
  /** The next session after today. */
  next: PlannedSession.nullable(),
  /** Fitness (CTL), fatigue (ATL) and form (TSB); null while the history is too short. */
  form: z.strictObject({ fitness: z.number(), fatigue: z.number(), form: z.number() }).nullable(),
  readiness: CliReadiness,
})
export type CliToday = z.infer<typeof CliToday>

/** `coach week --json`. */
export const CliWeek = z.strictObject({
  kind: z.literal('week'),
  today: z.string(),
  startDate: z.string(),
  planState: z.enum(['none', 'before', 'running', 'over']),
  planWeek,
  days: z
    .array(
      z.strictObject({
        date: z.string(),
        /** The athlete cannot train. */
        blackout: z.boolean(),
        planned: z.array(PlannedSession),
        done: z.array(DoneSession),
      }),
    )
    .length(7),
  planned: z.strictObject({ durationS: z.number(), runDistanceM: orNull, load: orNull }),
  done: z.strictObject({
    durationS: z.number(),
    runDistanceM: z.number(),
    load: orNull,
    sessionsWithoutLoad: z.int(),
  }),
})
export type CliWeek = z.infer<typeof CliWeek>

/** `coach import --json`: how the run ended, and every file with its outcome. */
export const CliImport = z.strictObject({
  kind: z.literal('import'),
  ...ImportProgress.shape,
  items: z.array(z.strictObject(ImportItem.shape)),
})
export type CliImport = z.infer<typeof CliImport>

/** `coach audit --json`. */
export const CliAudit = z.strictObject({
  kind: z.literal('audit'),
  date: z.string(),
  result: z.enum(['repaired', 'nothing-to-do', 'not-possible']),
  /** The revision of the plan that holds the changes; null where nothing changed. */
  revision: z.int().nullable(),
  decisions: z.array(
    z.strictObject({
      row: z.string(),
      workoutId: z.string().nullable(),
      /** False where it is only told. */
      changed: z.boolean(),
      /** Why, in words; null for one without. */
      text: z.string().nullable(),
    }),
  ),
})
export type CliAudit = z.infer<typeof CliAudit>
