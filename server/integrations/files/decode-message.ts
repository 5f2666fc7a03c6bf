import type { RecordedActivity, Streams } from '@coach-wattz/core/evidence/activity'
import type { DecodeSettings } from './decode-bytes.ts'
import type { DecodedFile, FileOutcome } from './file-outcome.ts'

/** What goes to a worker. */
export interface DecodeRequest {
  readonly id: number
  readonly bytes: Uint8Array
  readonly settings: DecodeSettings
}

/** Columns cross between threads as typed arrays without a copy; NaN stands for null there and nowhere else. */
type PackedStreams = Readonly<Record<string, Float64Array>>
interface PackedActivity {
  readonly facts: Omit<RecordedActivity, 'streams'>
  readonly streams: PackedStreams
}
type PackedOutcome =
  | { readonly kind: 'activities'; readonly activities: readonly PackedActivity[] }
  | Extract<FileOutcome, { kind: 'refused' }>

/** What comes back. */
export interface DecodeReply {
  readonly id: number
  readonly sha256: string
  readonly outcome: PackedOutcome
}

/** Packs a decoded file; `transfer` lists the buffers to hand over. */
export function packReply(
  id: number,
  { sha256, outcome }: DecodedFile,
): { reply: DecodeReply; transfer: ArrayBuffer[] } {
  if (outcome.kind === 'refused') return { reply: { id, sha256, outcome }, transfer: [] }
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

export function unpackReply({ sha256, outcome }: DecodeReply): DecodedFile {
  if (outcome.kind === 'refused') return { sha256, outcome }
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
