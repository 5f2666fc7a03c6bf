import { z } from 'zod'
import type { ActivitySport } from '@coach-wattz/core/athlete/sport'
import { FEEDBACK_REASONS, TOLD_DONE } from '@coach-wattz/core/matching/feedback'
import type { Ambiguity } from '@coach-wattz/core/matching/matchable'
import type { PlannedWorkout } from '@coach-wattz/core/plan/plan'
import type { SessionMark } from './home.ts'
import type { SessionDone } from './plans.ts'
import type { PlanRepaired } from './repairs.ts'
import { coreShape, Id, LocalDateText } from './route.ts'

/** All that is said of one session; what is left out is taken back. A session is named by itself or by its recording. */
const ToldSession = z
  .object({
    workoutId: Id.optional(),
    activityId: Id.optional(),
    /** Where nothing is recorded of it: was it done? */
    told: z.enum(TOLD_DONE).nullable().default(null),
    /** CR10. */
    rpe: z.int().min(0, 'Effort goes from 0 to 10.').max(10, 'Effort goes from 0 to 10.').nullable().default(null),
    feel: z.int().min(1, 'Feel goes from 1 to 5.').max(5, 'Feel goes from 1 to 5.').nullable().default(null),
    reason: z.enum(FEEDBACK_REASONS).nullable().default(null),
  })
  .refine(({ workoutId, activityId }) => (workoutId === undefined) !== (activityId === undefined), {
    path: ['workoutId'],
    error: 'Name the planned session or the activity, one of both.',
  })
  .refine(({ activityId, told }) => activityId === undefined || told === null, {
    path: ['told'],
    error: 'An activity was done: this is asked of planned sessions only.',
  })
export type ToldSession = z.infer<typeof ToldSession>

export const TellSessions = {
  method: 'PUT',
  path: '/api/sessions/feedback',
  summary: 'Tells how sessions went, or whether they were done; each in place of what was said of it before.',
  body: z.object({ sessions: z.array(ToldSession).min(1).max(40) }),
  reply: z.object({
    /** What became of the planned sessions by it. */
    marks: z.array(coreShape<SessionMark>()),
    /** What followed for the plan; null where nothing changed. */
    repaired: coreShape<PlanRepaired | null>(),
  }),
} as const
export type TellSessionsReply = z.infer<typeof TellSessions.reply>

/** A planned session in one line. */
export interface SessionLine extends Pick<PlannedWorkout, 'date' | 'slot' | 'title' | 'sport' | 'durationS' | 'race'> {
  readonly workoutId: string
}
/** A session with what became of it. */
export interface AskedSession extends SessionLine, Pick<SessionDone, 'mark' | 'done'> {}
/** A recording in one line. */
export interface RecordingLine {
  readonly activityId: string
  readonly title: string | null
  readonly sport: ActivitySport
  readonly startedAt: string
  readonly date: string
  readonly durationS: number | null
  readonly distanceM: number | null
}
/** Which of several it was: in lists of what is taken meanwhile, first with first. */
export interface AskedMatch extends Pick<Ambiguity, 'key' | 'kind'> {
  readonly sessions: readonly SessionLine[]
  readonly recordings: readonly RecordingLine[]
}

export const GetOpenSessions = {
  method: 'GET',
  path: '/api/sessions/open',
  summary: 'What only the athlete can say of the sessions of late; each is asked once.',
  reply: z.object({
    today: LocalDateText,
    /** Done within a week, and nothing said of it. */
    howWasIt: z.array(coreShape<AskedSession>()),
    /** Missed within a week, and nothing said of it. */
    why: z.array(coreShape<AskedSession>()),
    /** Nothing recorded of it so far; empty for a week after "not yet uploaded". */
    doneOrNot: z.array(coreShape<AskedSession>()),
    which: z.array(coreShape<AskedMatch>()),
  }),
} as const
export type OpenSessionsReply = z.infer<typeof GetOpenSessions.reply>
