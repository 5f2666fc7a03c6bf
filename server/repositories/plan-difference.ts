import type { AthleteTransaction } from '../database/database.ts'
import { insertRows } from './insert-rows.ts'
import type { PlanRows } from './plan-rows.ts'

interface Row {
  readonly id: string
}
interface Difference<T extends Row> {
  readonly added: T[]
  readonly changed: T[]
  readonly removedIds: string[]
}

/**
 * Writes what differs between two states of a plan: rows that stay the same are not touched, so completion and matches
 * of other sessions are kept. Parents are written before children and removed after them.
 */
export async function writePlanDifference(
  tx: AthleteTransaction,
  planId: string,
  goalId: string,
  before: PlanRows,
  after: PlanRows,
): Promise<void> {
  const { athleteId, client } = tx
  const blocks = differenceOf(before.blocks, after.blocks)
  const weeks = differenceOf(before.weeks, after.weeks)
  const workouts = differenceOf(before.workouts, after.workouts)
  if (!isSame(before.goal, after.goal))
    await client.goal.update({ where: { athleteId_id: { athleteId, id: goalId } }, data: after.goal })
  const keyOf = (id: string) => ({ athleteId_planId_id: { athleteId, planId, id } })
  if (!isSame(before.plan, after.plan))
    await client.trainingPlan.update({ where: { athleteId_id: { athleteId, id: planId } }, data: after.plan })

  await client.trainingBlock.createMany({ data: blocks.added })
  for (const row of blocks.changed) await client.trainingBlock.update({ where: keyOf(row.id), data: row })
  await insertRows(tx, 'TrainingWeek', weeks.added)
  for (const row of weeks.changed) await client.trainingWeek.update({ where: keyOf(row.id), data: row })
  await insertRows(tx, 'PlannedWorkout', workouts.added)
  for (const row of workouts.changed) await client.plannedWorkout.update({ where: keyOf(row.id), data: row })

  const among = (ids: string[]) => ({ athleteId, planId, id: { in: ids } })
  if (workouts.removedIds.length > 0) await client.plannedWorkout.deleteMany({ where: among(workouts.removedIds) })
  if (weeks.removedIds.length > 0) await client.trainingWeek.deleteMany({ where: among(weeks.removedIds) })
  if (blocks.removedIds.length > 0) await client.trainingBlock.deleteMany({ where: among(blocks.removedIds) })
}

function differenceOf<T extends Row>(before: readonly T[], after: readonly T[]): Difference<T> {
  const old = new Map(before.map((row) => [row.id, row]))
  const kept = new Set(after.map((row) => row.id))
  return {
    added: after.filter((row) => !old.has(row.id)),
    changed: after.filter((row) => old.has(row.id) && !isSame(old.get(row.id), row)),
    removedIds: before.filter((row) => !kept.has(row.id)).map((row) => row.id),
  }
}

const isSame = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b)

/** JSON with sorted keys: the database gives JSON back with keys in its own order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    item !== null && typeof item === 'object' && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  )
}
