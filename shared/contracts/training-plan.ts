import { z } from 'zod'
import { MOST_EVENTS } from '@coach-wattz/core/plan/goal'
import { WORKOUT_FOCI } from '@coach-wattz/core/plan/plan'
import { AvailabilityBody, LevelCode, SportCode, WeekdayCode } from './athlete.ts'
import { GIVE_DISTANCE, hasItsDistance, PlanPreferences, PlanRequest, raceOnTheWay, TOO_MANY_RACES } from './plans.ts'
import { Id, LocalDateText } from './route.ts'

const goal = PlanRequest.shape.goal.shape

/**
 * The seeds' request: goal, constraints, preferences. What is left out is taken from what the athlete has told the app,
 * so that a script needs no more than a goal.
 */
export const TrainingPlanRequest = z.object({
  goal: z
    .object({
      ...goal,
      /** Told by the kind of a race; general fitness without one is running. */
      sport: SportCode.optional(),
    })
    .refine(hasItsDistance, GIVE_DISTANCE),
  /** The course of the event (`POST /api/courses`); its demand shapes the weeks before the race. */
  courseId: Id.optional(),
  /** Races on the way: B with a mini-taper, C in place of a key session. */
  events: z
    .array(
      z
        .object({
          ...raceOnTheWay,
          /** Told by the goal. */
          sport: SportCode.optional(),
        })
        .refine(hasItsDistance, GIVE_DISTANCE),
    )
    .max(MOST_EVENTS, TOO_MANY_RACES)
    .optional(),
  daysPerWeek: z.int().min(2, 'A plan needs at least two days a week.').max(7).optional(),
  /** Days to train on; the athlete's own minutes count where they are known. */
  preferredDays: z.array(WeekdayCode).min(2, 'A plan needs at least two days a week.').max(7).optional(),
  /** Hard minutes by day: instead of the athlete's stored week. */
  availability: AvailabilityBody.optional(),
  longDay: WeekdayCode.optional(),
  longDayPinned: z.boolean().optional(),
  preferences: PlanPreferences.optional(),
  level: LevelCode.optional(),
  /** True puts the plan in force; without it nothing is saved. */
  save: z.boolean().default(false),
})
export type TrainingPlanRequest = z.infer<typeof TrainingPlanRequest>

export const DAY_TYPES = ['REST', 'RACE', ...WORKOUT_FOCI] as const

/** One session of a day, or a day of rest. A day with two sessions stands twice, told apart by its slot. */
export const TrainingPlanDay = z.object({
  date: LocalDateText,
  weekday: WeekdayCode,
  slot: z.int(),
  workoutId: z.string().nullable(),
  sport: SportCode.nullable(),
  type: z.enum(DAY_TYPES),
  title: z.string(),
  durationS: z.number(),
  /** Null where it cannot be known, as for a ride; 0 on a day of rest. */
  distanceM: z.number().nullable(),
  intensity: z.enum(['REST', 'EASY', 'MODERATE', 'HARD', 'RACE']),
  tss: z.number().nullable(),
  /** The steps in one sentence, with the targets of the athlete's thresholds. */
  description: z.string(),
})
export type TrainingPlanDay = z.infer<typeof TrainingPlanDay>

export const TrainingPlanReply = z.object({
  plan_meta: z.object({
    /** Null for a plan that was not saved. */
    id: z.string().nullable(),
    revision: z.int().nullable(),
    sport: SportCode,
    goal: z.object({
      kind: z.string(),
      name: z.string().nullable(),
      date: LocalDateText.nullable(),
      targetTimeS: z.number().nullable(),
      courseId: Id.nullable(),
    }),
    /** Races on the way that the plan makes room for. */
    events: z.array(
      z.object({ kind: z.string(), name: z.string().nullable(), date: LocalDateText, priority: z.enum(['B', 'C']) }),
    ),
    startDate: LocalDateText,
    targetDate: LocalDateText,
    strategy: goal.strategy.unwrap(),
    level: LevelCode,
    daysPerWeek: z.number(),
    weekCount: z.int(),
    feasibility: z.object({
      verdict: z.enum(['green', 'amber', 'red']),
      text: z.string(),
      /** What is wished for race day against today's form; null without a wish. */
      target: z.string().nullable(),
    }),
    /** The certificate in short; `coach check` verifies the whole. */
    guardReport: z.object({
      rulebook: z.string(),
      digest: z.string(),
      ok: z.boolean(),
      warnings: z.array(z.object({ rule: z.string(), week: z.int().nullable(), text: z.string() })),
    }),
  }),
  weeks: z.array(
    z.object({
      weekNumber: z.int(),
      startDate: LocalDateText,
      block: z.string(),
      isRecovery: z.boolean(),
      durationS: z.number(),
      distanceM: z.number().nullable(),
      tss: z.number().nullable(),
      days: z.array(TrainingPlanDay),
    }),
  ),
})
export type TrainingPlanReply = z.infer<typeof TrainingPlanReply>

export const GenerateTrainingPlan = {
  method: 'POST',
  path: '/api/training-plan/generate',
  summary: 'A plan for a goal as weeks of days, made and judged as in the app; a refusal names ways forward in `data`.',
  body: TrainingPlanRequest,
  reply: TrainingPlanReply,
} as const
