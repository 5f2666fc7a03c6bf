import type { Activity, ActivityProvider, RecordedActivity, Streams } from '@coach-wattz/core/evidence/activity'
import { historyFromActivities, type TrainingHistory } from '@coach-wattz/core/evidence/history'
import type { ActivitySport } from '@coach-wattz/core/athlete/sport'
import type { LocalDate } from '@coach-wattz/core/time/local-date'
import { createId } from '../database/create-id.ts'
import type { AthleteTransaction } from '../database/database.ts'
import type { Prisma } from '../database/generated/client/client.ts'
import { activityDetailOf, activityOf, PROVIDERS, type ActivityDetail } from './activity-rows.ts'
import { loadToldWeeks } from './athlete-repository.ts'
import { fromDateColumn, jsonColumn, oneOf, storableTextOrNull, toDateColumn } from './columns.ts'
import { insertRows } from './insert-rows.ts'
import { decodeStreams, type EncodedStreams } from './stream-codec.ts'

/** Where an activity was read from. */
export interface NewSource {
  readonly provider: ActivityProvider
  readonly externalId?: string | null
  readonly originalFileId?: string | null
  /** Which session inside the file; 0 when it holds one. */
  readonly sessionIndex?: number
}

export interface NewActivity {
  readonly activity: Activity
  /** What the decoder read beside the summary. */
  readonly recorded: Pick<
    RecordedActivity,
    'utcOffsetS' | 'timerS' | 'descentM' | 'calories' | 'device' | 'laps' | 'notes' | 'partial'
  >
  /** Null when the source has no samples. `encodeStreams` makes it, outside the transaction. */
  readonly streams: EncodedStreams | null
  readonly source: NewSource
  /** Mean-maximal figures of this activity, so that estimates over years need no streams. */
  readonly bestEfforts?: unknown
}

export interface DateRange {
  readonly from?: LocalDate
  readonly to?: LocalDate
}

/** Inserts a batch: summaries, sources and streams. Keep a batch well under a second. */
export async function insertActivities(tx: AthleteTransaction, batch: readonly NewActivity[]): Promise<void> {
  const { athleteId } = tx
  await insertRows(
    tx,
    'Activity',
    batch.map((item) => activityColumns(athleteId, item)),
  )
  await insertRows(
    tx,
    'ActivitySource',
    batch.map(({ activity, source }) => sourceColumns(athleteId, activity.id, source)),
  )
  for (const { activity, streams } of batch)
    if (streams !== null && streams.sampleCount > 0) await insertStreams(tx, activity.id, streams)
}

/**
 * One statement a ride, so that the event loop breathes between them. The bytes go as base64: the embedded database
 * writes a byte array digit by digit, thirty times slower.
 */
async function insertStreams(tx: AthleteTransaction, activityId: string, streams: EncodedStreams): Promise<void> {
  const { encoding, sampleCount, columns, bytes } = streams
  const base64 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
  await tx.client.$executeRaw`
    INSERT INTO "ActivityStream" ("athleteId", "activityId", "encoding", "sampleCount", "columns", "bytes")
    VALUES (${tx.athleteId}, ${activityId}, ${encoding}, ${sampleCount}::int,
      string_to_array(${columns.join(',')}, ','), decode(${base64}, 'base64'))`
}

/** Adds a second source to an activity: the same ride from another device or service. */
export async function addSource(tx: AthleteTransaction, activityId: string, source: NewSource): Promise<void> {
  await tx.client.activitySource.create({ data: sourceColumns(tx.athleteId, activityId, source) })
}

/** Summaries of a range of local days (all without one), by start. */
export async function listActivities(tx: AthleteTransaction, range: DateRange = {}): Promise<Activity[]> {
  const rows = await tx.client.activity.findMany({
    where: { athleteId: tx.athleteId, ...dateFilter(range) },
    orderBy: [{ startedAt: 'asc' }, { id: 'asc' }],
    omit: { laps: true, notes: true, bestEfforts: true },
  })
  return rows.map(activityOf)
}

export interface ActivityCount {
  readonly count: number
  readonly firstDate: LocalDate | null
  readonly lastDate: LocalDate | null
}

export async function countActivities(tx: AthleteTransaction): Promise<ActivityCount> {
  const { _count, _min, _max } = await tx.client.activity.aggregate({
    where: { athleteId: tx.athleteId },
    _count: true,
    _min: { date: true },
    _max: { date: true },
  })
  return {
    count: _count,
    firstDate: _min.date === null ? null : fromDateColumn(_min.date),
    lastDate: _max.date === null ? null : fromDateColumn(_max.date),
  }
}

