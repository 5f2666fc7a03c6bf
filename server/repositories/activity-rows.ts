import { z } from 'zod'
import type { Activity, ActivityProvider, Lap, LoadMethod } from '@coach-wattz/core/evidence/activity'
import type { Activity as ActivityRow } from '../database/generated/client/client.ts'
import { fromDateColumn, oneOf } from './columns.ts'

export const PROVIDERS = Object.keys({
  'file-fit': true,
  'file-tcx': true,
  'file-gpx': true,
  strava: true,
  'intervals-icu': true,
  manual: true,
  sample: true,
} satisfies Record<ActivityProvider, true>) as ActivityProvider[]
const LOAD_METHODS = Object.keys({
  power: true,
  pace: true,
  'heart-rate': true,
  rpe: true,
  duration: true,
} satisfies Record<LoadMethod, true>) as LoadMethod[]

const measure = z.number().nullable()
const lapsSchema: z.ZodType<Lap[]> = z.array(
  z.object({ startS: z.number(), durationS: z.number(), distanceM: measure, avgHrBpm: measure, avgPowerW: measure }),
)
const notesSchema = z.array(z.string())

/** A row as the summary every later decision reads. */
export function activityOf(row: Omit<ActivityRow, 'laps' | 'notes' | 'bestEfforts'>): Activity {
  return {
    id: row.id,
    provider: oneOf(PROVIDERS, row.provider, 'Activity.provider'),
    sport: row.sport,
    subSport: row.subSport,
    title: row.title,
    startedAt: row.startedAt.toISOString(),
    date: fromDateColumn(row.date),
    elapsedS: row.elapsedS,
    movingS: row.movingS,
    distanceM: row.distanceM,
    ascentM: row.ascentM,
    avgHrBpm: row.avgHrBpm,
    maxHrBpm: row.maxHrBpm,
    avgPowerW: row.avgPowerW,
    npW: row.npW,
    load: row.load,
    loadMethod: row.loadMethod === null ? null : oneOf(LOAD_METHODS, row.loadMethod, 'Activity.loadMethod'),
    loadConfidence: row.loadConfidence,
    indoor: row.indoor,
    race: row.race,
  }
}

/** What only the activity's own page shows. */
export interface ActivityDetail {
  readonly utcOffsetS: number | null
  readonly timerS: number | null
  readonly descentM: number | null
  readonly calories: number | null
  readonly device: string | null
  readonly laps: readonly Lap[]
  /** Stated repairs and losses. */
  readonly notes: readonly string[]
  readonly partial: boolean
  readonly bestEfforts: unknown
}

export function activityDetailOf(row: ActivityRow): ActivityDetail {
  return {
    utcOffsetS: row.utcOffsetS,
    timerS: row.timerS,
    descentM: row.descentM,
    calories: row.calories,
    device: row.device,
    laps: lapsSchema.parse(row.laps),
    notes: notesSchema.parse(row.notes),
    partial: row.partial,
    bestEfforts: row.bestEfforts,
  }
}
