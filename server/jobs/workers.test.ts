import { spawn, type ChildProcess } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { addDays } from '@coach-wattz/core/time/local-date'
import { workoutsOf } from '@coach-wattz/core/plan/plan'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cloneAthletes } from '../../test/clone-athletes.ts'
import { makeDataFolder } from '../../test/databases.ts'
import { makeDeps, PROJECT_ROOT } from '../../test/deps.ts'
import { postgresMissing, startPostgres, type PostgresServer } from '../../test/postgres.ts'
import { runnerWithPlan } from '../../test/runner-with-plan.ts'
import type { Database } from '../database/database.ts'
import { openDatabase } from '../database/open-database.ts'
import { AUDIT_JOB, findPlansToAudit } from '../usecases/audit-plan.ts'
import type { Deps } from '../usecases/deps.ts'
import { startEngine } from './start-engine.ts'

/** `COACH_AUDITS=10000 npx vitest run --project repositories server/jobs/workers.test.ts` is the whole of it. */
const AUDITS = Number(process.env['COACH_AUDITS'] ?? 300)
const WORKERS = 3
const TODAY = '2026-11-20'
const PATIENCE = { timeout: 120_000 + AUDITS * 150, interval: 100 }

describe.skipIf(postgresMissing() !== null)('worker processes on PostgreSQL', () => {
  let server: PostgresServer
  let url: string
  let database: Database
  let deps: Deps
  const dataFolder = makeDataFolder()
  const workers = new Set<ChildProcess>()

  beforeAll(async () => {
    server = await startPostgres()
    url = await server.createDatabase()
    database = await openDatabase({ databaseUrl: url, dataFolder })
    deps = await makeDeps({ name: 'PostgreSQL', database, dataFolder }, `${TODAY}T08:00:00Z`)
  })
  afterAll(async () => {
    for (const worker of workers) worker.kill('SIGKILL')
    await deps?.decodePool.close()
    await database?.close()
    await server?.stop()
    rmSync(dataFolder, { recursive: true, force: true })
  })

  /** One more process that does nothing but jobs, living on the day of the audit; answers once it is ready. */
  async function startWorker(now: Date): Promise<ChildProcess> {
    const shiftDays = (now.getTime() - Date.now()) / 86_400_000
    const worker = spawn(process.execPath, [join(PROJECT_ROOT, 'scripts/worker.mjs')], {
      cwd: PROJECT_ROOT,
      env: {
        ...process.env,
        DATABASE_URL: url,
        COACH_DATA: dataFolder,
        COACH_CLOCK_SHIFT_DAYS: shiftDays.toFixed(6),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    workers.add(worker)
    let text = ''
    await new Promise<void>((ready, refuse) => {
      const read = (chunk: Buffer): void => {
        text += chunk.toString()
        if (text.includes('A worker is ready')) ready()
      }
      worker.stdout.on('data', read)
      worker.stderr.on('data', read)
      worker.once('exit', (code) => refuse(new Error(`The worker ended with ${code}: ${text}`)))
    })
    return worker
  }
  const count = async (sql: string): Promise<number> => {
    const [row] = (await database.executeSql(`SELECT count(*)::int AS n FROM ${sql}`)).rows as { n: number }[]
    return row?.n ?? 0
  }
  const audited = (): Promise<number> => count(`"JobOutcome" WHERE "job" = '${AUDIT_JOB}'`)

  it(
    `audit each of ${AUDITS} athletes exactly once, though one is killed in the middle`,
    { timeout: 2 * PATIENCE.timeout },
    async () => {
      const template = await runnerWithPlan(deps, 'template', { today: TODAY, race: '2027-02-14', everyWeek: true })
      const first = workoutsOf(template.plan)
        .map(({ date }) => date)
        .toSorted()[0]!
      const now = new Date(`${addDays(first, 1)}T03:15:00Z`)
      await cloneAthletes(database, { athleteId: template.athleteId, name: 'crowd', count: AUDITS - 1 })
      await database.executeSql('ANALYZE')

      // a server that leaves the jobs to others finds what there is to do, and puts it in
      const engine = await startEngine('workers', 'server', { deps, onError: (cause) => expect(cause).toBeNull() })
      const due = await findPlansToAudit({ ...deps, now: () => now })
      expect(due).toHaveLength(AUDITS)
      await engine.enqueue(AUDIT_JOB, due)
      expect(await audited()).toBe(0)

      const started = performance.now()
      const [victim] = await Promise.all(Array.from({ length: WORKERS }, () => startWorker(now)))
      await expect.poll(audited, PATIENCE).toBeGreaterThan(AUDITS / 3)
      victim?.kill('SIGKILL')
      const doneAtKill = await audited()
      expect(doneAtKill).toBeLessThan(AUDITS)
      await startWorker(now)

      await expect.poll(audited, PATIENCE).toBe(AUDITS)
      const waiting = `pgboss.job WHERE name = '${AUDIT_JOB}' AND state < 'completed'`
      await expect.poll(() => count(waiting), PATIENCE).toBe(0)
      const seconds = (performance.now() - started) / 1000
      process.stdout.write(
        `${AUDITS} audits by ${WORKERS} workers, one killed after ${doneAtKill}: all done ${seconds.toFixed(1)} s after the first start\n`,
      )

      expect(await audited()).toBe(AUDITS)
      expect(await count(`"JobOutcome" WHERE "result" = 'failed'`)).toBe(0)
      expect(await count(`"TrainingPlan" WHERE "auditedNight" IS NULL`)).toBe(0)
      expect(await count(`pgboss.job WHERE name = '${AUDIT_JOB}' AND state <> 'completed'`)).toBe(0)
      // whoever was audited twice would have been changed twice
      const revisions = `"TrainingPlan" GROUP BY "revision"`
      expect(await count(`(SELECT 1 FROM ${revisions}) AS each`)).toBe(1)
      await engine.stop()
    },
  )
})
