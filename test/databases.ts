import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PGlite } from '@electric-sql/pglite'
import { afterAll, beforeAll, describe } from 'vitest'
import type { Database } from '../server/database/database.ts'
import { MIGRATIONS } from '../server/database/generated/migrations.ts'
import { assemble, openDatabase } from '../server/database/open-database.ts'
import { prepareEmbedded } from '../server/database/open-embedded.ts'
import { postgresMissing, startPostgres, type PostgresServer } from './postgres.ts'

/** A fresh, migrated database and its data folder, both gone after the suite. */
export interface TestDatabase {
  readonly name: 'PGlite' | 'PostgreSQL'
  readonly database: Database
  readonly dataFolder: string
}

/**
 * Runs one suite on every database: PGlite in memory always, a real PostgreSQL where there is one (design.md §11). Where
 * there is none, one line says so.
 */
export function onEveryDatabase(title: string, suite: (open: () => TestDatabase) => void): void {
  describe(`${title} [PGlite]`, () => {
    let opened: TestDatabase | null = null
    beforeAll(async () => {
      const dataFolder = makeDataFolder()
      opened = { name: 'PGlite', dataFolder, database: await openInMemory(dataFolder) }
    })
    afterAll(async () => {
      await opened?.database.close()
      if (opened) rmSync(opened.dataFolder, { recursive: true, force: true })
    })
    suite(() => required(opened))
  })

  const missing = postgresMissing()
  if (missing !== null) sayOnce(`SKIPPED on PostgreSQL: ${missing}. The suites ran on PGlite only.`)
  describe.skipIf(missing !== null)(`${title} [PostgreSQL]`, () => {
    let opened: TestDatabase | null = null
    let server: PostgresServer | null = null
    beforeAll(async () => {
      server = await startPostgres()
      const dataFolder = makeDataFolder()
      const database = await openDatabase({ databaseUrl: await server.createDatabase(), dataFolder })
      opened = { name: 'PostgreSQL', dataFolder, database }
    })
    afterAll(async () => {
      await opened?.database.close()
      await server?.stop()
      if (opened) rmSync(opened.dataFolder, { recursive: true, force: true })
    })
    suite(() => required(opened))
  })
}

/** Opens a migrated PGlite in memory from a prepared dump (0.5 s instead of 5). */
export async function openInMemory(dataFolder: string): Promise<Database> {
  const pglite = await PGlite.create({ loadDataDir: await preparedDump() })
  return assemble(await prepareEmbedded(pglite, MIGRATIONS, 'a test in memory'), dataFolder, null)
}

export const makeDataFolder = (): string => mkdtempSync(join(tmpdir(), 'coach-test-'))

/** An account with its own athlete, as sign-up leaves them. Answers the athlete's id. */
export async function makeAthlete(database: Database, name: string): Promise<string> {
  const athleteId = `${name}athlete`
  await database.accounts.user.create({
    data: { id: `${name}account`, name, email: `${name}@example.org`, athleteId },
  })
  await database.asSystem('test', async (tx) => {
    await tx.client.athlete.create({ data: { id: athleteId, accountId: `${name}account`, kind: 'OWN', name } })
  })
  return athleteId
}

/** The dump of a migrated, empty database, made once for each state of the migrations. */
async function preparedDump(): Promise<Blob> {
  const key = createHash('sha256')
    .update(JSON.stringify(MIGRATIONS.map(({ checksum }) => checksum)))
    .digest('hex')
    .slice(0, 16)
  const folder = fileURLToPath(new URL('../node_modules/.cache/coach-wattz', import.meta.url))
  const path = join(folder, `pglite-${key}.tar`)
  if (!existsSync(path)) {
    const pglite = await PGlite.create()
    await prepareEmbedded(pglite, MIGRATIONS, 'the prepared dump')
    mkdirSync(folder, { recursive: true })
    const draft = `${path}.${process.pid}`
    writeFileSync(draft, Buffer.from(await (await pglite.dumpDataDir('none')).arrayBuffer()))
    await pglite.close()
    renameSync(draft, path)
  }
  return new Blob([readFileSync(path)])
}

let said = false
function sayOnce(line: string): void {
  if (said) return
  said = true
  process.stderr.write(`\n${line}\n\n`)
}

function required(opened: TestDatabase | null): TestDatabase {
  if (!opened) throw new Error('The database is open inside tests only.')
  return opened
}
