import { z } from 'zod'
import type { LoadByYesterday, LoadWeek } from '@coach-wattz/core/adaptation/load-to-date'
import type { Streaks, WeekPardon } from '@coach-wattz/core/adaptation/kept-weeks'
import type { ReportCard } from '@coach-wattz/core/adaptation/report-card'
import type { Threshold } from '@coach-wattz/core/athlete/thresholds'
import type { Adherence } from '@coach-wattz/core/matching/adherence'
import type { BandDay } from '@coach-wattz/core/plan/fitness-band'
import type { GoalKind } from '@coach-wattz/core/plan/goal'
import type { SessionMark, WeekInView } from './home.ts'
import { coreShape, LocalDateText } from './route.ts'

/** The longest session of the plan's sport in one week; the distance is null where one of the week is not known. */
export interface LongestSession {
  readonly durationS: number
  readonly distanceM: number | null
}

/** One week of the plan, expected and done. Null is unknown or not yet, never 0. */
export interface ProgressWeek extends Pick<WeekInView, 'planned' | 'done'> {
  readonly weekStart: string
  /** Null where the plan no longer holds the week. */
  readonly weekNumber: number | null
  readonly blockName: string | null
  readonly isRecovery: boolean
  readonly isOutline: boolean
  /** TSS as the plan was made, as it is, and done, and of that what was no session of it; `isWhole` false where done is the least it can be. */
  readonly load: Omit<LoadWeek, 'weekStart'>
  readonly longest: { readonly planned: LongestSession | null; readonly done: LongestSession | null }
  /** Of its sessions that are over; null while none is. */
  readonly adherence: Adherence | null
  /** Why it is not held against a streak. */
  readonly pardon: WeekPardon | null
}

/** What came of the plan in force. */
export interface PlanProgress {
  readonly id: string
  readonly sport: 'run' | 'ride'
  readonly goalKind: GoalKind
  readonly goalName: string | null
  readonly startDate: string
  readonly targetDate: string
  readonly weeks: readonly ProgressWeek[]
  /** Load from the first day to yesterday. */
  readonly byYesterday: LoadByYesterday
  readonly adherence: {
    readonly week: Adherence
    /** The last 28 days. */
    readonly month: Adherence
    readonly plan: Adherence
  }
  readonly streaks: Streaks
  /** What became of its sessions so far. */
  readonly marks: readonly SessionMark[]
  /** Fitness, fatigue and form to the race as planned, with the band of doing 85 to 105 % of it; empty where unknown. */
  readonly toCome: readonly BandDay[]
  /** What the coach changed by itself, and whether it was kept. */
  readonly card: ReportCard
}

export const GetProgress = {
  method: 'GET',
  path: '/api/progress',
  summary:
    'Expected beside done: load, long sessions, adherence, streaks, fitness to race day, and the coach’s report card.',
  reply: z.object({
    today: LocalDateText,
    /** Null without a plan in force. */
    plan: coreShape<PlanProgress | null>(),
    /** Every value there was, by date. */
    thresholds: z.array(coreShape<Threshold>()),
  }),
} as const
export type ProgressReply = z.infer<typeof GetProgress.reply>

/** Time in zones of one week. */
export interface WeekZones {
  readonly weekStart: string
  /** Seconds in zones 1–7 of all runs and rides whose zones can be told. */
  readonly done: readonly number[]
  /** Recordings whose zones cannot be told. */
  readonly without: number
  /** As the plan means it; null where it holds no written week. */
  readonly planned: readonly number[] | null
}

export const GetZones = {
  method: 'GET',
  path: '/api/progress/zones',
  summary: 'Time in zones of the last six weeks, done and planned.',
  reply: z.object({ weeks: z.array(coreShape<WeekZones>()) }),
} as const
export type ZonesReply = z.infer<typeof GetZones.reply>
