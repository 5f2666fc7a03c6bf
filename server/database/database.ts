import type { Prisma, PrismaClient } from './generated/client/client.ts'
import type { Isolation } from './roles.ts'

/**
 * A transaction in which the database shows and takes rows of one athlete only (design.md §7). Repositories read the
 * athlete from it, so that no caller can name another one by mistake.
 */
export interface AthleteTransaction {
  readonly athleteId: string
  /** For repositories only. */
  readonly client: Prisma.TransactionClient
}

/** A transaction across athletes, under a name that says why (design.md §7). */
export interface SystemTransaction {
  readonly scope: string
  /** For repositories only. */
  readonly client: Prisma.TransactionClient
}

/** The account tables, which row-level security leaves out. */
export type AccountsClient = Pick<
  PrismaClient,
  'user' | 'session' | 'account' | 'verification' | 'rateLimit' | '$transaction' | '$queryRaw'
>

export interface Database {
  readonly kind: 'embedded' | 'postgresql'
  /** One line for a person: where the data lies. */
  readonly location: string
  readonly dataFolder: string
  readonly isolation: Isolation
  /** Names of the migrations applied by this opening; empty when it was up to date. */
  readonly migrationsApplied: readonly string[]
  /** Proves a local command to the app; null with PostgreSQL, where commands open the database themselves. */
  readonly localToken: string | null
  /**
   * Runs `work` in one transaction that sees rows of this athlete only. It rolls back when `work` throws. Keep it short
   * (the embedded database has one connection) and never await the network, or another transaction, inside.
   */
  withAthlete<T>(athleteId: string, work: (tx: AthleteTransaction) => Promise<T>): Promise<T>
  /** Runs `work` across athletes. `scope` names the purpose (`audit`, `create-athlete`). */
  asSystem<T>(scope: string, work: (tx: SystemTransaction) => Promise<T>): Promise<T>
  readonly accounts: AccountsClient
  /** Plain SQL outside any athlete, for the job queue. */
  executeSql(text: string, values?: readonly unknown[]): Promise<{ rows: unknown[] }>
  /** Writes the address into the folder's lock, for the command line. */
  announce(address: string): void
  close(): Promise<void>
}
