import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { forgeFit } from '@coach-wattz/formats/testing/forge-fit'
import { describedRun } from '@coach-wattz/formats/testing/sample-descriptions'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { apiClient, createOwnerBy, idOf, importEnded, problemIn, type ApiClient } from './api-client.ts'
import { PLAN_REQUEST } from './api-routes.ts'
import { startApp, type RunningApp } from './browser.ts'
import { dayFromNow } from './training-files.ts'
import { OWNER } from './visit.ts'

describe('accounts over the HTTP API', () => {
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

  it('deletes everything after the password is given once more, and is as before the first visit', async () => {
    const password = 'a quite different password'
    expect((await owner.call('POST', '/api/account/sign-in', { body: { email: ownerEmail, password } })).status).toBe(
      200,
    )
    const run = await idOf(owner.call('POST', '/api/imports'))
    await owner.upload(`/api/imports/${run}/files?name=run.fit`, forgeFit(describedRun(`${dayFromNow(-3)}T06:00:00Z`)))
    await owner.call('POST', `/api/imports/${run}/finish`)
    expect((await importEnded(owner, run)).progress).toMatchObject({ status: 'DONE', imported: 1 })
    expect((await owner.call('POST', '/api/plans', { body: PLAN_REQUEST })).status).toBe(200)
    expect((await owner.call('POST', '/api/sample')).status).toBe(200)
    const files = join(app.dataFolder, 'files')
    expect(readdirSync(files)).toHaveLength(1)

    const wrong = await owner.call('POST', '/api/account/delete', { body: { password: 'not this one' } })
    expect(wrong.status).toBe(401)
    expect(problemIn(wrong).detail).toContain('Nothing was deleted')
    expect((await owner.call('GET', '/api/me')).status).toBe(200)

    const stale = owner.cookie()
    expect((await owner.call('POST', '/api/account/delete', { body: { password } })).status).toBe(200)
    expect(readdirSync(files)).toEqual([])
    expect((await visitor().call('GET', '/api/me', { headers: { cookie: stale } })).status).toBe(401)
    expect((await visitor().call('GET', '/api/status')).json).toMatchObject({ ownerExists: false, signedIn: false })
    const next = visitor()
    expect((await createOwnerBy(next)).status).toBe(200)
    expect((await next.call('GET', '/api/me')).json).toMatchObject({ activityCount: 0, plan: null, sample: false })
  })

  it('wrote no fault of its own into the log', () => {
    expect(app.output()).not.toMatch(/\bError\b|\bat .*:\d+:\d+/)
  })
})
