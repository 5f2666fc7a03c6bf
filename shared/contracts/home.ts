import { z } from 'zod'
import type { Activity } from '@coach-wattz/core/evidence/activity'
import type { SessionOutcome } from '@coach-wattz/core/matching/session-outcome'
import type { PlannedWorkout, Reason, TrainingWeek } from '@coach-wattz/core/plan/plan'
import type { ThresholdSet } from '@coach-wattz/core/athlete/thresholds'
import type { FlagRow } from './flags.ts'
import { coreShape, LocalDateText } from './route.ts'

/** The frame around every page: who, which race, where in the plan. */
export const GetMe = {
  method: 'GET',
  path: '/api/me',
  summary: 'Who is in view, units, and the plan’s countdown for the rail.',
  reply: z.object({
    name: z.string(),
    sample: z.boolean(),
    units: z.enum(['metric', 'imperial']),
    today: LocalDateText,
    activityCount: z.int(),
    /** What the coach did or asks that nobody has looked at yet. */
    unseenNotices: z.int(),
    plan: z
      .object({
        id: z.string(),
        goalKind: z.string(),
        goalName: z.string().nullable(),
        targetDate: LocalDateText,
        daysToGo: z.int(),
        weekNumber: z.int().nullable(),
        weeks: z.int(),
        blockName: z.string().nullable(),
      })
      .nullable(),
  }),
} as const
export type Me = z.infer<typeof GetMe.reply>

/** What was recorded of a planned session. */
export interface DoneFigures {
  readonly activityIds: readonly string[]
  /** Local day; not always the planned one. */
  readonly date: string
  readonly durationS: number | null
  readonly distanceM: number | null
  readonly load: number | null
}

/** What became of a planned session whose day is over, or that was done (science.md S8.1, S9). */
export interface SessionMark extends Pick<SessionOutcome, 'workoutId' | 'kind' | 'status' | 'colour'> {
  /** Done as a percentage of planned; null where nothing was done or it is unknown. */
  readonly percent: number | null
  /** Null where nothing was recorded. */
  readonly done: DoneFigures | null
}

/** A planned session with the words of its week, as Today, Calendar and Workout show it. */
export interface PlannedDay {
  readonly date: string
  readonly workouts: readonly PlannedWorkout[]
  readonly activities: readonly Activity[]
  /** Of the day's sessions that something can be said of. */
  readonly marks: readonly SessionMark[]
  /** Those of the day's activities that are a planned session. */
  readonly plannedActivityIds: readonly string[]
  readonly blackout: boolean
  /** Minutes the day has by the plan's week; null outside the plan. */
  readonly minutes: number | null
}

export interface WeekInView {
  readonly startDate: string
  readonly days: readonly PlannedDay[]
  /** Null outside the plan. */
  readonly week:
    | (Pick<
        TrainingWeek,
        | 'id'
        | 'weekNumber'
        | 'isRecovery'
        | 'detail'
        | 'focus'
        | 'volumeTargetMinutes'
        | 'distanceTargetM'
        | 'tssTarget'
      > & {
        readonly notes: readonly Reason[]
        /** Monday of its block: an outline is written four weeks before. */
        readonly blockStart: string
      })
    | null
  readonly blockName: string | null
  readonly planned: { readonly durationS: number; readonly runDistanceM: number | null; readonly load: number | null }
  readonly done: {
    readonly durationS: number
    readonly runDistanceM: number
    readonly load: number | null
    readonly sessionsWithoutLoad: number
  }
}

export const GetToday = {
  method: 'GET',
  path: '/api/today',
  summary: 'Today’s sessions, why, and this week.',
  reply: z.object({
    today: LocalDateText,
    week: coreShape<WeekInView>(),
    workouts: z.array(coreShape<PlannedWorkout>()),
    nextWorkout: coreShape<PlannedWorkout | null>(),
    thresholds: z.object({ run: coreShape<ThresholdSet>(), ride: coreShape<ThresholdSet>() }),
    form: z.object({ fitness: z.number(), fatigue: z.number(), form: z.number() }).nullable(),
    planState: z.enum(['none', 'before', 'running', 'over']),
    hasHistory: z.boolean(),
    planId: z.string().nullable(),
    /** Injuries and illnesses to be asked about today. */
    flagsDue: z.array(coreShape<FlagRow>()),
  }),
} as const
export type TodayReply = z.infer<typeof GetToday.reply>

export const GetCalendar = {
  method: 'GET',
  path: '/api/calendar',
  summary: 'Whole weeks between two dates: planned sessions beside activities, with week totals.',
  query: z.object({ from: LocalDateText, to: LocalDateText }),
  reply: z.object({
    today: LocalDateText,
    planId: z.string().nullable(),
    revision: z.int().nullable(),
    weeks: z.array(coreShape<WeekInView>()),
  }),
} as const
export type CalendarReply = z.infer<typeof GetCalendar.reply>
