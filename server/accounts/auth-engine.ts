import { betterAuth } from 'better-auth'
import { prismaAdapter } from 'better-auth/adapters/prisma'
import { createId } from '../database/create-id.ts'
import type { AccountsClient } from '../database/database.ts'

/** Header we write the caller's address into; what the client sends under this name is overwritten. */
export const CLIENT_IP_HEADER = 'x-coach-client-ip'
/** Value of User.ownerSlot for the first account. */
export const OWNER_SLOT = 'owner'

export const SHORTEST_PASSWORD = 10
export const LONGEST_PASSWORD = 200
const SESSION_S = 30 * 86_400
/** A session in use is renewed, and its "last seen" written, at most once an hour. */
const RENEW_AFTER_S = 3_600

/**
 * The sign-in library, set up to stay at home: no telemetry, no mail, no other providers, its own HTTP routes unused.
 * It hashes with scrypt, signs cookies, and keeps sessions as rows that can be ended one by one.
 */
export function createAuthEngine(client: AccountsClient, secret: string, baseUrl: string | undefined) {
  return betterAuth({
    appName: 'Coach Wattz',
    secret,
    baseURL: baseUrl ?? 'http://localhost',
    database: prismaAdapter(client, { provider: 'postgresql', transaction: true }),
    telemetry: { enabled: false },
    logger: { disabled: true },
    emailAndPassword: {
      enabled: true,
      minPasswordLength: SHORTEST_PASSWORD,
      maxPasswordLength: LONGEST_PASSWORD,
      requireEmailVerification: false,
    },
    session: { expiresIn: SESSION_S, updateAge: RENEW_AFTER_S },
    user: {
      additionalFields: {
        ownerSlot: { type: 'string', required: false, input: false, returned: false },
        athleteId: { type: 'string', required: false, input: false },
      },
    },
    databaseHooks: {
      user: {
        create: {
          // Every account made here is the owner's: the unique slot refuses a second one, also in a race.
          before: async (user) => ({ data: { ...user, ownerSlot: OWNER_SLOT, athleteId: createId() } }),
        },
      },
    },
    // Our own limiter counts by account and address, and in the database (rate-limiter.ts).
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: 'coach',
      useSecureCookies: baseUrl?.startsWith('https:') ?? false,
      ipAddress: { ipAddressHeaders: [CLIENT_IP_HEADER] },
      database: { generateId: () => createId() },
    },
  })
}

export type AuthEngine = ReturnType<typeof createAuthEngine>