export interface ActivitySource {
  readonly id: string
  readonly provider: ActivityProvider
  readonly externalId: string | null
  readonly originalFileId: string | null
  readonly originalFileName: string | null
  readonly sessionIndex: number
}

export interface StoredActivity extends Activity, ActivityDetail {
  readonly sources: readonly ActivitySource[]
}

/** One activity whole, without its streams; null when there is none of that id. */
export async function loadActivity(tx: AthleteTransaction, id: string): Promise<StoredActivity | null> {
  const row = await tx.client.activity.findUnique({
    where: { athleteId_id: { athleteId: tx.athleteId, id } },
    include: { sources: { orderBy: [{ createdAt: 'asc' }, { id: 'asc' }], include: { originalFile: true } } },
  })
  if (!row) return null
  return {
    ...activityOf(row),
    ...activityDetailOf(row),
    sources: row.sources.map((source) => ({
      id: source.id,
      provider: oneOf(PROVIDERS, source.provider, 'ActivitySource.provider'),
      externalId: source.externalId,
      originalFileId: source.originalFileId,
      originalFileName: source.originalFile?.name ?? null,
      sessionIndex: source.sessionIndex,
    })),
  }
}

/** The samples of an activity; null when it has none. */
export async function loadStreams(tx: AthleteTransaction, activityId: string): Promise<Streams | null> {
  const row = await tx.client.activityStream.findUnique({
    where: { athleteId_activityId: { athleteId: tx.athleteId, activityId } },
  })
  return row ? decodeStreams(row.encoding, row.bytes) : null
}

/** What tells whether two recordings are the same ride. */
export interface DuplicateCandidate {
  readonly id: string
  readonly provider: ActivityProvider
  readonly sport: ActivitySport
  readonly startedAt: string
  readonly elapsedS: number
  readonly distanceM: number | null
  readonly originalFileIds: readonly string[]
}

/** A stretch of time: ISO instants, both inclusive. */
export interface Stretch {
  readonly from: string
  readonly to: string
}

/** Activities that start within one of the stretches, by start. */
export async function listDuplicateCandidates(
  tx: AthleteTransaction,
  stretches: readonly Stretch[],
): Promise<DuplicateCandidate[]> {
  if (stretches.length === 0) return []
  const within = stretches.map(({ from, to }) => ({ startedAt: { gte: new Date(from), lte: new Date(to) } }))
  const rows = await tx.client.activity.findMany({
    where: { athleteId: tx.athleteId, OR: within },
    orderBy: [{ startedAt: 'asc' }, { id: 'asc' }],
    select: {
      id: true,
      provider: true,
      sport: true,
      startedAt: true,
      elapsedS: true,
      distanceM: true,
      sources: { select: { originalFileId: true } },
    },
  })
  return rows.map((row) => ({
    id: row.id,
    provider: oneOf(PROVIDERS, row.provider, 'Activity.provider'),
    sport: row.sport,
    startedAt: row.startedAt.toISOString(),
    elapsedS: row.elapsedS,
    distanceM: row.distanceM,
    originalFileIds: row.sources.flatMap(({ originalFileId }) => originalFileId ?? []),
  }))
}

/** Ids of the activities read from a file, or from a provider's own id. */
export async function findActivitiesBySource(
  tx: AthleteTransaction,
  source: { readonly originalFileId: string } | { readonly provider: ActivityProvider; readonly externalId: string },
): Promise<string[]> {
  const rows = await tx.client.activitySource.findMany({
    where: { athleteId: tx.athleteId, ...source },
    select: { activityId: true },
    orderBy: [{ sessionIndex: 'asc' }, { id: 'asc' }],
  })
  return [...new Set(rows.map((row) => row.activityId))]
}

/** Figures that depend on thresholds, written again when those change. */
export type ActivityFigures = Pick<Activity, 'id' | 'npW' | 'load' | 'loadMethod' | 'loadConfidence'>

/** Writes the figures of many activities in one statement. */
export async function updateActivityFigures(
  tx: AthleteTransaction,
  figures: readonly ActivityFigures[],
): Promise<void> {
  if (figures.length === 0) return
  await tx.client.$executeRaw`
    UPDATE "Activity" AS activity
    SET "npW" = figure."npW", "load" = figure."load", "loadMethod" = figure."loadMethod",
        "loadConfidence" = figure."loadConfidence"::"Confidence"
    FROM jsonb_to_recordset(${JSON.stringify(figures)}::jsonb)
      AS figure("id" text, "npW" float8, "load" float8, "loadMethod" text, "loadConfidence" text)
    WHERE activity."athleteId" = ${tx.athleteId} AND activity."id" = figure."id"`
}

/** Load of each day with one, by day, and the share each method has in all of it. */
export interface LoadHistory {
  readonly days: readonly { readonly date: LocalDate; readonly load: number }[]
  readonly byMethod: Readonly<Record<string, number>>
}

