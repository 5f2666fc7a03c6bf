import type { Readable } from 'node:stream'
import type { Entry, ZipFile } from 'yauzl'
import yauzl from 'yauzl'
import type { FileLimits } from './file-limits.ts'
import { unpackLimit } from './file-limits.ts'
import type { RefusedOutcome } from './file-outcome.ts'
import { refusedBecause } from './file-outcome.ts'

/** One entry of an archive: its bytes, or why it was not opened. Its name is a label and never a path to write to. */
export type ZipEntry =
  | { readonly kind: 'bytes'; readonly name: string; readonly bytes: Uint8Array }
  | { readonly kind: 'refused'; readonly name: string; readonly outcome: RefusedOutcome }

/** Where the archive lies. */
export type ZipSource = { readonly path: string } | { readonly bytes: Uint8Array }

/** Not opened and not named: private or large things of an export archive that hold no training (integrations.md §2). */
const IGNORED =
  /(^|\/)(media|__MACOSX|clubs|routes)\/|(^|\/)\.|\.(jpe?g|png|gif|heic|webp|mp4|mov|avi|csv|html?|txt|md|pdf|css|js|xlsx?)$|(^|\/)(messaging|followers|contacts|logins|connected_apps)[^/]*$/i
const SYMLINK_MODE = 0o120000
const MODE_MASK = 0o170000

/**
 * Reads an archive entry by entry through its central directory, one in memory at a time. Returns how many entries
 * were left unopened because they hold no training. Throws only {@link BrokenArchive}.
 */
export async function* readZip(source: ZipSource, limits: FileLimits): AsyncGenerator<ZipEntry, { ignored: number }> {
  const zip = await openZip(source)
  const names = new Set<string>()
  const offsets = new Set<number>()
  let ignored = 0
  let totalBytes = 0
  let entries = 0
  try {
    for (let entry = await nextEntry(zip); entry; entry = await nextEntry(zip)) {
      entries += 1
      const name = entry.fileName
      if (entries > limits.maxEntries) {
        yield refusedEntry(
          name,
          'too-large',
          `The archive holds more than ${limits.maxEntries} files. What came before was read; split it and add the rest.`,
        )
        return { ignored }
      }
      if (name.endsWith('/') || IGNORED.test(name)) {
        ignored += name.endsWith('/') ? 0 : 1
        continue
      }
      const objection = objectTo(entry, names, offsets, limits)
      if (objection) {
        yield { kind: 'refused', name, outcome: objection }
        continue
      }
      totalBytes += entry.uncompressedSize
      if (totalBytes > limits.maxTotalBytes) {
        yield refusedEntry(
          name,
          'too-large',
          'The archive unpacks to more than can be read at once. What came before was read; split it and add the rest.',
        )
        return { ignored }
      }
      yield await readEntry(zip, entry, unpackLimit(entry.compressedSize, limits))
    }
  } finally {
    zip.close()
  }
  return { ignored }
}

/** The archive itself cannot be read: no directory, cut off, or names that no honest archive has. */
export class BrokenArchive extends Error {}

function objectTo(entry: Entry, names: Set<string>, offsets: Set<number>, limits: FileLimits): RefusedOutcome | null {
  const isTwice = names.has(entry.fileName) || offsets.has(entry.relativeOffsetOfLocalHeader)
  names.add(entry.fileName)
  offsets.add(entry.relativeOffsetOfLocalHeader)
  if (isTwice) {
    return refusedBecause(
      'dangerous',
      'The archive lists this file twice, which no export does, so the second one was not read.',
    )
  }
  if (entry.isEncrypted()) {
    return refusedBecause(
      'encrypted',
      'This file is locked with a password. Unpack it yourself and add what is inside.',
    )
  }
  if (((entry.externalFileAttributes >>> 16) & MODE_MASK) === SYMLINK_MODE) {
    return refusedBecause('dangerous', 'This is a link to another place, not a file, so it was not followed.')
  }
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) {
    return refusedBecause(
      'unsupported',
      'This file is packed in a way that is not supported. Unpack it yourself and add what is inside.',
    )
  }
  if (entry.compressedSize > limits.maxEntryCompressedBytes || entry.uncompressedSize > limits.maxFileBytes) {
    return refusedBecause('too-large', 'This file is larger than any recording, so it was not unpacked.')
  }
  if (entry.uncompressedSize > unpackLimit(entry.compressedSize, limits)) {
    return refusedBecause('too-large', 'This file grows far beyond what a recording can be, so it was not unpacked.')
  }
  return null
}

const refusedEntry = (name: string, code: 'too-large' | 'unreadable', sentence: string): ZipEntry => ({
  kind: 'refused',
  name,
  outcome: refusedBecause(code, sentence),
})

function openZip(source: ZipSource): Promise<ZipFile> {
  const options = { lazyEntries: true, autoClose: false }
  return new Promise((resolve, reject) => {
    const done = (error: Error | null, zip: ZipFile): void =>
      error ? reject(new BrokenArchive('The archive cannot be opened', { cause: error })) : resolve(zip)
    if ('path' in source) yauzl.open(source.path, options, done)
    else
      yauzl.fromBuffer(
        Buffer.from(source.bytes.buffer, source.bytes.byteOffset, source.bytes.byteLength),
        options,
        done,
      )
  })
}

function nextEntry(zip: ZipFile): Promise<Entry | null> {
  return new Promise((resolve, reject) => {
    const settle = (): void => {
      zip.off('entry', onEntry)
      zip.off('end', onEnd)
      zip.off('error', onError)
    }
    const onEntry = (entry: Entry): void => {
      settle()
      resolve(entry)
    }
    const onEnd = (): void => {
      settle()
      resolve(null)
    }
    const onError = (error: Error): void => {
      settle()
      reject(new BrokenArchive('The directory of the archive is damaged', { cause: error }))
    }
    zip.on('entry', onEntry)
    zip.on('end', onEnd)
    zip.on('error', onError)
    zip.readEntry()
  })
}

async function readEntry(zip: ZipFile, entry: Entry, maxBytes: number): Promise<ZipEntry> {
  const name = entry.fileName
  try {
    const stream = await openEntry(zip, entry)
    const chunks: Buffer[] = []
    let length = 0
    for await (const chunk of stream) {
      const bytes = chunk as Buffer
      length += bytes.length
      if (length > maxBytes) {
        stream.destroy()
        return refusedEntry(
          name,
          'too-large',
          'This file grows far beyond what a recording can be, so unpacking was stopped.',
        )
      }
      chunks.push(bytes)
    }
    return { kind: 'bytes', name, bytes: Buffer.concat(chunks, length) }
  } catch (error) {
    if (!(error instanceof Error)) throw error
    // Damage inside one entry says nothing about the others.
    return refusedEntry(
      name,
      'unreadable',
      'This file is damaged inside the archive and could not be unpacked. Download the archive again.',
    )
  }
}

function openEntry(zip: ZipFile, entry: Entry): Promise<Readable> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream)))
  })
}
