import type { Database } from '../server/database/database.ts'

/** What hangs on a plan, its owner first. */
const OF_PLAN = ['TrainingPlan', 'TrainingBlock', 'TrainingWeek', 'PlannedWorkout'] as const

/**
 * Copies an athlete with goal, plan and sessions `count` times by one statement a table: the crowd of a bench. Ids are
 * `NAME-NUMBER`, plans `NAME-NUMBER-plan`. The history keeps its first revision without the plan inside it.
 */
export async function cloneAthletes(
  database: Database,
  { athleteId, name, count }: { readonly athleteId: string; readonly name: string; readonly count: number },
): Promise<void> {
  const own = `'${name}-' || n`
  const columnsOf = async (table: string): Promise<string[]> => {
    const { rows } = await database.executeSql(
      `SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = $1`,
      [table],
    )
    return (rows as { column_name: string }[]).map(({ column_name }) => column_name)
  }
  const copy = async (table: string, where: string, changed: Readonly<Record<string, string>>): Promise<void> => {
    const columns = await columnsOf(table)
    const into = columns.map((column) => `"${column}"`).join(', ')
    const from = columns.map((column) => changed[column] ?? `t."${column}"`).join(', ')
    await database.executeSql(
      `INSERT INTO "${table}" (${into}) SELECT ${from} FROM "${table}" t, generate_series(1, $2::int) n WHERE ${where} = $1`,
      [athleteId, count],
    )
  }
  const account = `${own} || '-account'`
  await copy('User', 't."athleteId"', {
    id: account,
    athleteId: own,
    email: `${own} || '@example.org'`,
    ownerSlot: 'NULL',
  })
  await copy('Athlete', 't."id"', { id: own, accountId: account })
  await copy('Goal', 't."athleteId"', { athleteId: own })
  await copy('ToldWeek', 't."athleteId"', { athleteId: own })
  const plan = `${own} || '-plan'`
  for (const table of OF_PLAN)
    await copy(table, 't."athleteId"', { athleteId: own, [table === 'TrainingPlan' ? 'id' : 'planId']: plan })
  await copy('PlanRevision', 't."athleteId"', { athleteId: own, planId: plan, changes: `'[]'::jsonb` })
}
