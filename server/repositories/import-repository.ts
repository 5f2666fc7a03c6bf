import { createId } from '../database/create-id.ts'
import type { AthleteTransaction, SystemTransaction } from '../database/database.ts'
import { storableText, storableTextOrNull } from './columns.ts'

export type ImportStatus = 'RECEIVING' | 'READING' | 'DONE' | 'CANCELLED' | 'FAILED'
export type ImportOutcome = 'imported' | 'partial' | 'duplicate' | 'refused'

/** How far an import has come. `imported` counts partial ones as well. */
export interface ImportRun {
  readonly id: string
  readonly status: ImportStatus
  readonly startedAt: string
  readonly finishedAt: string | null
  readonly received: number
  readonly read: number
  readonly imported: number
  readonly duplicates: number
  readonly refused: number
  /** Why the run as a whole stopped, for people. */
  readonly sentence: string | null
}

/** One file and how it ended. */
export interface ImportItem {
  readonly id: string
  readonly name: string
  readonly outcome: ImportOutcome
  readonly code: string | null
  readonly sentence: string
  readonly activityId: string | null
}

export type NewImportItem = Omit<ImportItem, 'id'> & { readonly originalFileId?: string | null }

export async function startImportRun(tx: AthleteTransaction, now: Date): Promise<string> {
  const id = createId()
  await tx.client.importRun.create({ data: { athleteId: tx.athleteId, id, status: 'RECEIVING', startedAt: now } })
  return id
}

/**
 * Lets one import of an athlete write at a time, whichever process it runs in, until the transaction ends: two that look
 * for the same duplicate at once would both find none.
 */
export async function lockImports(tx: AthleteTransaction): Promise<void> {
  await tx.client.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`import ${tx.athleteId}`}, 0))`
}

/** What changes about a run as a whole; `receivedMore` is added to what was received. */
export interface ImportRunPatch {
  readonly status?: ImportStatus
  readonly receivedMore?: number
  readonly sentence?: string | null
  readonly finishedAt?: Date
}

/** False when there is no such run. */
export async function updateImportRun(tx: AthleteTransaction, id: string, patch: ImportRunPatch): Promise<boolean> {
  const { receivedMore, sentence, ...plain } = patch
  const { count } = await tx.client.importRun.updateMany({
    where: { athleteId: tx.athleteId, id },
    data: {
      ...plain,
      ...(receivedMore === undefined ? {} : { received: { increment: receivedMore } }),
      ...(sentence === undefined ? {} : { sentence: storableTextOrNull(sentence) }),
    },
  })
  return count > 0
}

/** Appends outcomes and moves the run's counters in the same transaction. */
export async function addImportItems(
  tx: AthleteTransaction,
  runId: string,
  items: readonly NewImportItem[],
): Promise<void> {
  if (items.length === 0) return
  const countOf = (...outcomes: readonly ImportOutcome[]): number =>
    items.filter((item) => outcomes.includes(item.outcome)).length
  // The counter's row lock orders batches that arrive together, so that positions never clash.
  const run = await tx.client.importRun.update({
    where: { athleteId_id: { athleteId: tx.athleteId, id: runId } },
    data: {
      read: { increment: items.length },
      imported: { increment: countOf('imported', 'partial') },
      duplicates: { increment: countOf('duplicate') },
      refused: { increment: countOf('refused') },
    },
    select: { read: true },
  })
  const first = run.read - items.length
  await tx.client.importItem.createMany({
    data: items.map((item, index) => ({
      athleteId: tx.athleteId,
      id: createId(),
      runId,
      position: first + index,
      name: storableText(item.name),
      outcome: item.outcome,
      code: item.code,
      sentence: storableText(item.sentence),
      activityId: item.activityId,
      originalFileId: item.originalFileId ?? null,
    })),
  })
}

/** A run by id, or the one begun last with `latest`. */
export async function loadImportRun(tx: AthleteTransaction, id: string): Promise<ImportRun | null> {
  const { athleteId } = tx
  const row = await tx.client.importRun.findFirst({
    where: id === 'latest' ? { athleteId } : { athleteId, id },
    orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
  })
  if (!row) return null
  const { startedAt, finishedAt, athleteId: _athleteId, ...plain } = row
  return { ...plain, startedAt: startedAt.toISOString(), finishedAt: finishedAt?.toISOString() ?? null }
}

/** Outcomes from position `after` on (0 for all), in order; `next` is where to go on. */
export async function listImportItems(
  tx: AthleteTransaction,
  runId: string,
  after = 0,
): Promise<{ readonly items: ImportItem[]; readonly next: number }> {
  const rows = await tx.client.importItem.findMany({
    where: { athleteId: tx.athleteId, runId, position: { gte: after } },
    orderBy: { position: 'asc' },
  })
  const items = rows.map(({ id, name, outcome, code, sentence, activityId }) => ({
    id,
    name,
    outcome,
    code,
    sentence,
    activityId,
  }))
  return { items, next: (rows.at(-1)?.position ?? after - 1) + 1 }
}

/** At start-up: runs that a stopped process left open end as failed, with the reason. Answers how many. */
export async function failOpenImportRuns(tx: SystemTransaction, sentence: string, now: Date): Promise<number> {
  const { count } = await tx.client.importRun.updateMany({
    where: { status: { in: ['RECEIVING', 'READING'] } },
    data: { status: 'FAILED', sentence: storableText(sentence), finishedAt: now },
  })
  return count
}
