import { WELLNESS_NUMBERS, type WellnessDay } from '@coach-wattz/core/evidence/wellness-day'
import type { WellnessEntry, WellnessSource } from '@coach-wattz/core/evidence/wellness-sources'
import { addDays, daysBetween, type LocalDate } from '@coach-wattz/core/time/local-date'
import { createId } from '../database/create-id.ts'
import type { AthleteTransaction } from '../database/database.ts'
import { fromDateColumn, toDateColumn } from './columns.ts'
import { listFlags } from './flag-repository.ts'
import { insertRows } from './insert-rows.ts'

/** Everything told of the mornings from `from` to `to`, by date. */
export async function loadWellness(
  tx: AthleteTransaction,
  { from, to }: { readonly from: LocalDate; readonly to: LocalDate },
): Promise<WellnessEntry[]> {
  const rows = await tx.client.wellnessEntry.findMany({
    where: { athleteId: tx.athleteId, date: { gte: toDateColumn(from), lte: toDateColumn(to) } },
    orderBy: [{ date: 'asc' }, { source: 'asc' }],
  })
  return rows.map(
    ({ athleteId: _athleteId, id: _id, createdAt: _createdAt, updatedAt: _updatedAt, date, ...told }) => ({
      ...told,
      date: fromDateColumn(date),
    }),
  )
}

/** Puts what a source tells of a morning in place of what it told before; one that tells nothing is taken away. */
export async function replaceWellness(
  tx: AthleteTransaction,
  source: WellnessSource,
  { date: day, ...told }: WellnessDay,
): Promise<void> {
  const { athleteId } = tx
  const date = toDateColumn(day)
  if (told.sick === null && WELLNESS_NUMBERS.every((figure) => told[figure] === null)) {
    await tx.client.wellnessEntry.deleteMany({ where: { athleteId, date, source } })
    return
  }
  await tx.client.wellnessEntry.upsert({
    where: { athleteId_date_source: { athleteId, date, source } },
    create: { athleteId, id: createId(), date, source, ...told },
    update: told,
  })
}

/** Adds mornings that the source has not told of before, many at once. */
export async function insertWellness(
  tx: AthleteTransaction,
  source: WellnessSource,
  mornings: readonly WellnessDay[],
  now: Date,
): Promise<void> {
  const { athleteId } = tx
  const rows = mornings.map((told) => ({ athleteId, id: createId(), source, ...told, createdAt: now, updatedAt: now }))
  await insertRows(tx, 'WellnessEntry', rows)
}

/** Days of illnesses between two dates: from the start of each to the day before it was over, or to the last one. */
export async function loadSickDays(
  tx: AthleteTransaction,
  { from, to }: { readonly from: LocalDate; readonly to: LocalDate },
): Promise<LocalDate[]> {
  const days = new Set<LocalDate>()
  for (const { kind, startDate, endDate, symptomFreeSince } of await listFlags(tx)) {
    if (kind !== 'ILLNESS') continue
    const first = startDate < from ? from : startDate
    const after = [endDate, symptomFreeSince, addDays(to, 1)].filter((date) => date !== undefined).sort()[0]!
    for (let day = 0; day < daysBetween(first, after); day++) days.add(addDays(first, day))
  }
  return [...days].sort()
}
