import type { WorkoutCodec } from '../workout-codec.ts'
import { decodeZwo } from './decode-zwo.ts'
import { encodeZwo, ZWO_MEDIA_TYPE } from './encode-zwo.ts'

/** Zwift workouts (integrations.md §4). */
export const zwoCodec: WorkoutCodec = {
  format: 'zwo',
  extension: '.zwo',
  mediaType: ZWO_MEDIA_TYPE,
  encode: encodeZwo,
  decode: decodeZwo,
}
