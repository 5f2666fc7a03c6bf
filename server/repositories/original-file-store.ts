import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** The bytes of imported files, kept by their digest under the data folder. Rows about them: original-file-repository.ts. */
export interface OriginalFileStore {
  /**
   * Writes the bytes and answers the digest they are kept under: of the unpacked content, when it is given, so that
   * `x.fit` and `x.fit.gz` are one file and the form that came first stays. Call it before the transaction that records
   * the file.
   */
  keep(
    athleteId: string,
    bytes: Uint8Array,
    contentSha256?: string,
  ): Promise<{ readonly sha256: string; readonly byteCount: number }>
  /** Null when the file is not there (deleted by hand). */
  read(athleteId: string, sha256: string): Promise<Uint8Array | null>
  remove(athleteId: string, sha256: string): Promise<void>
  /** Removes every file of an athlete. */
  removeAll(athleteId: string): Promise<void>
}

export function createOriginalFileStore(dataFolder: string): OriginalFileStore {
  const folderOf = (athleteId: string): string => join(dataFolder, 'files', safe(athleteId))
  const pathOf = (athleteId: string, sha256: string): string =>
    join(folderOf(athleteId), safe(sha256).slice(0, 2), sha256)
  return {
    async keep(athleteId, bytes, contentSha256) {
      const sha256 = contentSha256 ?? createHash('sha256').update(bytes).digest('hex')
      const kept = { sha256, byteCount: bytes.byteLength }
      const path = pathOf(athleteId, sha256)
      if (await isThere(path)) return kept
      await mkdir(join(path, '..'), { recursive: true, mode: 0o700 })
      // Written aside and renamed: a file of that name is always whole.
      const draft = `${path}.${randomUUID()}`
      const file = await open(draft, 'wx', 0o600)
      try {
        await file.writeFile(bytes)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(draft, path)
      return kept
    },
    async read(athleteId, sha256) {
      try {
        return await readFile(pathOf(athleteId, sha256))
      } catch (cause) {
        if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null
        throw cause
      }
    },
    remove: (athleteId, sha256) => rm(pathOf(athleteId, sha256), { force: true }),
    removeAll: (athleteId) => rm(folderOf(athleteId), { recursive: true, force: true }),
  }
}

/** Written aside and renamed, so what is there is whole. */
async function isThere(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile()
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return false
    throw cause
  }
}

/** Ids and digests are letters and digits; anything else could leave the folder. */
function safe(name: string): string {
  if (!/^[A-Za-z0-9_-]{1,128}$/.test(name)) throw new Error(`Not fit for a file name: ${JSON.stringify(name)}`)
  return name
}
