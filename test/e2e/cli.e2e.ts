import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { forgeFit } from '@coach-wattz/formats/testing/forge-fit'
import { describedRun, describedTrainerRide } from '@coach-wattz/formats/testing/sample-descriptions'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CliAdjustment } from '../../shared/contracts/cli/adjustment.ts'
import { CliAudit, CliImport, CliReadiness, CliToday, CliWeek } from '../../shared/contracts/cli/days.ts'
import { CliProfile } from '../../shared/contracts/cli/profile.ts'
import { postgresMissing, startPostgres, type PostgresServer } from '../postgres.ts'
import { apiClient, createOwnerBy, importEnded } from './api-client.ts'
import { GENERATE, PLAN_REQUEST } from './api-routes.ts'
import { startApp } from './browser.ts'
import { dayFromNow } from './training-files.ts'
import { OWNER } from './visit.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const FILES = 200

interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** Runs `coach` as a person does: its own process. */
function coach(args: readonly string[], env: Readonly<Record<string, string>>): Promise<Ended> {
  const child = spawn(process.execPath, [join(root, 'cli/coach.mjs'), ...args], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: '', ...env },
  })
  let [out, err] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
  return new Promise((done) => child.on('close', (code) => done({ code, out, err })))
}

/** A folder of short runs and rides, one a day, and one file that is none. */
async function trainingFolder(files: number): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'coach-training-'))
  for (let index = 0; index < files; index++) {
    const start = `${dayFromNow(-1 - index)}T06:00:00Z`
    const bytes = forgeFit(index % 3 === 0 ? { ...describedTrainerRide(start), elapsedS: 900 } : describedRun(start))
    await writeFile(join(folder, `${String(index).padStart(3, '0')}.fit`), bytes)
  }
  await writeFile(join(folder, 'notes.txt'), 'no training at all')
  return folder
}

const oneLine = (text: string): string[] => text.trimEnd().split('\n')

