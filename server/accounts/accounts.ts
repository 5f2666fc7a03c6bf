import { z } from 'zod'
import type { Database } from '../database/database.ts'
import { CLIENT_IP_HEADER, createAuthEngine, LONGEST_PASSWORD, OWNER_SLOT, SHORTEST_PASSWORD } from './auth-engine.ts'
import { createRateLimiter, type RateRule } from './rate-limiter.ts'
import { loadSecret } from './secret.ts'

/** Who calls: the request's headers (cookies, user agent) and the address of the socket. */
export interface CallerContext {
  readonly headers: Headers
  readonly ip: string
}

export interface AccountSession {
  readonly userId: string
  readonly sessionId: string
  /** The account's own athlete; never the sample one. */
  readonly athleteId: string
  /** Renewed cookies to send along; mostly empty (once an hour). */
  readonly setCookies: readonly string[]
}

export interface SessionSummary {
  readonly id: string
  readonly createdAt: string
  /** Exact to the hour. */
  readonly lastSeenAt: string
  readonly userAgent: string | null
  readonly ipAddress: string | null
}

export type CreateOwnerOutcome =
  | { readonly ok: true; readonly setCookies: string[]; readonly userId: string; readonly athleteId: string }
  | { readonly ok: false; readonly code: 'owner-exists' | 'invalid-input'; readonly detail: string }
  | RateLimited
export type SignInOutcome =
  | { readonly ok: true; readonly setCookies: string[] }
  | { readonly ok: false; readonly code: 'wrong-credentials' }
  | RateLimited
export type ChangePasswordOutcome =
  | { readonly ok: true; readonly setCookies: string[] }
  | { readonly ok: false; readonly code: 'wrong-credentials' | 'not-signed-in' }
  | { readonly ok: false; readonly code: 'invalid-input'; readonly detail: string }
  | RateLimited
export type ConfirmPasswordOutcome =
  | { readonly ok: true; readonly userId: string }
  | { readonly ok: false; readonly code: 'wrong-credentials' | 'not-signed-in' }
  | RateLimited
export interface RateLimited {
  readonly ok: false
  readonly code: 'rate-limited'
  readonly retryAfterS: number
}

/** Sign-in and sessions (design.md §3): knows nothing of training but that an account has an athlete. */
export interface Accounts {
  ownerExists(): Promise<boolean>
  /** Creates the one owner account with its athlete and signs in. */
  createOwner(
    input: {
      readonly name: string
      readonly email: string
      readonly password: string
      readonly timeZone?: string | undefined
    },
    caller: CallerContext,
  ): Promise<CreateOwnerOutcome>
  /** An unknown e-mail and a wrong password get the same answer after the same work. */
  signIn(input: { readonly email: string; readonly password: string }, caller: CallerContext): Promise<SignInOutcome>
  signOut(caller: CallerContext): Promise<{ readonly setCookies: string[] }>
  /** Changes the password and ends every other session; the caller's own goes on under a new cookie. */
  changePassword(
    input: { readonly currentPassword: string; readonly newPassword: string },
    caller: CallerContext,
  ): Promise<ChangePasswordOutcome>
  /** Asks for the password once more before something that cannot be taken back; as slow to guess as signing in. */
  confirmPassword(password: string, caller: CallerContext): Promise<ConfirmPasswordOutcome>
  /** Removes the account with its sessions and everything of its athletes. Their original files are the caller's to remove. */
  deleteAccount(userId: string): Promise<void>
  sessionOf(headers: Headers): Promise<AccountSession | null>
  /** Open sessions, newest first. */
  listSessions(userId: string): Promise<SessionSummary[]>
  /** False when this user has no such session. */
  revokeSession(userId: string, sessionId: string): Promise<boolean>
  /** Ends all sessions but one (all of them with null); answers how many. */
  revokeOtherSessions(userId: string, keepSessionId: string | null): Promise<number>
  ownerAthleteId(): Promise<string | null>
  /** Whether this account runs the installation. */
  isOwner(userId: string): Promise<boolean>
  /** The operator's way back in: sets a password without the old one and ends all sessions. False: no such account. */
  setPassword(email: string, newPassword: string): Promise<boolean>
}

/** What an account tells of its athlete. */
export interface AccountAthlete {
  readonly id: string
  readonly accountId: string
  readonly name: string
  readonly timeZone?: string | undefined
}

export interface AccountsOptions {
  /** Writes the account's athlete when it is not there yet; accounts themselves know nothing of training. */
  readonly ensureAthlete: (athlete: AccountAthlete) => Promise<void>
  /** COACH_SECRET; without it a secret is kept in the data folder. */
  readonly secret?: string | undefined
  /** The address people use, when it is fixed; `https:` makes the cookies secure. */
  readonly baseUrl?: string | undefined
  readonly now?: () => Date
}

