import type { GuardReport } from '@coach-wattz/core/guardrails/guard-report'
import { guardReportSchema } from '@coach-wattz/core/guardrails/guard-report.schema'
import { GOAL_KINDS, type GoalKind } from '@coach-wattz/core/plan/goal'
import type { CompletionStatus, Plan, Reason } from '@coach-wattz/core/plan/plan'
import type { Author, PlanChange } from '@coach-wattz/core/plan/plan-change'
import { err, ok, type Result } from '@coach-wattz/core/result/result'
import type { LocalDate } from '@coach-wattz/core/time/local-date'
import { createId } from '../database/create-id.ts'
import type { AthleteTransaction } from '../database/database.ts'
import { fromDateColumn, jsonColumn, oneOf, toDateColumn } from './columns.ts'
import { insertRows } from './insert-rows.ts'
import { planOf, planRows } from './plan-rows.ts'
import { planChangesSchema, planSchema, reasonSchema } from './plan.schema.ts'
import { writePlanDifference } from './plan-difference.ts'

export type PlanStatus = 'DRAFT' | 'ACTIVE' | 'ARCHIVED'

/** Who changes a plan, why, with which verdict, and when: what every revision holds beside its changes. */
export interface RevisionHead {
  readonly author: Author
  readonly reason: Reason
  readonly report: GuardReport
  readonly now: Date
}

export interface StoredPlan {
  readonly plan: Plan
  readonly status: PlanStatus
  /** Number of the last revision: what a change must be based on. */
  readonly revision: number
  /** The certificate of the last revision. */
  readonly report: GuardReport
}

export interface StoredRevision {
  readonly id: string
  readonly number: number
  readonly createdAt: string
  readonly changes: readonly PlanChange[]
  readonly author: Author
  readonly reason: Reason
  readonly report: GuardReport
  readonly revertsNumber: number | null
  readonly revertedByNumber: number | null
}

/**
 * Saves a new plan in force with the first revision of its history; the plan before it is archived. All or nothing.
 * Throws when the plan's id is taken: ids come from the caller's randomness.
 */
export async function savePlan(
  tx: AthleteTransaction,
  input: RevisionHead & { readonly plan: Plan },
): Promise<{ readonly planId: string; readonly revision: number }> {
  const { athleteId, client } = tx
  const plan = planSchema.parse(input.plan)
  const rows = planRows(athleteId, plan)
  await client.trainingPlan.updateMany({ where: { athleteId, status: 'ACTIVE' }, data: { status: 'ARCHIVED' } })
  const goalId = createId()
  await client.goal.create({ data: { athleteId, id: goalId, ...rows.goal } })
  await client.trainingPlan.create({
    data: { athleteId, id: plan.id, goalId, status: 'ACTIVE', revision: 1, ...rows.plan },
  })
  await client.trainingBlock.createMany({ data: [...rows.blocks] })
  await insertRows(tx, 'TrainingWeek', rows.weeks)
  await insertRows(tx, 'PlannedWorkout', rows.workouts)
  await writeRevision(tx, plan.id, 1, [{ kind: 'create', plan }], input, null)
  return { planId: plan.id, revision: 1 }
}

export type ChangeRefused =
  | { readonly kind: 'not-found' }
  /** Someone saved in between: load again, review again. */
  | { readonly kind: 'stale'; readonly currentRevision: number }

/**
 * Saves a reviewed change as the next revision. `next` is the plan after `changes`; rows that stay the same are not
 * touched, and what was done of a session is kept. Refused when `baseRevision` is not the last one any more.
 */
export async function savePlanChanges(
  tx: AthleteTransaction,
  input: RevisionHead & {
    readonly planId: string
    readonly baseRevision: number
    readonly changes: readonly PlanChange[]
    readonly next: Plan
    /** The revision this one undoes. */
    readonly revertsNumber?: number | null
  },
): Promise<Result<{ readonly revision: number }, ChangeRefused>> {
  const { athleteId, client } = tx
  const { planId, baseRevision } = input
  if (input.next.id !== planId) throw new Error(`The changed plan is ${input.next.id}, not ${planId}.`)
  const next = planSchema.parse(input.next)
  const revision = baseRevision + 1
  // One statement asks and takes: of two writers on the same base only one finds it.
  const taken = await client.trainingPlan.updateMany({
    where: { athleteId, id: planId, revision: baseRevision },
    data: { revision },
  })
  if (taken.count === 0) {
    const current = await client.trainingPlan.findUnique({
      where: { athleteId_id: { athleteId, id: planId } },
      select: { revision: true },
    })
    return err(current ? { kind: 'stale', currentRevision: current.revision } : { kind: 'not-found' })
  }
  const before = await loadRows(tx, planId)
  if (!before) throw new Error(`Plan ${planId} was there a moment ago.`)
  await writePlanDifference(
    tx,
    planId,
    before.plan.goalId,
    planRows(athleteId, planOf(before)),
    planRows(athleteId, next),
  )
  const reverted = input.revertsNumber == null ? null : await findRevision(tx, planId, input.revertsNumber)
  if (input.revertsNumber != null && !reverted)
    throw new Error(`Plan ${planId} has no revision ${input.revertsNumber}.`)
  await writeRevision(tx, planId, revision, input.changes, input, reverted?.id ?? null)
  return ok({ revision })
}

