import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'

/** A real server for the tests; each suite makes its own database on it. */
export interface PostgresServer {
  /** Makes an empty database and answers its URL. */
  createDatabase(): Promise<string>
  /** A URL of the same database under another login, made without any right beyond LOGIN. */
  createLogin(databaseUrl: string): Promise<string>
  stop(): Promise<void>
}

/** Why there is no real PostgreSQL to test on, or null when there is one. */
export function postgresMissing(): string | null {
  if (process.env['TEST_DATABASE_URL']) return null
  const folder = binariesFolder()
  if (folder === null) return 'no PostgreSQL server here (initdb and postgres not found) and no TEST_DATABASE_URL'
  if (isRoot() && otherUser() === null)
    return 'PostgreSQL refuses to run as root and there is no other user to run it as'
  return null
}

/**
 * Uses TEST_DATABASE_URL, or starts the machine's own PostgreSQL in a temporary folder on a free port. It refuses to run
 * as root, so it then runs as the user `postgres` or `nobody`.
 */
export async function startPostgres(): Promise<PostgresServer> {
  const given = process.env['TEST_DATABASE_URL']
  return given ? onServer(given, async () => {}) : startOwn()
}

async function startOwn(): Promise<PostgresServer> {
  const binaries = binariesFolder()
  if (binaries === null) throw new Error('postgresMissing() was not asked.')
  const folder = mkdtempSync(join(tmpdir(), 'coach-postgres-'))
  const user = isRoot() ? otherUser() : null
  if (user) chownSync(folder, user.uid, user.gid)
  const data = join(folder, 'data')
  const as = user ? { uid: user.uid, gid: user.gid } : {}
  const init = spawnSync(
    join(binaries, 'initdb'),
    ['-D', data, '-U', 'coach', '--auth=trust', '--no-sync', '-E', 'UTF8', '--locale=C'],
    { ...as, cwd: folder, encoding: 'utf8', env: plainEnvironment(folder) },
  )
  if (init.status !== 0) throw new Error(`initdb failed: ${init.stderr}${init.error?.message ?? ''}`)
  const port = await freePort()
  const server = spawn(
    join(binaries, 'postgres'),
    ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', folder, '-c', 'fsync=off', '-c', 'max_connections=100'],
    { ...as, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'], env: plainEnvironment(folder) },
  )
  let log = ''
  server.stderr.on('data', (chunk: Buffer) => {
    log = (log + chunk.toString()).slice(-4000)
  })
  const kill = (): void => {
    server.kill('SIGQUIT')
  }
  process.once('exit', kill)
  const url = `postgresql://coach@127.0.0.1:${port}/postgres`
  await untilReady(url, server, () => log)
  return onServer(url, async () => {
    process.off('exit', kill)
    await stopped(server)
    rmSync(folder, { recursive: true, force: true })
  })
}

function onServer(adminUrl: string, stop: () => Promise<void>): PostgresServer {
  const databases: string[] = []
  const logins: string[] = []
  const unique = (): string => `coach_test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`
  return {
    async createDatabase() {
      const name = unique()
      await withClient(adminUrl, (client) => client.query(`CREATE DATABASE "${name}"`))
      databases.push(name)
      const url = new URL(adminUrl)
      url.pathname = `/${name}`
      return url.href
    },
    async createLogin(databaseUrl) {
      const name = unique()
      const database = new URL(databaseUrl).pathname.slice(1)
      await withClient(adminUrl, async (client) => {
        await client.query(`CREATE ROLE "${name}" LOGIN PASSWORD 'test' NOSUPERUSER NOCREATEROLE NOBYPASSRLS`)
        await client.query(`ALTER DATABASE "${database}" OWNER TO "${name}"`)
      })
      logins.push(name)
      const url = new URL(databaseUrl)
      url.username = name
      url.password = 'test'
      return url.href
    },
    async stop() {
      if (process.env['TEST_DATABASE_URL'])
        await withClient(adminUrl, async (client) => {
          for (const name of databases) await client.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`)
          for (const name of logins) await client.query(`DROP ROLE IF EXISTS "${name}"`)
        })
      await stop()
    },
  }
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

async function untilReady(url: string, server: ChildProcess, log: () => string): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    if (server.exitCode !== null) throw new Error(`PostgreSQL ended at once: ${log()}`)
    try {
      await withClient(url, (client) => client.query('SELECT 1'))
      return
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  throw new Error(`PostgreSQL did not answer in 10 s: ${log()}`)
}

function stopped(server: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (server.exitCode !== null) return resolve()
    server.once('exit', () => resolve())
    server.kill('SIGINT')
  })
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      const port = address !== null && typeof address === 'object' ? address.port : 0
      probe.close(() => resolve(port))
    })
  })
}

/** The folder of initdb and postgres: on the path, or where distributions put them; the newest first. */
function binariesFolder(): string | null {
  const distribution = '/usr/lib/postgresql'
  const versions = existsSync(distribution) ? readdirSync(distribution).sort((a, b) => Number(b) - Number(a)) : []
  const folders = [
    ...(process.env['PATH'] ?? '').split(':'),
    ...versions.map((name) => join(distribution, name, 'bin')),
  ]
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres'))) ?? null
}

const isRoot = (): boolean => process.getuid?.() === 0

function otherUser(): { uid: number; gid: number } | null {
  for (const name of ['postgres', 'nobody']) {
    const uid = spawnSync('id', ['-u', name], { encoding: 'utf8' })
    const gid = spawnSync('id', ['-g', name], { encoding: 'utf8' })
    if (uid.status === 0 && gid.status === 0) return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
  }
  return null
}

const plainEnvironment = (home: string): Record<string, string> => ({
  PATH: process.env['PATH'] ?? '',
  HOME: home,
  LC_ALL: 'C',
})
