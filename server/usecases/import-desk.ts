import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { readPreparedFile } from '../integrations/files/read-file.ts'
import {
  failOpenImportRuns,
  loadImportRun,
  startImportRun,
  updateImportRun,
} from '../repositories/import-repository.ts'
import { loadAthlete } from '../repositories/athlete-repository.ts'
import type { Deps } from './deps.ts'
import { localToday } from './local-today.ts'
import { done, refuse, type Outcome } from './outcome.ts'
import { recordFiles, type PreparedRead } from './record-files.ts'
import { refreshAthlete } from './refresh-athlete.ts'
import { keepOutcomes } from './keep-outcomes.ts'
import { repairActivePlan } from './repair-plan.ts'

/** Takes files in and reads them one run at a time for each athlete, off the request that brought them. */
export interface ImportDesk {
  start(athleteId: string): Promise<Outcome<{ id: string }>>
  receive(athleteId: string, runId: string, name: string, body: Readable): Promise<Outcome<{ accepted: boolean }>>
  finish(athleteId: string, runId: string): Promise<Outcome<{ done: true }>>
  cancel(athleteId: string, runId: string): Promise<Outcome<{ done: true }>>
  /** Resolves when the run has ended, for callers that wait (the command line). */
  ended(runId: string): Promise<void>
  close(): Promise<void>
}

interface Run {
  readonly id: string
  readonly athleteId: string
  readonly folder: string
  readonly waiting: { readonly path: string; readonly name: string }[]
  received: number
  receiving: number
  closed: boolean
  cancelled: boolean
  failed: boolean
  reading: Promise<void> | null
  readonly ended: Promise<void>
  readonly settle: () => void
}

/** One upload: an archive of years of training fits, a disk image does not. */
const MAX_UPLOAD_BYTES = 4 * 1024 ** 3
/** Files recorded in one transaction, and how long one may gather: the embedded database has a single connection. */
const BATCH_FILES = 20
const BATCH_MS = 400

/** Ends runs that a stopped server left open and clears what it had not read yet; what was read stays. */
export async function closeOpenImports(deps: Deps, incomingFolder: string): Promise<void> {
  await rm(incomingFolder, { recursive: true, force: true })
  await deps.database.asSystem('close-open-imports', (tx) =>
    failOpenImportRuns(
      tx,
      'The server stopped while it was reading. What was read is kept; hand the files over again for the rest.',
      deps.now(),
    ),
  )
}

export function createImportDesk(deps: Deps, incomingFolder: string): ImportDesk {
  const runs = new Map<string, Run>()
  const find = (athleteId: string, runId: string): Run | null => {
    const run = runs.get(runId)
    return run && run.athleteId === athleteId ? run : null
  }

  const openRun = (athleteId: string, id: string): Run => {
    const { promise, resolve } = Promise.withResolvers<void>()
    return {
      id,
      athleteId,
      folder: join(incomingFolder, id),
      waiting: [],
      received: 0,
      receiving: 0,
      closed: false,
      cancelled: false,
      failed: false,
      reading: null,
      ended: promise,
      settle: () => resolve(),
    }
  }

  /** Reads what waits; ends the run when nothing is left and no more will come. */
  const work = (run: Run): void => {
    run.reading ??= drain(deps, run)
      .catch((cause: unknown) => fail(deps, run, cause))
      .finally(() => {
        run.reading = null
        if (run.waiting.length > 0 && !run.cancelled && !run.failed) work(run)
        else if (run.closed && run.receiving === 0) void end(run)
      })
  }
  const end = async (run: Run): Promise<void> => {
    if (!runs.delete(run.id)) return
    await conclude(deps, run)
    run.settle()
  }

  return {
    async start(athleteId) {
      const id = await deps.database.withAthlete(athleteId, (tx) => startImportRun(tx, deps.now()))
      const run = openRun(athleteId, id)
      await mkdir(run.folder, { recursive: true })
      runs.set(run.id, run)
      return done({ id: run.id })
    },
    async receive(athleteId, runId, name, body) {
      const run = find(athleteId, runId)
      if (!run || run.closed) return closedOrUnknown(deps, athleteId, runId)
      const path = join(run.folder, String(run.received++))
      run.receiving++
      try {
        await pipeline(body, limitTo(MAX_UPLOAD_BYTES), createWriteStream(path))
        await deps.database.withAthlete(athleteId, (tx) => updateImportRun(tx, runId, { receivedMore: 1 }))
        run.waiting.push({ path, name })
        return done({ accepted: true })
      } catch (cause) {
        await rm(path, { force: true })
        if (cause instanceof TooLarge)
          return refuse('too-large', 'Too large', 'A file may have 4 GB at most. Split the archive and add the parts.')
        if (!isBrokenOff(cause)) throw cause
        return refuse(
          'invalid-input',
          'The upload broke off',
          'The file did not arrive whole. Check the connection and add it again.',
        )
      } finally {
        run.receiving--
        work(run)
      }
    },
    async finish(athleteId, runId) {
      const run = find(athleteId, runId)
      if (!run) return closedOrUnknown(deps, athleteId, runId)
      run.closed = true
      work(run)
      return done({ done: true })
    },
    async cancel(athleteId, runId) {
      const run = find(athleteId, runId)
      if (!run) return closedOrUnknown(deps, athleteId, runId)
      run.closed = true
      run.cancelled = true
      work(run)
      return done({ done: true })
    },
    ended: (runId) => runs.get(runId)?.ended ?? Promise.resolve(),
    async close() {
      const open = [...runs.values()]
      for (const run of open) {
        run.closed = true
        run.cancelled = true
        work(run)
      }
      await Promise.all(open.map((run) => run.ended))
    },
  }
}

