import { promisify } from 'node:util'
import { deflate, inflate } from 'node:zlib'
import { z } from 'zod'
import type { Streams } from '@coach-wattz/core/evidence/activity'

/** JSON of the columns, deflated: exact, and readable without us. A second encoding gets a second name. */
const ENCODING = 'json-deflate-1'
/** Level 3 costs a third of level 6 here and loses a tenth in size. */
const LEVEL = 3
/** Nobody trains for more samples than this inflates to; a larger answer is damage. */
const LONGEST_JSON = 256 * 1024 * 1024

const column = z.array(z.number().nullable()).optional()
const streamsSchema = z.object({
  timeS: z.array(z.number()),
  distanceM: column,
  speedMps: column,
  altitudeM: column,
  heartRateBpm: column,
  powerW: column,
  cadenceRpm: column,
  latDeg: column,
  lonDeg: column,
  temperatureC: column,
})

/** Streams as a row holds them. Workers make them, so that the event loop only hands bytes on. */
export interface EncodedStreams {
  readonly encoding: string
  readonly sampleCount: number
  readonly columns: readonly string[]
  readonly bytes: Uint8Array
}

export async function encodeStreams(streams: Streams): Promise<EncodedStreams> {
  const bytes = await promisify(deflate)(Buffer.from(JSON.stringify(streams)), { level: LEVEL })
  return { encoding: ENCODING, sampleCount: streams.timeS.length, columns: Object.keys(streams), bytes }
}

export async function decodeStreams(encoding: string, bytes: Uint8Array): Promise<Streams> {
  if (encoding !== ENCODING) throw new Error(`Streams are written as “${encoding}”, which this version cannot read.`)
  const json = await promisify(inflate)(bytes, { maxOutputLength: LONGEST_JSON })
  return streamsSchema.parse(JSON.parse(json.toString('utf8')))
}