/** Sign-in tries by account and address, and by address alone, within five minutes. */
const BY_ACCOUNT: RateRule = { tries: 5, windowS: 300 }
const BY_ADDRESS: RateRule = { tries: 30, windowS: 300 }

const emailSchema = z.email().max(200)

export async function openAccounts(database: Database, options: AccountsOptions): Promise<Accounts> {
  const client = database.accounts
  const now = options.now ?? (() => new Date())
  const engine = createAuthEngine(client, loadSecret(database.dataFolder, options.secret), options.baseUrl)
  const context = await engine.$context
  const limiter = createRateLimiter(client, now)
  const athletesSeen = new Set<string>()

  const ownerExists = async (): Promise<boolean> =>
    (await client.user.findUnique({ where: { ownerSlot: OWNER_SLOT }, select: { id: true } })) !== null

  /** The athlete row of an account. Written right after sign-up; made good here should the process have died between. */
  const ensureAthlete = async (
    user: { id: string; name: string; athleteId: string },
    timeZone?: string,
  ): Promise<void> => {
    if (athletesSeen.has(user.athleteId)) return
    await options.ensureAthlete({ id: user.athleteId, accountId: user.id, name: user.name, timeZone })
    athletesSeen.add(user.athleteId)
  }

  const limited = async (tries: readonly (readonly [string, RateRule])[]): Promise<RateLimited | null> => {
    for (const [key, rule] of tries) {
      const retryAfterS = await limiter.consume(key, rule)
      if (retryAfterS !== null) return { ok: false, code: 'rate-limited', retryAfterS }
    }
    return null
  }

  return {
    ownerExists,

    async createOwner(input, caller) {
      const email = input.email.trim().toLowerCase()
      const name = input.name.trim()
      const refused = await limited([[`create-owner ${caller.ip}`, BY_ADDRESS]])
      if (refused) return refused
      if (await ownerExists()) return ownerExistsAlready
      if (name === '') return { ok: false, code: 'invalid-input', detail: 'Give the name we shall call you by.' }
      if (!emailSchema.safeParse(email).success)
        return { ok: false, code: 'invalid-input', detail: 'Give an e-mail address like name@example.org.' }
      const weak = passwordProblem(input.password)
      if (weak !== null) return { ok: false, code: 'invalid-input', detail: weak }
      let answer: { headers: Headers; response: { user: { id: string } } }
      try {
        answer = await engine.api.signUpEmail({
          body: { name, email, password: input.password },
          headers: headersOf(caller),
          returnHeaders: true,
        })
      } catch (cause) {
        // Someone else was first, between our question and our answer: the unique slot refused.
        if (await ownerExists()) return ownerExistsAlready
        if (isRefusal(cause))
          return {
            ok: false,
            code: 'invalid-input',
            detail: 'Check the e-mail address and the password, and try again.',
          }
        throw cause
      }
      const user = await client.user.findUniqueOrThrow({ where: { id: answer.response.user.id } })
      await ensureAthlete(user, input.timeZone)
      return { ok: true, setCookies: answer.headers.getSetCookie(), userId: user.id, athleteId: user.athleteId }
    },

    async signIn(input, caller) {
      const email = input.email.trim().toLowerCase()
      const byAccount = `sign-in ${email} ${caller.ip}`
      const refused = await limited([
        [byAccount, BY_ACCOUNT],
        [`sign-in ${caller.ip}`, BY_ADDRESS],
      ])
      if (refused) return refused
      if (!emailSchema.safeParse(email).success) return { ok: false, code: 'wrong-credentials' }
      try {
        const answer = await engine.api.signInEmail({
          body: { email, password: input.password, rememberMe: true },
          headers: headersOf(caller),
          returnHeaders: true,
        })
        await limiter.forget(byAccount)
        return { ok: true, setCookies: answer.headers.getSetCookie() }
      } catch (cause) {
        if (isRefusal(cause)) return { ok: false, code: 'wrong-credentials' }
        throw cause
      }
    },

    async signOut(caller) {
      const answer = await engine.api.signOut({ headers: headersOf(caller), returnHeaders: true })
      return { setCookies: answer.headers.getSetCookie() }
    },

    async changePassword(input, caller) {
      const session = await engine.api.getSession({ headers: headersOf(caller) })
      if (!session) return { ok: false, code: 'not-signed-in' }
      const key = `password ${session.user.id}`
      const refused = await limited([[key, BY_ACCOUNT]])
      if (refused) return refused
      const weak = passwordProblem(input.newPassword)
      if (weak !== null) return { ok: false, code: 'invalid-input', detail: weak }
      try {
        const answer = await engine.api.changePassword({
          body: { currentPassword: input.currentPassword, newPassword: input.newPassword, revokeOtherSessions: true },
          headers: headersOf(caller),
          returnHeaders: true,
        })
        await limiter.forget(key)
        return { ok: true, setCookies: answer.headers.getSetCookie() }
      } catch (cause) {
        if (isRefusal(cause)) return { ok: false, code: 'wrong-credentials' }
        throw cause
      }
    },

    async confirmPassword(password, caller) {
      const session = await engine.api.getSession({ headers: headersOf(caller) })
      if (!session) return { ok: false, code: 'not-signed-in' }
      const key = `password ${session.user.id}`
      const refused = await limited([[key, BY_ACCOUNT]])
      if (refused) return refused
      try {
        await engine.api.verifyPassword({ body: { password }, headers: headersOf(caller) })
        await limiter.forget(key)
        return { ok: true, userId: session.user.id }
      } catch (cause) {
        if (isRefusal(cause)) return { ok: false, code: 'wrong-credentials' }
        throw cause
      }
    },

    async deleteAccount(userId) {
      await client.user.deleteMany({ where: { id: userId } })
      athletesSeen.clear()
    },

    async sessionOf(headers) {
      if (!headers.has('cookie')) return null
      const answer = await engine.api.getSession({ headers, returnHeaders: true })
      if (!answer.response) return null
      const { user, session } = answer.response
      if (typeof user.athleteId !== 'string') throw new Error(`Account ${user.id} has no athlete.`)
      await ensureAthlete({ id: user.id, name: user.name, athleteId: user.athleteId })
      return {
        userId: user.id,
        sessionId: session.id,
        athleteId: user.athleteId,
        setCookies: answer.headers.getSetCookie(),
      }
    },

    async listSessions(userId) {
      const rows = await client.session.findMany({
        where: { userId, expiresAt: { gt: now() } },
        orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
      })
      return rows.map((row) => ({
        id: row.id,
        createdAt: row.createdAt.toISOString(),
        lastSeenAt: row.updatedAt.toISOString(),
        userAgent: row.userAgent === '' ? null : row.userAgent,
        ipAddress: row.ipAddress === '' ? null : row.ipAddress,
      }))
    },

    async revokeSession(userId, sessionId) {
      return (await client.session.deleteMany({ where: { id: sessionId, userId } })).count > 0
    },

    async revokeOtherSessions(userId, keepSessionId) {
      const where = keepSessionId === null ? { userId } : { userId, id: { not: keepSessionId } }
      return (await client.session.deleteMany({ where })).count
    },

    async isOwner(userId) {
      const owner = await client.user.findUnique({ where: { ownerSlot: OWNER_SLOT }, select: { id: true } })
      return owner?.id === userId
    },

    async ownerAthleteId() {
      const owner = await client.user.findUnique({ where: { ownerSlot: OWNER_SLOT } })
      if (!owner) return null
      await ensureAthlete(owner)
      return owner.athleteId
    },

    async setPassword(email, newPassword) {
      const weak = passwordProblem(newPassword)
      if (weak !== null) throw new Error(weak)
      const user = await client.user.findUnique({ where: { email: email.trim().toLowerCase() } })
      if (!user) return false
      const password = await context.password.hash(newPassword)
      await client.$transaction([
        client.account.updateMany({ where: { userId: user.id, providerId: 'credential' }, data: { password } }),
        client.session.deleteMany({ where: { userId: user.id } }),
      ])
      return true
    },
  }
}

const ownerExistsAlready = {
  ok: false,
  code: 'owner-exists',
  detail: 'This installation has its owner already. Sign in instead.',
} as const

/** Null when the password will do, else what to do about it. */
function passwordProblem(password: string): string | null {
  if (password.length < SHORTEST_PASSWORD) return `Use at least ${SHORTEST_PASSWORD} characters.`
  if (password.length > LONGEST_PASSWORD) return `Use at most ${LONGEST_PASSWORD} characters.`
  return null
}

function headersOf(caller: CallerContext): Headers {
  const headers = new Headers(caller.headers)
  headers.set(CLIENT_IP_HEADER, caller.ip)
  return headers
}

/** The library says no (4xx), as opposed to a failure of the database. */
function isRefusal(cause: unknown): boolean {
  return (
    cause instanceof Error && 'statusCode' in cause && typeof cause.statusCode === 'number' && cause.statusCode < 500
  )
}
