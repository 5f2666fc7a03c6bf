import type { RecordedActivity } from '@coach-wattz/core/evidence/activity'
import type { FileRefusal, FileRefusalCode } from '@coach-wattz/formats/recording/file-refusal'
import { refuse } from '@coach-wattz/formats/recording/file-refusal'
import type { WellnessFile } from '@coach-wattz/formats/wellness/wellness-file'
import type { PreparedActivity } from './prepare-activity.ts'

/** How reading one file ended. Never an exception: a file that cannot be read is an answer too (design.md law 7). */
export type FileOutcome =
  | { readonly kind: 'activities'; readonly activities: readonly RecordedActivity[] }
  | WellnessOutcome
  | ({ readonly kind: 'refused' } & FileRefusal)

/** Mornings: nothing that was trained. */
export interface WellnessOutcome extends WellnessFile {
  readonly kind: 'wellness'
}

export type RefusedOutcome = Extract<FileOutcome, { kind: 'refused' }>

/** With `prepare` set, what a file holds comes with everything that needs its samples computed. */
export type PreparedOutcome =
  | { readonly kind: 'prepared'; readonly activities: readonly PreparedActivity[] }
  | WellnessOutcome
  | RefusedOutcome

/** A file after decoding. `sha256` is of the unpacked content, so that `x.fit` and `x.fit.gz` are the same file. */
export interface DecodedFile {
  readonly sha256: string
  readonly outcome: FileOutcome
}

export interface PreparedFile {
  readonly sha256: string
  readonly outcome: PreparedOutcome
}

export const refused = (refusal: FileRefusal): RefusedOutcome => ({ kind: 'refused', ...refusal })
export const refusedBecause = (code: FileRefusalCode, sentence: string, what: string | null = null): RefusedOutcome =>
  refused(refuse(code, sentence, what))
