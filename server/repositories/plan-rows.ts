import { z } from 'zod'
import { GOAL_KINDS, type Goal } from '@coach-wattz/core/plan/goal'
import type { Plan, PlannedWorkout, TrainingBlock, TrainingWeek } from '@coach-wattz/core/plan/plan'
import { weekdayOf } from '@coach-wattz/core/time/week'
import { AwpSchema } from '@coach-wattz/core/workout/awp.schema'
import { workoutTotals } from '@coach-wattz/core/workout/totals'
import {
  Prisma,
  type Goal as GoalRow,
  type PlannedWorkout as WorkoutRow,
  type TrainingBlock as BlockRow,
  type TrainingPlan as PlanRow,
  type TrainingWeek as WeekRow,
} from '../database/generated/client/client.ts'
import { fromDateColumn, jsonColumn, oneOf, toDateColumn } from './columns.ts'
import { datedSlotSchema, eventsSchema, planAthleteSchema, reasonSchema } from './plan.schema.ts'

const notesSchema = z.array(reasonSchema)
const slotsSchema = z.array(datedSlotSchema)

/** A plan as rows, by table. The plan row itself lacks what the history owns: goal, status, revision. */
export interface PlanRows {
  readonly goal: GoalColumns
  readonly plan: PlanColumns
  readonly blocks: readonly Prisma.TrainingBlockCreateManyInput[]
  readonly weeks: readonly Prisma.TrainingWeekCreateManyInput[]
  readonly workouts: readonly Prisma.PlannedWorkoutCreateManyInput[]
}
type GoalColumns = Pick<
  Prisma.GoalCreateManyInput,
  'kind' | 'sport' | 'name' | 'date' | 'distanceM' | 'targetTimeS' | 'targetPowerW' | 'strategy' | 'courseId'
>
type PlanColumns = Pick<
  Prisma.TrainingPlanCreateManyInput,
  'sport' | 'strategy' | 'startDate' | 'targetDate' | 'athleteAtStart' | 'events'
>

export function planRows(athleteId: string, plan: Plan): PlanRows {
  const key = { athleteId, planId: plan.id }
  const weeksWithBlock = plan.blocks.flatMap((block) => block.weeks.map((week) => ({ block, week })))
  return {
    goal: {
      kind: plan.goal.kind,
      sport: plan.goal.sport,
      name: plan.goal.name ?? null,
      date: plan.goal.date === undefined ? null : toDateColumn(plan.goal.date),
      distanceM: plan.goal.distanceM ?? null,
      targetTimeS: plan.goal.targetTimeS ?? null,
      targetPowerW: plan.goal.targetPowerW ?? null,
      strategy: plan.goal.strategy ?? null,
      courseId: plan.goal.courseId ?? null,
    },
    plan: {
      sport: plan.sport,
      strategy: plan.strategy,
      startDate: toDateColumn(plan.startDate),
      targetDate: toDateColumn(plan.targetDate),
      athleteAtStart: jsonColumn(plan.athlete),
      // an absent key would leave the column of an update as it was
      events: plan.events === undefined ? Prisma.DbNull : jsonColumn(plan.events),
    },
    blocks: plan.blocks.map(({ weeks: _weeks, startDate, ...block }) => ({
      ...key,
      ...block,
      startDate: toDateColumn(startDate),
    })),
    weeks: weeksWithBlock.map(({ block, week: { workouts: _workouts, notes, slots, startDate, ...week } }) => ({
      ...key,
      ...week,
      blockId: block.id,
      startDate: toDateColumn(startDate),
      coachNotes: jsonColumn(notes),
      slots: jsonColumn(slots),
    })),
    workouts: weeksWithBlock.flatMap(({ week }) =>
      week.workouts.map((workout, position) => workoutColumns(athleteId, plan.id, week.id, position, workout)),
    ),
  }
}

function workoutColumns(
  athleteId: string,
  planId: string,
  weekId: string,
  position: number,
  { date, purpose, workout: structuredData, ...workout }: PlannedWorkout,
): Prisma.PlannedWorkoutCreateManyInput {
  const { if: ifFactor, timeInZoneS } = workoutTotals(structuredData)
  return {
    athleteId,
    planId,
    weekId,
    position,
    ...workout,
    date: toDateColumn(date),
    dayOfWeek: weekdayOf(date),
    purpose: jsonColumn(purpose),
    structuredData: jsonColumn(structuredData),
    ifFactor,
    timeInZoneS: timeInZoneS === null ? [] : [...timeInZoneS],
    primaryZone: timeInZoneS === null ? null : longestZone(timeInZoneS),
  }
}

