import { spawn } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { makeDataFolder } from '../../test/databases.ts'
import { postgresMissing, startPostgres } from '../../test/postgres.ts'
import { readLiveLock } from './data-folder-lock.ts'
import type { Database } from './database.ts'
import { MIGRATIONS } from './generated/migrations.ts'
import type { Migration } from './migrate.ts'
import { openDatabase, type OpenDatabaseOptions } from './open-database.ts'

let dataFolder: string
let opened: Database[] = []
beforeEach(() => {
  dataFolder = makeDataFolder()
})
afterEach(async () => {
  for (const database of opened) await database.close()
  opened = []
  rmSync(dataFolder, { recursive: true, force: true })
})
const open = async (options: Partial<OpenDatabaseOptions> = {}): Promise<Database> => {
  const database = await openDatabase({ dataFolder, ...options })
  opened.push(database)
  return database
}
const close = async (database: Database): Promise<void> => {
  opened = opened.filter((other) => other !== database)
  await database.close()
}
const countAthletes = (database: Database): Promise<number> =>
  database.asSystem('test', ({ client }) => client.athlete.count())

const later = (sql: string): Migration => ({ name: '29990101000000_later', checksum: 'later', sql })

/** A folder that this version made and left: copied, it spares the seconds of a first start. */
let template: string
beforeAll(async () => {
  template = makeDataFolder()
  await (await openDatabase({ dataFolder: template })).close()
})
afterAll(() => rmSync(template, { recursive: true, force: true }))
const useExisting = (): void => cpSync(template, dataFolder, { recursive: true })

describe('the embedded database', () => {
  it('is made on the first start, kept on the second, and migrated once', async () => {
    const first = await open()
    expect(first).toMatchObject({ kind: 'embedded', isolation: 'role' })
    expect(first.migrationsApplied).toEqual(MIGRATIONS.map(({ name }) => name))
    await first.accounts.user.create({ data: { id: 'u', name: 'A', email: 'a@example.org', athleteId: 'a' } })
    await close(first)
    const second = await open()
    expect(second.migrationsApplied).toEqual([])
    expect(await second.accounts.user.count()).toBe(1)
    const { rows } = await second.executeSql('SELECT current_setting($1) AS fsync', ['fsync'])
    expect(rows).toEqual([{ fsync: 'on' }])
  })

  it('a later migration is applied over data', async () => {
    useExisting()
    const upgraded = await open({
      migrations: [...MIGRATIONS, later('ALTER TABLE "Athlete" ADD COLUMN "shoeSize" INTEGER')],
    })
    expect(upgraded.migrationsApplied).toEqual(['29990101000000_later'])
    await close(upgraded)
    // And the older version then refuses it, in one sentence, and changes nothing.
    await expect(open()).rejects.toMatchObject({
      code: 'DATABASE_NEWER',
      message: expect.stringContaining('newer version'),
    })
    expect(readLiveLock(dataFolder)).toBeNull()
  })

  it('a failing migration leaves nothing behind', async () => {
    useExisting()
    const broken = [...MIGRATIONS, later('CREATE TABLE "Half" (id int); INSERT INTO "Nowhere" VALUES (1);')]
    await expect(open({ migrations: broken })).rejects.toMatchObject({ code: 'MIGRATION_FAILED' })
    const database = await open()
    expect((await database.executeSql(`SELECT to_regclass('"Half"')::text AS half`)).rows).toEqual([{ half: null }])
  })

  it('a migration that reads differently now is refused', async () => {
    useExisting()
    const changed = MIGRATIONS.map((migration, index) =>
      index === 0 ? { ...migration, checksum: 'other' } : migration,
    )
    await expect(open({ migrations: changed })).rejects.toMatchObject({ code: 'MIGRATION_CHANGED' })
  })

  it('a damaged folder is said to be damaged', async () => {
    useExisting()
    rmSync(join(dataFolder, 'db', 'global'), { recursive: true })
    await expect(open()).rejects.toMatchObject({ code: 'DATABASE_DAMAGED' })
    expect(readLiveLock(dataFolder)).toBeNull()
  })
})

