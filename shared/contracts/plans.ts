import { z } from 'zod'
import { OFFER_KINDS } from '@coach-wattz/core/adaptation/offer-kind'
import type { GuardReport, Violation } from '@coach-wattz/core/guardrails/guard-report'
import type { ReviewFacts } from '@coach-wattz/core/guardrails/review-plan'
import type { Advice } from '@coach-wattz/core/plan/advice'
import type { Plan, PlannedWorkout, Reason, TrainingWeek } from '@coach-wattz/core/plan/plan'
import type { ToldFeedback } from '@coach-wattz/core/matching/feedback'
import type { SessionReview } from '@coach-wattz/core/matching/review-session'
import type { SessionOutcome } from '@coach-wattz/core/matching/session-outcome'
import type { PlanChange } from '@coach-wattz/core/plan/plan-change'
import { MOST_EVENTS, ONE_MAIN_RACE, OWN_DISTANCE_M, type GoalKind } from '@coach-wattz/core/plan/goal'
import type { Feasibility } from '@coach-wattz/core/plan/feasibility'
import type { Refusal } from '@coach-wattz/core/guardrails/author-plan'
import { METRES_PER_KM, METRES_PER_MILE } from '@coach-wattz/core/units/distance'
import type { ThresholdSet } from '@coach-wattz/core/athlete/thresholds'
import { AvailabilityBody, LevelCode, Preferences, SportCode, WeekdayCode } from './athlete.ts'
import type { RevisionRow } from './plan-history.ts'
import { coreShape, Done, Id, LocalDateText } from './route.ts'
import type { DoneFigures, SessionMark } from './home.ts'
import type { RecordingLine } from './sessions.ts'

/** Preferences of one plan; absent means as told before. */
export const PlanPreferences = Preferences.partial()
export type PlanPreferences = z.infer<typeof PlanPreferences>

const { least, most } = OWN_DISTANCE_M
/** In both units: who asks may be no browser that knows the athlete's. Rounded to distances that are taken. */
const IN_MILES = `${Math.ceil((least / METRES_PER_MILE) * 10) / 10} to ${Math.floor((most / METRES_PER_MILE) * 10) / 10} miles`
const GIVE_OWN_DISTANCE = `Give a distance from ${least / METRES_PER_KM} to ${most / METRES_PER_KM} km (${IN_MILES}).`
/** Metres of a run over a distance of its own. */
const OwnDistance = z.number().min(least, GIVE_OWN_DISTANCE).max(most, GIVE_OWN_DISTANCE)
export const TOO_MANY_RACES = `A season holds up to ${MOST_EVENTS} races on the way.`

/** A race on the way to the goal, in the goal's sport. */
export const raceOnTheWay = {
  kind: z.enum(['5K', '10K', 'HM', 'RUN_DISTANCE', 'GRAN_FONDO', 'CRIT', 'TT', 'GRAVEL_200']),
  sport: SportCode,
  name: z.string().trim().max(80).optional(),
  date: LocalDateText,
  distanceM: OwnDistance.optional(),
  targetTimeS: z.int().min(300, 'Check the time.').max(172_800, 'Check the time.').optional(),
  priority: z.enum(['B', 'C'], ONE_MAIN_RACE),
}
export const hasItsDistance = (race: { kind: string; distanceM?: number | undefined }): boolean =>
  race.kind !== 'RUN_DISTANCE' || race.distanceM !== undefined
export const GIVE_DISTANCE = { path: ['distanceM'], message: GIVE_OWN_DISTANCE }

/** The short form: what do you want, what can you give (product.md New plan). */
export const PlanRequest = z.object({
  goal: z
    .object({
      kind: z.enum([
        '5K',
        '10K',
        'HM',
        'MARATHON',
        'RUN_DISTANCE',
        'GRAN_FONDO',
        'CRIT',
        'TT',
        'GRAVEL_200',
        'GENERAL_FITNESS',
      ]),
      sport: SportCode,
      name: z.string().trim().max(80).optional(),
      date: LocalDateText.optional(),
      /** Metres of a RUN_DISTANCE. */
      distanceM: OwnDistance.optional(),
      targetTimeS: z.int().min(300, 'Check the target time.').max(172_800, 'Check the target time.').optional(),
      targetPowerW: z.int().min(30, 'Check the target power.').max(700, 'Check the target power.').optional(),
      strategy: z.enum(['LINEAR', 'PYRAMIDAL', 'POLARIZED', 'UNDULATING', 'BLOCK', 'REVERSE']).optional(),
    })
    .refine(hasItsDistance, GIVE_DISTANCE),
  /** The course of the event (contracts/courses.ts); its demand shapes the weeks before the race. */
  courseId: Id.optional(),
  /** Races on the way, in the goal's sport: B with a mini-taper, C in place of a key session. */
  events: z
    .array(z.object(raceOnTheWay).refine(hasItsDistance, GIVE_DISTANCE))
    .max(MOST_EVENTS, TOO_MANY_RACES)
    .optional(),
  maxDaysPerWeek: z.int().min(2, 'A plan needs at least two days a week.').max(7),
  longDay: WeekdayCode.nullable(),
  longDayPinned: z.boolean(),
  availability: AvailabilityBody,
  level: LevelCode.nullable(),
  birthYear: z.int().min(1920).max(2020).nullable(),
  preferences: PlanPreferences.optional(),
})
export type PlanRequest = z.infer<typeof PlanRequest>