/** The zone with most seconds, 1–7; the lower of two that are equal. Null for a workout without any. */
function longestZone(timeInZoneS: readonly number[]): number | null {
  const most = Math.max(...timeInZoneS)
  return most > 0 ? timeInZoneS.indexOf(most) + 1 : null
}

export interface LoadedPlanRows {
  readonly plan: PlanRow & { readonly goal: GoalRow }
  /** By order. */
  readonly blocks: readonly BlockRow[]
  /** By week number. */
  readonly weeks: readonly WeekRow[]
  /** By position. */
  readonly workouts: readonly WorkoutRow[]
}

/** Rows as the plan that was saved: the same canonical JSON, so the certificate's digest still fits. */
export function planOf({ plan, ...rows }: LoadedPlanRows): Plan {
  return {
    kind: 'plan',
    id: plan.id,
    sport: plan.sport,
    goal: goalOf(plan.goal),
    ...(plan.events === null ? {} : { events: eventsSchema.parse(plan.events) }),
    startDate: fromDateColumn(plan.startDate),
    targetDate: fromDateColumn(plan.targetDate),
    strategy: plan.strategy,
    athlete: planAthleteSchema.parse(plan.athleteAtStart),
    blocks: blocksOf(rows),
  }
}

/** Blocks with those of their weeks, and those of their sessions, that were loaded. */
export function blocksOf({ blocks, weeks, workouts }: Omit<LoadedPlanRows, 'plan'>): TrainingBlock[] {
  const workoutsByWeek = groupBy(workouts, (row) => row.weekId)
  const weeksByBlock = groupBy(weeks, (row) => row.blockId)
  return blocks.map((block) =>
    blockOf(
      block,
      (weeksByBlock.get(block.id) ?? []).map((week) => weekOf(week, workoutsByWeek.get(week.id) ?? [])),
    ),
  )
}

function goalOf(row: GoalRow): Goal {
  return {
    kind: oneOf(GOAL_KINDS, row.kind, 'Goal.kind'),
    sport: row.sport,
    ...(row.name === null ? {} : { name: row.name }),
    ...(row.date === null ? {} : { date: fromDateColumn(row.date) }),
    ...(row.distanceM === null ? {} : { distanceM: row.distanceM }),
    ...(row.targetTimeS === null ? {} : { targetTimeS: row.targetTimeS }),
    ...(row.targetPowerW === null ? {} : { targetPowerW: row.targetPowerW }),
    ...(row.strategy === null ? {} : { strategy: row.strategy }),
    ...(row.courseId === null ? {} : { courseId: row.courseId }),
  }
}

const blockOf = (row: BlockRow, weeks: readonly TrainingWeek[]): TrainingBlock => ({
  id: row.id,
  order: row.order,
  name: row.name,
  type: row.type,
  primaryFocus: row.primaryFocus,
  startDate: fromDateColumn(row.startDate),
  durationWeeks: row.durationWeeks,
  recoveryWeekIndex: row.recoveryWeekIndex,
  progressionLogic: row.progressionLogic,
  weeks,
})

const weekOf = (row: WeekRow, workouts: readonly WorkoutRow[]): TrainingWeek => ({
  id: row.id,
  weekNumber: row.weekNumber,
  startDate: fromDateColumn(row.startDate),
  isRecovery: row.isRecovery,
  detail: row.detail,
  volumeTargetMinutes: row.volumeTargetMinutes,
  distanceTargetM: row.distanceTargetM,
  tssTarget: row.tssTarget,
  focus: row.focus,
  notes: notesSchema.parse(row.coachNotes),
  slots: slotsSchema.parse(row.slots),
  workouts: workouts.map(workoutOf),
})

const workoutOf = (row: WorkoutRow): PlannedWorkout => ({
  id: row.id,
  date: fromDateColumn(row.date),
  slot: row.slot,
  sport: row.sport,
  title: row.title,
  purpose: reasonSchema.parse(row.purpose),
  focus: row.focus,
  priority: row.priority,
  hard: row.hard,
  race: row.race,
  archetype: row.archetype,
  step: row.step,
  durationS: row.durationS,
  distanceM: row.distanceM,
  tss: row.tss,
  workout: AwpSchema.parse(row.structuredData),
})

function groupBy<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const group = groups.get(keyOf(row))
    if (group) group.push(row)
    else groups.set(keyOf(row), [row])
  }
  return groups
}