describe('the data folder', () => {
  it('that cannot be made or written is one clear sentence', async () => {
    writeFileSync(join(dataFolder, 'file'), '')
    for (const databaseUrl of [undefined, 'postgresql://nobody@127.0.0.1:1/x'])
      await expect(openDatabase({ dataFolder: join(dataFolder, 'file', 'data'), databaseUrl })).rejects.toMatchObject({
        code: 'DATA_FOLDER_UNUSABLE',
        message: expect.stringMatching(/^The data folder .* cannot be written .*\.$/),
      })
  })

  // Root may write anywhere.
  it.skipIf(process.getuid?.() === 0)('that is read-only is left alone', async () => {
    chmodSync(dataFolder, 0o500)
    await expect(open()).rejects.toMatchObject({ code: 'DATA_FOLDER_UNUSABLE' })
    chmodSync(dataFolder, 0o700)
  })

  it('of a running process is refused with its pid and address, then taken when it has died without a word', async () => {
    const script = `
      import { lockDataFolder } from ${JSON.stringify(fileURLToPath(new URL('./data-folder-lock.ts', import.meta.url)))}
      const lock = lockDataFolder(${JSON.stringify(dataFolder)})
      lock.announce('http://127.0.0.1:3000')
      console.log('locked')
      setInterval(() => {}, 1000)`
    const holder = spawn(process.execPath, ['--input-type=module-typescript', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await new Promise((resolve) => holder.stdout.once('data', resolve))
    expect(readLiveLock(dataFolder)).toMatchObject({ pid: holder.pid, address: 'http://127.0.0.1:3000' })
    await expect(open()).rejects.toMatchObject({
      code: 'DATABASE_LOCKED',
      message: expect.stringMatching(new RegExp(`process ${holder.pid}, which answers at http://127.0.0.1:3000\\.`)),
    })
    expect(existsSync(join(dataFolder, 'db'))).toBe(false)
    const ended = new Promise((resolve) => holder.once('exit', resolve))
    holder.kill('SIGKILL')
    await ended
    expect(readLiveLock(dataFolder)).toBeNull()
    useExisting()
    expect(await countAthletes(await open())).toBe(0)
  })

  it('is refused to a second opening in the same process, and free after closing', async () => {
    useExisting()
    const first = await open()
    await expect(open()).rejects.toMatchObject({ code: 'DATABASE_LOCKED' })
    first.announce('http://127.0.0.1:3000')
    expect(readLiveLock(dataFolder)).toMatchObject({ address: 'http://127.0.0.1:3000', token: first.localToken })
    expect(statSync(join(dataFolder, 'lock.json')).mode & 0o777).toBe(0o600)
    await close(first)
    expect(existsSync(join(dataFolder, 'lock.json'))).toBe(false)
    await open()
  })

  const leftover = (content: object): void => {
    mkdirSync(dataFolder, { recursive: true })
    writeFileSync(join(dataFolder, 'lock.json'), JSON.stringify(content))
  }
  const ours = { host: hostname(), processStart: null, startedAt: '', address: null, token: 't' }

  it('with leftovers is taken: a dead pid, a pid that came back, our own pid of a former life, half a file', async () => {
    const leftovers: (() => void)[] = [
      () => leftover({ ...ours, pid: 2 ** 22 + 1 }),
      () => leftover({ ...ours, pid: process.ppid, processStart: '1' }),
      () => leftover({ ...ours, pid: process.pid }),
      () => writeFileSync(join(dataFolder, 'lock.json'), '{"pid": 12'),
    ]
    useExisting()
    for (const leave of leftovers) {
      leave()
      expect(readLiveLock(dataFolder)).toBeNull()
      await close(await open())
    }
  })

  it('held on another machine is refused while its heart beats', () => {
    leftover({ ...ours, pid: 1, host: 'elsewhere' })
    expect(readLiveLock(dataFolder)).toMatchObject({ host: 'elsewhere' })
    expect(readFileSync(join(dataFolder, 'lock.json'), 'utf8')).toContain('elsewhere')
  })
})

describe('DATABASE_URL', () => {
  it('that is no URL, or names nothing that answers, is one clear sentence without the password', async () => {
    await expect(open({ databaseUrl: 'mysql://x' })).rejects.toMatchObject({ code: 'DATABASE_URL_INVALID' })
    await expect(open({ databaseUrl: 'postgresql://me:hidden@127.0.0.1:1/coach' })).rejects.toMatchObject({
      code: 'DATABASE_UNREACHABLE',
      message: expect.stringMatching(
        /^PostgreSQL at 127\.0\.0\.1:1\/coach cannot be reached \(.*ECONNREFUSED.*\)\..*$/,
      ),
    })
    await expect(open({ databaseUrl: 'postgresql://me:hidden@127.0.0.1:1/coach' })).rejects.not.toThrow(/hidden/)
  })

  it('of a server that accepts and says nothing gives up after 5 s', async () => {
    const silent: Server = createServer(() => {})
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const address = silent.address()
    const port = address !== null && typeof address === 'object' ? address.port : 0
    const begun = Date.now()
    await expect(open({ databaseUrl: `postgresql://me@127.0.0.1:${port}/coach` })).rejects.toMatchObject({
      code: 'DATABASE_UNREACHABLE',
    })
    expect(Date.now() - begun).toBeLessThan(9_000)
    silent.close()
  })

  describe.skipIf(postgresMissing() !== null)('of a real server', () => {
    it('four processes at once migrate it once; wrong database and newer database are refused', async () => {
      const server = await startPostgres()
      try {
        const databaseUrl = await server.createDatabase()
        const databases = await Promise.all([1, 2, 3, 4].map(() => open({ databaseUrl })))
        expect(databases.filter(({ migrationsApplied }) => migrationsApplied.length > 0)).toHaveLength(1)
        for (const database of databases) expect(database).toMatchObject({ kind: 'postgresql', isolation: 'role' })
        for (const database of databases) await close(database)

        const wrong = new URL(databaseUrl)
        wrong.pathname = '/no_such_database'
        await expect(open({ databaseUrl: wrong.href })).rejects.toMatchObject({ code: 'DATABASE_UNREACHABLE' })

        const client = new pg.Client({ connectionString: databaseUrl })
        await client.connect()
        await client.query(
          `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, finished_at) VALUES ('x', 'x', '29990101_later', now())`,
        )
        await client.end()
        await expect(open({ databaseUrl })).rejects.toMatchObject({ code: 'DATABASE_NEWER' })
      } finally {
        for (const database of opened) await database.close()
        opened = []
        await server.stop()
      }
    })
  })
})
