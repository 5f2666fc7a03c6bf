import { createId } from '../database/create-id.ts'
import type { AthleteTransaction } from '../database/database.ts'
import { storableText } from './columns.ts'

export interface OriginalFile {
  readonly id: string
  readonly sha256: string
  readonly name: string
  readonly byteCount: number
  readonly createdAt: string
}

/** A file that the store keeps, to be recorded. */
export interface NewOriginalFile {
  readonly name: string
  readonly sha256: string
  readonly byteCount: number
}

/** Records files that the store keeps; the same content again is the same file under its first name. Ids by digest. */
export async function recordOriginalFiles(
  tx: AthleteTransaction,
  files: readonly NewOriginalFile[],
): Promise<Map<string, string>> {
  const { athleteId } = tx
  if (files.length === 0) return new Map()
  await tx.client.originalFile.createMany({
    data: files.map(({ name, sha256, byteCount }) => ({
      athleteId,
      id: createId(),
      sha256,
      name: storableText(name),
      byteCount,
    })),
    skipDuplicates: true,
  })
  const rows = await tx.client.originalFile.findMany({
    where: { athleteId, sha256: { in: files.map(({ sha256 }) => sha256) } },
    select: { id: true, sha256: true },
  })
  return new Map(rows.map(({ id, sha256 }) => [sha256, id]))
}

/** {@link recordOriginalFiles} of one. */
export async function recordOriginalFile(
  tx: AthleteTransaction,
  file: NewOriginalFile,
): Promise<{ readonly id: string; readonly isNew: boolean }> {
  const known = await findOriginalFileBySha(tx, file.sha256)
  const id = known?.id ?? (await recordOriginalFiles(tx, [file])).get(file.sha256)
  if (id === undefined) throw new Error(`The file ${file.sha256} was neither written nor read.`)
  return { id, isNew: known === null }
}

export async function findOriginalFileBySha(tx: AthleteTransaction, sha256: string): Promise<OriginalFile | null> {
  const row = await tx.client.originalFile.findUnique({
    where: { athleteId_sha256: { athleteId: tx.athleteId, sha256 } },
  })
  return row ? fileOf(row) : null
}

export async function loadOriginalFile(tx: AthleteTransaction, id: string): Promise<OriginalFile | null> {
  const row = await tx.client.originalFile.findUnique({ where: { athleteId_id: { athleteId: tx.athleteId, id } } })
  return row ? fileOf(row) : null
}

/** All kept files, oldest first. */
export async function listOriginalFiles(tx: AthleteTransaction): Promise<OriginalFile[]> {
  const rows = await tx.client.originalFile.findMany({
    where: { athleteId: tx.athleteId },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  })
  return rows.map(fileOf)
}

/** Forgets a file; its activities stay. Answers the digest, for the store to remove once the transaction has held. */
export async function forgetOriginalFile(tx: AthleteTransaction, id: string): Promise<string | null> {
  const file = await loadOriginalFile(tx, id)
  if (file === null) return null
  await tx.client.originalFile.delete({ where: { athleteId_id: { athleteId: tx.athleteId, id } } })
  return file.sha256
}

const fileOf = (row: {
  id: string
  sha256: string
  name: string
  byteCount: number
  createdAt: Date
}): OriginalFile => ({
  id: row.id,
  sha256: row.sha256,
  name: row.name,
  byteCount: row.byteCount,
  createdAt: row.createdAt.toISOString(),
})
