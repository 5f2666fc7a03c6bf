import type { ThresholdSet } from '@coach-wattz/core/athlete/thresholds'
import type { Result } from '@coach-wattz/core/result/result'
import type { Awp } from '@coach-wattz/core/workout/awp'

/** Files that hold one workout (integrations.md §8 matrix). */
export type WorkoutFormat = 'awp' | 'zwo' | 'erg' | 'mrc' | 'fit' | 'wahoo' | 'intervals' | 'ics'

/** What a file cannot say, told before the download (integrations.md §0.5, §8 matrix). */
export interface Loss {
  /** Place in the document: `steps[2].heartRate`, `meta.description`. */
  readonly path: string
  /** Row of the matrix: `HR %LTHR`, `Repeat nested`. */
  readonly feature: string
  /** D: said less well. X: not said at all, or only as text. */
  readonly grade: 'D' | 'X'
  /** What happens to it, in words for a person. */
  readonly how: string
}

export interface EncodeContext {
  /** Thresholds of the day the workout is for; the document's own references are the fallback. */
  readonly thresholds?: ThresholdSet
  /** False: refuse instead of degrading (integrations.md §0.5). */
  readonly allowDegraded?: boolean
  /** Replace characters outside ASCII in messages, for devices that show them badly. */
  readonly foldToAscii?: boolean
}

export interface EncodedWorkout {
  readonly bytes: Uint8Array
  readonly mediaType: string
  readonly filename: string
  readonly losses: readonly Loss[]
}

/** Why a workout cannot be written in this format. */
export interface EncodeError {
  readonly format: WorkoutFormat
  readonly code: 'missing-threshold' | 'would-degrade' | 'too-large' | 'nothing-to-write'
  readonly path: string
  /** One sentence: what happened, why, what to do. */
  readonly why: string
  readonly losses?: readonly Loss[]
}

export interface DecodedWorkout {
  readonly awp: Awp
  /** One sentence for each thing that was put right or left out. */
  readonly repairs: readonly string[]
}

/** Why bytes are not a workout of this format: junk is a value, not a crash. */
export interface DecodeError {
  readonly format: WorkoutFormat
  /** Where: `line 3, column 14`, `workout/IntervalsT[2]`, or empty for the file. */
  readonly at: string
  /** One sentence. */
  readonly why: string
}

/** Both directions of one format. Pure: bytes in, values out. */
export interface WorkoutCodec {
  readonly format: WorkoutFormat
  /** With the dot. */
  readonly extension: string
  readonly mediaType: string
  encode(awp: Awp, context: EncodeContext): Result<EncodedWorkout, EncodeError>
  decode(input: Uint8Array | string): Result<DecodedWorkout, DecodeError>
}

/** Largest workout file read (integrations.md §8); FIT has its own, smaller limit. */
export const WORKOUT_FILE_MAX_BYTES = 5_000_000

/** `[A-Za-z0-9_-]{1,60}` and the extension: a name every device takes (integrations.md §4). */
export function workoutFilename(title: string, extension: string): string {
  const plain = title
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 60)
    .replace(/_+$/, '')
  return `${plain === '' ? 'workout' : plain}${extension}`
}
