import { execFile } from 'node:child_process'
import { request } from 'node:http'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { forgeFit } from '@coach-wattz/formats/testing/forge-fit'
import { describedRun } from '@coach-wattz/formats/testing/sample-descriptions'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TrainingPlanReply } from '../../shared/contracts/training-plan.ts'
import { apiClient, createOwnerBy, importEnded, problemIn, type ApiClient } from './api-client.ts'
import { startApp, type RunningApp } from './browser.ts'
import { dayFromNow, sundayFromNow } from './training-files.ts'
import { OWNER } from './visit.ts'

interface Route {
  readonly method: string
  readonly path: string
  /** Open to everyone: it answers without an account. */
  readonly open?: true
  /** Bodies that must be refused with 422 and the field they are wrong in. */
  readonly wrong?: readonly (readonly [body: unknown, field: string])[]
  /** Queries that must be refused with 422. */
  readonly wrongQuery?: readonly string[]
}

const PLAN_REQUEST = {
  goal: { kind: '10K', sport: 'run', date: sundayFromNow(90) },
  maxDaysPerWeek: 4,
  longDay: 'SUN',
  longDayPinned: false,
  availability: { slots: ['TUE', 'THU', 'SAT', 'SUN'].map((day) => ({ day, minutes: day === 'SUN' ? 120 : 60 })) },
  level: 'INTERMEDIATE',
  birthYear: 1988,
}
const WRONG_PLANS = [
  [{ ...PLAN_REQUEST, maxDaysPerWeek: 0 }, 'maxDaysPerWeek'],
  [{ ...PLAN_REQUEST, goal: { ...PLAN_REQUEST.goal, date: '2027-02-31' } }, 'goal.date'],
  [{ ...PLAN_REQUEST, goal: { ...PLAN_REQUEST.goal, kind: 'IRONMAN' } }, 'goal.kind'],
  [{ ...PLAN_REQUEST, availability: { slots: [{ day: 'SUN', minutes: -5 }] } }, 'availability.slots.0.minutes'],
  [[], 'body'],
] as const
const GENERATE = { goal: PLAN_REQUEST.goal, daysPerWeek: 4, availability: PLAN_REQUEST.availability, longDay: 'SUN' }
const MOVE = {
  kind: 'move',
  workoutId: 'w',
  from: { date: '2026-01-01', slot: 0 },
  to: { date: '2026-01-02', slot: 0 },
}

