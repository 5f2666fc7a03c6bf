import { createHash, randomUUID } from 'node:crypto'
import { DatabaseError, reasonOf } from './database-error.ts'
import type { SqlRunner } from './sql-runner.ts'

/** One folder of prisma/migrations. `checksum` is the SHA-256 of `sql`, as Prisma computes it. */
export interface Migration {
  readonly name: string
  readonly checksum: string
  readonly sql: string
}

type AppliedRow = {
  readonly migration_name: string
  readonly checksum: string
  readonly finished: boolean
}

/** Prisma's own table, so that `prisma migrate deploy` and we read the same history. */
const HISTORY_TABLE = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL,
  "checksum" VARCHAR(64) NOT NULL,
  "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL,
  "logs" TEXT,
  "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
  "applied_steps_count" INTEGER NOT NULL DEFAULT 0
)`

/**
 * Applies the migrations a database has not seen, each in its own transaction, and returns their names. The caller holds
 * the lock that keeps a second process out.
 * @throws DatabaseError `DATABASE_NEWER` when the database knows a migration that this version does not,
 * `MIGRATION_CHANGED` when an applied one reads differently now, `MIGRATION_FAILED` when one does not run. In all three
 * nothing of the failed step is left behind.
 */
export async function migrate(sql: SqlRunner, migrations: readonly Migration[]): Promise<string[]> {
  const applied = await appliedMigrations(sql)
  const known = new Map(migrations.map((migration) => [migration.name, migration]))
  for (const row of applied) {
    const migration = known.get(row.migration_name)
    if (!migration)
      throw new DatabaseError(
        'DATABASE_NEWER',
        `The database was last used by a newer version of Coach Wattz (it has “${row.migration_name}”, which this version does not know). Start that version or a later one; nothing was changed.`,
      )
    if (!row.finished)
      throw new DatabaseError(
        'MIGRATION_FAILED',
        `The database step “${row.migration_name}” was begun by another tool and never finished. Resolve it with “prisma migrate resolve” or restore a backup; nothing was changed.`,
      )
    if (migration.checksum !== row.checksum)
      throw new DatabaseError(
        'MIGRATION_CHANGED',
        `The database step “${row.migration_name}” differs from the one this database was made with. Restore prisma/migrations from the release; nothing was changed.`,
      )
  }
  const done = new Set(applied.map((row) => row.migration_name))
  const pending = migrations.filter((migration) => !done.has(migration.name))
  if (pending.length > 0) await sql.exec(HISTORY_TABLE)
  for (const migration of pending) await applyOne(sql, migration)
  return pending.map((migration) => migration.name)
}

async function applyOne(sql: SqlRunner, migration: Migration): Promise<void> {
  const checksum = createHash('sha256').update(migration.sql).digest('hex')
  await sql.exec('BEGIN')
  try {
    await sql.exec(migration.sql)
    await sql.query(
      `INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name", "finished_at", "applied_steps_count") VALUES ($1, $2, $3, now(), 1)`,
      [randomUUID(), checksum, migration.name],
    )
    await sql.exec('COMMIT')
  } catch (cause) {
    await sql.exec('ROLLBACK')
    throw new DatabaseError(
      'MIGRATION_FAILED',
      `The database step “${migration.name}” failed and was taken back: ${reasonOf(cause)}.`,
      { cause },
    )
  }
}

async function appliedMigrations(sql: SqlRunner): Promise<readonly AppliedRow[]> {
  const [table] = await sql.query<{ present: boolean }>(
    `SELECT to_regclass('"_prisma_migrations"') IS NOT NULL AS present`,
  )
  if (!table?.present) return []
  return sql.query<AppliedRow>(
    `SELECT "migration_name", "checksum", "finished_at" IS NOT NULL AS finished FROM "_prisma_migrations" WHERE "rolled_back_at" IS NULL ORDER BY "migration_name"`,
  )
}