/** Sums in the database: years of training come back as one row a day. */
export async function loadLoadHistory(tx: AthleteTransaction, to: LocalDate): Promise<LoadHistory> {
  const rows = await tx.client.activity.groupBy({
    by: ['date', 'loadMethod'],
    where: { athleteId: tx.athleteId, load: { not: null }, date: { lte: toDateColumn(to) } },
    _sum: { load: true },
    orderBy: { date: 'asc' },
  })
  const byMethod: Record<string, number> = {}
  const days = rows.map(({ date, loadMethod, _sum }) => {
    const load = _sum.load ?? 0
    if (loadMethod !== null) byMethod[loadMethod] = (byMethod[loadMethod] ?? 0) + load
    return { date: fromDateColumn(date), load }
  })
  return { days, byMethod }
}

/** The last day of each sport that was trained. */
export async function lastDates(tx: AthleteTransaction): Promise<Map<ActivitySport, LocalDate>> {
  const rows = await tx.client.activity.groupBy({
    by: ['sport'],
    where: { athleteId: tx.athleteId },
    _max: { date: true },
  })
  return new Map(rows.flatMap(({ sport, _max }) => (_max.date === null ? [] : [[sport, fromDateColumn(_max.date)]])))
}

/** Marks an activity as a race, or takes the mark back; false when there is none of that id. */
export async function markRace(tx: AthleteTransaction, id: string, race: boolean): Promise<boolean> {
  return (await tx.client.activity.updateMany({ where: { athleteId: tx.athleteId, id }, data: { race } })).count > 0
}

export interface StoredBestEfforts {
  readonly activityId: string
  readonly date: LocalDate
  readonly sport: ActivitySport
  readonly bestEfforts: unknown
}

/** Best efforts of the activities that have some, by date. */
export async function listBestEfforts(tx: AthleteTransaction, range: DateRange = {}): Promise<StoredBestEfforts[]> {
  const rows = await tx.client.activity.findMany({
    where: { athleteId: tx.athleteId, ...dateFilter(range) },
    select: { id: true, date: true, sport: true, bestEfforts: true },
    orderBy: [{ startedAt: 'asc' }, { id: 'asc' }],
  })
  return rows.flatMap((row) =>
    row.bestEfforts === null
      ? []
      : [{ activityId: row.id, date: fromDateColumn(row.date), sport: row.sport, bestEfforts: row.bestEfforts }],
  )
}

/** Removes an activity with its sources and streams; its original file stays. */
export async function deleteActivity(tx: AthleteTransaction, id: string): Promise<boolean> {
  return (await tx.client.activity.deleteMany({ where: { athleteId: tx.athleteId, id } })).count > 0
}

/** Everything the planner and the guardrails know of the past: activities, and weeks as told. */
export async function loadHistory(tx: AthleteTransaction, range: DateRange = {}): Promise<TrainingHistory> {
  const activities = await listActivities(tx, range)
  const weekly = await loadToldWeeks(tx)
  return historyFromActivities(activities, weekly.length === 0 ? undefined : weekly)
}

const dateFilter = ({ from, to }: DateRange): Prisma.ActivityWhereInput =>
  from === undefined && to === undefined
    ? {}
    : {
        date: {
          ...(from === undefined ? {} : { gte: toDateColumn(from) }),
          ...(to === undefined ? {} : { lte: toDateColumn(to) }),
        },
      }

function sourceColumns(athleteId: string, activityId: string, source: NewSource): Prisma.ActivitySourceCreateManyInput {
  return {
    athleteId,
    id: createId(),
    activityId,
    provider: source.provider,
    externalId: source.externalId ?? null,
    originalFileId: source.originalFileId ?? null,
    sessionIndex: source.sessionIndex ?? 0,
  }
}

function activityColumns(
  athleteId: string,
  { activity, recorded, bestEfforts }: NewActivity,
): Prisma.ActivityCreateManyInput {
  return {
    ...activity,
    athleteId,
    title: storableTextOrNull(activity.title),
    subSport: storableTextOrNull(activity.subSport),
    startedAt: new Date(activity.startedAt),
    date: toDateColumn(activity.date),
    utcOffsetS: recorded.utcOffsetS === null ? null : Math.round(recorded.utcOffsetS),
    timerS: recorded.timerS,
    descentM: recorded.descentM,
    calories: recorded.calories,
    device: storableTextOrNull(recorded.device),
    laps: jsonColumn(recorded.laps),
    notes: jsonColumn(recorded.notes),
    partial: recorded.partial,
    ...(bestEfforts === undefined ? {} : { bestEfforts: jsonColumn(bestEfforts) }),
  }
}
