import type { SqlDriverAdapterFactory } from '@prisma/driver-adapter-utils'
import type { Database } from './database.ts'
import type { Isolation } from './roles.ts'

/** What one kind of database brings; `open-embedded.ts` and `open-postgresql.ts` make it. */
export interface OpenedStore {
  readonly kind: Database['kind']
  readonly location: string
  readonly isolation: Isolation
  readonly migrationsApplied: readonly string[]
  readonly adapter: SqlDriverAdapterFactory
  executeSql(text: string, values?: readonly unknown[]): Promise<{ rows: unknown[] }>
  close(): Promise<void>
}