/** Every route of `server/api`. A test walks the folder and holds this list to it. */
const ROUTES: readonly Route[] = [
  { method: 'GET', path: '/api/status', open: true },
  {
    method: 'POST',
    path: '/api/account/owner',
    open: true,
    wrong: [
      [{ ...OWNER, password: 'short' }, 'password'],
      [{ ...OWNER, email: 'nobody' }, 'email'],
      [{ ...OWNER, name: '  ' }, 'name'],
      [{ ...OWNER, name: 'Ro\u0000bin' }, 'name'],
      [{}, 'name'],
    ],
  },
  { method: 'POST', path: '/api/account/sign-in', open: true, wrong: [[{ email: OWNER.email }, 'password']] },
  { method: 'POST', path: '/api/account/sign-out', open: true },
  {
    method: 'POST',
    path: '/api/account/password',
    wrong: [[{ currentPassword: OWNER.password, newPassword: 'short' }, 'newPassword']],
  },
  { method: 'GET', path: '/api/account/sessions' },
  { method: 'DELETE', path: '/api/account/sessions/[id]' },
  { method: 'GET', path: '/api/me' },
  { method: 'GET', path: '/api/today' },
  { method: 'GET', path: '/api/profile', wrongQuery: ['on=yesterday', 'on=2026-13-01'] },
  {
    method: 'GET',
    path: '/api/calendar',
    wrongQuery: [
      '',
      'from=2026-01-01',
      'from=2026-02-30&to=2026-03-01',
      'from=2026-03-01&to=2026-02-01',
      'from=2020-01-01&to=2026-01-01',
    ],
  },
  { method: 'GET', path: '/api/athlete' },
  {
    method: 'PATCH',
    path: '/api/athlete',
    wrong: [
      [{ birthYear: 1800 }, 'birthYear'],
      [{ timeZone: 'Middle/Earth' }, 'timeZone'],
      [{ weightKg: 'heavy' }, 'weightKg'],
      [{ longDay: 'SOMEDAY' }, 'longDay'],
    ],
  },
  {
    method: 'POST',
    path: '/api/athlete/thresholds',
    wrong: [
      [{ name: 'ftpW', sport: 'ride', value: 5, from: '2026-01-01' }, 'value'],
      [{ name: 'ftpW', sport: 'run', value: 250, from: '2026-01-01' }, 'sport'],
      [{ name: 'wings', sport: 'ride', value: 250, from: '2026-01-01' }, 'name'],
    ],
  },
  {
    method: 'POST',
    path: '/api/athlete/flags',
    wrong: [
      [{ kind: 'INJURY', startDate: '2026-01-01', reviewDate: '2026-01-15' }, 'part'],
      [{ kind: 'INJURY', part: 'knee', startDate: '2026-01-15', reviewDate: '2026-01-01' }, 'reviewDate'],
      [{ kind: 'BROKEN_HEART', part: 'heart', startDate: '2026-01-01', reviewDate: '2026-01-15' }, 'kind'],
      [{ kind: 'INJURY', part: 'knee', startDate: '2026-01-01', pain: 11 }, 'pain'],
      [{ kind: 'ILLNESS', startDate: '2026-01-01', symptoms: 'lovesick' }, 'symptoms'],
    ],
  },
  {
    method: 'PATCH',
    path: '/api/athlete/flags/[id]',
    wrong: [
      [{ pain: 2.5 }, 'pain'],
      [{ symptomFreeSince: '2026-02-31' }, 'symptomFreeSince'],
    ],
  },
  { method: 'DELETE', path: '/api/athlete/flags/[id]' },
  { method: 'GET', path: '/api/plans/[id]/health' },
  {
    method: 'POST',
    path: '/api/plans/[id]/health',
    wrong: [
      [{ baseRevision: 0, digest: 'x' }, 'baseRevision'],
      [{ baseRevision: 1 }, 'digest'],
    ],
  },
  {
    method: 'PUT',
    path: '/api/athlete/screening',
    wrong: [
      [{ yes: ['hiccups'], doctorAgreed: false, guardianAgreed: false }, 'yes.0'],
      [{ yes: [], guardianAgreed: false }, 'doctorAgreed'],
    ],
  },
  { method: 'POST', path: '/api/sample' },
  { method: 'DELETE', path: '/api/sample' },
  { method: 'GET', path: '/api/plans' },
  { method: 'GET', path: '/api/plans/[id]' },
  { method: 'POST', path: '/api/plans', wrong: WRONG_PLANS },
  { method: 'POST', path: '/api/plans/preview', wrong: WRONG_PLANS },
  { method: 'POST', path: '/api/plans/alternatives', wrong: WRONG_PLANS },
  { method: 'GET', path: '/api/plans/active' },
  { method: 'GET', path: '/api/openapi.json', open: true },
  {
    method: 'POST',
    path: '/api/training-plan/generate',
    wrong: [
      [{}, 'goal'],
      [{ ...GENERATE, goal: { kind: 'IRONMAN' } }, 'goal.kind'],
      [{ ...GENERATE, daysPerWeek: 1 }, 'daysPerWeek'],
      [{ ...GENERATE, courseId: 7 }, 'courseId'],
      [{ ...GENERATE, events: [{ kind: '10K', priority: 'B' }] }, 'events.0.date'],
      [{ ...GENERATE, events: [{ kind: 'RUN_DISTANCE', date: '2027-01-10', priority: 'C' }] }, 'events.0.distanceM'],
      [{ ...GENERATE, preferredDays: ['MON', 'TUE'] }, 'preferredDays'],
      [{ ...GENERATE, preferences: { targets: { run: 'mood' } } }, 'preferences.targets.run'],
      [{ ...GENERATE, save: 'yes' }, 'save'],
    ],
  },
  {
    method: 'POST',
    path: '/api/plans/[id]/changes',
    wrong: [
      [{ baseRevision: 0, changes: [MOVE] }, 'baseRevision'],
      [{ baseRevision: 1, changes: [] }, 'changes'],
      [{ baseRevision: 1, changes: [{ ...MOVE, kind: 'replace' }] }, 'changes.0.kind'],
    ],
  },
  { method: 'POST', path: '/api/plans/[id]/undo', wrong: [[{ revision: 'last' }, 'revision']] },
  { method: 'POST', path: '/api/plans/[id]/replan', wrong: [[{ ...PLAN_REQUEST, baseRevision: 0 }, 'baseRevision']] },
  { method: 'POST', path: '/api/plans/[id]/replan/preview', wrong: WRONG_PLANS },
  { method: 'POST', path: '/api/plans/[id]/weeks', wrong: [[{ blockId: 'b', baseRevision: 0 }, 'baseRevision']] },
  { method: 'POST', path: '/api/plans/[id]/archive' },
  { method: 'GET', path: '/api/workouts/[id]' },
  { method: 'GET', path: '/api/workouts/[id]/download', wrongQuery: ['', 'format=exe'] },
  { method: 'POST', path: '/api/courses', wrongQuery: ['', 'name=a.gpx', 'name=a.gpx&event=swim', 'event=run'] },
  {
    method: 'POST',
    path: '/api/courses/examples',
    wrong: [
      [{}, 'example'],
      [{ example: 'everest' }, 'example'],
    ],
  },
  { method: 'GET', path: '/api/courses/[id]', wrongQuery: ['event=swim'] },
  { method: 'DELETE', path: '/api/courses/[id]' },
  { method: 'GET', path: '/api/imports' },
  { method: 'POST', path: '/api/imports' },
  { method: 'GET', path: '/api/imports/[id]', wrongQuery: ['after=-1', 'after=x'] },
  { method: 'POST', path: '/api/imports/[id]/files', wrongQuery: [''] },
  { method: 'POST', path: '/api/imports/[id]/finish' },
  { method: 'POST', path: '/api/imports/[id]/cancel' },
]
const LOCKED = ROUTES.filter((route) => !route.open)
const at = (path: string, id = 'nothere'): string => path.replace('[id]', id)