async function drain(deps: Deps, run: Run): Promise<void> {
  if (run.waiting.length === 0) return
  await deps.database.withAthlete(run.athleteId, (tx) => updateImportRun(tx, run.id, { status: 'READING' }))
  for (let next = run.waiting.shift(); next && !run.cancelled && !run.failed; next = run.waiting.shift()) {
    let batch: PreparedRead[] = []
    let since = Date.now()
    const flush = async (): Promise<void> => {
      await recordBatch(deps, run, batch)
      batch = []
      since = Date.now()
    }
    for await (const file of readPreparedFile(next, { pool: deps.decodePool, nowMs: deps.now().getTime() })) {
      if (run.cancelled) break
      batch.push(file)
      if (batch.length >= BATCH_FILES || Date.now() - since > BATCH_MS) await flush()
    }
    await flush()
    await rm(next.path, { force: true })
  }
}

/** One file that the database does not take must not cost the others of its batch: they are tried one by one. */
async function recordBatch(deps: Deps, run: Run, batch: readonly PreparedRead[]): Promise<void> {
  if (batch.length === 0) return
  try {
    await recordFiles(deps, run.athleteId, run.id, batch)
  } catch (cause) {
    if (batch.length > 1) {
      for (const file of batch) await recordBatch(deps, run, [file])
      return
    }
    console.error(`Import ${run.id}: a file could not be stored:`, cause)
    const refused = batch.map((file) => ({ ...file, bytes: null, outcome: NOT_STORED }))
    await recordFiles(deps, run.athleteId, run.id, refused)
  }
}

const NOT_STORED = {
  kind: 'refused',
  code: 'unreadable',
  what: null,
  sentence:
    'The file was read but could not be stored because of a fault on our side. The log of the server says more.',
} as const

/** After the last file: what the new activities teach about the athlete, then the run's end. */
async function conclude(deps: Deps, run: Run): Promise<void> {
  try {
    await refreshAthlete(deps, run.athleteId)
    await keepOutcomes(deps, run.athleteId)
    await repairAfterImport(deps, run)
    await deps.database.withAthlete(run.athleteId, (tx) =>
      updateImportRun(tx, run.id, {
        ...(run.failed ? {} : { status: run.cancelled ? 'CANCELLED' : 'DONE' }),
        finishedAt: deps.now(),
      }),
    )
  } catch (cause) {
    await fail(deps, run, cause)
  } finally {
    await rm(run.folder, { recursive: true, force: true })
  }
}

/** What was read says what became of the plan's sessions. The files are in: a fault here must not say otherwise. */
async function repairAfterImport(deps: Deps, { id, athleteId }: Run): Promise<void> {
  try {
    await deps.database.withAthlete(athleteId, async (tx) => {
      const today = localToday(deps.now(), (await loadAthlete(tx)).timeZone)
      await repairActivePlan(deps, tx, { today, cause: 'import' })
    })
  } catch (cause) {
    console.error(`Import ${id}: the plan could not be looked at:`, cause)
  }
}

/** A fault of ours: the run says so, the log keeps the stack for whoever mends it. */
async function fail(deps: Deps, run: Run, cause: unknown): Promise<void> {
  console.error(`Import ${run.id} failed:`, cause)
  run.closed = true
  run.failed = true
  await deps.database.withAthlete(run.athleteId, (tx) =>
    updateImportRun(tx, run.id, {
      status: 'FAILED',
      sentence:
        'Reading stopped because of a fault on our side. What was read is kept; the log of the server says more.',
      finishedAt: deps.now(),
    }),
  )
}

class TooLarge extends Error {}

/** The client went away, or its connection did. */
const isBrokenOff = (cause: unknown): boolean =>
  cause instanceof Error &&
  'code' in cause &&
  ['ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE', 'ABORT_ERR'].includes(String(cause.code))

function limitTo(maxBytes: number): Transform {
  let total = 0
  return new Transform({
    transform(chunk: Uint8Array, _encoding, callback) {
      total += chunk.length
      if (total > maxBytes) callback(new TooLarge('upload too large'))
      else callback(null, chunk)
    },
  })
}

/** A run that ended is told apart from one that never was, or is another athlete's. */
async function closedOrUnknown(deps: Deps, athleteId: string, runId: string): Promise<ReturnType<typeof refuse>> {
  const known = await deps.database.withAthlete(athleteId, (tx) => loadImportRun(tx, runId))
  return known === null
    ? refuse('not-found', 'No such import', 'There is no import by that name. Open the import page to start one.')
    : refuse(
        'import-closed',
        'This import has ended',
        'It was finished, cancelled, or the server was restarted. Start a new import for more files.',
      )
}
