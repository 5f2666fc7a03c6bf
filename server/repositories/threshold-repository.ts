import type { Threshold, ThresholdName } from '@coach-wattz/core/athlete/thresholds'
import { createId } from '../database/create-id.ts'
import type { AthleteTransaction } from '../database/database.ts'
import { fromDateColumn, oneOf, storableText, toDateColumn } from './columns.ts'

const THRESHOLD_NAMES = Object.keys({
  ftpW: true,
  lthrBpm: true,
  maxHrBpm: true,
  restingHrBpm: true,
  thresholdSpeedMps: true,
  cpW: true,
  wPrimeJ: true,
} satisfies Record<ThresholdName, true>) as ThresholdName[]

/** The whole history, by date: core's `thresholdsOn` picks what is in force on a day. */
export async function loadThresholds(tx: AthleteTransaction): Promise<Threshold[]> {
  const rows = await tx.client.threshold.findMany({
    where: { athleteId: tx.athleteId },
    orderBy: [{ from: 'asc' }, { sport: 'asc' }, { name: 'asc' }],
  })
  return rows.map((row) => ({
    sport: row.sport,
    name: oneOf(THRESHOLD_NAMES, row.name, 'Threshold.name'),
    value: row.value,
    from: fromDateColumn(row.from),
    method: row.method,
    confidence: row.confidence,
  }))
}

/** Saves thresholds; one of the same sport, name and date is replaced. */
export async function saveThresholds(tx: AthleteTransaction, thresholds: readonly Threshold[]): Promise<void> {
  for (const threshold of thresholds) {
    const { sport, name, value, confidence } = threshold
    const from = toDateColumn(threshold.from)
    const method = storableText(threshold.method)
    await tx.client.threshold.upsert({
      where: { athleteId_sport_name_from: { athleteId: tx.athleteId, sport, name, from } },
      create: { athleteId: tx.athleteId, id: createId(), sport, name, value, from, method, confidence },
      update: { value, method, confidence },
    })
  }
}

export const saveThreshold = (tx: AthleteTransaction, threshold: Threshold): Promise<void> =>
  saveThresholds(tx, [threshold])
