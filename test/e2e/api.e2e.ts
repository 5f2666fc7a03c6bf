import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { apiClient, createOwnerBy, problemIn, type ApiClient } from './api-client.ts'
import { at, LOCKED, MOVE, PLAN_REQUEST, ROUTES } from './api-routes.ts'
import { startApp, type RunningApp } from './browser.ts'
import { OWNER } from './visit.ts'

describe('every route of the HTTP API', () => {
  let app: RunningApp
  let owner: ApiClient
  const visitor = (): ApiClient => apiClient(app.url)

  beforeAll(async () => {
    app = await startApp()
    owner = visitor()
    expect((await createOwnerBy(owner)).status).toBe(200)
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
    '/api/activities/[id]/match': { workoutId: null },
    '/api/plans/[id]/changes': { baseRevision: 1, changes: [MOVE] },
    '/api/plans/[id]/undo': { revision: 1 },
    '/api/plans/[id]/restore': { revision: 1, baseRevision: 1, digest: 'x' },
    '/api/plans/[id]/restore/preview': { revision: 1 },
    '/api/plans/[id]/weeks': { blockId: 'block', baseRevision: 1 },
    '/api/plans/[id]/health': { baseRevision: 1, digest: 'x' },
    '/api/plans/[id]/replan': { ...PLAN_REQUEST, baseRevision: 1 },
    '/api/plans/[id]/replan/preview': PLAN_REQUEST,
  }
  const QUERIES: Readonly<Record<string, string>> = {
    '/api/workouts/[id]/download': '?format=zwo',
    '/api/plans/[id]/compare': '?from=1&to=1',
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

  it('wrote no fault of its own into the log', () => {
    expect(app.output()).not.toMatch(/\bError\b|\bat .*:\d+:\d+/)
  })
})
