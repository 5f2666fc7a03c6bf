import { createHash } from 'node:crypto'
import { constants, gunzipSync } from 'node:zlib'
import { decodeFitActivity } from '@coach-wattz/formats/fit/decode-fit-activity'
import { decodeGpx } from '@coach-wattz/formats/gpx/decode-gpx'
import { decodeTcx } from '@coach-wattz/formats/tcx/decode-tcx'
import { decodeWellnessCsv } from '@coach-wattz/formats/wellness/decode-wellness-csv'
import { decodeIntervalsWellness } from '@coach-wattz/formats/wellness/intervals-morning'
import type { WellnessFile } from '@coach-wattz/formats/wellness/wellness-file'
import type { FileLimits } from './file-limits.ts'
import { unpackLimit } from './file-limits.ts'
import type { DecodedFile, FileOutcome, RefusedOutcome } from './file-outcome.ts'
import { refused, refusedBecause } from './file-outcome.ts'
import { decodeXmlText, sniffFile } from './sniff.ts'

export interface DecodeSettings {
  readonly limits: FileLimits
  /** The reader's clock, epoch milliseconds: files from the future are refused by it. Null switches that off. */
  readonly nowMs: number | null
}

/** One single file (never a zip), packed or not → what it holds. Synchronous: call it in a worker. Never throws on bytes. */
export function decodeBytes(bytes: Uint8Array, settings: DecodeSettings): DecodedFile {
  const unpacked = unpack(bytes, settings.limits)
  const content = unpacked.ok ? unpacked.bytes : bytes
  const sha256 = createHash('sha256').update(content).digest('hex')
  return { sha256, outcome: unpacked.ok ? decodeContent(content, settings) : unpacked.outcome }
}

function decodeContent(bytes: Uint8Array, settings: DecodeSettings): FileOutcome {
  if (bytes.length > settings.limits.maxFileBytes) return tooLarge(settings.limits)
  switch (sniffFile(bytes)) {
    case 'empty':
      return refusedBecause('empty', 'The file is empty, so there is nothing to read. Export it again.')
    case 'fit': {
      const decoded = decodeFitActivity(bytes, { nowMs: settings.nowMs })
      return decoded.ok ? { kind: 'activities', activities: decoded.value } : refused(decoded.error)
    }
    case 'tcx': {
      const decoded = decodeTcx(decodeXmlText(bytes))
      return decoded.ok ? { kind: 'activities', activities: decoded.value } : refused(decoded.error)
    }
    case 'gpx': {
      const decoded = decodeGpx(decodeXmlText(bytes))
      if (!decoded.ok) return refused(decoded.error)
      if (decoded.value.kind === 'activities') return { kind: 'activities', activities: decoded.value.activities }
      return refusedBecause(
        'course',
        'This is a route, not an activity: its points have no times. Add it to a goal to plan for it.',
        'a route',
      )
    }
    case 'zwo':
      return refusedBecause(
        'not-an-activity',
        'This is a Zwift workout, not a recorded activity. Open it as a workout instead.',
        'a Zwift workout',
      )
    case 'json':
      return (
        mornings(decodeIntervalsWellness(parsedJson(bytes), settings)) ??
        refusedBecause(
          'unsupported',
          'This is a JSON file. Activities are read from FIT, TCX and GPX files: export it as one of these.',
        )
      )
    case 'xml':
      return refusedBecause(
        'unsupported',
        'This is an XML file of an unknown kind. Activities are read from FIT, TCX and GPX files: export it as one of these.',
      )
    case 'zip':
      return refusedBecause(
        'unsupported',
        'This is an archive inside an archive, which is not opened. Unpack it and add what is inside.',
      )
    case 'gzip':
      return refusedBecause('unsupported', 'This file is packed more than once. Unpack it and add what is inside.')
    case 'unknown':
      return (
        mornings(decodeWellnessCsv(decodeXmlText(bytes), settings)) ??
        refusedBecause(
          'unsupported',
          'This is neither FIT, TCX nor GPX, so nothing could be read. Export the activity as one of these.',
        )
      )
  }
}

/** What a diary of mornings holds; one without any is refused by its own words. */
function mornings(file: WellnessFile | null): FileOutcome | null {
  if (file === null) return null
  if (file.mornings.length > 0) return { kind: 'wellness', ...file }
  return refusedBecause(
    'empty',
    `The table holds no morning that could be read. ${[...file.notes, 'Export it again.'].join(' ')}`,
  )
}

function parsedJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decodeXmlText(bytes))
  } catch (cause) {
    if (cause instanceof SyntaxError) return null
    throw cause
  }
}

export const tooLarge = (limits: FileLimits): RefusedOutcome =>
  refusedBecause(
    'too-large',
    `The file is larger than ${Math.round(limits.maxFileBytes / 1024 / 1024)} MB, more than any recording. Split it and add the parts.`,
  )

type Unpacked =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly outcome: FileOutcome }

function unpack(bytes: Uint8Array, limits: FileLimits): Unpacked {
  if (sniffFile(bytes) !== 'gzip') return { ok: true, bytes }
  try {
    // Sync flush returns what a cut-off file still holds instead of throwing it away.
    const maxOutputLength = unpackLimit(bytes.length, limits)
    return { ok: true, bytes: gunzipSync(bytes, { maxOutputLength, finishFlush: constants.Z_SYNC_FLUSH }) }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    const outcome =
      code === 'ERR_BUFFER_TOO_LARGE'
        ? refusedBecause(
            'too-large',
            'The packed file grows far beyond what a recording can be, so unpacking was stopped. Unpack it yourself and add what is inside.',
          )
        : refusedBecause(
            'unreadable',
            'The packed file is damaged and could not be unpacked. Download or export it again.',
          )
    return { ok: false, outcome }
  }
}
