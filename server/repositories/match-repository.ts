import { z } from 'zod'
import type { PlannedForMatch } from '@coach-wattz/core/matching/matchable'
import type { SessionReview } from '@coach-wattz/core/matching/review-session'
import type { CompletionStatus, PlannedWorkout } from '@coach-wattz/core/plan/plan'
import type { LocalDate } from '@coach-wattz/core/time/local-date'
import { createId } from '../database/create-id.ts'
import type { AthleteTransaction } from '../database/database.ts'
import { fromDateColumn, jsonColumn, toDateColumn } from './columns.ts'

/** What pairing needs of a planned session: everything but its steps. */
export interface SessionFrame extends Pick<
  PlannedWorkout,
  'id' | 'date' | 'slot' | 'sport' | 'focus' | 'priority' | 'hard' | 'race' | 'durationS' | 'distanceM' | 'tss'
> {
  readonly title: string
  /** As it was kept last, for searches in the database. */
  readonly completionStatus: CompletionStatus
}

/** The sessions of the plan in force up to a day, and when it was made. */
export interface PlanFrames {
  readonly planId: string
  /** ISO instant of the plan's first revision. */
  readonly createdAt: string
  readonly sessions: readonly SessionFrame[]
}

/** Reads no steps: a season is a few kilobytes. Null without a plan in force. */
export async function loadPlanFrames(
  { athleteId, client }: AthleteTransaction,
  until: LocalDate,
): Promise<PlanFrames | null> {
  const plan = await client.trainingPlan.findFirst({
    where: { athleteId, status: 'ACTIVE' },
    select: { id: true, createdAt: true, revisions: { where: { number: 1 }, select: { createdAt: true } } },
  })
  if (!plan) return null
  const rows = await client.plannedWorkout.findMany({
    where: { athleteId, planId: plan.id, date: { lte: toDateColumn(until) } },
    select: {
      id: true,
      date: true,
      slot: true,
      sport: true,
      focus: true,
      priority: true,
      hard: true,
      race: true,
      durationS: true,
      distanceM: true,
      tss: true,
      title: true,
      completionStatus: true,
    },
    orderBy: [{ date: 'asc' }, { slot: 'asc' }, { id: 'asc' }],
  })
  return {
    planId: plan.id,
    createdAt: (plan.revisions[0]?.createdAt ?? plan.createdAt).toISOString(),
    sessions: rows.map((row) => ({ ...row, date: fromDateColumn(row.date) })),
  }
}

/** A review with the digest of all it was made from: of other facts it says nothing. */
export interface KeptReview {
  readonly digest: string
  readonly review: SessionReview
}

const amount = z.number().nullable()
const reviewSchema: z.ZodType<KeptReview> = z.object({
  digest: z.string(),
  review: z.object({
    workoutId: z.string(),
    durationShare: amount,
    compliance: z.object({ percent: amount, by: z.enum(['duration', 'distance']) }),
    workShare: amount,
    basis: z.enum(['laps', 'samples', 'length']),
    steps: z.array(
      z.object({
        stepId: z.string(),
        score: z.number(),
        plannedS: amount,
        doneS: z.number(),
        mean: amount,
        band: z.object({ low: z.number(), high: z.number() }).nullable(),
        judgedBy: z.enum(['power', 'pace', 'heartRate', 'length', 'not-found']),
      }),
    ),
    workRatio: amount,
    loadShare: amount,
    loadDone: amount,
    easyTooFast: z.boolean().nullable(),
  }),
})

/** Kept reviews of a plan's sessions, by session; those of another form are as good as none. */
export async function loadReviews(
  { athleteId, client }: AthleteTransaction,
  planId: string,
  workoutIds: readonly string[],
): Promise<Map<string, KeptReview>> {
  if (workoutIds.length === 0) return new Map()
  const rows = await client.activityMatch.findMany({
    where: { athleteId, planId, workoutId: { in: [...workoutIds] } },
    select: { workoutId: true, steps: true },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  })
  const reviews = new Map<string, KeptReview>()
  for (const { workoutId, steps } of rows) {
    const kept = reviewSchema.safeParse(steps)
    if (workoutId !== null && kept.success) reviews.set(workoutId, kept.data)
  }
  return reviews
}

/** Keeps the review of a session under its first recording; what either was matched with before is forgotten. */
export async function saveReview(
  { athleteId, client }: AthleteTransaction,
  match: {
    readonly planned: Pick<PlannedForMatch, 'id' | 'planId'>
    readonly activityId: string
    readonly score: number | null
    readonly kept: KeptReview
    readonly now: Date
  },
): Promise<void> {
  const { planned, activityId } = match
  await client.activityMatch.deleteMany({
    where: { athleteId, OR: [{ activityId }, { planId: planned.planId, workoutId: planned.id }] },
  })
  // a plan may have been changed, or a recording deleted, since the review was made
  const session = await client.plannedWorkout.count({ where: { athleteId, planId: planned.planId, id: planned.id } })
  const activity = await client.activity.count({ where: { athleteId, id: activityId } })
  if (session === 0 || activity === 0) return
  await client.activityMatch.create({
    data: {
      athleteId,
      id: createId(),
      activityId,
      planId: planned.planId,
      workoutId: planned.id,
      score: match.score,
      steps: jsonColumn(match.kept),
      author: 'rule',
      createdAt: match.now,
    },
  })
}

/** Keeps what became of sessions as the column that searches look at; plans are saved without it. */
export async function saveStatus(
  { athleteId, client }: AthleteTransaction,
  planId: string,
  workoutIds: readonly string[],
  completionStatus: CompletionStatus,
): Promise<void> {
  await client.plannedWorkout.updateMany({
    where: { athleteId, planId, id: { in: [...workoutIds] } },
    data: { completionStatus },
  })
}
