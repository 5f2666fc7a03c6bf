import type { Client, ClientConfig } from 'pg'
import { DatabaseError, reasonOf } from './database-error.ts'
import { migrate, type Migration } from './migrate.ts'
import type { OpenedStore } from './opened-store.ts'
import { prepareIsolation, type Isolation } from './roles.ts'
import type { SqlRow, SqlRunner } from './sql-runner.ts'

const CONNECT_TIMEOUT_MS = 5_000
/** Any number: it only has to be the same in every process that migrates this database. */
const MIGRATION_LOCK = 72_707_369
const OLDEST_SERVER = 150_000

/**
 * Opens a PostgreSQL server (15 or later) and brings the database up to date; processes that start together take turns.
 * @throws DatabaseError `DATABASE_URL_INVALID`, `DATABASE_UNREACHABLE`, `DATABASE_TOO_OLD`, and those of migrate()
 */
export async function openPostgresql(databaseUrl: string, migrations: readonly Migration[]): Promise<OpenedStore> {
  const place = placeOf(databaseUrl)
  const { default: pg } = await import('pg')
  const config: ClientConfig = { connectionString: databaseUrl, connectionTimeoutMillis: CONNECT_TIMEOUT_MS }
  const first = new pg.Client(config)
  let lostConnection: Error | null = null
  first.on('error', (cause) => {
    lostConnection = cause
  })
  try {
    await first.connect()
  } catch (cause) {
    throw new DatabaseError(
      'DATABASE_UNREACHABLE',
      `PostgreSQL at ${place} cannot be reached (${reasonOf(cause)}). Check that the server runs and that DATABASE_URL names it, its database, user and password.`,
      { cause },
    )
  }
  let migrationsApplied: string[]
  let isolation: Isolation
  try {
    const sql = runnerOf(first)
    await requireVersion(sql, place)
    await sql.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK])
    migrationsApplied = await migrate(sql, migrations)
    isolation = await prepareIsolation(sql)
  } catch (cause) {
    if (lostConnection)
      throw new DatabaseError(
        'DATABASE_UNREACHABLE',
        `PostgreSQL at ${place} closed the connection (${reasonOf(lostConnection)}). Try again once it runs.`,
        { cause },
      )
    throw cause
  } finally {
    // Ending the connection gives the advisory lock back.
    await first.end()
  }

  const { PrismaPg } = await import('@prisma/adapter-pg')
  const pool = new pg.Pool({ ...config, max: 10 })
  // An idle connection that the server closes is replaced by the pool; without a listener Node would end the process.
  let isClosing = false
  pool.on('error', (cause) => {
    if (!isClosing) process.emitWarning(`PostgreSQL closed an idle connection: ${reasonOf(cause)}`)
  })
  return {
    kind: 'postgresql',
    location: `PostgreSQL at ${place}`,
    isolation,
    migrationsApplied,
    adapter: new PrismaPg(pool),
    executeSql: async (text, values) => {
      const result = await pool.query(text, values ? [...values] : undefined)
      // A script of several statements answers with a list of results.
      const last: { rows?: unknown[] } | undefined = Array.isArray(result) ? result.at(-1) : result
      return { rows: last?.rows ?? [] }
    },
    close: () => {
      isClosing = true
      return pool.end()
    },
  }
}

const runnerOf = (client: Client): SqlRunner => ({
  exec: async (script) => {
    await client.query(script)
  },
  query: async <Row extends SqlRow>(text: string, parameters: readonly unknown[] = []) =>
    (await client.query<Row>(text, [...parameters])).rows,
})

async function requireVersion(sql: SqlRunner, place: string): Promise<void> {
  const [row] = await sql.query<{ number: number; name: string }>(
    `SELECT current_setting('server_version_num')::int AS number, current_setting('server_version') AS name`,
  )
  if (!row || row.number < OLDEST_SERVER)
    throw new DatabaseError(
      'DATABASE_TOO_OLD',
      `PostgreSQL at ${place} is version ${row?.name ?? 'unknown'}; Coach Wattz needs 15 or later.`,
    )
}

/** Host, port and database of a URL: what may be shown. The password never is. */
function placeOf(databaseUrl: string): string {
  const url = URL.canParse(databaseUrl) ? new URL(databaseUrl) : null
  if (!url || (url.protocol !== 'postgres:' && url.protocol !== 'postgresql:'))
    throw new DatabaseError(
      'DATABASE_URL_INVALID',
      'DATABASE_URL is not the address of a PostgreSQL database. It looks like postgresql://user:password@host:5432/name.',
    )
  const host = url.searchParams.get('host') ?? (url.hostname || 'localhost')
  return `${host}:${url.port || '5432'}${url.pathname === '/' ? '' : url.pathname}`
}
