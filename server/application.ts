import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openAccounts, type Accounts } from './accounts/accounts.ts'
import { createId } from './database/create-id.ts'
import { readLiveLock } from './database/data-folder-lock.ts'
import type { Database } from './database/database.ts'
import { openDatabase } from './database/open-database.ts'
import { createMailer } from './integrations/mail/mailer.ts'
import { createDecodePool, decodeWorkerPath } from './integrations/files/decode-pool.ts'
import { ensureOwnAthlete } from './repositories/athlete-repository.ts'
import { startEngine, type JobsBy } from './jobs/start-engine.ts'
import { createOriginalFileStore } from './repositories/original-file-store.ts'
import type { Deps } from './usecases/deps.ts'
import { closeOpenImports, createImportDesk, type ImportDesk } from './usecases/import-desk.ts'
import type { JobQueue } from './usecases/job-queue.ts'

/** The running product: what start-up opens once and every request and command uses. */
export interface Application extends Deps {
  readonly version: string
  readonly imports: ImportDesk
  /** The queue once it runs; null for a command. */
  jobs(): Promise<JobQueue | null>
  close(): Promise<void>
}

export interface ApplicationSettings {
  /** Absolute root of the project: workers run from source. */
  readonly root: string
  readonly dataFolder: string
  readonly databaseUrl?: string
  readonly secret?: string
  /** Where the app answers, as the browser sees it. */
  readonly address?: string
  readonly version: string
  /** The server clears what a stopped one left open; a command or worker beside a running server must not. */
  readonly role: 'server' | 'worker' | 'command'
  /** Who runs the jobs; the server itself when nothing is said. */
  readonly jobsBy?: JobsBy
  readonly now?: () => Date
  /** The operator's mail server; without it nothing is mailed. */
  readonly mail?: { readonly url: string; readonly from: string; readonly publicUrl: string | null } | undefined
}

const DAY_MS = 86_400_000

/** The clock, moved by COACH_CLOCK_SHIFT_DAYS: a test that starts the server again lives on another day. No use has it but tests. */
export function clockShiftedBy(days: string | undefined): () => Date {
  const shiftMs = Number(days || 0) * DAY_MS
  return () => new Date(Date.now() + shiftMs)
}

/** The mail server the environment names; COACH_MAIL_FROM is who writes. */
export function mailOf(env: Readonly<Record<string, string | undefined>>): ApplicationSettings['mail'] {
  const { COACH_SMTP_URL: url, COACH_MAIL_FROM: from, COACH_PUBLIC_URL: publicUrl } = env
  return url && from ? { url, from, publicUrl: publicUrl || null } : undefined
}

/**
 * The composition root: opens database, accounts and the decoding workers. Throws `DatabaseError` with one clear
 * sentence. The start-up plugin and the command line both come through here.
 */
export async function openApplication(settings: ApplicationSettings): Promise<Application> {
  const { dataFolder, databaseUrl, address, secret, root, version, role, jobsBy = 'server', mail } = settings
  const now = settings.now ?? (() => new Date())
  const database = await openDatabase({ dataFolder, ...(databaseUrl ? { databaseUrl } : {}) })
  try {
    if (address) database.announce(address)
    const accounts = await openAccounts(database, {
      ensureAthlete: (athlete) => ensureOwnAthlete(database, athlete),
      now,
      secret,
      baseUrl: address,
    })
    return await assemble({ root, version, now, dataFolder, database, accounts, role, jobsBy, mail })
  } catch (cause) {
    await database.close()
    throw cause
  }
}

interface Parts {
  readonly root: string
  readonly version: string
  readonly now: () => Date
  readonly dataFolder: string
  readonly database: Database
  readonly accounts: Accounts
  readonly role: ApplicationSettings['role']
  readonly jobsBy: JobsBy
  readonly mail: ApplicationSettings['mail']
}

async function assemble({
  root,
  version,
  now,
  dataFolder,
  database,
  accounts,
  role,
  jobsBy,
  mail,
}: Parts): Promise<Application> {
  const decodePool = createDecodePool({ workerPath: decodeWorkerPath(root) })
  const deps: Deps = {
    database,
    accounts,
    decodePool,
    originalFiles: createOriginalFileStore(dataFolder),
    ...(mail ? { mailer: createMailer(mail) } : {}),
    now,
    newId: createId,
    sha256: (text) => createHash('sha256').update(text).digest('hex'),
  }
  const incoming =
    role === 'server' ? join(dataFolder, 'incoming') : await mkdtemp(join(tmpdir(), 'coach-wattz-incoming-'))
  if (role === 'server') await closeOpenImports(deps, incoming)
  const imports = createImportDesk(deps, incoming)
  // A server is ready before its queue is: the first look at what is due may wait, a page may not.
  const jobs = role === 'command' ? null : startEngine(jobsBy, role, { deps, onError: tellJobError })
  jobs?.catch(tellJobError)
  return {
    ...deps,
    version,
    imports,
    jobs: async () => jobs,
    close: async () => {
      await imports.close()
      await jobs?.then(
        (engine) => engine.stop(),
        () => undefined,
      )
      if (role !== 'server') await rm(incoming, { recursive: true, force: true })
      deps.mailer?.close()
      await decodePool.close()
      await database.close()
    },
  }
}

/** A job that fails is tried again, and its outcome is a row; the log tells the operator. */
const tellJobError = (cause: unknown): void => {
  console.error(`A job failed: ${cause instanceof Error ? cause.message : String(cause)}`)
}

/** Where the application that holds this data folder answers, and the token that proves a command of the same machine. */
export function runningApplication(dataFolder: string): { readonly address: string; readonly token: string } | null {
  const lock = readLiveLock(dataFolder)
  return lock?.address && lock.token ? { address: lock.address, token: lock.token } : null
}
