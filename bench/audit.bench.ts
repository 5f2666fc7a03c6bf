import { spawn, type ChildProcess } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { addDays } from '@coach-wattz/core/time/local-date'
import { cloneAthletes } from '../test/clone-athletes.ts'
import { makeDataFolder } from '../test/databases.ts'
import { makeDeps, PROJECT_ROOT } from '../test/deps.ts'
import { postgresMissing, startPostgres, type PostgresServer } from '../test/postgres.ts'
import { runnerWithPlan } from '../test/runner-with-plan.ts'
import type { Database } from '../server/database/database.ts'
import { openDatabase } from '../server/database/open-database.ts'
import { startEngine } from '../server/jobs/start-engine.ts'
import { AUDIT_JOB, findPlansToAudit } from '../server/usecases/audit-plan.ts'
import type { Deps } from '../server/usecases/deps.ts'
import type { Figure } from './figure.ts'

const CROWDS = [10_000, 30_000, 100_000]
/** One in ten has a session behind them that was not done as planned. */
const DEVIATES_EVERY = 10
const REPAIRS = 2_000
const WORKERS = 2
const MADE_ON = '2026-11-20'
/** A Thursday in the second week of the plan: no weekly review. */
const NIGHT = '2026-12-03'
const NOW = new Date(`${NIGHT}T03:15:00Z`)

/** The nightly look on a PostgreSQL of its own: how long it takes to find what deviates, and how many plans a second are repaired. */
export async function benchAudit(): Promise<Figure[]> {
  const missing = postgresMissing()
  if (missing !== null) {
    process.stderr.write(`audit: skipped, ${missing}\n`)
    return []
  }
  const server = await startPostgres()
  try {
    const found: number[] = []
    for (const crowd of CROWDS) found.push(await onDatabase(server, (place) => finding(place, crowd)))
    const [smallest = Number.NaN, , largest = Number.NaN] = found
    const growth = largest / smallest / (CROWDS[2]! / CROWDS[0]!)
    const perSecond = await onDatabase(server, repairing)
    const seconds = found.map((value, index) => `${CROWDS[index]}: ${value.toFixed(2)} s`).join(', ')
    return [
      {
        name: 'audit finds',
        value: largest,
        unit: 's',
        budget: 30,
        how: `100,000 athletes’ day on PostgreSQL, one in ten with a deviation, the others stamped (${seconds})`,
      },
      { name: 'audit growth', value: growth, unit: '×', budget: 1.5, how: 'time an athlete, 100,000 against 10,000' },
      {
        name: 'audit repairs',
        value: 300 / perSecond,
        unit: '×',
        budget: 1,
        how: `of the time that 300 plans a second take: ${perSecond.toFixed(0)} a second by ${WORKERS} worker processes, ${REPAIRS} plans through the queue`,
      },
    ]
  } finally {
    await server.stop()
  }
}

interface Place {
  readonly url: string
  readonly database: Database
  readonly dataFolder: string
  readonly deps: Deps
  readonly athleteId: string
}

async function onDatabase<T>(server: PostgresServer, work: (place: Place) => Promise<T>): Promise<T> {
  const dataFolder = makeDataFolder()
  const url = await server.createDatabase()
  const database = await openDatabase({ databaseUrl: url, dataFolder })
  const deps = await makeDeps({ name: 'PostgreSQL', database, dataFolder }, NOW.toISOString())
  try {
    const { athleteId } = await runnerWithPlan(deps, 'template', {
      today: MADE_ON,
      race: '2027-02-14',
      everyWeek: true,
    })
    return await work({ url, database, dataFolder, deps, athleteId })
  } finally {
    await deps.decodePool.close()
    await database.close()
    rmSync(dataFolder, { recursive: true, force: true })
  }
}