/** A draft with its verdict, or a refusal with three ways forward. Nothing is saved by a preview. */
export const PreviewReply = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    plan: coreShape<Plan>(),
    report: coreShape<GuardReport>(),
    feasibility: coreShape<Feasibility>(),
    digest: z.string(),
  }),
  z.object({ ok: z.literal(false), refused: coreShape<Refusal>() }),
])
export type PreviewReply = z.infer<typeof PreviewReply>

export const PreviewPlan = {
  method: 'POST',
  path: '/api/plans/preview',
  summary: 'Drafts a plan and judges it; saves nothing.',
  body: PlanRequest,
  reply: PreviewReply,
} as const

/** One way to the goal in five figures, and the request that makes it. */
const PlanWay = z.object({
  kind: z.enum(['asked', 'other-strategy', 'fewer-days']),
  /** What to preview and save when it is chosen. */
  request: PlanRequest,
  strategy: PlanRequest.shape.goal.shape.strategy.unwrap(),
  figures: z.object({
    averageWeekMinutes: z.number(),
    easyShare: z.number().nullable(),
    hardSessionsAWeek: z.number(),
    longestSessionMinutes: z.number(),
    peakWeekLoad: z.number().nullable(),
  }),
  /** Rules with a warning to accept. */
  warnings: z.int(),
  weeks: z.array(z.object({ minutes: z.number(), isRecovery: z.boolean() })),
})
export type PlanWay = z.infer<typeof PlanWay>

export const PreviewAlternatives = {
  method: 'POST',
  path: '/api/plans/alternatives',
  summary:
    'The plan asked for beside up to two others by the same gate, in figures; none when it is refused. Saves nothing.',
  body: PlanRequest,
  reply: z.object({ ways: z.array(PlanWay).max(3) }),
} as const
export type AlternativesReply = z.infer<typeof PreviewAlternatives.reply>

export const CreatePlan = {
  method: 'POST',
  path: '/api/plans',
  summary: 'Drafts, judges and saves a plan as the first revision of its history; the plan before it is archived.',
  body: PlanRequest.extend({
    /** Digest of the preview the athlete saw: a different result is shown again, not saved. */ digest: z
      .string()
      .max(128)
      .optional(),
  }),
  reply: z.object({ id: Id, revision: z.int() }),
} as const

export const GetActivePlan = {
  method: 'GET',
  path: '/api/plans/active',
  summary: 'The plan in force with its certificate, its history, and the facts a browser needs to review a change.',
  reply: z.object({
    plan: coreShape<Plan | null>(),
    revision: z.int(),
    today: LocalDateText,
    report: coreShape<GuardReport | null>(),
    facts: coreShape<ReviewFacts | null>(),
    /** What a coach adds to a week, by the week’s id; never counted as load. */
    notes: z.record(z.string(), z.array(coreShape<Reason>())),
    revisions: z.array(coreShape<RevisionRow>()),
    /** Done minutes, run distance and load by week start, for planned beside done. */
    done: z.array(
      z.object({
        weekStart: LocalDateText,
        minutes: z.number(),
        runDistanceM: z.number(),
        load: z.number().nullable(),
        /** The longest session of the plan's sport; null where nothing was done, or a distance is not known. */
        longestS: z.number().nullable(),
        longestDistanceM: z.number().nullable(),
      }),
    ),
  }),
} as const
export type ActivePlanReply = z.infer<typeof GetActivePlan.reply>

/** A plan in short, of the list of all. */
export interface PlanHead {
  readonly id: string
  readonly status: 'DRAFT' | 'ACTIVE' | 'ARCHIVED'
  readonly goalKind: GoalKind
  readonly goalName: string | null
  readonly startDate: string
  readonly targetDate: string
  readonly createdAt: string
}
export const ListPlans = {
  method: 'GET',
  path: '/api/plans',
  summary: 'All plans, newest first: the one in force and the archived ones.',
  reply: z.object({ plans: z.array(coreShape<PlanHead>()) }),
} as const

export const GetPlan = {
  method: 'GET',
  path: '/api/plans/{id}',
  summary: 'One plan, in force or archived, with the certificate of its last revision.',
  params: z.object({ id: Id }),
  reply: z.object({ plan: coreShape<Plan>(), report: coreShape<GuardReport>(), today: LocalDateText }),
} as const
export type PlanReply = z.infer<typeof GetPlan.reply>

const Place = z.object({ date: LocalDateText, slot: z.int().min(0).max(1) })

