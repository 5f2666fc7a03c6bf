import { accessSync, constants, existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { CommandIo, ExitCode } from '../command.ts'
import { dataFolderOf } from '../data/open-coach-data.ts'

type State = 'sound' | 'note' | 'broken'

/** One thing that was looked at. */
interface Finding {
  readonly name: string
  readonly state: State
  readonly text: string
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** `coach doctor [--json]`: what the product stands on. Exit 1 when something is broken. Changes nothing in an empty folder. */
export async function run(args: string[], io: CommandIo): Promise<ExitCode> {
  const { values } = parseArgs({ args, options: { json: { type: 'boolean' } } })
  const findings = [node(), packages(), build(), dataFolder(io), await database(io)]
  const isBroken = findings.some((finding) => finding.state === 'broken')
  if (values.json) io.stdout.write(`${JSON.stringify({ kind: 'doctor', ok: !isBroken, findings }, null, 2)}\n`)
  else
    for (const { name, state, text } of findings) io.stdout.write(`${state.padEnd(6)}  ${name.padEnd(11)}  ${text}\n`)
  return isBroken ? 1 : 0
}

const node = (): Finding => ({ name: 'Node', state: 'sound', text: `${process.versions.node} at ${process.execPath}` })

/** npm writes what it installed to `node_modules/.package-lock.json`; the lock file says what was wanted. */
function packages(): Finding {
  const name = 'Packages'
  const installed = lockedVersions(join(ROOT, 'node_modules/.package-lock.json'))
  const wanted = lockedVersions(join(ROOT, 'package-lock.json'))
  if (!installed || !wanted) return { name, state: 'broken', text: 'not installed. Run npm ci' }
  const other = [...wanted].filter(([path, version]) => installed.has(path) && installed.get(path) !== version)
  if (other.length === 0) return { name, state: 'sound', text: `${installed.size} installed as locked` }
  return {
    name,
    state: 'broken',
    text: `${other.length} are of another version than locked (${other[0]?.[0]}). Run npm ci`,
  }
}

function lockedVersions(path: string): Map<string, string> | null {
  if (!existsSync(path)) return null
  const lock = JSON.parse(readFileSync(path, 'utf8')) as { packages: Record<string, { version?: string }> }
  return new Map(
    Object.entries(lock.packages).flatMap(([place, { version }]) =>
      place.includes('node_modules/') && version ? [[place, version] as const] : [],
    ),
  )
}

function build(): Finding {
  const isBuilt = existsSync(join(ROOT, '.output/server/index.mjs'))
  return { name: 'Build', state: isBuilt ? 'sound' : 'note', text: isBuilt ? 'there' : 'none yet; npm start makes it' }
}

function dataFolder(io: CommandIo): Finding {
  const name = 'Data folder'
  const folder = dataFolderOf(io)
  if (!existsSync(folder)) return { name, state: 'note', text: `${folder} does not exist yet; npm start makes it` }
  try {
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
    return { name, state: 'sound', text: folder }
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause)
    return { name, state: 'broken', text: `${folder} cannot be written (${reason})` }
  }
}

/** Opens the database as the app would, unless the app holds it or there is none yet. */
async function database(io: CommandIo): Promise<Finding> {
  const name = 'Database'
  const folder = dataFolderOf(io)
  const databaseUrl = io.env.DATABASE_URL || undefined
  if (!databaseUrl && !existsSync(join(folder, 'db'))) {
    return { name, state: 'note', text: 'none yet; npm start makes it' }
  }
  const { openApplication, runningApplication } = await import('../../server/application.ts')
  const running = databaseUrl ? null : runningApplication(folder)
  if (running) return await answering(name, running.address)
  try {
    const application = await openApplication({
      root: resolve(ROOT),
      dataFolder: folder,
      databaseUrl,
      version: 'cli',
      role: 'command',
      now: io.now,
    })
    const { location, isolation } = application.database
    await application.close()
    if (isolation === 'role') return { name, state: 'sound', text: `${location}, rows of athletes are kept apart` }
    return {
      name,
      state: 'note',
      text: `${location}; this login cannot make the role coach_app, so rows are kept apart by forced row-level security alone`,
    }
  } catch (cause) {
    if (!(cause instanceof Error && cause.name === 'DatabaseError')) throw cause
    return { name, state: 'broken', text: cause.message }
  }
}

async function answering(name: string, address: string): Promise<Finding> {
  try {
    const reply = await fetch(new URL('/api/status', address), { signal: AbortSignal.timeout(5000) })
    if (reply.ok) return { name, state: 'sound', text: `the app runs and answers at ${address}` }
    return { name, state: 'broken', text: `the app runs at ${address} and answers with ${reply.status}` }
  } catch (cause) {
    return {
      name,
      state: 'broken',
      text: `the app holds the data but does not answer at ${address} (${String(cause)})`,
    }
  }
}
