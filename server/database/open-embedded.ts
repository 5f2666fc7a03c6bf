import { accessSync, constants } from 'node:fs'
import type { PGlite } from '@electric-sql/pglite'
import { DatabaseError, reasonOf } from './database-error.ts'
import { migrate, type Migration } from './migrate.ts'
import type { OpenedStore } from './opened-store.ts'
import { createPgliteAdapterFactory } from './pglite-adapter.ts'
import { prepareIsolation } from './roles.ts'
import type { SqlRow, SqlRunner } from './sql-runner.ts'

/** Opens PGlite in a folder whose lock the caller holds, and brings it up to date. */
export async function openEmbedded(folder: string, migrations: readonly Migration[]): Promise<OpenedStore> {
  const { PGlite } = await import('@electric-sql/pglite')
  let pglite: PGlite
  try {
    // PGlite starts with fsync off; a lost plan is worse than half a millisecond an insert. 16 MB of shared buffers
    // instead of 128 keep the process small.
    const startParams = [
      ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
      '-c',
      'shared_buffers=16MB',
    ]
    pglite = await PGlite.create({ dataDir: folder, startParams })
  } catch (cause) {
    throw openingFailed(folder, cause)
  }
  try {
    return await prepareEmbedded(pglite, migrations, `embedded database in ${folder}`)
  } catch (cause) {
    await pglite.close()
    throw cause
  }
}

/** Migrates an open PGlite and wraps it; tests call it with one in memory. */
export async function prepareEmbedded(
  pglite: PGlite,
  migrations: readonly Migration[],
  location: string,
): Promise<OpenedStore> {
  const sql = runnerOf(pglite)
  const migrationsApplied = await migrate(sql, migrations)
  const isolation = await prepareIsolation(sql)
  return {
    kind: 'embedded',
    location,
    isolation,
    migrationsApplied,
    adapter: createPgliteAdapterFactory(pglite),
    executeSql: async (text, values) => {
      if (values && values.length > 0) return { rows: (await pglite.query(text, [...values])).rows }
      return { rows: (await pglite.exec(text)).at(-1)?.rows ?? [] }
    },
    close: () => pglite.close(),
  }
}

const runnerOf = (pglite: PGlite): SqlRunner => ({
  exec: async (script) => {
    await pglite.exec(script)
  },
  query: async <Row extends SqlRow>(text: string, parameters: readonly unknown[] = []) =>
    (await pglite.query<Row>(text, [...parameters])).rows,
})

function openingFailed(folder: string, cause: unknown): DatabaseError {
  try {
    accessSync(folder, constants.R_OK | constants.W_OK)
  } catch (denied) {
    return new DatabaseError(
      'DATA_FOLDER_UNUSABLE',
      `The database folder ${folder} cannot be written (${reasonOf(denied)}). Give this user the right to write there, or choose another folder with COACH_DATA.`,
      { cause },
    )
  }
  return new DatabaseError(
    'DATABASE_DAMAGED',
    `The embedded database in ${folder} does not open (${reasonOf(cause)}). Nothing was changed; restore the folder from a backup, or move it away to begin anew.`,
    { cause },
  )
}
