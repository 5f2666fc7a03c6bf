import { z } from 'zod'
import { SYMPTOMS } from '@coach-wattz/core/athlete/flag'
import { MOST_EVENTS } from '@coach-wattz/core/plan/goal'
import { WORKOUT_FOCI, type Reason } from '@coach-wattz/core/plan/plan'
import type { WeekImpact } from '@coach-wattz/core/adaptation/week-figures'
import { AvailabilityBody, LevelCode, SportCode, WeekdayCode } from './athlete.ts'
import { GIVE_DISTANCE, hasItsDistance, PlanPreferences, PlanRequest, raceOnTheWay, TOO_MANY_RACES } from './plans.ts'
import { coreShape, Id, LocalDateText, nameText } from './route.ts'

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

const MOST_DAYS_AWAY = 21
const Minutes = z.int().min(15, 'Give 15 to 720 minutes.').max(720, 'Give 15 to 720 minutes.')

/** What may be asked of a plan in force: a closed list, each with at most one thing to tell. */
export const AdjustWish = z.discriminatedUnion('kind', [
  /** The next seven days with .70 of their load, nothing above threshold. */
  z.object({ kind: z.literal('too-tired') }),
  /** Since today where no day is told. */
  z.object({ kind: z.literal('sick'), symptoms: z.enum(SYMPTOMS), since: LocalDateText.optional() }),
  z.object({
    kind: z.literal('hurt'),
    part: nameText('Say what hurts.'),
    pain: z.int().min(0, 'Pain goes from 0 to 10.').max(10, 'Pain goes from 0 to 10.'),
    limp: z.boolean().default(false),
  }),
  /** Days of training in what is left of this week, today included, or in the next. */
  z.object({
    kind: z.literal('days'),
    week: z.enum(['this', 'next']).default('this'),
    days: z.int().min(0, 'A week has none to seven days.').max(7, 'A week has none to seven days.'),
  }),
  z
    .object({
      kind: z.literal('travel'),
      from: LocalDateText,
      to: LocalDateText,
      /** Easy minutes a day; without them these days are off. */
      easyMinutes: Minutes.nullable().default(null),
    })
    .refine(({ from, to }) => to >= from, { path: ['to'], error: 'Come back on the day you leave, or later.' })
    .refine(({ from, to }) => Date.parse(to) - Date.parse(from) < MOST_DAYS_AWAY * 86_400_000, {
      path: ['to'],
      error: `Give up to ${MOST_DAYS_AWAY} days. For longer, change the settings of the plan.`,
    }),
  /** No time today, or so many minutes. */
  z.object({ kind: z.literal('no-time-today'), minutes: Minutes.nullable().default(null) }),
  /** Other days and minutes from next Monday on; the weeks to come are planned anew. */
  z.object({
    kind: z.literal('new-availability'),
    availability: AvailabilityBody,
    maxDaysPerWeek: z.int().min(2, 'A plan needs at least two days a week.').max(7).optional(),
    longDay: WeekdayCode.nullable().optional(),
  }),
  /** Another date of the race; the weeks to come are planned anew. */
  z.object({ kind: z.literal('new-goal-date'), date: LocalDateText }),
])
export type AdjustWish = z.infer<typeof AdjustWish>

export const AdjustRequest = z.object({
  wish: AdjustWish,
  /** True shows what would change; nothing is saved. */
  preview: z.boolean().default(false),
  /** Of the plan the preview was made for. */
  baseRevision: z.int().min(1).optional(),
  /** Of the preview: something else is shown again, not saved. */
  digest: z.string().max(128).optional(),
})
export type AdjustRequest = z.infer<typeof AdjustRequest>

/** A session in short, as a list of changes shows it. */
const AdjustedSession = TrainingPlanDay.omit({ workoutId: true, sport: true, description: true }).extend({
  id: z.string(),
  sport: SportCode,
  priority: z.enum(['KEY', 'SUPPORT', 'OPTIONAL']),
  race: z.boolean(),
})

export const AdjustReply = z.object({
  /** False for a preview, and where nothing had to change. */
  saved: z.boolean(),
  /** Of the plan now. */
  revision: z.int(),
  /** Digest of the plan as it would be, or is: what is saved is what was seen. */
  digest: z.string(),
  /** Why nothing changes; null when something does. */
  unchanged: z.string().nullable(),
  changes: z.array(
    z.object({
      workoutId: z.string(),
      /** Null for a session that is new. */
      before: AdjustedSession.nullable(),
      /** Null for rest in its place. */
      after: AdjustedSession.nullable(),
      reason: coreShape<Reason>(),
      /** The reason in a sentence. */
      why: z.string(),
    }),
  ),
  /** Weeks before and after, those that differ. */
  weekTotals: z.array(coreShape<WeekImpact>()),
  /** Weeks not written yet that come down with it. */
  loweredWeeks: z.int(),
  /** What else to know: a race that stays, a limit that stands all the same. */
  notices: z.array(z.string()),
  plan_meta: TrainingPlanReply.shape.plan_meta.omit({ feasibility: true }),
  weeks: TrainingPlanReply.shape.weeks,
})
export type AdjustReply = z.infer<typeof AdjustReply>

export const AdjustTrainingPlan = {
  method: 'POST',
  path: '/api/training-plan/adjust',
  summary:
    'Fits the plan in force to what came up (tired, sick, hurt, fewer days, travel, no time), judged like every change; undone as one.',
  body: AdjustRequest,
  reply: AdjustReply,
} as const
