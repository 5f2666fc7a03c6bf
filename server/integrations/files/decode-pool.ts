import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { DecodeSettings } from './decode-bytes.ts'
import type { DecodeReply } from './decode-message.ts'
import { unpackReply } from './decode-message.ts'
import type { DecodedFile, PreparedFile } from './file-outcome.ts'
import { refusedBecause } from './file-outcome.ts'

/** Decodes files off the event loop. */
export interface DecodePool {
  readonly size: number
  /** Never rejects for a file: a crash or a hang of its worker is an outcome. Rejects once the pool is closed. */
  decode(bytes: Uint8Array, settings: DecodeSettings): Promise<DecodedFile>
  /** Decodes and computes everything that needs the samples in the worker: only results come back. */
  prepare(bytes: Uint8Array, settings: DecodeSettings): Promise<PreparedFile>
  /** Ends all workers; what still waits is rejected. */
  close(): Promise<void>
}

export interface DecodePoolOptions {
  /** Absolute path of the worker's source, from {@link decodeWorkerPath}. */
  readonly workerPath: string
  /** Workers. Default: cores − 1, at least 1. */
  readonly size?: number
  /** A file that takes longer is given up. Default 60 s. */
  readonly timeoutMs?: number
}

const TIMEOUT_MS = 60_000
/** Heap of one worker: a hostile file ends its worker, not the server. */
const WORKER_HEAP_MB = 512

/** The worker's source below the project's root. The production bundle does not contain it, so the root is a setting. */
export const decodeWorkerPath = (projectRoot: string): string =>
  join(projectRoot, 'server/integrations/files/decode-worker.ts')

interface Task {
  readonly id: number
  readonly bytes: Uint8Array
  readonly settings: DecodeSettings
  readonly prepare: boolean
  readonly resolve: (file: DecodedFile | PreparedFile) => void
  readonly reject: (error: Error) => void
}
interface Seat {
  worker: Worker | null
  task: Task | null
  timer: NodeJS.Timeout | null
}

/** Opens a pool; workers start with the first file and do not keep the process alive while idle. */
export function createDecodePool(options: DecodePoolOptions): DecodePool {
  const { workerPath, timeoutMs = TIMEOUT_MS } = options
  if (!existsSync(workerPath)) {
    throw new Error(`No decode worker at ${workerPath}: pass the root of the project to decodeWorkerPath()`)
  }
  const size = options.size ?? Math.max(1, availableParallelism() - 1)
  const seats: Seat[] = Array.from({ length: size }, () => ({ worker: null, task: null, timer: null }))
  const queue: Task[] = []
  let nextId = 1
  let isClosed = false

  const settle = (seat: Seat, file: DecodedFile | PreparedFile): void => {
    const { task } = seat
    if (seat.timer) clearTimeout(seat.timer)
    seat.task = null
    seat.timer = null
    seat.worker?.unref()
    task?.resolve(file)
    fill()
  }
  const give = (seat: Seat, code: 'unreadable' | 'took-too-long', sentence: string): void => {
    const lost = seat.worker
    seat.worker = null
    if (lost) {
      lost.removeAllListeners()
      // A worker that dies late must not surface as an unhandled error: its file has its outcome already.
      lost.on('error', () => undefined)
      void lost.terminate()
    }
    settle(seat, { sha256: '', outcome: refusedBecause(code, sentence) })
  }
  const hire = (seat: Seat): Worker => {
    const worker = new Worker(workerPath, { resourceLimits: { maxOldGenerationSizeMb: WORKER_HEAP_MB } })
    worker.on('message', (reply: DecodeReply) => {
      if (reply.id === seat.task?.id) settle(seat, unpackReply(reply))
    })
    const onLoss = (): void => {
      if (isClosed) return
      give(
        seat,
        'unreadable',
        'Reading this file stopped unexpectedly, so nothing was taken from it. Export it again, or try another format.',
      )
    }
    worker.on('error', onLoss)
    worker.on('exit', onLoss)
    return worker
  }
  const fill = (): void => {
    for (const seat of seats) {
      if (seat.task) continue
      const task = queue.shift()
      if (!task) return
      seat.worker ??= hire(seat)
      seat.task = task
      seat.worker.ref()
      seat.timer = setTimeout(
        () =>
          give(
            seat,
            'took-too-long',
            `Reading this file took longer than ${Math.round(timeoutMs / 1000)} seconds and was stopped. Split it, or export it in another format.`,
          ),
        timeoutMs,
      )
      // Copied, not transferred: the caller keeps the original bytes.
      const { id, bytes, settings, prepare } = task
      seat.worker.postMessage({ id, bytes, settings, prepare }, [])
    }
  }

  const run = <File extends DecodedFile | PreparedFile>(
    bytes: Uint8Array,
    settings: DecodeSettings,
    prepare: boolean,
  ): Promise<File> => {
    if (isClosed) return Promise.reject(new Error('The decode pool is closed'))
    return new Promise((resolve, reject) => {
      // A worker answers in the form it was asked for.
      queue.push({ id: nextId++, bytes, settings, prepare, resolve: (file) => resolve(file as File), reject })
      fill()
    })
  }

  return {
    size,
    decode: (bytes, settings) => run<DecodedFile>(bytes, settings, false),
    prepare: (bytes, settings) => run<PreparedFile>(bytes, settings, true),
    async close() {
      isClosed = true
      const error = new Error('The decode pool was closed')
      for (const task of queue.splice(0)) task.reject(error)
      const workers = seats.flatMap((seat) => {
        if (seat.timer) clearTimeout(seat.timer)
        seat.task?.reject(error)
        seat.task = null
        return seat.worker ? [seat.worker] : []
      })
      await Promise.all(workers.map((worker) => worker.terminate()))
    },
  }
}
