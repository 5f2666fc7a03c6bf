import { AsyncLocalStorage } from 'node:async_hooks'
import { mkdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { AccountsClient, Database } from './database.ts'
import { lockDataFolder } from './data-folder-lock.ts'
import { DatabaseError, reasonOf } from './database-error.ts'
import type { Migration } from './migrate.ts'
import type { OpenedStore } from './opened-store.ts'
import { openEmbedded } from './open-embedded.ts'
import { openPostgresql } from './open-postgresql.ts'

export interface OpenDatabaseOptions {
  /** A PostgreSQL server; without it the embedded database in the data folder. */
  readonly databaseUrl?: string | undefined
  /** Everything the app keeps beside the database lies here too: original files, the secret. */
  readonly dataFolder: string
  /** The migrations of this version; tests give others. */
  readonly migrations?: readonly Migration[]
}

/** Waiting for a connection, and the longest transaction. With one connection an import's batches queue before a click. */
const MAX_WAIT_MS = 30_000
const TIMEOUT_MS = 30_000

/**
 * Opens the database, applies what migrations it lacks, and returns the one handle to it.
 * @throws DatabaseError, one clear sentence each (see {@link DatabaseError}); nothing is left open then.
 */
export async function openDatabase(options: OpenDatabaseOptions): Promise<Database> {
  const dataFolder = resolve(options.dataFolder)
  const migrations = options.migrations ?? (await import('./generated/migrations.ts')).MIGRATIONS
  const databaseUrl = options.databaseUrl?.trim()
  if (databaseUrl) {
    makeDataFolder(dataFolder)
    return assemble(await openPostgresql(databaseUrl, migrations), dataFolder, null)
  }
  const lock = lockDataFolder(dataFolder)
  try {
    return await assemble(await openEmbedded(join(dataFolder, 'db'), migrations), dataFolder, lock)
  } catch (cause) {
    lock.release()
    throw cause
  }
}

/** Makes the handle out of an opened store. Tests call it with a database in memory. */
export async function assemble(
  store: OpenedStore,
  dataFolder: string,
  lock: { readonly token: string; announce(address: string): void; release(): void } | null,
): Promise<Database> {
  const { PrismaClient } = await import('./generated/client/client.ts')
  const prisma = new PrismaClient({
    adapter: store.adapter,
    transactionOptions: { maxWait: MAX_WAIT_MS, timeout: TIMEOUT_MS },
  })
  // With one connection a transaction inside a transaction waits for itself: say so at once instead of after 30 s.
  const inside = new AsyncLocalStorage<{ readonly name: string; isOpen: boolean }>()
  const enter = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const outer = inside.getStore()
    if (outer?.isOpen) throw new Error(`Transaction “${name}” was begun inside “${outer.name}”: pass the outer one on.`)
    const own = { name, isOpen: true }
    try {
      return await inside.run(own, work)
    } finally {
      // What was started inside and goes on later (a timer, a pool) inherits this store and may begin its own.
      own.isOpen = false
    }
  }
  const accounts: AccountsClient = prisma
  return {
    kind: store.kind,
    location: store.location,
    dataFolder,
    isolation: store.isolation,
    migrationsApplied: store.migrationsApplied,
    localToken: lock?.token ?? null,
    accounts,
    withAthlete: async (athleteId, work) =>
      enter(`athlete ${athleteId}`, () =>
        prisma.$transaction(async (client) => {
          if (athleteId === '') throw new Error('An athlete transaction needs an athlete.')
          if (store.isolation === 'role')
            await client.$queryRaw`SELECT set_config('role', 'coach_app', true), set_config('app.athlete_id', ${athleteId}, true)`
          else await client.$queryRaw`SELECT set_config('app.athlete_id', ${athleteId}, true)`
          return work({ athleteId, client })
        }),
      ),
    asSystem: async (scope, work) =>
      enter(`system ${scope}`, () =>
        prisma.$transaction(async (client) => {
          await client.$queryRaw`SELECT set_config('app.system_scope', ${scope}, true)`
          return work({ scope, client })
        }),
      ),
    executeSql: (text, values) => store.executeSql(text, values),
    announce: (address) => lock?.announce(address),
    close: async () => {
      await prisma.$disconnect()
      await store.close()
      lock?.release()
    },
  }
}

function makeDataFolder(dataFolder: string): void {
  try {
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
    if (!statSync(dataFolder).isDirectory()) throw new Error('it is not a folder')
  } catch (cause) {
    throw new DatabaseError(
      'DATA_FOLDER_UNUSABLE',
      `The data folder ${dataFolder} cannot be written (${reasonOf(cause)}). Give this user the right to write there, or choose another folder with COACH_DATA.`,
      { cause },
    )
  }
}
