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

/** Records a file that the store keeps; the same bytes again are the same file under its first name. */
export async function recordOriginalFile(
  tx: AthleteTransaction,
  file: { readonly name: string; readonly sha256: string; readonly byteCount: number },
): Promise<{ readonly id: string; readonly isNew: boolean }> {
  const id = createId()
  await tx.client.originalFile.createMany({
    data: [
      { athleteId: tx.athleteId, id, sha256: file.sha256, name: storableText(file.name), byteCount: file.byteCount },
    ],
    skipDuplicates: true,
  })
  const row = await tx.client.originalFile.findUniqueOrThrow({
    where: { athleteId_sha256: { athleteId: tx.athleteId, sha256: file.sha256 } },
    select: { id: true },
  })
  return { id: row.id, isNew: row.id === id }
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