/**
 * Holds the plan in force until the transaction ends: whoever is about to change it too waits, and reads what was saved.
 * For work that has more to save than the plan, and must not lose it to another window.
 */
export async function holdActivePlan({ athleteId, client }: AthleteTransaction): Promise<void> {
  await client.$queryRaw`
    SELECT 1 FROM "TrainingPlan" WHERE "athleteId" = ${athleteId} AND "status" = 'ACTIVE' FOR NO KEY UPDATE`
}

/** The plan in force; null when there is none. */
export async function loadActivePlan(tx: AthleteTransaction): Promise<StoredPlan | null> {
  const active = await tx.client.trainingPlan.findFirst({
    where: { athleteId: tx.athleteId, status: 'ACTIVE' },
    select: { id: true },
  })
  return active ? loadPlan(tx, active.id) : null
}

export async function loadPlan(tx: AthleteTransaction, planId: string): Promise<StoredPlan | null> {
  const rows = await loadRows(tx, planId)
  if (!rows) return null
  // without its changes: those of the first hold the whole plan once more
  const last = await tx.client.planRevision.findUnique({
    where: { athleteId_planId_number: { athleteId: tx.athleteId, planId, number: rows.plan.revision } },
    select: { report: true },
  })
  if (!last) throw new Error(`Plan ${planId} lacks its revision ${rows.plan.revision}.`)
  return {
    plan: planOf(rows),
    status: rows.plan.status,
    revision: rows.plan.revision,
    report: guardReportSchema.parse(last.report),
  }
}

/** The plan's history, newest first. */
export async function listRevisions(tx: AthleteTransaction, planId: string): Promise<StoredRevision[]> {
  const rows = await tx.client.planRevision.findMany({
    where: { athleteId: tx.athleteId, planId },
    orderBy: { number: 'desc' },
    include: revisionLinks,
  })
  return rows.map(revisionOf)
}

export async function loadRevision(
  tx: AthleteTransaction,
  planId: string,
  number: number,
): Promise<StoredRevision | null> {
  const row = await findRevision(tx, planId, number)
  return row ? revisionOf(row) : null
}

/** The reason of the latest revision with this code that was undone; null when none was. Reads no changes: they are large. */
export async function loadUndoneReason(tx: AthleteTransaction, planId: string, code: string): Promise<Reason | null> {
  const row = await tx.client.planRevision.findFirst({
    where: { athleteId: tx.athleteId, planId, reasonCode: code, revertedBy: { some: {} } },
    orderBy: { number: 'desc' },
    select: { reasonCode: true, facts: true },
  })
  return row ? reasonSchema.parse({ code: row.reasonCode, facts: row.facts }) : null
}

/** Facts of the athlete's own changes since a day that stand, of any plan, oldest first. Reads no changes: they are large. */
export async function listOwnChangeFacts(
  tx: AthleteTransaction,
  since: Date,
  codes: readonly string[],
): Promise<Reason['facts'][]> {
  const rows = await tx.client.planRevision.findMany({
    where: {
      athleteId: tx.athleteId,
      author: 'athlete',
      createdAt: { gte: since },
      reasonCode: { in: [...codes] },
      revertedBy: { none: {} },
    },
    orderBy: [{ createdAt: 'asc' }, { number: 'asc' }],
    select: { reasonCode: true, facts: true },
  })
  return rows.map((row) => reasonSchema.parse({ code: row.reasonCode, facts: row.facts }).facts)
}