/** What an athlete asks of the plan; `from` guards against acting on a stale screen. */
const PlanEditBody = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('move'), workoutId: Id, from: Place, to: Place }),
  /** The same session in at most so many minutes, just as hard. */
  z.object({ kind: z.literal('shorten'), workoutId: Id, minutes: z.int().min(1).max(720) }),
  /** An easy session in its place. */
  z.object({ kind: z.literal('ease'), workoutId: Id }),
  /** A slot of a day has so many minutes for a sport, on that day alone. */
  z.object({
    kind: z.literal('minutes'),
    date: LocalDateText,
    slot: z.int().min(0).max(1),
    minutes: z.int().min(0).max(720),
    sport: SportCode,
  }),
])

export const ChangePlan = {
  method: 'POST',
  path: '/api/plans/{id}/changes',
  summary: 'Changes the plan through the one gate: reviewed again here, saved as a revision.',
  params: z.object({ id: Id }),
  body: z.object({
    baseRevision: z.int().min(1),
    changes: z.array(PlanEditBody).min(1).max(20),
    /** Warnings the athlete has read and accepts, by rule id. */
    acceptedRules: z.array(z.string().max(8)).max(40).default([]),
    /** Which of the offers was taken, for which session and wanted day; kept with the revision. */
    choice: z.object({ offer: z.enum(OFFER_KINDS), workoutId: Id, wantedDate: LocalDateText }).optional(),
  }),
  reply: z.object({ revision: z.int(), report: coreShape<GuardReport>() }),
} as const
export type ChangePlanBody = z.infer<typeof ChangePlan.body>
export interface ChangeBlocked {
  readonly violations: readonly Violation[]
}

export const UndoRevision = {
  method: 'POST',
  path: '/api/plans/{id}/undo',
  summary: 'Undoes one revision by a new one that reverts it, where no later one stands on it.',
  params: z.object({ id: Id }),
  body: z.object({ revision: z.int().min(1) }),
  reply: z.object({ revision: z.int() }),
} as const

export const WriteWeeks = {
  method: 'POST',
  path: '/api/plans/{id}/weeks',
  summary: 'Writes the sessions of a block that is still an outline, and of those before it, as one revision.',
  params: z.object({ id: Id }),
  body: z.object({ blockId: Id, baseRevision: z.int().min(1) }),
  reply: z.object({ revision: z.int() }),
} as const

export const PreviewReplan = {
  method: 'POST',
  path: '/api/plans/{id}/replan/preview',
  summary: 'Drafts the weeks from next Monday on anew by other answers, joined to the weeks before; saves nothing.',
  params: z.object({ id: Id }),
  body: PlanRequest,
  reply: PreviewReply,
} as const

export const ReplanPlan = {
  method: 'POST',
  path: '/api/plans/{id}/replan',
  summary:
    'Plans the weeks from next Monday on anew and saves them as a revision; weeks before and their history stay.',
  params: z.object({ id: Id }),
  body: PlanRequest.extend({
    baseRevision: z.int().min(1),
    /** Digest of the preview the athlete saw: a different result is shown again, not saved. */
    digest: z.string().max(128).optional(),
  }),
  reply: z.object({ revision: z.int() }),
} as const

export const ArchivePlan = {
  method: 'POST',
  path: '/api/plans/{id}/archive',
  summary: 'Takes the plan off the calendar; its history stays.',
  params: z.object({ id: Id }),
  reply: Done,
} as const

/** What became of a session, with what was done of it step by step (science.md S9). */
export interface SessionDone {
  readonly mark: SessionMark
  readonly outcome: SessionOutcome
  /** What the athlete said of it. */
  readonly feedback: ToldFeedback
  /** Null where nothing was done. */
  readonly done: DoneFigures | null
  readonly review: SessionReview | null
}

export const GetWorkout = {
  method: 'GET',
  path: '/api/workouts/{id}',
  summary: 'One planned session with the thresholds in force on its day and the week around it.',
  params: z.object({ id: Id }),
  reply: z.object({
    planId: Id,
    revision: z.int(),
    today: LocalDateText,
    workout: coreShape<PlannedWorkout>(),
    /** At most four lines, most important first; on race day one more from the course. */
    advice: z.array(coreShape<Advice>()),
    thresholds: coreShape<ThresholdSet>(),
    week: coreShape<Pick<TrainingWeek, 'id' | 'weekNumber' | 'isRecovery' | 'startDate' | 'notes'>>(),
    /** What became of it; null while its day is not over and nothing was done. */
    outcome: coreShape<SessionDone | null>(),
    /** Recordings it can be linked with: within three days of it, since the plan was made; none of a session to come. */
    recordings: z.array(coreShape<RecordingLine>()),
    blockName: z.string(),
    previousId: Id.nullable(),
    nextId: Id.nullable(),
    downloads: z.array(
      z.object({
        format: z.literal('zwo'),
        filename: z.string(),
        losses: z.array(z.object({ path: z.string(), feature: z.string(), how: z.string() })),
      }),
    ),
  }),
} as const
export type WorkoutReply = z.infer<typeof GetWorkout.reply>

/** Answers with the file itself. */
export const DownloadWorkout = {
  method: 'GET',
  path: '/api/workouts/{id}/download',
  summary: 'The session as a file for a device or app.',
  params: z.object({ id: Id }),
  query: z.object({ format: z.enum(['zwo']) }),
  reply: coreShape<Uint8Array>(),
} as const

export type { PlanChange }
