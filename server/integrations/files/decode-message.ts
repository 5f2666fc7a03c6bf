import type { RecordedActivity, Streams } from '@coach-wattz/core/evidence/activity'
import type { DecodeSettings } from './decode-bytes.ts'
import type { DecodedFile, FileOutcome, PreparedFile, PreparedOutcome } from './file-outcome.ts'
import { prepareActivity } from './prepare-activity.ts'

/** What goes to a worker. */
export interface DecodeRequest {
  readonly id: number
  readonly bytes: Uint8Array
  readonly settings: DecodeSettings
  /** Compute everything that needs the samples in the worker, and send only results back. */
  readonly prepare: boolean
}

/** Columns cross between threads as typed arrays without a copy; NaN stands for null there and nowhere else. */
type PackedStreams = Readonly<Record<string, Float64Array>>
interface PackedActivity {
  readonly facts: Omit<RecordedActivity, 'streams'>
  readonly streams: PackedStreams
}
type PackedOutcome =
  | { readonly kind: 'activities'; readonly activities: readonly PackedActivity[] }
  | Exclude<FileOutcome, { kind: 'activities' }>

/** What comes back. */
export interface DecodeReply {
  readonly id: number
  readonly sha256: string
  readonly outcome: PackedOutcome | PreparedOutcome
}

/** A decoded file with its figures computed; `transfer` lists the buffers of the samples. */
export function prepareReply(
  id: number,
  { sha256, outcome }: DecodedFile,
): { reply: DecodeReply; transfer: ArrayBuffer[] } {
  if (outcome.kind !== 'activities') return { reply: { id, sha256, outcome }, transfer: [] }
  const activities = outcome.activities.map(prepareActivity)
  return {
    reply: { id, sha256, outcome: { kind: 'prepared', activities } },
    transfer: activities.flatMap(({ samples }) =>
      samples.json.buffer instanceof ArrayBuffer ? [samples.json.buffer] : [],
    ),
  }
}

/** Packs a decoded file; `transfer` lists the buffers to hand over. */
export function packReply(
  id: number,
  { sha256, outcome }: DecodedFile,
): { reply: DecodeReply; transfer: ArrayBuffer[] } {
  if (outcome.kind !== 'activities') return { reply: { id, sha256, outcome }, transfer: [] }
  const transfer: ArrayBuffer[] = []
  const activities = outcome.activities.map(({ streams, ...facts }): PackedActivity => {
    const packed: Record<string, Float64Array> = {}
    for (const [name, values] of Object.entries(streams)) {
      const column = new Float64Array(values.length)
      for (let row = 0; row < values.length; row++) column[row] = values[row] ?? Number.NaN
      packed[name] = column
      transfer.push(column.buffer)
    }
    return { facts, streams: packed }
  })
  return { reply: { id, sha256, outcome: { kind: 'activities', activities } }, transfer }
}

export function unpackReply({ sha256, outcome }: DecodeReply): DecodedFile | PreparedFile {
  if (outcome.kind !== 'activities') return { sha256, outcome }
  const activities = outcome.activities.map(({ facts, streams }): RecordedActivity => ({
    ...facts,
    streams: unpackStreams(streams),
  }))
  return { sha256, outcome: { kind: 'activities', activities } }
}

function unpackStreams(packed: PackedStreams): Streams {
  const { timeS, ...columns } = packed
  const streams: Record<string, (number | null)[]> = {}
  for (const [name, column] of Object.entries(columns)) {
    const values = new Array<number | null>(column.length)
    for (let row = 0; row < column.length; row++) {
      const value = column[row] as number
      values[row] = Number.isNaN(value) ? null : value
    }
    streams[name] = values
  }
  return { timeS: timeS ? Array.from(timeS) : [], ...streams }
}
