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

export const encodeStreams = (streams: Streams): Promise<EncodedStreams> =>
  packStreams({
    json: Buffer.from(JSON.stringify(streams)),
    sampleCount: streams.timeS.length,
    columns: Object.keys(streams),
  })

/** Streams whose JSON a decoding worker wrote already (UTF-8). Deflates in the thread pool. */
export async function packStreams(samples: {
  readonly json: Uint8Array
  readonly sampleCount: number
  readonly columns: readonly string[]
}): Promise<EncodedStreams> {
  const { json, sampleCount, columns } = samples
  return { encoding: ENCODING, sampleCount, columns, bytes: await promisify(deflate)(json, { level: LEVEL }) }
}

export async function decodeStreams(encoding: string, bytes: Uint8Array): Promise<Streams> {
  if (encoding !== ENCODING) throw new Error(`Streams are written as “${encoding}”, which this version cannot read.`)
  const json = await promisify(inflate)(bytes, { maxOutputLength: LONGEST_JSON })
  return streamsSchema.parse(JSON.parse(json.toString('utf8')))
}
