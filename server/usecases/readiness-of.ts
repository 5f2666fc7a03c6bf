import { readinessOn, type Readiness } from '@coach-wattz/core/adaptation/readiness'
import { mergedMornings, type TracedDay } from '@coach-wattz/core/evidence/wellness-sources'
import { addDays, type LocalDate } from '@coach-wattz/core/time/local-date'
import type { AthleteTransaction } from '../database/database.ts'
import { loadSickDays, loadWellness } from '../repositories/wellness-repository.ts'

/** A baseline of 60 days, the week after it, and two more days that are looked at with their own (science.md S8.6). */
const LOOK_BACK_DAYS = 60 + 7 + 2

export interface Mornings {
  readonly days: readonly TracedDay[]
  readonly sickDays: readonly LocalDate[]
}

/** The mornings between two days, and those before them that their normal ranges are made of. */
export async function morningsOf(
  tx: AthleteTransaction,
  { from, to }: { readonly from: LocalDate; readonly to: LocalDate },
): Promise<Mornings> {
  const range = { from: addDays(from, -LOOK_BACK_DAYS), to }
  return { days: mergedMornings(await loadWellness(tx, range)), sickDays: await loadSickDays(tx, range) }
}

/** How ready the athlete is today, by everything told so far. */
export async function readinessOf(tx: AthleteTransaction, today: LocalDate): Promise<Readiness> {
  const { days, sickDays } = await morningsOf(tx, { from: today, to: today })
  return readinessOn(days, today, sickDays)
}
