import { open, readFile as readWholeFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { DecodeSettings } from './decode-bytes.ts'
import { tooLarge } from './decode-bytes.ts'
import type { DecodePool } from './decode-pool.ts'
import { FILE_LIMITS } from './file-limits.ts'
import type { FileLimits } from './file-limits.ts'
import type { FileOutcome, PreparedOutcome, RefusedOutcome } from './file-outcome.ts'
import { refusedBecause } from './file-outcome.ts'
import { sniffFile } from './sniff.ts'
import type { ZipSource } from './zip-entries.ts'
import { BrokenArchive, readZip } from './zip-entries.ts'

/** A file to read: on disk (archives are then never held in memory) or as bytes. */
export type FileSource =
  | { readonly name?: string; readonly path: string }
  | { readonly name: string; readonly bytes: Uint8Array }

/** One file that was read, alone or out of an archive. */
export interface ReadFile<Outcome = FileOutcome> {
  /** Its name, or its name inside the archive: a label, never a path. */
  readonly name: string
  /** Digest of the unpacked content, lower-case hex; empty when there was no content to read. */
  readonly sha256: string
  /** The original as it came (still packed when it was), to be kept; null when it was not taken into memory. */
  readonly bytes: Uint8Array | null
  readonly outcome: Outcome
}

export interface ReadFileOptions {
  readonly pool: DecodePool
  /** The clock, epoch milliseconds; null switches the check for files from the future off. */
  readonly nowMs: number | null
  readonly limits?: FileLimits
}

/** Original bytes waiting for a worker at one time: the bound on memory, whatever the size of the archive. */
const MAX_BYTES_IN_FLIGHT = 64 * 1024 * 1024

/** How one single file is decoded, and how many at a time. */
interface Decoder<Outcome> {
  readonly decode: (bytes: Uint8Array) => Promise<{ readonly sha256: string; readonly outcome: Outcome }>
  readonly size: number
}

/**
 * Reads one file of any kind by its content: FIT, TCX, GPX, each also gzipped, or a zip of such. Yields one result for
 * each file inside, in the order of the archive, decoding several at a time in the pool. Nothing throws on bytes.
 * Returns how many entries of an archive hold no training (pictures, tables) and were left unopened.
 * Source: integrations.md §2 (streaming import, safely).
 */
export function readFile(source: FileSource, options: ReadFileOptions): AsyncGenerator<ReadFile, { ignored: number }> {
  const { pool } = options
  const settings = settingsOf(options)
  return read<FileOutcome>(source, { decode: (bytes) => pool.decode(bytes, settings), size: pool.size }, settings)
}

/** {@link readFile} with everything computed that needs the samples, for keeping: the event loop never sees a sample. */
export function readPreparedFile(
  source: FileSource,
  options: ReadFileOptions,
): AsyncGenerator<ReadFile<PreparedOutcome>, { ignored: number }> {
  const { pool } = options
  const settings = settingsOf(options)
  return read<PreparedOutcome>(source, { decode: (bytes) => pool.prepare(bytes, settings), size: pool.size }, settings)
}

const settingsOf = ({ limits = FILE_LIMITS, nowMs }: ReadFileOptions): DecodeSettings => ({ limits, nowMs })

async function* read<Outcome>(
  source: FileSource,
  decoder: Decoder<Outcome>,
  settings: DecodeSettings,
): AsyncGenerator<ReadFile<Outcome | RefusedOutcome>, { ignored: number }> {
  const { limits } = settings
  const name = source.name ?? ('path' in source ? basename(source.path) : '')
  const head = 'path' in source ? await readHead(source.path) : source.bytes.subarray(0, 64)
  if (head === null) {
    yield withoutBytes(
      name,
      refusedBecause('unreadable', 'The file could not be opened. Check that it is still there and may be read.'),
    )
    return { ignored: 0 }
  }
  if (sniffFile(head) === 'zip') {
    return yield* readArchive(
      name,
      'path' in source ? { path: source.path } : { bytes: source.bytes },
      decoder,
      settings,
    )
  }
  const size = 'path' in source ? (await stat(source.path)).size : source.bytes.length
  if (size > limits.maxFileBytes) {
    yield withoutBytes(name, tooLarge(limits))
    return { ignored: 0 }
  }
  const bytes = 'path' in source ? await readWholeFile(source.path) : source.bytes
  const { sha256, outcome } = await decoder.decode(bytes)
  yield { name, sha256, bytes, outcome }
  return { ignored: 0 }
}

async function* readArchive<Outcome>(
  archiveName: string,
  source: ZipSource,
  decoder: Decoder<Outcome>,
  settings: DecodeSettings,
): AsyncGenerator<ReadFile<Outcome | RefusedOutcome>, { ignored: number }> {
  const waiting: { bytes: number; file: Promise<ReadFile<Outcome | RefusedOutcome>> }[] = []
  let bytesInFlight = 0
  const entries = readZip(source, settings.limits)
  let ignored = 0
  let files = 0
  try {
    for (;;) {
      const next = await entries.next()
      if (next.done) {
        ignored = next.value.ignored
        break
      }
      const entry = next.value
      files += 1
      if (entry.kind === 'refused') {
        waiting.push({ bytes: 0, file: Promise.resolve(withoutBytes(entry.name, entry.outcome)) })
      } else {
        const { name, bytes } = entry
        bytesInFlight += bytes.length
        const file = decoder.decode(bytes).then(({ sha256, outcome }) => ({ name, sha256, bytes, outcome }))
        // Awaited below, in order; this keeps an early rejection (a closed pool) from being called unhandled.
        file.catch(() => undefined)
        waiting.push({ bytes: bytes.length, file })
      }
      while (waiting.length > decoder.size * 2 || bytesInFlight > MAX_BYTES_IN_FLIGHT) {
        const first = waiting.shift()
        if (!first) break
        bytesInFlight -= first.bytes
        yield await first.file
      }
    }
  } catch (error) {
    if (!(error instanceof BrokenArchive)) throw error
    for (const { file } of waiting.splice(0)) yield await file
    yield withoutBytes(
      archiveName,
      refusedBecause(
        'unreadable',
        files === 0
          ? 'The archive is damaged and could not be opened. Download it again.'
          : 'The archive is damaged: what came before was read, the rest could not be. Download it again.',
      ),
    )
    return { ignored }
  } finally {
    await entries.return({ ignored })
  }
  for (const { file } of waiting) yield await file
  if (files === 0) {
    yield withoutBytes(
      archiveName,
      refusedBecause('empty', 'There is no FIT, TCX or GPX file in this archive, so nothing was added.'),
    )
  }
  return { ignored }
}

const withoutBytes = (name: string, outcome: RefusedOutcome): ReadFile<RefusedOutcome> => ({
  name,
  sha256: '',
  bytes: null,
  outcome,
})

/** The first bytes of a file; null when it cannot be opened. */
async function readHead(path: string): Promise<Uint8Array | null> {
  let handle
  try {
    handle = await open(path, 'r')
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null
    throw error
  }
  try {
    const head = new Uint8Array(64)
    const { bytesRead } = await handle.read(head, 0, head.length, 0)
    return head.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}
