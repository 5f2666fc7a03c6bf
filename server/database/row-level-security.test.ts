import { rmSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { makeAthlete, makeDataFolder, onEveryDatabase, type TestDatabase } from '../../test/databases.ts'
import { postgresMissing, startPostgres } from '../../test/postgres.ts'
import { openDatabase } from './open-database.ts'

/** Every table, with the column that names the athlete: read from the database, so that a new table cannot be forgotten. */
const TABLES = `SELECT c.relname AS name, c.relrowsecurity AS protected,
  EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'athleteId' AND NOT a.attisdropped) AS "hasAthlete"
  FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'`

interface Table {
  readonly name: string
  readonly protected: boolean
  readonly hasAthlete: boolean
}

const ACCOUNT_TABLES = ['Account', 'RateLimit', 'Session', 'User', 'Verification', '_prisma_migrations']

onEveryDatabase('row-level security', (open) => {
  let ada: string
  let eve: string
  beforeAll(async () => {
    const { database } = open()
    ada = await makeAthlete(database, 'ada')
    eve = await makeAthlete(database, 'eve')
    for (const athleteId of [ada, eve]) await fill(open(), athleteId)
  })

  it('protects every table but those of accounts', async () => {
    const tables = (await open().database.executeSql(TABLES)).rows as Table[]
    expect(tables.length).toBeGreaterThan(25)
    const training = tables.filter(({ name }) => !ACCOUNT_TABLES.includes(name))
    expect(training.filter((table) => !table.protected)).toEqual([])
    expect(training.filter((table) => !table.hasAthlete).map(({ name }) => name)).toEqual(['Athlete'])
  })

  it('every foreign key between athletes’ tables carries the athlete along', async () => {
    const { rows } = await open().database.executeSql(`
      SELECT k.conname AS name, k.conrelid::regclass::text AS "from", k.confrelid::regclass::text AS "to",
        (SELECT a.attname FROM pg_attribute a WHERE a.attrelid = k.conrelid AND a.attnum = k.conkey[1]) AS first
      FROM pg_constraint k WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace`)
    const keys = rows as { name: string; from: string; to: string; first: string }[]
    const between = keys.filter(({ from }) => !['"Account"', '"Session"', '"Athlete"'].includes(from))
    expect(between.length).toBeGreaterThan(20)
    expect(between.filter(({ first }) => first !== 'athleteId')).toEqual([])
  })

  it('shows an athlete their own rows only, in every table and through raw SQL', async () => {
    const { database } = open()
    const tables = ((await database.executeSql(TABLES)).rows as Table[]).filter(
      (table) => table.hasAthlete && table.protected,
    )
    const seen: string[] = []
    await database.withAthlete(ada, async ({ client }) => {
      for (const { name } of tables) {
        const rows = await client.$queryRawUnsafe<{ athleteId: string }[]>(`SELECT "athleteId" FROM "${name}"`)
        seen.push(...rows.filter((row) => row.athleteId !== ada).map(() => name))
      }
      expect(seen).toEqual([])
      expect(await client.$queryRaw`SELECT "id" FROM "Athlete"`).toEqual([{ id: ada }])
      expect(await client.flag.findMany({ where: { athleteId: eve } })).toEqual([])
      expect(await client.flag.count()).toBe(1)
    })
  })

  it('neither changes nor deletes rows of another', async () => {
    const { database } = open()
    await database.withAthlete(ada, async ({ client }) => {
      expect((await client.flag.updateMany({ data: { part: 'mine now' } })).count).toBe(1)
      expect((await client.flag.deleteMany({ where: { athleteId: eve } })).count).toBe(0)
      expect(await client.$executeRaw`DELETE FROM "Goal" WHERE "athleteId" = ${eve}`).toBe(0)
      expect((await client.athlete.deleteMany({ where: { id: eve } })).count).toBe(0)
    })
    await database.withAthlete(eve, async ({ client }) => {
      expect(await client.flag.findMany({ select: { part: true } })).toEqual([{ part: 'knee' }])
      expect(await client.goal.count()).toBe(1)
    })
  })

  it('refuses to write a row for another, or to give one away', async () => {
    const { database } = open()
    const insert = database.withAthlete(ada, ({ client }) =>
      client.flag.create({
        data: { athleteId: eve, id: 'planted', kind: 'INJURY', startDate: new Date('2026-01-01') },
      }),
    )
    await expect(insert).rejects.toThrow(/row-level security|42501/)
    const raw = database.withAthlete(
      ada,
      ({ client }) =>
        client.$executeRaw`INSERT INTO "BlackoutDate" ("athleteId", "id", "date") VALUES (${eve}, 'x', '2026-01-01')`,
    )
    await expect(raw).rejects.toThrow(/row-level security|42501/)
    const give = database.withAthlete(ada, ({ client }) => client.flag.updateMany({ data: { athleteId: eve } }))
    await expect(give).rejects.toThrow(/row-level security|42501/)
  })

  it('no foreign key reaches across athletes', async () => {
    const { database } = open()
    const eveGoal = await database.withAthlete(eve, ({ client }) => client.goal.findFirstOrThrow())
    const reach = database.withAthlete(ada, ({ client }) =>
      client.trainingPlan.create({
        data: {
          athleteId: ada,
          id: 'reach',
          goalId: eveGoal.id,
          status: 'DRAFT',
          sport: 'run',
          strategy: 'LINEAR',
          startDate: new Date('2026-01-05'),
          targetDate: new Date('2026-02-01'),
          athleteAtStart: {},
          revision: 1,
        },
      }),
    )
    await expect(reach).rejects.toThrow(/[Ff]oreign key/)
    const source = database.withAthlete(
      ada,
      ({ client }) =>
        client.$executeRaw`INSERT INTO "ActivitySource" ("athleteId", "id", "activityId", "provider") VALUES (${ada}, 'reach', ${`${eve}-activity`}, 'manual')`,
    )
    await expect(source).rejects.toThrow(/[Ff]oreign key/)
  })

  it('hides the account tables from an athlete’s transaction', async () => {
    const { database } = open()
    for (const table of ['User', 'Session', 'Account', 'RateLimit', '_prisma_migrations']) {
      const read = database.withAthlete(ada, ({ client }) => client.$queryRawUnsafe(`SELECT 1 FROM "${table}"`))
      await expect(read).rejects.toThrow(/permission denied|42501/)
    }
  })

  it('leaves nothing of an athlete on the connection', async () => {
    const { database } = open()
    for (let round = 0; round < 12; round++)
      await database.withAthlete(round % 2 ? ada : eve, ({ client }) => client.flag.count())
    const { rows } = await database.executeSql(
      `SELECT current_user <> 'coach_app' AS free, coalesce(current_setting('app.athlete_id', true), '') AS athlete`,
    )
    expect(rows).toEqual([{ free: true, athlete: '' }])
  })

  it('the system scope sees all athletes', async () => {
    expect(await open().database.asSystem('audit', ({ client }) => client.flag.count())).toBe(2)
  })

  it('an athlete that is nobody sees nothing, and no athlete at all is a bug', async () => {
    const { database } = open()
    expect(await database.withAthlete('nobody', ({ client }) => client.flag.count())).toBe(0)
    await expect(database.withAthlete('', ({ client }) => client.flag.count())).rejects.toThrow(/needs an athlete/)
  })

  it('rolls everything back when the work throws', async () => {
    const { database } = open()
    const work = database.withAthlete(ada, async ({ client }) => {
      await client.blackoutDate.create({ data: { athleteId: ada, id: 'lost', date: new Date('2026-07-01') } })
      throw new Error('changed my mind')
    })
    await expect(work).rejects.toThrow('changed my mind')
    expect(await database.withAthlete(ada, ({ client }) => client.blackoutDate.count({ where: { id: 'lost' } }))).toBe(
      0,
    )
  })

  it('a transaction inside a transaction is refused at once', async () => {
    const { database } = open()
    const nested = database.withAthlete(ada, () => database.withAthlete(eve, ({ client }) => client.flag.count()))
    await expect(nested).rejects.toThrow(/begun inside/)
  })

  it('what a transaction started may begin its own once that one has ended', async () => {
    const { database } = open()
    const ended = Promise.withResolvers<void>()
    let later: Promise<number> | null = null
    await database.withAthlete(ada, async () => {
      later = ended.promise.then(() => database.withAthlete(eve, ({ client }) => client.flag.count()))
    })
    ended.resolve()
    expect(await later).toBe(1)
  })

  it('deleting an account deletes every row of its athlete', async () => {
    const { database } = open()
    const zoe = await makeAthlete(database, 'zoe')
    await fill(open(), zoe)
    await database.accounts.user.delete({ where: { id: 'zoeaccount' } })
    const tables = ((await database.executeSql(TABLES)).rows as Table[]).filter(
      (table) => table.hasAthlete && table.protected,
    )
    const left: string[] = []
    for (const { name } of tables) {
      const { rows } = await database.executeSql(`SELECT 1 FROM "${name}" WHERE "athleteId" = $1`, [zoe])
      if (rows.length > 0) left.push(name)
    }
    expect(left).toEqual([])
  })
})

const missing = postgresMissing()
describe.skipIf(missing !== null)('a login that may not create the role [PostgreSQL]', () => {
  it('forces row-level security on the owner instead, with the same result', async () => {
    const server = await startPostgres()
    // The role may be there from another database of the same server; this login is no member of it.
    const databaseUrl = await server.createLogin(await server.createDatabase())
    const database = await openDatabase({ databaseUrl, dataFolder: makeDataFolder() })
    try {
      expect(database.isolation).toBe('forced-owner')
      const [ada, eve] = [await makeAthlete(database, 'ada'), await makeAthlete(database, 'eve')]
      const opened: TestDatabase = { name: 'PostgreSQL', database, dataFolder: database.dataFolder }
      for (const athleteId of [ada, eve]) await fill(opened, athleteId)
      expect(await database.withAthlete(ada, ({ client }) => client.flag.findMany())).toHaveLength(1)
      const insert = database.withAthlete(ada, ({ client }) =>
        client.blackoutDate.create({ data: { athleteId: eve, id: 'x', date: new Date('2026-01-01') } }),
      )
      await expect(insert).rejects.toThrow(/row-level security|42501/)
      expect(await database.asSystem('audit', ({ client }) => client.flag.count())).toBe(2)
      expect((await database.executeSql('SELECT 1 FROM "Flag"')).rows).toEqual([])
    } finally {
      await database.close()
      await server.stop()
      rmSync(database.dataFolder, { recursive: true, force: true })
    }
  })
})

/** At least one row in most tables, so that a missing policy shows. */
async function fill({ database }: TestDatabase, athleteId: string): Promise<void> {
  const day = new Date('2026-01-05')
  await database.withAthlete(athleteId, async ({ client }) => {
    await client.flag.create({ data: { athleteId, id: 'flag', kind: 'INJURY', part: 'knee', startDate: day } })
    await client.threshold.create({
      data: {
        athleteId,
        id: 't',
        sport: 'ride',
        name: 'ftpW',
        value: 200,
        from: day,
        method: 'athlete',
        confidence: 'HIGH',
      },
    })
    await client.availabilitySlot.create({
      data: { athleteId, id: 's', position: 0, day: 'MON', minutes: 60, sports: ['run'] },
    })
    await client.availabilityOverride.create({
      data: { athleteId, id: 'o', position: 0, date: day, slot: 0, minutes: 30 },
    })
    await client.blackoutDate.create({ data: { athleteId, id: 'b', date: day } })
    await client.toldWeek.create({ data: { athleteId, id: 'w', sport: 'run', weekStart: day } })
    await client.goal.create({ data: { athleteId, id: `${athleteId}-goal`, kind: '10K', sport: 'run' } })
    await client.trainingPlan.create({
      data: {
        athleteId,
        id: 'plan',
        goalId: `${athleteId}-goal`,
        status: 'ACTIVE',
        sport: 'run',
        strategy: 'LINEAR',
        startDate: day,
        targetDate: day,
        athleteAtStart: {},
        revision: 1,
      },
    })
    await client.notice.create({
      data: {
        athleteId,
        id: 'n',
        planId: 'plan',
        revision: 1,
        kind: 'plan-changed',
        facts: { reasons: [] },
        mail: true,
        createdAt: day,
      },
    })
    await client.planRevision.create({
      data: {
        athleteId,
        id: 'r1',
        planId: 'plan',
        number: 1,
        changes: [],
        author: 'planner',
        reasonCode: 'x',
        facts: {},
        report: {},
        createdAt: day,
      },
    })
    await client.planRevision.create({
      data: {
        athleteId,
        id: 'r2',
        planId: 'plan',
        number: 2,
        changes: [],
        author: 'athlete',
        reasonCode: 'x',
        facts: {},
        report: {},
        createdAt: day,
        revertsId: 'r1',
      },
    })
    const activity = {
      athleteId,
      provider: 'manual',
      startedAt: day,
      date: day,
      elapsedS: 60,
      movingS: 60,
      indoor: false,
      race: false,
    }
    await client.activity.create({
      data: { ...activity, id: `${athleteId}-activity`, sport: 'run', laps: [], notes: [], partial: false },
    })
    await client.originalFile.create({ data: { athleteId, id: 'file', sha256: 'a', name: 'a.fit', byteCount: 1 } })
    await client.activitySource.create({
      data: {
        athleteId,
        id: 'source',
        activityId: `${athleteId}-activity`,
        provider: 'file-fit',
        originalFileId: 'file',
      },
    })
    await client.activityStream.create({
      data: {
        athleteId,
        activityId: `${athleteId}-activity`,
        encoding: 'x',
        sampleCount: 1,
        columns: ['timeS'],
        bytes: new Uint8Array([1]),
      },
    })
    await client.importRun.create({ data: { athleteId, id: 'run', status: 'DONE', startedAt: day } })
    await client.importItem.create({
      data: { athleteId, id: 'item', runId: 'run', position: 0, name: 'a', outcome: 'imported', sentence: 'Read.' },
    })
  })
}