/** Takes a plan off the calendar; its history stays. False when there is no such plan in force or in draft. */
export async function archivePlan(tx: AthleteTransaction, planId: string): Promise<boolean> {
  const { count } = await tx.client.trainingPlan.updateMany({
    where: { athleteId: tx.athleteId, id: planId, status: { not: 'ARCHIVED' } },
    data: { status: 'ARCHIVED' },
  })
  return count > 0
}

export interface PlanHead {
  readonly id: string
  readonly status: PlanStatus
  readonly goalKind: GoalKind
  readonly goalName: string | null
  readonly startDate: LocalDate
  readonly targetDate: LocalDate
  readonly createdAt: string
}

/** All plans, newest first. */
export async function listPlans(tx: AthleteTransaction): Promise<PlanHead[]> {
  const rows = await tx.client.trainingPlan.findMany({
    where: { athleteId: tx.athleteId },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    include: { goal: true },
  })
  return rows.map((row) => ({
    id: row.id,
    status: row.status,
    goalKind: oneOf(GOAL_KINDS, row.goal.kind, 'Goal.kind'),
    goalName: row.goal.name,
    startDate: fromDateColumn(row.startDate),
    targetDate: fromDateColumn(row.targetDate),
    createdAt: row.createdAt.toISOString(),
  }))
}

export interface WorkoutCompletion {
  readonly planId: string
  readonly workoutId: string
  readonly date: LocalDate
  readonly completionStatus: CompletionStatus
}

/** What became of the sessions of the plan in force between two days, both inclusive. */
export async function loadCompletion(
  tx: AthleteTransaction,
  from: LocalDate,
  to: LocalDate,
): Promise<WorkoutCompletion[]> {
  const rows = await tx.client.plannedWorkout.findMany({
    where: {
      athleteId: tx.athleteId,
      date: { gte: toDateColumn(from), lte: toDateColumn(to) },
      week: { block: { plan: { status: 'ACTIVE' } } },
    },
    select: { planId: true, id: true, date: true, completionStatus: true },
    orderBy: [{ date: 'asc' }, { slot: 'asc' }, { id: 'asc' }],
  })
  return rows.map((row) => ({
    planId: row.planId,
    workoutId: row.id,
    date: fromDateColumn(row.date),
    completionStatus: row.completionStatus,
  }))
}

const revisionLinks = {
  reverts: { select: { number: true } },
  revertedBy: { select: { number: true }, orderBy: { number: 'desc' }, take: 1 },
} as const

const findRevision = (tx: AthleteTransaction, planId: string, number: number) =>
  tx.client.planRevision.findUnique({
    where: { athleteId_planId_number: { athleteId: tx.athleteId, planId, number } },
    include: revisionLinks,
  })

type RevisionRow = NonNullable<Awaited<ReturnType<typeof findRevision>>>

const revisionOf = (row: RevisionRow): StoredRevision => ({
  id: row.id,
  number: row.number,
  createdAt: row.createdAt.toISOString(),
  changes: planChangesSchema.parse(row.changes),
  author: row.author,
  reason: reasonSchema.parse({ code: row.reasonCode, facts: row.facts }),
  report: guardReportSchema.parse(row.report),
  revertsNumber: row.reverts?.number ?? null,
  revertedByNumber: row.revertedBy[0]?.number ?? null,
})

async function writeRevision(
  tx: AthleteTransaction,
  planId: string,
  number: number,
  changes: readonly PlanChange[],
  head: RevisionHead,
  revertsId: string | null,
): Promise<void> {
  const reason = reasonSchema.parse(head.reason)
  await tx.client.planRevision.create({
    data: {
      athleteId: tx.athleteId,
      id: createId(),
      planId,
      number,
      changes: jsonColumn(planChangesSchema.parse(changes)),
      author: head.author,
      reasonCode: reason.code,
      facts: jsonColumn(reason.facts),
      report: jsonColumn(guardReportSchema.parse(head.report)),
      revertsId,
      createdAt: head.now,
    },
  })
}

async function loadRows(tx: AthleteTransaction, planId: string) {
  const { athleteId, client } = tx
  const plan = await client.trainingPlan.findUnique({
    where: { athleteId_id: { athleteId, id: planId } },
    include: { goal: true },
  })
  if (!plan) return null
  const where = { athleteId, planId }
  return {
    plan,
    blocks: await client.trainingBlock.findMany({ where, orderBy: { order: 'asc' } }),
    weeks: await client.trainingWeek.findMany({ where, orderBy: { weekNumber: 'asc' } }),
    workouts: await client.plannedWorkout.findMany({ where, orderBy: { position: 'asc' } }),
  }
}
