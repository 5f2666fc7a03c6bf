import { z } from 'zod'
import { EVENT_PRIORITIES, GOAL_KINDS, STRATEGIES, type Goal, type PlanEvent } from '@coach-wattz/core/plan/goal'
import {
  BLOCK_FOCI,
  BLOCK_TYPES,
  PRIORITIES,
  WORKOUT_FOCI,
  type Plan,
  type PlanAthlete,
  type PlannedWorkout,
  type Reason,
} from '@coach-wattz/core/plan/plan'
import type { PlanChange } from '@coach-wattz/core/plan/plan-change'
import type { DatedSlot } from '@coach-wattz/core/athlete/availability'
import { LEVELS } from '@coach-wattz/core/athlete/sport'
import { isLocalDate } from '@coach-wattz/core/time/local-date'
import { WEEKDAYS } from '@coach-wattz/core/time/week'
import { AwpSchema } from '@coach-wattz/core/workout/awp.schema'

// What a plan's JSON columns hold. Parsed when written, so that nothing is saved that could not be loaded, and when read.

const localDate = z.string().refine(isLocalDate, 'A calendar day written YYYY-MM-DD.')
const sport = z.enum(['run', 'ride'])
const slotFields = { minutes: z.number(), indoor: z.boolean().optional(), sports: z.array(sport).optional() }

export const reasonSchema: z.ZodType<Reason> = z.strictObject({
  code: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
})

export const datedSlotSchema: z.ZodType<DatedSlot> = z.strictObject({ date: localDate, slot: z.int(), ...slotFields })

export const planAthleteSchema: z.ZodType<PlanAthlete> = z.strictObject({
  level: z.enum(LEVELS),
  birthYear: z.int().nullable(),
  maxDaysPerWeek: z.number(),
  longDay: z.enum(WEEKDAYS).nullable(),
  longDayPinned: z.boolean(),
  availability: z.strictObject({
    slots: z.array(z.strictObject({ day: z.enum(WEEKDAYS), ...slotFields })),
    overrides: z.array(datedSlotSchema).optional(),
    blackoutDates: z.array(localDate).optional(),
  }),
})

const goalSchema: z.ZodType<Goal> = z.strictObject({
  kind: z.enum(GOAL_KINDS),
  sport,
  name: z.string().optional(),
  date: localDate.optional(),
  distanceM: z.number().optional(),
  targetTimeS: z.number().optional(),
  targetPowerW: z.number().optional(),
  strategy: z.enum(STRATEGIES).optional(),
  courseId: z.string().optional(),
})

export const eventsSchema: z.ZodType<readonly PlanEvent[]> = z.array(
  z.strictObject({
    kind: z.enum(GOAL_KINDS),
    sport,
    name: z.string().optional(),
    date: localDate,
    distanceM: z.number().optional(),
    targetTimeS: z.number().optional(),
    priority: z.enum(EVENT_PRIORITIES),
  }),
)

export const plannedWorkoutSchema: z.ZodType<PlannedWorkout> = z.strictObject({
  id: z.string().min(1),
  date: localDate,
  slot: z.int(),
  sport,
  title: z.string(),
  purpose: reasonSchema,
  focus: z.enum(WORKOUT_FOCI),
  priority: z.enum(PRIORITIES),
  hard: z.boolean(),
  race: z.boolean(),
  archetype: z.string().nullable(),
  step: z.number().nullable(),
  durationS: z.number(),
  distanceM: z.number().nullable(),
  tss: z.number().nullable(),
  workout: AwpSchema,
})

const weekSchema = z.strictObject({
  id: z.string().min(1),
  weekNumber: z.int(),
  startDate: localDate,
  isRecovery: z.boolean(),
  detail: z.enum(['OUTLINE', 'DETAILED']),
  volumeTargetMinutes: z.number(),
  distanceTargetM: z.number().nullable(),
  tssTarget: z.number().nullable(),
  focus: z.enum(WORKOUT_FOCI),
  notes: z.array(reasonSchema),
  slots: z.array(datedSlotSchema),
  workouts: z.array(plannedWorkoutSchema),
})

const blockSchema = z.strictObject({
  id: z.string().min(1),
  order: z.int(),
  name: z.string(),
  type: z.enum(BLOCK_TYPES),
  primaryFocus: z.enum(BLOCK_FOCI),
  startDate: localDate,
  durationWeeks: z.int(),
  recoveryWeekIndex: z.int().nullable(),
  progressionLogic: z.string(),
  weeks: z.array(weekSchema),
})

/** What a replan replaces of a plan. */
const planTail = {
  goal: goalSchema,
  events: eventsSchema.optional(),
  targetDate: localDate,
  strategy: z.enum(STRATEGIES),
  athlete: planAthleteSchema,
  blocks: z.array(blockSchema),
}

export const planSchema: z.ZodType<Plan> = z.strictObject({
  kind: z.literal('plan'),
  id: z.string().min(1),
  sport,
  startDate: localDate,
  ...planTail,
})

const place = z.strictObject({ date: localDate, slot: z.int() })

const datedSlots = z.array(datedSlotSchema)
const dayMinutes = z.strictObject({ overrides: datedSlots.nullable(), slots: datedSlots })

export const planChangesSchema: z.ZodType<PlanChange[]> = z.array(
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('create'), plan: planSchema }),
    z.strictObject({ kind: z.literal('delete'), plan: planSchema }),
    z.strictObject({ kind: z.literal('move'), workoutId: z.string(), from: place, to: place }),
    z.strictObject({
      kind: z.literal('replace'),
      workoutId: z.string(),
      before: plannedWorkoutSchema,
      after: plannedWorkoutSchema,
    }),
    z.strictObject({
      kind: z.literal('replan'),
      from: localDate,
      before: z.strictObject(planTail),
      after: z.strictObject(planTail),
    }),
    z.strictObject({ kind: z.literal('weeks'), before: z.array(weekSchema), after: z.array(weekSchema) }),
    z.strictObject({
      kind: z.literal('notes'),
      weekId: z.string(),
      before: z.array(reasonSchema),
      after: z.array(reasonSchema),
    }),
    z.strictObject({
      kind: z.literal('minutes'),
      date: localDate,
      before: dayMinutes,
      after: dayMinutes,
      settings: z.strictObject({ before: datedSlots.nullable(), after: datedSlots.nullable() }).optional(),
    }),
    z.strictObject({ kind: z.literal('add'), workout: plannedWorkoutSchema }),
    z.strictObject({ kind: z.literal('remove'), workout: plannedWorkoutSchema }),
  ]),
)