describe('coach on the data of the app', () => {
  const folders: string[] = []
  let training: string
  beforeAll(async () => {
    training = await trainingFolder(FILES)
    folders.push(training)
  })
  afterAll(async () => {
    for (const folder of folders) await rm(folder, { recursive: true, force: true })
  })
  const newFolder = async (): Promise<string> => {
    const folder = await mkdtemp(join(tmpdir(), 'coach-cli-'))
    folders.push(folder)
    return folder
  }

  /** A data folder with its owner, and nobody holding it. */
  async function ownedFolder(env: Readonly<Record<string, string>> = {}): Promise<string> {
    const dataFolder = await newFolder()
    const app = await startApp({ dataFolder, env })
    expect((await createOwnerBy(apiClient(app.url))).status).toBe(200)
    await app.stop()
    return dataFolder
  }

  async function walk(env: Readonly<Record<string, string>>): Promise<void> {
    const first = await coach(['import', training, '--json'], env)
    expect(first.err).toBe('')
    expect(first.code).toBe(0)
    const report = CliImport.parse(JSON.parse(first.out))
    expect(report).toMatchObject({ status: 'DONE', received: FILES + 1, imported: FILES, duplicates: 0, refused: 1 })
    expect(report.items).toHaveLength(FILES + 1)
    const again = await coach(['import', training], env)
    expect(again.code).toBe(0)
    expect(again.out).toContain(`0 new, ${FILES} already here, 1 not readable.`)
    expect(oneLine(again.out)).toHaveLength(FILES + 2)

    const profile = await coach(['profile', '--json'], env)
    expect(profile.err).toBe('')
    expect(CliProfile.parse(JSON.parse(profile.out)).weekly.minutes).toBeGreaterThan(0)
    expect((await coach(['profile', '--sport', 'ride'], env)).out).toMatch(/^Cycling: /)
    const today = CliToday.parse(JSON.parse((await coach(['today', '--json'], env)).out))
    expect(today).toMatchObject({ planState: 'none', planned: [], next: null })
    expect((await coach(['today'], env)).out).toContain('There is no plan yet.')
    expect(today.readiness.level).toBe('UNKNOWN')
    const morning = await coach(['checkin', '--hrv', '62', '--rhr', '48', '--sleep', '5:30', '--json'], env)
    expect(CliReadiness.parse(JSON.parse(morning.out)).level).toBe('AMBER')
    expect((await coach(['checkin', '--mood', '2'], env)).out).toContain('You slept 5:30 h, less than 6 hours.')
    expect((await coach(['today'], env)).out).toContain('Hold back')
    expect((await coach(['checkin', '--mood', '6'], env)).err).toContain('--mood')
    const week = CliWeek.parse(JSON.parse((await coach(['week', '--json'], env)).out))
    expect(week.days.filter(({ done }) => done.length > 0).length).toBe(
      week.days.filter(({ date }) => date < week.today).length,
    )
    const nothing = await coach(['audit'], env)
    expect([nothing.code, oneLine(nothing.err)]).toEqual([
      2,
      ['coach audit: Nothing is planned that could be looked at. Make a plan first.'],
    ])
  }

  /** A plan is adjusted, in text and JSON; without one there is nothing to adjust. */
  async function adjustsWith(client: ReturnType<typeof apiClient>, env: Readonly<Record<string, string>>) {
    const none = await coach(['adjust', 'too-tired'], env)
    expect([none.code, none.out]).toEqual([2, ''])
    await client.call('POST', '/api/account/sign-in', { body: OWNER })
    const made = await client.call('POST', '/api/training-plan/generate', { body: { ...GENERATE, save: true } })
    expect(made.status, made.text).toBe(200)
    const away = ['adjust', 'travel', dayFromNow(8), dayFromNow(14)]
    const seen = CliAdjustment.parse(JSON.parse((await coach([...away, '--preview', '--json'], env)).out))
    expect(seen).toMatchObject({ saved: false, revision: 1 })
    const saved = await coach(away, env)
    expect([saved.code, saved.err]).toEqual([0, ''])
    expect(saved.out).toContain('Saved as one change.')
    const again = CliAdjustment.parse(JSON.parse((await coach([...away, '--json'], env)).out))
    expect(again.revision).toBe(2)
  }

  it('says what is missing before there is anything: exit 2, one line, nothing made', async () => {
    const folder = await newFolder()
    for (const args of [['import', training], ['profile'], ['today'], ['week'], ['audit']]) {
      const { code, out, err } = await coach(args, { COACH_DATA: folder })
      expect(code).toBe(2)
      expect(out).toBe('')
      expect(oneLine(err)).toHaveLength(1)
      expect(err).toContain('npm start')
    }
    expect(readdirSync(folder)).toEqual([])
  })

  it('imports, answers and refuses while nobody holds the folder', async () => {
    const env = { COACH_DATA: await ownedFolder() }
    expect((await coach(['today'], env)).out).toContain('coach import FOLDER')
    for (const args of [
      ['import', join(training, 'not-there')],
      ['import', await newFolder()],
      ['import'],
      ['profile', '--sport', 'chess'],
      ['profile', '--today', '2026-02-30'],
    ]) {
      const { code, err } = await coach(args, env)
      expect(code, args.join(' ')).toBe(2)
      expect(oneLine(err), args.join(' ')).toHaveLength(1)
    }
    await walk(env)
  })

  it('goes through the app while it runs', async () => {
    const app = await startApp()
    try {
      const owner = apiClient(app.url)
      expect((await createOwnerBy(owner)).status).toBe(200)
      const env = { COACH_DATA: app.dataFolder }
      await walk(env)
      await adjustsWith(owner, env)
      expect((await owner.call('POST', '/api/plans', { body: PLAN_REQUEST })).status).toBe(200)
      const looked = await coach(['audit', '--json'], env)
      expect([looked.code, looked.err]).toEqual([0, ''])
      expect(CliAudit.parse(JSON.parse(looked.out))).toMatchObject({ result: 'nothing-to-do', revision: null })
      expect((await coach(['audit'], env)).out).toContain('The plan stays as it is.')
    } finally {
      await app.stop()
    }
  })

  const missing = postgresMissing()
  it.skipIf(missing !== null)('works on PostgreSQL beside the running app', async () => {
    const server: PostgresServer = await startPostgres()
    try {
      const env = { DATABASE_URL: await server.createDatabase() }
      const dataFolder = await newFolder()
      const app = await startApp({ dataFolder, env })
      try {
        expect((await createOwnerBy(apiClient(app.url))).status).toBe(200)
        await walk({ ...env, COACH_DATA: dataFolder })
      } finally {
        await app.stop()
      }
    } finally {
      await server.stop()
    }
  })

  it('loses nothing when the server is killed in the middle of an import', async () => {
    const dataFolder = await ownedFolder()
    const server = await serve(dataFolder)
    const client = apiClient(server.url)
    const email = 'robin@example.org'
    expect(
      (await client.call('POST', '/api/account/sign-in', { body: { email, password: 'a long first password' } }))
        .status,
    ).toBe(200)
    const { json } = await client.call('POST', '/api/imports')
    const { id } = json as { id: string }
    for (let index = 0; index < 120; index++)
      await client.upload(
        `/api/imports/${id}/files?name=${index}.fit`,
        forgeFit(describedRun(`${dayFromNow(-1 - index)}T06:00:00Z`)),
      )
    const kept = async (): Promise<number> =>
      ((await client.call('GET', '/api/me')).json as { activityCount: number }).activityCount
    while ((await kept()) === 0) await new Promise((resolve) => setTimeout(resolve, 20))
    server.child.kill('SIGKILL')
    await server.ended

    const app = await startApp({ dataFolder })
    try {
      const after = apiClient(app.url)
      expect(
        (await after.call('POST', '/api/account/sign-in', { body: { email, password: 'a long first password' } }))
          .status,
      ).toBe(200)
      const { progress } = await importEnded(after, id)
      expect(progress).toMatchObject({
        status: 'FAILED',
        sentence: expect.stringMatching(/^The server stopped while it was reading\./),
      })
      expect(existsSync(join(dataFolder, 'incoming', id))).toBe(false)
      const before = Number(progress.imported)
      expect((await after.call('GET', '/api/me')).json).toMatchObject({ activityCount: before })
      const { id: second } = (await after.call('POST', '/api/imports')).json as { id: string }
      for (let index = 0; index < 120; index++)
        await after.upload(
          `/api/imports/${second}/files?name=${index}.fit`,
          forgeFit(describedRun(`${dayFromNow(-1 - index)}T06:00:00Z`)),
        )
      await after.call('POST', `/api/imports/${second}/finish`)
      expect((await importEnded(after, second)).progress).toMatchObject({
        status: 'DONE',
        imported: 120 - before,
        duplicates: before,
      })
    } finally {
      await app.stop()
    }
  })
})

/** The server as a process of our own, so that it can be killed without a goodbye. */
async function serve(dataFolder: string): Promise<{ url: string; child: ChildProcess; ended: Promise<void> }> {
  const child = spawn(process.execPath, [join(root, 'scripts/serve.mjs')], {
    cwd: root,
    env: {
      ...process.env,
      DATABASE_URL: '',
      NODE_ENV: 'production',
      PORT: '0',
      HOST: '127.0.0.1',
      COACH_DATA: dataFolder,
    },
  })
  const ended = new Promise<void>((done) => child.on('close', () => done()))
  let printed = ''
  const url = await new Promise<string>((done, refuse) => {
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString()
      const ready = /ready at (http:\/\/\S+)/.exec(printed)
      if (ready?.[1]) done(ready[1])
    })
    void ended.then(() => refuse(new Error(`The app ended before it was ready:\n${printed}`)))
  })
  return { url, child, ended }
}
