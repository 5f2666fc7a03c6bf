import { z } from 'zod'
import type { ThresholdSet } from '@coach-wattz/core/athlete/thresholds'
import type { Activity, Lap } from '@coach-wattz/core/evidence/activity'
import type { DoneZones } from '@coach-wattz/core/matching/done-zones'
import type { ToldFeedback } from '@coach-wattz/core/matching/feedback'
import type { SessionMark } from './home.ts'
import type { PlanRepaired } from './repairs.ts'
import { coreShape, Id, LocalDateText } from './route.ts'
import type { SessionLine } from './sessions.ts'

/** Best of a length within one activity. */
export interface BestEffort {
  readonly durationS: number
  /** Watts, or metres a second. */
  readonly value: number
}

/** Samples thinned to what a screen shows, in even steps of time from the start; null where nothing was recorded. */
export interface ThinStreams {
  readonly stepS: number
  readonly heartRateBpm: readonly (number | null)[] | null
  readonly powerW: readonly (number | null)[] | null
  readonly speedMps: readonly (number | null)[] | null
}

/** An activity beside the plan in force. */
export interface ActivityMatchView {
  readonly planId: string
  /** The session it is; null when it is none. */
  readonly session: (SessionLine & { readonly mark: SessionMark | null }) | null
  /** Whose word that is; null while nothing fits and nobody said anything. */
  readonly author: 'athlete' | 'rule' | null
  /** Other recordings that are the same session. */
  readonly others: readonly string[]
  /** Sessions it can be linked to, nearest first: three days before it to three after. */
  readonly candidates: readonly (SessionLine & { readonly mark: SessionMark | null })[]
}

export const GetActivity = {
  method: 'GET',
  path: '/api/activities/{id}',
  summary: 'One activity: totals, laps, load and how it was computed, best efforts, samples thinned, and its session.',
  params: z.object({ id: Id }),
  reply: z.object({
    today: LocalDateText,
    activity: coreShape<Activity>(),
    /** Local time of the start, 24 h. */
    startTime: z.string(),
    laps: z.array(coreShape<Lap>()),
    device: z.string().nullable(),
    calories: z.number().nullable(),
    /** Stated repairs and losses of the file. */
    notes: z.array(z.string()),
    /** Names of the original files it was read from. */
    files: z.array(z.string()),
    /** In force on its day. */
    thresholds: coreShape<ThresholdSet>(),
    bests: z.object({ powerW: z.array(coreShape<BestEffort>()), speedMps: z.array(coreShape<BestEffort>()) }),
    streams: coreShape<ThinStreams | null>(),
    /** Seconds in zones 1–7 of power or pace, else of heart rate; null without a threshold or samples. */
    zones: coreShape<DoneZones | null>(),
    feedback: coreShape<ToldFeedback>(),
    /** Null without a plan in force on its day. */
    match: coreShape<ActivityMatchView | null>(),
  }),
} as const
export type ActivityReply = z.infer<typeof GetActivity.reply>

const Matched = z.object({
  /** What became of the planned sessions this touches. */
  marks: z.array(coreShape<SessionMark>()),
  /** What followed for the plan; null where nothing changed. */
  repaired: coreShape<PlanRepaired | null>(),
})
export type MatchedReply = z.infer<typeof Matched>

export const MatchActivity = {
  method: 'PUT',
  path: '/api/activities/{id}/match',
  summary: 'Says which planned session an activity is, or that it is none; this always wins over the pairing.',
  params: z.object({ id: Id }),
  body: z.object({ workoutId: Id.nullable() }),
  reply: Matched,
} as const

export const UnmatchActivity = {
  method: 'DELETE',
  path: '/api/activities/{id}/match',
  summary: 'Takes that word back: the pairing decides again.',
  params: z.object({ id: Id }),
  reply: Matched,
} as const
