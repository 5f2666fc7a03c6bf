import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { DatabaseError, reasonOf } from './database-error.ts'

const FILE_NAME = 'lock.json'
/** A lock of another machine (a shared folder) is known alive by its time stamp, which its holder renews this often. */
const HEARTBEAT_MS = 10_000
const STALE_AFTER_MS = 60_000

const lockSchema = z.object({
  pid: z.int(),
  host: z.string(),
  /** Start of the process in the kernel's own ticks, where it is told: a pid alone comes back. */
  processStart: z.string().nullable(),
  startedAt: z.string(),
  /** Where the app answers, once it listens. */
  address: z.string().nullable(),
  /** Proves a local command to the app; only the folder's owner can read it. */
  token: z.string(),
})
export type LockContent = z.infer<typeof lockSchema>

export interface DataFolderLock {
  readonly token: string
  /** Writes where the app answers, for the command line and for the next process's error message. */
  announce(address: string): void
  release(): void
}

/**
 * Takes the data folder for this process. The embedded database takes no lock of its own: two processes in one folder
 * would destroy it (design.md §7).
 * @throws DatabaseError `DATABASE_LOCKED` naming pid and address, `DATA_FOLDER_UNUSABLE`
 */
export function lockDataFolder(dataFolder: string, now: () => Date = () => new Date()): DataFolderLock {
  const path = join(dataFolder, FILE_NAME)
  const content: LockContent = {
    pid: process.pid,
    host: hostname(),
    processStart: processStartOf(process.pid),
    startedAt: now().toISOString(),
    address: null,
    token: randomBytes(32).toString('hex'),
  }
  try {
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
    take(path, content)
  } catch (cause) {
    if (cause instanceof DatabaseError) throw cause
    throw new DatabaseError(
      'DATA_FOLDER_UNUSABLE',
      `The data folder ${dataFolder} cannot be written (${reasonOf(cause)}). Give this user the right to write there, or choose another folder with COACH_DATA.`,
      { cause },
    )
  }
  held.add(path)
  let current = content
  const heartbeat = setInterval(() => renew(path, content.token), HEARTBEAT_MS)
  heartbeat.unref()
  return {
    token: content.token,
    announce(address) {
      current = { ...current, address }
      writeWhole(path, current)
    },
    release() {
      clearInterval(heartbeat)
      if (!held.delete(path)) return
      if (readLock(dataFolder)?.token === content.token) rmSync(path, { force: true })
    },
  }
}

/** Who holds the folder, or null: no lock, or one whose process is gone. The command line finds the app by it. */
export function readLiveLock(dataFolder: string): LockContent | null {
  const content = readLock(dataFolder)
  return content && isAlive(join(dataFolder, FILE_NAME), content) ? content : null
}

/** Folders this very process holds: its own pid in a lock it does not hold is a leftover of a container's first process. */
const held = new Set<string>()

function take(path: string, content: LockContent): void {
  const folder = join(path, '..')
  for (let attempt = 0; attempt < 3; attempt++) {
    if (createWhole(path, content)) return
    const holder = readLock(folder)
    if (holder && isAlive(path, holder)) throw lockedBy(holder)
    // Rename first: of two processes that see the same leftover only one moves it, the other finds it gone.
    const aside = `${path}.${content.token.slice(0, 8)}`
    try {
      renameSync(path, aside)
    } catch (cause) {
      if (hasCode(cause, ['ENOENT'])) continue
      throw cause
    }
    const moved = parseLock(readFileSync(aside, 'utf8'))
    if (moved && moved.token !== holder?.token) {
      // It was not the leftover but a lock taken in between: give it back.
      renameSync(aside, path)
      throw lockedBy(moved)
    }
    rmSync(aside, { force: true })
  }
  const holder = readLock(folder)
  throw holder ? lockedBy(holder) : new Error('The lock could not be taken.')
}

function lockedBy(holder: LockContent): DatabaseError {
  const where = holder.address ? `, which answers at ${holder.address}` : ''
  const host = holder.host === hostname() ? '' : ` on ${holder.host}`
  return new DatabaseError(
    'DATABASE_LOCKED',
    `The data folder is in use by process ${holder.pid}${host}${where}. Stop it first, or use the running app.`,
  )
}

function isAlive(path: string, holder: LockContent): boolean {
  if (holder.host !== hostname()) return Date.now() - statSync(path).mtimeMs < STALE_AFTER_MS
  if (holder.pid === process.pid) return held.has(path)
  const start = processStartOf(holder.pid)
  if (start !== null && holder.processStart !== null && start !== holder.processStart) return false
  try {
    process.kill(holder.pid, 0)
    return true
  } catch (cause) {
    // EPERM: it lives and belongs to someone else.
    return hasCode(cause, ['EPERM'])
  }
}

/** Field 22 of /proc/PID/stat, null where there is no such file. */
function processStartOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
  } catch {
    return null
  }
}

function readLock(dataFolder: string): LockContent | null {
  try {
    return parseLock(readFileSync(join(dataFolder, FILE_NAME), 'utf8'))
  } catch (cause) {
    if (hasCode(cause, ['ENOENT'])) return null
    throw cause
  }
}

function parseLock(text: string): LockContent | null {
  try {
    return lockSchema.parse(JSON.parse(text))
  } catch (cause) {
    // A half-written lock belongs to a process that died while writing it.
    if (cause instanceof SyntaxError || cause instanceof z.ZodError) return null
    throw cause
  }
}

/** Creates the lock with all its content at once; false when there is one. */
function createWhole(path: string, content: LockContent): boolean {
  const text = JSON.stringify(content, null, 2)
  const draft = `${path}.${content.token.slice(0, 8)}.new`
  writeFileSync(draft, text, { mode: 0o600 })
  try {
    linkSync(draft, path)
    return true
  } catch (cause) {
    if (hasCode(cause, ['EEXIST'])) return false
    // File systems without hard links (exFAT, some shares): created empty first, then written.
    if (!hasCode(cause, ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'])) throw cause
    try {
      writeFileSync(path, text, { flag: 'wx', mode: 0o600 })
      return true
    } catch (second) {
      if (hasCode(second, ['EEXIST'])) return false
      throw second
    }
  } finally {
    rmSync(draft, { force: true })
  }
}

const hasCode = (cause: unknown, codes: readonly string[]): boolean =>
  cause instanceof Error && 'code' in cause && codes.includes(String(cause.code))

function writeWhole(path: string, content: LockContent): void {
  const draft = `${path}.new`
  writeFileSync(draft, JSON.stringify(content, null, 2), { mode: 0o600 })
  renameSync(draft, path)
}

function renew(path: string, token: string): void {
  const time = new Date()
  const holder = readLock(join(path, '..'))
  if (holder?.token === token) utimesSync(path, time, time)
}
