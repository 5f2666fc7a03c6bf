import type { Sport } from '@coach-wattz/core/athlete/sport'
import type { PlanAthlete, PlannedWorkout, TrainingBlock } from '@coach-wattz/core/plan/plan'
import type { LocalDate } from '@coach-wattz/core/time/local-date'
import { mondayOf } from '@coach-wattz/core/time/week'
import type { AthleteTransaction } from '../database/database.ts'
import { toDateColumn } from './columns.ts'
import { blocksOf } from './plan-rows.ts'
import { planAthleteSchema } from './plan.schema.ts'

/** Some weeks of a plan: what a calendar shows of it. */
export interface PlanWeeks {
  readonly planId: string
  readonly revision: number
  readonly sport: Sport
  readonly athlete: PlanAthlete
  /** All blocks, each with those of its weeks that were asked for. */
  readonly blocks: readonly TrainingBlock[]
}

/** Of the plan in force the weeks that begin from one day to another, both included; null when there is none. */
export async function loadActivePlanWeeks(
  { athleteId, client }: AthleteTransaction,
  { from, to }: { readonly from: LocalDate; readonly to: LocalDate },
): Promise<PlanWeeks | null> {
  const plan = await client.trainingPlan.findFirst({
    where: { athleteId, status: 'ACTIVE' },
    select: { id: true, revision: true, sport: true, athleteAtStart: true },
  })
  if (!plan) return null
  const where = { athleteId, planId: plan.id }
  const blocks = await client.trainingBlock.findMany({ where, orderBy: { order: 'asc' } })
  const weeks = await client.trainingWeek.findMany({
    where: { ...where, startDate: { gte: toDateColumn(from), lte: toDateColumn(to) } },
    orderBy: { weekNumber: 'asc' },
  })
  const workouts = await client.plannedWorkout.findMany({
    where: { ...where, weekId: { in: weeks.map((week) => week.id) } },
    orderBy: { position: 'asc' },
  })
  return {
    planId: plan.id,
    revision: plan.revision,
    sport: plan.sport,
    athlete: planAthleteSchema.parse(plan.athleteAtStart),
    blocks: blocksOf({ blocks, weeks, workouts }),
  }
}

/** The sessions of the weeks that hold these days, of the plan in force; none without one. */
export async function loadSessionsAround(
  tx: AthleteTransaction,
  { from, to }: { readonly from: LocalDate; readonly to: LocalDate },
): Promise<PlannedWorkout[]> {
  const plan = await loadActivePlanWeeks(tx, { from: mondayOf(from), to })
  return (plan?.blocks ?? []).flatMap(({ weeks }) => weeks.flatMap(({ workouts }) => workouts))
}