/** Seconds until one sweep over a crowd has answered: whose sessions up to yesterday are done, but for one in ten. */
async function finding({ database, deps, athleteId }: Place, crowd: number): Promise<number> {
  const sql = (text: string): Promise<unknown> => database.executeSql(text)
  // the far sessions and what stands in them weigh on disk, not on the question
  await sql(`DELETE FROM "PlannedWorkout" WHERE "date" > '${addDays(NIGHT, 7)}'`)
  await sql(
    `UPDATE "PlannedWorkout" SET "structuredData" = '{}', "completionStatus" = CASE WHEN "date" < '${NIGHT}' THEN 'COMPLETED' ELSE 'PENDING' END::"CompletionStatus"`,
  )
  await sql(
    `UPDATE "TrainingPlan" SET "auditedNight" = '${addDays(NIGHT, -1)}', "auditedAt" = now() + interval '20 minutes'`,
  )
  await cloneAthletes(database, { athleteId, name: 'crowd', count: crowd - 1 })
  await sql(`
    INSERT INTO "Activity" ("athleteId", "id", "provider", "sport", "startedAt", "date", "elapsedS", "movingS", "indoor", "race", "laps", "notes", "partial", "updatedAt")
    SELECT a."id", 'a' || n, 'file-fit', 'run', DATE '${NIGHT}' - n + TIME '06:00', DATE '${NIGHT}' - n, 3000, 3000, false, false, '[]', '[]', false, DATE '${NIGHT}' - n
    FROM "Athlete" a, generate_series(30, 39) n`)
  await sql(`UPDATE "PlannedWorkout" w SET "completionStatus" = 'SKIPPED'
    WHERE w."date" = (SELECT max("date") FROM "PlannedWorkout" WHERE "athleteId" = '${athleteId}' AND "date" < '${NIGHT}')
      AND hashtext(w."athleteId") % ${DEVIATES_EVERY} = 0`)
  // that session belongs to the last night but for plans whose day before had none
  await sql(
    `UPDATE "TrainingPlan" SET "auditedNight" = (SELECT max("date") FROM "PlannedWorkout" WHERE "athleteId" = '${athleteId}' AND "date" < '${NIGHT}')`,
  )
  await sql('VACUUM ANALYZE')
  const start = performance.now()
  const due = await findPlansToAudit(deps)
  const seconds = (performance.now() - start) / 1000
  if (due.length < crowd / (2 * DEVIATES_EVERY) || due.length > (2 * crowd) / DEVIATES_EVERY)
    throw new Error(`${due.length} of ${crowd} deviate: the bench measures something else.`)
  return seconds
}

/** Plans a second through the queue, from the first that is done to the last. */
async function repairing({ url, database, dataFolder, deps, athleteId }: Place): Promise<number> {
  await cloneAthletes(database, { athleteId, name: 'crowd', count: REPAIRS - 1 })
  await database.executeSql('VACUUM ANALYZE')
  const fail = (cause: unknown): void => {
    throw cause
  }
  const engine = await startEngine('workers', 'server', { deps, onError: fail })
  await engine.enqueue(AUDIT_JOB, await findPlansToAudit(deps))
  const workers = Array.from({ length: WORKERS }, () => startWorker(url, dataFolder))
  try {
    const [first, last] = [await untilDone(database, 50), await untilDone(database, REPAIRS)]
    return (last.count - first.count) / ((last.at - first.at) / 1000)
  } finally {
    for (const worker of workers) worker.kill('SIGKILL')
    await engine.stop()
  }
}

const startWorker = (url: string, dataFolder: string): ChildProcess =>
  spawn(process.execPath, [join(PROJECT_ROOT, 'scripts/worker.mjs')], {
    cwd: PROJECT_ROOT,
    env: {
      ...process.env,
      DATABASE_URL: url,
      COACH_DATA: dataFolder,
      COACH_CLOCK_SHIFT_DAYS: ((NOW.getTime() - Date.now()) / 86_400_000).toFixed(6),
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })

async function untilDone(database: Database, wanted: number): Promise<{ readonly count: number; readonly at: number }> {
  for (;;) {
    const { rows } = await database.executeSql(
      `SELECT count(*)::int AS n FROM "JobOutcome" WHERE "job" = '${AUDIT_JOB}'`,
    )
    const [row] = rows as { n: number }[]
    if (row && row.n >= wanted) return { count: row.n, at: performance.now() }
    await new Promise((wait) => setTimeout(wait, 100))
  }
}
