import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, it } from 'vitest'
import { onEveryDatabase } from '../../test/databases.ts'
import { ensureOwnAthlete } from '../repositories/athlete-repository.ts'
import { openAccounts, type Accounts, type CallerContext } from './accounts.ts'

const OWNER = { name: 'Ada', email: 'Ada@Example.org', password: 'correct horse', timeZone: 'Europe/Vienna' }

onEveryDatabase('accounts', (open) => {
  let accounts: Accounts
  let time: Date
  const caller = (cookie = '', ip = '10.0.0.1'): CallerContext => ({
    headers: new Headers({ 'user-agent': 'Test', ...(cookie === '' ? {} : { cookie }) }),
    ip,
  })
  const cookieOf = (setCookies: readonly string[]): string =>
    setCookies
      .map((line) => line.split(';')[0])
      .filter((pair) => !pair?.endsWith('='))
      .join('; ')

  beforeEach(async () => {
    const { database } = open()
    await database.accounts.user.deleteMany({})
    await database.accounts.rateLimit.deleteMany({})
    time = new Date()
    accounts = await openAccounts(database, {
      ensureAthlete: (athlete) => ensureOwnAthlete(database, athlete),
      now: () => time,
    })
  })

  const createOwner = async (): Promise<string> => {
    const outcome = await accounts.createOwner(OWNER, caller())
    if (!outcome.ok) throw new Error(outcome.code)
    return cookieOf(outcome.setCookies)
  }
  const signIn = async (password = OWNER.password, ip?: string): Promise<string> => {
    const outcome = await accounts.signIn({ email: OWNER.email, password }, caller('', ip))
    if (!outcome.ok) throw new Error(outcome.code)
    return cookieOf(outcome.setCookies)
  }

  it('the first visit creates the owner with an athlete and signs in', async () => {
    expect(await accounts.ownerExists()).toBe(false)
    const cookie = await createOwner()
    expect(await accounts.ownerExists()).toBe(true)
    const session = await accounts.sessionOf(new Headers({ cookie }))
    expect(session?.athleteId).toBe(await accounts.ownerAthleteId())
    const athlete = await open().database.withAthlete(session!.athleteId, (tx) => tx.client.athlete.findFirstOrThrow())
    expect(athlete).toMatchObject({ name: 'Ada', timeZone: 'Europe/Vienna', kind: 'OWN', accountId: session!.userId })
  })

  it('a second sign-up is refused', async () => {
    await createOwner()
    const second = await accounts.createOwner({ ...OWNER, email: 'eve@example.org' }, caller())
    expect(second).toMatchObject({ ok: false, code: 'owner-exists' })
    expect(await open().database.accounts.user.count()).toBe(1)
  })

  it('of two sign-ups at the same time one becomes the owner', async () => {
    const outcomes = await Promise.all(
      ['a', 'b', 'c', 'd'].map((name) => accounts.createOwner({ ...OWNER, email: `${name}@example.org` }, caller())),
    )
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1)
    expect(outcomes.filter((outcome) => !outcome.ok && outcome.code === 'owner-exists')).toHaveLength(3)
    const { database } = open()
    expect(await database.accounts.user.count()).toBe(1)
    expect(await database.accounts.account.count()).toBe(1)
    expect(await database.asSystem('test', (tx) => tx.client.athlete.count())).toBe(1)
  })

  it('refuses a weak password, a bad address and an empty name with a sentence', async () => {
    for (const wrong of [{ password: 'ninechars' }, { email: 'ada' }, { name: '  ' }, { password: 'x'.repeat(201) }])
      expect(await accounts.createOwner({ ...OWNER, ...wrong }, caller())).toMatchObject({
        ok: false,
        code: 'invalid-input',
      })
    expect(await accounts.ownerExists()).toBe(false)
  })

  it('keeps the password as scrypt only, and the secret readable by its owner only', async () => {
    await createOwner()
    const { database, dataFolder } = open()
    const { password } = await database.accounts.account.findFirstOrThrow()
    expect(password).toMatch(/^[0-9a-f]{32}:[0-9a-f]{128}$/)
    const secret = join(dataFolder, 'secret')
    expect(statSync(secret).mode & 0o777).toBe(0o600)
    expect(readFileSync(secret, 'utf8')).toMatch(/^[0-9a-f]{64}$/)
  })

  it('cookies cannot be read by scripts nor sent across sites', async () => {
    const outcome = await accounts.createOwner(OWNER, caller())
    const cookies = outcome.ok ? outcome.setCookies : []
    expect(cookies.length).toBeGreaterThan(0)
    for (const cookie of cookies) expect(cookie).toMatch(/HttpOnly.*SameSite=Lax|SameSite=Lax.*HttpOnly/i)
  })

  it('signs in whatever the case of the address, and signs out', async () => {
    await createOwner()
    const cookie = await signIn()
    const session = await accounts.sessionOf(new Headers({ cookie }))
    expect(session).not.toBeNull()
    await accounts.signOut(caller(cookie))
    expect(await accounts.sessionOf(new Headers({ cookie }))).toBeNull()
  })

  it('a forged or missing cookie is nobody', async () => {
    const cookie = await createOwner()
    expect(await accounts.sessionOf(new Headers())).toBeNull()
    expect(await accounts.sessionOf(new Headers({ cookie: `${cookie.slice(0, -8)}AAAAAAAA` }))).toBeNull()
    const { token } = await open().database.accounts.session.findFirstOrThrow()
    expect(await accounts.sessionOf(new Headers({ cookie: `coach.session_token=${token}` }))).toBeNull()
  })

  it('confirms a password for the one signed in, and slows down guessing it', async () => {
    const cookie = await createOwner()
    expect(await accounts.confirmPassword(OWNER.password, caller())).toEqual({ ok: false, code: 'not-signed-in' })
    for (let attempt = 0; attempt < 5; attempt++)
      expect(await accounts.confirmPassword('wrong password', caller(cookie))).toEqual({
        ok: false,
        code: 'wrong-credentials',
      })
    expect(await accounts.confirmPassword(OWNER.password, caller(cookie))).toMatchObject({ code: 'rate-limited' })
    time = new Date(time.getTime() + 301_000)
    expect(await accounts.confirmPassword(OWNER.password, caller(cookie))).toMatchObject({ ok: true })
  })

  it('an account is deleted with its athletes, and the next visit may be the first again', async () => {
    const cookie = await createOwner()
    const session = await accounts.sessionOf(new Headers({ cookie }))
    await accounts.deleteAccount(session!.userId)
    expect(await accounts.sessionOf(new Headers({ cookie }))).toBeNull()
    expect(await accounts.ownerExists()).toBe(false)
    expect(await accounts.ownerAthleteId()).toBeNull()
    const left = await open().database.asSystem('test', (tx) =>
      tx.client.athlete.count({ where: { id: session!.athleteId } }),
    )
    expect(left).toBe(0)
    const again = await accounts.sessionOf(new Headers({ cookie: await createOwner() }))
    expect(again?.athleteId).not.toBe(session!.athleteId)
  })

  it('an unknown address and a wrong password get the same answer', async () => {
    await createOwner()
    const wrong = await accounts.signIn({ email: OWNER.email, password: 'wrong password' }, caller())
    const unknown = await accounts.signIn({ email: 'nobody@example.org', password: 'wrong password' }, caller())
    expect(wrong).toEqual({ ok: false, code: 'wrong-credentials' })
    expect(unknown).toEqual(wrong)
  })

  it('the sixth try within five minutes waits, also with the right password and after a restart', async () => {
    await createOwner()
    for (let attempt = 0; attempt < 5; attempt++)
      expect(await accounts.signIn({ email: OWNER.email, password: 'wrong password' }, caller())).toMatchObject({
        code: 'wrong-credentials',
      })
    const { database } = open()
    const restarted = await openAccounts(database, { ensureAthlete: async () => {}, now: () => time })
    const limited = await restarted.signIn({ email: OWNER.email.toUpperCase(), password: OWNER.password }, caller())
    expect(limited).toEqual({ ok: false, code: 'rate-limited', retryAfterS: 300 })
    // Someone at another address is not locked out by it.
    expect((await accounts.signIn(OWNER, caller('', '10.0.0.2'))).ok).toBe(true)
    time = new Date(time.getTime() + 301_000)
    expect((await accounts.signIn(OWNER, caller())).ok).toBe(true)
  })

  it('tries that arrive together all count', async () => {
    await createOwner()
    const outcomes = await Promise.all(
      Array.from({ length: 12 }, () => accounts.signIn({ email: OWNER.email, password: 'wrong password' }, caller())),
    )
    expect(outcomes.filter((outcome) => !outcome.ok && outcome.code === 'wrong-credentials')).toHaveLength(5)
    expect(outcomes.filter((outcome) => !outcome.ok && outcome.code === 'rate-limited')).toHaveLength(7)
  })

  it('a right password clears the count', async () => {
    await createOwner()
    for (let round = 0; round < 3; round++) {
      for (let attempt = 0; attempt < 3; attempt++)
        await accounts.signIn({ email: OWNER.email, password: 'wrong password' }, caller())
      expect((await accounts.signIn(OWNER, caller())).ok).toBe(true)
    }
  })

  it('a password change ends the other sessions and keeps the caller signed in', async () => {
    await createOwner()
    const [mine, other] = [await signIn(), await signIn()]
    const change = await accounts.changePassword(
      { currentPassword: OWNER.password, newPassword: 'another password' },
      caller(mine),
    )
    expect(change.ok).toBe(true)
    expect(await accounts.sessionOf(new Headers({ cookie: other }))).toBeNull()
    expect(await accounts.sessionOf(new Headers({ cookie: mine }))).toBeNull()
    const renewed = change.ok ? cookieOf(change.setCookies) : ''
    expect(await accounts.sessionOf(new Headers({ cookie: renewed }))).not.toBeNull()
    expect(await accounts.signIn(OWNER, caller())).toMatchObject({ ok: false })
    expect((await accounts.signIn({ ...OWNER, password: 'another password' }, caller())).ok).toBe(true)
  })

  it('a password change needs the present password, a session, and a long enough new one', async () => {
    const cookie = await createOwner()
    const change = (currentPassword: string, newPassword: string, as = cookie) =>
      accounts.changePassword({ currentPassword, newPassword }, caller(as))
    expect(await change('wrong password', 'another password')).toEqual({ ok: false, code: 'wrong-credentials' })
    expect(await change(OWNER.password, 'short')).toMatchObject({ ok: false, code: 'invalid-input' })
    expect(await change(OWNER.password, 'another password', '')).toEqual({ ok: false, code: 'not-signed-in' })
    expect(await accounts.sessionOf(new Headers({ cookie }))).not.toBeNull()
  })

  it('sessions are listed and ended one by one, only one’s own', async () => {
    await createOwner()
    const cookies = [await signIn(OWNER.password, '10.0.0.7'), await signIn(), await signIn()]
    const session = await accounts.sessionOf(new Headers({ cookie: cookies[0]! }))
    const listed = await accounts.listSessions(session!.userId)
    expect(listed).toHaveLength(4)
    expect(listed.find(({ id }) => id === session!.sessionId)).toMatchObject({
      userAgent: 'Test',
      ipAddress: '10.0.0.7',
    })
    expect(JSON.stringify(listed)).not.toContain(cookies[0]!.split('=')[1]!.split('.')[0])
    const second = await accounts.sessionOf(new Headers({ cookie: cookies[1]! }))
    expect(await accounts.revokeSession('someone-else', second!.sessionId)).toBe(false)
    expect(await accounts.revokeSession(session!.userId, second!.sessionId)).toBe(true)
    expect(await accounts.sessionOf(new Headers({ cookie: cookies[1]! }))).toBeNull()
    expect(await accounts.revokeOtherSessions(session!.userId, session!.sessionId)).toBe(2)
    expect(await accounts.sessionOf(new Headers({ cookie: cookies[0]! }))).not.toBeNull()
    expect(await accounts.revokeOtherSessions(session!.userId, null)).toBe(1)
    expect(await accounts.sessionOf(new Headers({ cookie: cookies[0]! }))).toBeNull()
  })

  it('the operator sets a password anew, which ends all sessions', async () => {
    const cookie = await createOwner()
    expect(await accounts.setPassword('nobody@example.org', 'another password')).toBe(false)
    expect(await accounts.setPassword(OWNER.email, 'another password')).toBe(true)
    expect(await accounts.sessionOf(new Headers({ cookie }))).toBeNull()
    expect((await accounts.signIn({ ...OWNER, password: 'another password' }, caller())).ok).toBe(true)
  })

  it('makes the athlete good when the process died right after sign-up', async () => {
    const cookie = await createOwner()
    const { database } = open()
    await database.asSystem('test', (tx) => tx.client.athlete.deleteMany({}))
    const restarted = await openAccounts(database, { ensureAthlete: (athlete) => ensureOwnAthlete(database, athlete) })
    const session = await restarted.sessionOf(new Headers({ cookie }))
    const rows = await database.withAthlete(session!.athleteId, (tx) => tx.client.athlete.findMany())
    expect(rows).toHaveLength(1)
  })
})
