import { isOpenOn, SYMPTOMS, type Flag } from '@coach-wattz/core/athlete/flag'
import { addDays, type LocalDate } from '@coach-wattz/core/time/local-date'
import { createId } from '../database/create-id.ts'
import type { AthleteTransaction } from '../database/database.ts'
import { fromDateColumn, oneOf, storableText, toDateColumn } from './columns.ts'

/** The longest way back after a break (science.md S8.7): so long an ended flag still explains a plan. */
const WAY_BACK_DAYS = 8 * 7

export interface StoredFlag extends Flag {
  readonly id: string
}

/** All flags, newest first; `endDate` is the day one was cleared. */
export async function listFlags(tx: AthleteTransaction): Promise<StoredFlag[]> {
  const rows = await tx.client.flag.findMany({
    where: { athleteId: tx.athleteId },
    orderBy: [{ startDate: 'desc' }, { createdAt: 'desc' }, { id: 'asc' }],
  })
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    ...(row.part === null ? {} : { part: row.part }),
    startDate: fromDateColumn(row.startDate),
    ...(row.reviewDate === null ? {} : { reviewDate: fromDateColumn(row.reviewDate) }),
    ...(row.pain === null ? {} : { pain: row.pain }),
    ...(row.limp === null ? {} : { limp: row.limp }),
    ...(row.noRunFrom === null ? {} : { noRunFrom: fromDateColumn(row.noRunFrom) }),
    ...(row.runAgainFrom === null ? {} : { runAgainFrom: fromDateColumn(row.runAgainFrom) }),
    ...(row.symptoms === null ? {} : { symptoms: oneOf(SYMPTOMS, row.symptoms, 'Flag.symptoms') }),
    ...(row.symptomFreeSince === null ? {} : { symptomFreeSince: fromDateColumn(row.symptomFreeSince) }),
    ...(row.endDate === null ? {} : { endDate: fromDateColumn(row.endDate) }),
  }))
}

/** Flags not cleared on or before `onDate` (all that are not cleared, without one). */
export async function loadFlags(tx: AthleteTransaction, onDate?: LocalDate): Promise<Flag[]> {
  const flags = await listFlags(tx)
  return flags
    .filter((flag) => flag.endDate === undefined || (onDate !== undefined && isOpenOn(flag, onDate)))
    .map(bare)
}

/** Flags in force, and those ended so lately that a way back may still run. */
export async function loadFlagsForPlanning(tx: AthleteTransaction, today: LocalDate): Promise<Flag[]> {
  return (await listFlags(tx)).filter((flag) => isOpenOn(flag, addDays(today, -WAY_BACK_DAYS))).map(bare)
}

/** A flag that is not over; null when there is none of that id. */
export async function findOpenFlag(tx: AthleteTransaction, id: string, today: LocalDate): Promise<Flag | null> {
  const found = (await listFlags(tx)).find((flag) => flag.id === id && isOpenOn(flag, today))
  return found ? bare(found) : null
}

export async function saveFlag(tx: AthleteTransaction, flag: Flag): Promise<string> {
  const id = createId()
  await tx.client.flag.create({ data: { athleteId: tx.athleteId, id, ...columnsOf(flag) } })
  return id
}

/** Replaces what is known of a flag; false when there is none of that id. */
export async function replaceFlag(tx: AthleteTransaction, id: string, flag: Flag): Promise<boolean> {
  const { count } = await tx.client.flag.updateMany({ where: { athleteId: tx.athleteId, id }, data: columnsOf(flag) })
  return count > 0
}

/** Takes a flag away as if it had not been told. */
export async function deleteFlag(tx: AthleteTransaction, id: string): Promise<void> {
  await tx.client.flag.deleteMany({ where: { athleteId: tx.athleteId, id } })
}

const bare = ({ id: _id, ...flag }: StoredFlag): Flag => flag
const dateOrNull = (date: LocalDate | undefined): Date | null => (date === undefined ? null : toDateColumn(date))

const columnsOf = (flag: Flag) => ({
  kind: flag.kind,
  part: flag.part === undefined ? null : storableText(flag.part),
  startDate: toDateColumn(flag.startDate),
  reviewDate: dateOrNull(flag.reviewDate),
  pain: flag.pain ?? null,
  limp: flag.limp ?? null,
  noRunFrom: dateOrNull(flag.noRunFrom),
  runAgainFrom: dateOrNull(flag.runAgainFrom),
  symptoms: flag.symptoms ?? null,
  symptomFreeSince: dateOrNull(flag.symptomFreeSince),
  endDate: dateOrNull(flag.endDate),
})
