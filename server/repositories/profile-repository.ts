import type { LocalDate } from '@coach-wattz/core/time/local-date'
import { createId } from '../database/create-id.ts'
import type { AthleteTransaction } from '../database/database.ts'
import { fromDateColumn, jsonColumn, toDateColumn } from './columns.ts'

/** Who the athlete was on a day. `profile` is parsed by the caller with core's schema: it is derived and can be made again. */
export interface ProfileSnapshot {
  readonly date: LocalDate
  readonly profile: unknown
  readonly computedAt: string
}

/** Saves the snapshot of a day; one of the same day is replaced. */
export async function saveProfileSnapshot(
  tx: AthleteTransaction,
  snapshot: { readonly date: LocalDate; readonly profile: unknown; readonly computedAt: Date },
): Promise<void> {
  const date = toDateColumn(snapshot.date)
  const data = { profile: jsonColumn(snapshot.profile), computedAt: snapshot.computedAt }
  await tx.client.athleteProfileSnapshot.upsert({
    where: { athleteId_date: { athleteId: tx.athleteId, date } },
    create: { athleteId: tx.athleteId, id: createId(), date, ...data },
    update: data,
  })
}

/** The last snapshot on or before a day (the last of all without one). */
export async function loadLatestProfileSnapshot(
  tx: AthleteTransaction,
  onDate?: LocalDate,
): Promise<ProfileSnapshot | null> {
  const row = await tx.client.athleteProfileSnapshot.findFirst({
    where: { athleteId: tx.athleteId, ...(onDate === undefined ? {} : { date: { lte: toDateColumn(onDate) } }) },
    orderBy: { date: 'desc' },
  })
  return row ? { date: fromDateColumn(row.date), profile: row.profile, computedAt: row.computedAt.toISOString() } : null
}

/** After an import or a deleted activity the snapshots from that day on no longer hold. */
export async function dropProfileSnapshotsFrom(tx: AthleteTransaction, date: LocalDate): Promise<void> {
  await tx.client.athleteProfileSnapshot.deleteMany({
    where: { athleteId: tx.athleteId, date: { gte: toDateColumn(date) } },
  })
}