describe('the HTTP API', () => {
  let app: RunningApp
  let owner: ApiClient
  /** Which of the twenty becomes the owner is up to the race. */
  let ownerEmail = ''
  const visitor = (): ApiClient => apiClient(app.url)

  beforeAll(async () => {
    app = await startApp()
    owner = visitor()
  })
  afterAll(async () => {
    expect(await app?.stop()).toBe(0)
  })

  it('has no route that this suite does not know', () => {
    const folder = fileURLToPath(new URL('../../server/api', import.meta.url))
    const found = readdirSync(folder, { recursive: true, encoding: 'utf8' }).flatMap((file) => {
      const [, path, method] = /^(.*)\.(get|post|patch|put|delete)\.ts$/.exec(file.replaceAll('\\', '/')) ?? []
      return path === undefined || method === undefined
        ? []
        : [`${method.toUpperCase()} /api/${path.replace(/(^|\/)index$/, '')}`.replace(/\/$/, '')]
    })
    expect(found.toSorted()).toEqual(ROUTES.map(({ method, path }) => `${method} ${path}`).toSorted())
  })

  it('gives the first of twenty parallel visitors the account, and the other nineteen a clear no', async () => {
    const replies = await Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        const client = index === 0 ? owner : visitor()
        const email = `robin${index}@example.org`
        return { client, email, reply: await createOwnerBy(client, { ...OWNER, email }) }
      }),
    )
    const created = replies.filter(({ reply }) => reply.status === 200)
    expect(created).toHaveLength(1)
    owner = created[0]!.client
    ownerEmail = created[0]!.email
    for (const { reply, client } of replies) {
      if (client === owner) continue
      expect(reply.status).toBe(409)
      expect(problemIn(reply).code).toBe('owner-exists')
      expect(client.cookie()).toBe('')
    }
    expect((await visitor().call('GET', '/api/status')).json).toMatchObject({ ownerExists: true, signedIn: false })
    expect((await owner.call('GET', '/api/status')).json).toMatchObject({ ownerExists: true, signedIn: true })
    expect((await createOwnerBy(owner)).status).toBe(409)
  })

  it.each(LOCKED)('$method $path answers nobody without an account', async ({ method, path }) => {
    const strangers: Readonly<Record<string, string>>[] = [
      {},
      { authorization: 'Bearer ' },
      { authorization: 'Bearer wrong' },
      { cookie: 'x=y' },
    ]
    for (const headers of strangers) {
      const reply = await visitor().call(method, at(path), { headers, ...(method === 'GET' ? {} : { body: {} }) })
      expect(reply.status).toBe(401)
      expect(problemIn(reply).code).toBe('not-signed-in')
    }
  })

  it.each(ROUTES.filter(({ wrong }) => wrong))(
    '$method $path says which field is wrong',
    async ({ method, path, wrong, open }) => {
      for (const [body, field] of wrong ?? []) {
        const reply = await (open ? visitor() : owner).call(method, at(path), { body })
        expect(reply.status, JSON.stringify(body)).toBe(422)
        const { code, detail, fields } = problemIn(reply)
        expect(code).toBe('invalid-input')
        expect(detail).not.toBe('')
        expect(Object.keys(fields ?? {})).toContain(field)
      }
      for (const broken of ['{"a":', 'null', '"text"', '\u0000']) {
        const headers = { 'content-type': 'application/json', cookie: open ? '' : owner.cookie() }
        const reply = await fetch(new URL(at(path), app.url), { method, headers, body: broken })
        expect(reply.status, JSON.stringify(broken)).toBe(422)
        expect(await reply.text()).not.toMatch(/SyntaxError|\bat \S+ \(/)
      }
    },
  )

  it.each(ROUTES.filter(({ wrongQuery }) => wrongQuery))(
    '$method $path refuses a wrong query',
    async ({ method, path, wrongQuery }) => {
      for (const query of wrongQuery ?? []) {
        const reply = await owner.call(method, `${at(path)}?${query}`)
        expect(reply.status, query).toBe(422)
        expect(problemIn(reply).code).toBe('invalid-input')
      }
    },
  )

  const BODIES: Readonly<Record<string, unknown>> = {
    '/api/plans/[id]/changes': { baseRevision: 1, changes: [MOVE] },
    '/api/plans/[id]/undo': { revision: 1 },
    '/api/plans/[id]/weeks': { blockId: 'block', baseRevision: 1 },
    '/api/plans/[id]/health': { baseRevision: 1, digest: 'x' },
    '/api/plans/[id]/replan': { ...PLAN_REQUEST, baseRevision: 1 },
    '/api/plans/[id]/replan/preview': PLAN_REQUEST,
  }
  const QUERIES: Readonly<Record<string, string>> = {
    '/api/workouts/[id]/download': '?format=zwo',
    '/api/imports/[id]/files': '?name=a.fit',
  }
  it.each(LOCKED.filter(({ path }) => path.includes('[id]')))(
    '$method $path does not know an unknown id',
    async ({ method, path }) => {
      const body = method === 'GET' ? undefined : BODIES[path]
      const reply = await owner.call(method, at(path) + (QUERIES[path] ?? ''), body === undefined ? {} : { body })
      expect(reply.status).toBe(404)
      expect(problemIn(reply).code).toBe('not-found')
      for (const odd of ['..%2F..%2Fetc%2Fpasswd', '%00', '%E0%A4%A', "a' OR 1=1--", 'x'.repeat(500)]) {
        const answer = await owner.call(
          method,
          at(path, odd) + (QUERIES[path] ?? ''),
          body === undefined ? {} : { body },
        )
        expect([404, 422, 400], odd).toContain(answer.status)
        expect(answer.text).not.toMatch(/node_modules|\bat \S+ \(/)
      }
    },
  )

  it.each(ROUTES.filter(({ method }) => method !== 'GET'))(
    '$method $path refuses what comes from another site',
    async ({ method, path }) => {
      const foreign: Readonly<Record<string, string>>[] = [
        { 'sec-fetch-site': 'cross-site' },
        { origin: 'https://evil.example' },
        { origin: 'null' },
        { origin: 'http://localhost:1' },
      ]
      for (const headers of foreign) {
        const reply = await owner.call(method, at(path), { headers, body: {} })
        expect(reply.status, JSON.stringify(headers)).toBe(403)
        expect(problemIn(reply).code).toBe('cross-site')
      }
      expect((await owner.call('GET', '/api/me')).status).toBe(200)
    },
  )

  it.each(ROUTES)('HEAD and OPTIONS on $path change and tell nothing', async ({ path }) => {
    const before = (await owner.call('GET', '/api/plans/active')).text
    for (const client of [visitor(), owner]) {
      expect((await client.call('HEAD', at(path))).text).toBe('')
      const options = await client.call('OPTIONS', at(path))
      expect(options.headers.get('access-control-allow-origin')).toBeNull()
      expect(options.text).not.toContain(OWNER.email)
    }
    expect((await owner.call('GET', '/api/plans/active')).text).toBe(before)
    expect((await owner.call('GET', '/api/me')).status).toBe(200)
  })

  it('keeps the owner’s and the sample’s plan, sessions and imports apart', async () => {
    const run = await idOf(owner.call('POST', '/api/imports'))
    await owner.upload(`/api/imports/${run}/files?name=run.fit`, forgeFit(describedRun(`${dayFromNow(-3)}T06:00:00Z`)))
    await owner.call('POST', `/api/imports/${run}/finish`)
    expect((await importEnded(owner, run)).progress).toMatchObject({ status: 'DONE', imported: 1 })
    const saved = await owner.call('POST', '/api/plans', { body: PLAN_REQUEST })
    expect(saved.status, saved.text).toBe(200)
    const mine = await planOf(owner)

    const entered = await owner.call('POST', '/api/sample')
    expect(entered.status, entered.text).toBe(200)
    expect((await owner.call('GET', '/api/me')).json).toMatchObject({ sample: true })
    const samples = await planOf(owner)
    const sampleRun = await idOf(owner.call('POST', '/api/imports'))
    expect(samples.id).not.toBe(mine.id)
    await expectStrangers(mine, run)
    expect(await planOf(owner)).toEqual(samples)

    await owner.call('DELETE', '/api/sample')
    expect((await owner.call('GET', '/api/me')).json).toMatchObject({ sample: false, activityCount: 1 })
    await expectStrangers(samples, sampleRun)
    expect(await planOf(owner)).toEqual(mine)
  })

  it('generates a plan as weeks of days, refuses with ways forward, and saves when asked', async () => {
    const generate = (body: unknown) => owner.call('POST', '/api/training-plan/generate', { body })
    const seen = await planOf(owner)
    const reply = await generate(GENERATE)
    expect(reply.status, reply.text).toBe(200)
    const drafted = TrainingPlanReply.parse(reply.json)
    expect(drafted.plan_meta).toMatchObject({
      id: null,
      sport: 'run',
      goal: { kind: '10K' },
      guardReport: { ok: true },
    })
    expect(drafted.weeks).toHaveLength(drafted.plan_meta.weekCount)
    const days = drafted.weeks.flatMap((week) => week.days)
    expect(days.filter(({ type }) => type === 'RACE').map(({ date }) => date)).toEqual([GENERATE.goal.date])
    for (const day of days.filter(({ type }) => type !== 'REST')) {
      expect(day.durationS).toBeGreaterThan(0)
      expect(day.description).not.toBe('')
    }
    expect(await planOf(owner)).toEqual(seen)

    const impossible = await generate({ ...GENERATE, goal: { kind: 'MARATHON', date: dayFromNow(21) } })
    expect(impossible.status).toBe(422)
    const { code, data } = problemIn(impossible)
    expect(code).toBe('plan-refused')
    expect((data as { alternatives: unknown[] }).alternatives).toHaveLength(3)

    const kept = TrainingPlanReply.parse((await generate({ ...GENERATE, save: true })).json)
    expect(kept.plan_meta.guardReport.warnings).toEqual(drafted.plan_meta.guardReport.warnings)
    expect(await planOf(owner)).toMatchObject({ id: kept.plan_meta.id, revision: 1 })
  })

  it('describes itself to everyone', async () => {
    const { status, json } = await visitor().call('GET', '/api/openapi.json')
    expect(status).toBe(200)
    const { openapi, paths } = json as { openapi: string; paths: Record<string, Record<string, unknown>> }
    expect(openapi).toBe('3.1.0')
    const told = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, '[$1]')}`),
    )
    expect(told.toSorted()).toEqual(ROUTES.map(({ method, path }) => `${method} ${path}`).toSorted())
  })

  it('answers the example of docs/api.md as it is written there', async () => {
    const page = readFileSync(fileURLToPath(new URL('../../docs/api.md', import.meta.url)), 'utf8')
    const [, example] = /```sh\n(curl [\s\S]*?)```/.exec(page) ?? []
    const { token } = JSON.parse(readFileSync(join(app.dataFolder, 'lock.json'), 'utf8')) as { token: string }
    const { stdout } = await promisify(execFile)('sh', ['-c', example!], {
      env: { ...process.env, COACH_URL: app.url, COACH_TOKEN: token },
    })
    const { plan_meta: meta, weeks } = TrainingPlanReply.parse(JSON.parse(stdout))
    expect(meta).toMatchObject({ id: null, goal: { kind: 'GENERAL_FITNESS' }, daysPerWeek: 3 })
    const trained = new Set(
      weeks.flatMap((week) => week.days.filter(({ type }) => type !== 'REST').map((day) => day.weekday)),
    )
    expect([...trained].filter((day) => !['TUE', 'THU', 'SUN'].includes(day))).toEqual([])
  })

  /** Asks for another athlete's things in every way there is: they are not found. */
  async function expectStrangers(plan: PlanRef, run: string): Promise<void> {
    const { id, revision, workout } = plan
    const to = { date: dayFromNow(20), slot: 0 }
    const move = { kind: 'move', workoutId: workout.id, from: { date: workout.date, slot: workout.slot }, to }
    const asks = [
      ['GET', `/api/workouts/${workout.id}`],
      ['GET', `/api/workouts/${workout.id}/download?format=zwo`],
      ['POST', `/api/plans/${id}/changes`, { baseRevision: revision, changes: [move], acceptedRules: [] }],
      ['POST', `/api/plans/${id}/undo`, { revision }],
      ['POST', `/api/plans/${id}/weeks`, { blockId: 'block', baseRevision: revision }],
      ['POST', `/api/plans/${id}/replan`, { ...PLAN_REQUEST, baseRevision: revision }],
      ['POST', `/api/plans/${id}/replan/preview`, PLAN_REQUEST],
      ['POST', `/api/plans/${id}/archive`, {}],
      ['GET', `/api/imports/${run}`],
      ['POST', `/api/imports/${run}/files?name=a.fit`, {}],
      ['POST', `/api/imports/${run}/finish`, {}],
      ['POST', `/api/imports/${run}/cancel`, {}],
    ] as const
    for (const [method, path, body] of asks) {
      const reply = await owner.call(method, path, body === undefined ? {} : { body })
      expect(reply.status, `${method} ${path}`).toBe(404)
      expect(problemIn(reply).code).toBe('not-found')
    }
  }

  interface PlanRef {
    readonly id: string
    readonly revision: number
    readonly workout: { readonly id: string; readonly date: string; readonly slot: number }
  }
  async function planOf(client: ApiClient): Promise<PlanRef> {
    const { json } = await client.call('GET', '/api/plans/active')
    const { plan, revision } = json as {
      plan: { id: string; blocks: { weeks: { workouts: PlanRef['workout'][] }[] }[] }
      revision: number
    }
    const [workout] = plan.blocks.flatMap(({ weeks }) => weeks.flatMap(({ workouts }) => workouts))
    return { id: plan.id, revision, workout: { id: workout!.id, date: workout!.date, slot: workout!.slot } }
  }

  it('lets the command line in by its token, from this machine and with the right one only', async () => {
    const { token } = JSON.parse(readFileSync(join(app.dataFolder, 'lock.json'), 'utf8')) as { token: string }
    const me = (bearer: string) => visitor().call('GET', '/api/me', { headers: { authorization: `Bearer ${bearer}` } })
    expect((await me(token)).status).toBe(200)
    for (const wrong of [`${token}x`, token.slice(0, -1), token.toUpperCase(), '', 'null'])
      expect((await me(wrong)).status, wrong).toBe(token === wrong ? 200 : 401)
    // A command has no session: nothing of the account can be changed by it.
    const headers = { authorization: `Bearer ${token}` }
    expect((await visitor().call('GET', '/api/account/sessions', { headers })).json).toEqual({ sessions: [] })
    expect((await visitor().call('DELETE', '/api/account/sessions/others', { headers })).status).toBe(404)
    const body = { currentPassword: OWNER.password, newPassword: 'another long password' }
    expect((await visitor().call('POST', '/api/account/password', { headers, body })).status).toBe(401)
  })

  it('survives an upload that breaks off, and says nothing of it arrived', async () => {
    const run = await idOf(owner.call('POST', '/api/imports'))
    await brokenUpload(`/api/imports/${run}/files?name=half.fit`)
    await owner.upload(`/api/imports/${run}/files?name=junk.fit`, new Uint8Array(5000).fill(7))
    await owner.call('POST', `/api/imports/${run}/finish`)
    const { progress, items } = await importEnded(owner, run)
    expect(progress).toMatchObject({ status: 'DONE', received: 1, imported: 0, refused: 1 })
    expect(items.map(({ name }) => name)).toEqual(['junk.fit'])
    const late = await owner.upload(`/api/imports/${run}/files?name=late.fit`, new Uint8Array(1))
    expect(late.status).toBe(409)
    expect(problemIn(late).code).toBe('import-closed')
  })

  it('refuses a form that is far too large before it reads it', async () => {
    const reply = await visitor().call('POST', '/api/account/sign-in', {
      body: { email: OWNER.email, password: 'x'.repeat(2_000_000) },
    })
    expect(reply.status).toBe(413)
    expect(problemIn(reply).code).toBe('too-large')
  })

  it('ends a session at once when it is revoked, and the others when the password changes', async () => {
    const email = ownerEmail
    const [second, third] = [visitor(), visitor()]
    for (const client of [second, third])
      expect(
        (await client.call('POST', '/api/account/sign-in', { body: { email, password: OWNER.password } })).status,
      ).toBe(200)
    const { sessions } = (await second.call('GET', '/api/account/sessions')).json as {
      sessions: { id: string; current: boolean }[]
    }
    expect(sessions).toHaveLength(3)
    const own = sessions.find(({ current }) => current)!
    expect((await owner.call('DELETE', `/api/account/sessions/${own.id}`)).status).toBe(200)
    expect((await second.call('GET', '/api/me')).status).toBe(401)
    expect((await third.call('GET', '/api/me')).status).toBe(200)

    const newPassword = 'a quite different password'
    const wrong = await owner.call('POST', '/api/account/password', {
      body: { currentPassword: 'not this one', newPassword },
    })
    expect(wrong.status).toBe(401)
    const right = { currentPassword: OWNER.password, newPassword }
    expect((await owner.call('POST', '/api/account/password', { body: right })).status).toBe(200)
    expect((await third.call('GET', '/api/me')).status).toBe(401)
    expect((await owner.call('GET', '/api/me')).status).toBe(200)
    const old = await visitor().call('POST', '/api/account/sign-in', { body: { email, password: OWNER.password } })
    expect(old.status).toBe(401)
    expect(problemIn(old).code).toBe('wrong-credentials')
  })

  it('slows down guessing, and says for how long', async () => {
    const client = visitor()
    const statuses: number[] = []
    for (let attempt = 0; attempt < 8; attempt++) {
      const reply = await client.call('POST', '/api/account/sign-in', {
        body: { email: 'guess@example.org', password: `guess ${attempt}` },
      })
      statuses.push(reply.status)
      if (reply.status !== 429) continue
      expect(problemIn(reply).code).toBe('rate-limited')
      expect(Number(reply.headers.get('retry-after'))).toBeGreaterThan(0)
    }
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429, 429])
  })

  it('signs out for good', async () => {
    const stale = owner.cookie()
    expect((await owner.call('POST', '/api/account/sign-out')).status).toBe(200)
    expect((await owner.call('GET', '/api/me')).status).toBe(401)
    expect((await visitor().call('GET', '/api/me', { headers: { cookie: stale } })).status).toBe(401)
  })

  it('wrote no fault of its own into the log', () => {
    expect(app.output()).not.toMatch(/\bError\b|\bat .*:\d+:\d+/)
  })

  async function idOf(reply: ReturnType<ApiClient['call']>): Promise<string> {
    return ((await reply).json as { id: string }).id
  }

  /** Announces 100 kB, sends a tenth of them, and goes away. */
  function brokenUpload(path: string): Promise<void> {
    const { hostname, port } = new URL(app.url)
    return new Promise((done) => {
      const upload = request({
        host: hostname,
        port,
        path,
        method: 'POST',
        headers: { cookie: owner.cookie(), 'content-type': 'application/octet-stream', 'content-length': '100000' },
      })
      upload.on('error', () => done())
      upload.on('close', () => done())
      upload.write(Buffer.alloc(10_000), () => setTimeout(() => upload.destroy(), 200))
    })
  }
})
