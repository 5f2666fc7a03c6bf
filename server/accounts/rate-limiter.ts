import { createHash, randomUUID } from 'node:crypto'
import type { AccountsClient } from '../database/database.ts'

/** At most `tries` within `windowS` seconds from the first. */
export interface RateRule {
  readonly tries: number
  readonly windowS: number
}

/** Rows older than this have no rule left that would read them. */
const KEEP_S = 86_400

export interface RateLimiter {
  /** Counts one try; null when allowed, else the seconds to wait. Atomic, so parallel tries all count. */
  consume(key: string, rule: RateRule): Promise<number | null>
  forget(key: string): Promise<void>
}

/** Counts tries in the database: a restart or a second process does not reset them. Keys are stored as digests. */
export function createRateLimiter(client: AccountsClient, now: () => Date): RateLimiter {
  const digest = (key: string): string => createHash('sha256').update(key).digest('hex')
  return {
    async consume(key, rule) {
      const time = BigInt(now().getTime())
      const windowStart = time - BigInt(rule.windowS * 1000)
      const rows = await client.$queryRaw<{ count: number; lastRequest: bigint }[]>`
        INSERT INTO "RateLimit" ("id", "key", "count", "lastRequest") VALUES (${randomUUID()}, ${digest(key)}, 1, ${time})
        ON CONFLICT ("key") DO UPDATE SET
          "count" = CASE WHEN "RateLimit"."lastRequest" <= ${windowStart} THEN 1 ELSE "RateLimit"."count" + 1 END,
          "lastRequest" = CASE WHEN "RateLimit"."lastRequest" <= ${windowStart} THEN ${time} ELSE "RateLimit"."lastRequest" END
        RETURNING "count", "lastRequest"`
      const row = rows[0]
      if (!row) throw new Error('The rate limit row was neither written nor read.')
      if (row.count === 1)
        await client.rateLimit.deleteMany({ where: { lastRequest: { lt: time - BigInt(KEEP_S * 1000) } } })
      if (row.count <= rule.tries) return null
      return Math.max(1, Math.ceil((Number(row.lastRequest) + rule.windowS * 1000 - Number(time)) / 1000))
    },
    async forget(key) {
      await client.rateLimit.deleteMany({ where: { key: digest(key) } })
    },
  }
}
