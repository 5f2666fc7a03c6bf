import { decodeUtf8 } from './utf8.ts'
import { fitCrc } from './fit-crc.ts'

/** One field of a definition; `offset` counts from the first byte of the data message's fields. */
export interface FitField {
  readonly number: number
  readonly size: number
  readonly baseType: number
  readonly offset: number
}

/** A field that an app on the device described itself (field_description, message 206). */
export interface FitDeveloperField {
  readonly number: number
  readonly size: number
  readonly developerIndex: number
  readonly offset: number
}

/** The layout of the data messages that follow it under one local number. */
export interface FitDefinition {
  readonly message: number
  readonly littleEndian: boolean
  readonly size: number
  readonly fields: readonly FitField[]
  readonly developerFields: readonly FitDeveloperField[]
}

/** One data message, valid only during the call that hands it over: the cursor is reused. */
export interface FitMessage {
  definition: FitDefinition
  view: DataView
  /** Offset of the first field in `view`. */
  start: number
  /** FIT seconds of field 253 or of a compressed header; null when the message and everything before it had none. */
  timestamp: number | null
  /** Data messages of this global number seen before it in this part. */
  index: number
}

/** Why reading of a part stopped before its end. */
export type FitFault = 'cut-off' | 'broken-structure'

/** One FIT file; a byte sequence may chain several. */
export interface FitPart {
  readonly dataMessages: number
  readonly definitions: number
  readonly fault: FitFault | null
  /** Global number of the message that the end cut through, when it was a data message. */
  readonly faultMessage: number | null
  /** 'absent' when the file ends before it; 'unwritten' when the recorder never closed the file. */
  readonly crc: 'good' | 'bad' | 'absent' | 'unwritten'
  /** Bytes used, header and checksum included. */
  readonly byteLength: number
}

export interface FitReading {
  readonly parts: readonly FitPart[]
  /** Bytes behind the last part that are no FIT file. */
  readonly strayBytes: number
}

/** Seconds from 1970 to FIT's epoch, 1989-12-31T00:00:00Z. */
export const FIT_EPOCH_S = 631_065_600

const TIMESTAMP_FIELD = 253
const WIDTHS = [1, 1, 1, 2, 2, 4, 4, 1, 4, 8, 1, 2, 4, 1, 8, 8, 8] as const
const STRING_TYPE = 7

/** True when a FIT header stands at `at`. */
export function isFitAt(bytes: Uint8Array, at = 0): boolean {
  const headerSize = bytes[at]
  return (
    headerSize !== undefined &&
    headerSize >= 12 &&
    bytes[at + 8] === 0x2e &&
    bytes[at + 9] === 0x46 &&
    bytes[at + 10] === 0x49 &&
    bytes[at + 11] === 0x54
  )
}

/**
 * Walks a FIT file, or several chained ones, and hands over every data message in file order. Never throws on bytes:
 * what could not be read is stated in the parts. Layout: integrations.md §3 (binary layout).
 *
 * @param onMessage called with a reused cursor
 * @param onPart called before the messages of each chained file
 */
export function readFit(
  bytes: Uint8Array,
  onMessage: (message: FitMessage) => void,
  onPart: (partIndex: number) => void = () => {},
): FitReading {
  const parts: FitPart[] = []
  let at = 0
  while (at < bytes.length && isFitAt(bytes, at)) {
    onPart(parts.length)
    const part = readPart(bytes, at, onMessage)
    parts.push(part)
    at += part.byteLength
  }
  return { parts, strayBytes: Math.max(0, bytes.length - at) }
}

function readPart(bytes: Uint8Array, from: number, onMessage: (message: FitMessage) => void): FitPart {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const headerSize = bytes[from] as number
  const statedEnd = from + headerSize + view.getUint32(from + 4, true)
  // Recorders that lost power never came back to write the length: 0 then means "to the end of what is there".
  const unstated = statedEnd === from + headerSize
  const dataEnd = unstated ? bytes.length : Math.min(statedEnd, bytes.length)
  const cutOff = !unstated && statedEnd > bytes.length

  const definitions: (FitDefinition | undefined)[] = []
  const counts = new Map<number, number>()
  let definitionCount = 0
  let dataMessages = 0
  let timestamp: number | null = null
  let fault: FitFault | null = null
  let faultMessage: number | null = null
  let at = Math.min(from + headerSize, dataEnd)
  const cursor: FitMessage = { definition: NO_DEFINITION, view, start: 0, timestamp: null, index: 0 }

  while (at < dataEnd) {
    const header = bytes[at] as number
    const compressed = (header & 0x80) !== 0
    if (!compressed && (header & 0x40) !== 0) {
      const local = header & 0x0f
      const read = readDefinition(bytes, view, at + 1, dataEnd, (header & 0x20) !== 0)
      if (!read) {
        fault = 'cut-off'
        break
      }
      definitions[local] = read.definition
      definitionCount += 1
      at = read.next
      continue
    }
    const definition = definitions[compressed ? (header >> 5) & 0x03 : header & 0x0f]
    if (!definition) {
      fault = 'broken-structure'
      break
    }
    if (at + 1 + definition.size > dataEnd) {
      fault = 'cut-off'
      faultMessage = definition.message
      break
    }
    if (compressed && timestamp !== null) {
      timestamp += ((header & 0x1f) - (timestamp & 0x1f)) & 0x1f
    } else if (!compressed) {
      const written = timestampOf(definition, view, at + 1)
      if (written !== null) timestamp = written
    }
    const index = counts.get(definition.message) ?? 0
    counts.set(definition.message, index + 1)
    cursor.definition = definition
    cursor.start = at + 1
    cursor.timestamp = timestamp
    cursor.index = index
    onMessage(cursor)
    dataMessages += 1
    at += 1 + definition.size
  }

  if (cutOff) fault ??= 'cut-off'
  // Two bytes of checksum at the end of a length nobody wrote look like a broken message: that is no fault of the data.
  if (unstated && fault !== null && dataEnd - at <= 2) fault = null
  const crcAt = dataEnd
  const hasCrc = !cutOff && !unstated && crcAt + 2 <= bytes.length
  const crc = unstated
    ? 'unwritten'
    : !hasCrc
      ? 'absent'
      : fitCrc(bytes, from, crcAt) === view.getUint16(crcAt, true)
        ? 'good'
        : 'bad'
  return {
    dataMessages,
    definitions: definitionCount,
    fault,
    faultMessage,
    crc,
    byteLength: (hasCrc ? crcAt + 2 : bytes.length) - from,
  }
}

const NO_DEFINITION: FitDefinition = { message: 0xffff, littleEndian: true, size: 0, fields: [], developerFields: [] }

function readDefinition(
  bytes: Uint8Array,
  view: DataView,
  from: number,
  end: number,
  hasDeveloperFields: boolean,
): { definition: FitDefinition; next: number } | null {
  if (from + 5 > end) return null
  const littleEndian = bytes[from + 1] === 0
  const message = view.getUint16(from + 2, littleEndian)
  const fieldCount = bytes[from + 4] as number
  let at = from + 5
  if (at + fieldCount * 3 > end) return null
  let offset = 0
  const fields: FitField[] = []
  for (let index = 0; index < fieldCount; index++, at += 3) {
    const size = bytes[at + 1] as number
    fields.push({ number: bytes[at] as number, size, baseType: (bytes[at + 2] as number) & 0x1f, offset })
    offset += size
  }
  const developerFields: FitDeveloperField[] = []
  if (hasDeveloperFields) {
    if (at + 1 > end) return null
    const count = bytes[at] as number
    at += 1
    if (at + count * 3 > end) return null
    for (let index = 0; index < count; index++, at += 3) {
      const size = bytes[at + 1] as number
      developerFields.push({ number: bytes[at] as number, size, developerIndex: bytes[at + 2] as number, offset })
      offset += size
    }
  }
  return { definition: { message, littleEndian, size: offset, fields, developerFields }, next: at }
}

function timestampOf(definition: FitDefinition, view: DataView, start: number): number | null {
  for (const field of definition.fields) {
    if (field.number !== TIMESTAMP_FIELD) continue
    if (field.size !== 4) return null
    const value = view.getUint32(start + field.offset, definition.littleEndian)
    return value === 0xffffffff ? null : value
  }
  return null
}

/** Reads one number of base type `baseType` (low five bits) at an absolute offset; NaN for FIT's "invalid" and for infinite floats. */
export function readFitNumber(view: DataView, at: number, baseType: number, littleEndian: boolean): number {
  switch (baseType) {
    case 0: // enum
    case 2: // uint8
    case 13: {
      const value = view.getUint8(at)
      return value === 0xff ? Number.NaN : value
    }
    case 1: {
      const value = view.getInt8(at)
      return value === 0x7f ? Number.NaN : value
    }
    case 3: {
      const value = view.getInt16(at, littleEndian)
      return value === 0x7fff ? Number.NaN : value
    }
    case 4: {
      const value = view.getUint16(at, littleEndian)
      return value === 0xffff ? Number.NaN : value
    }
    case 5: {
      const value = view.getInt32(at, littleEndian)
      return value === 0x7fffffff ? Number.NaN : value
    }
    case 6: {
      const value = view.getUint32(at, littleEndian)
      return value === 0xffffffff ? Number.NaN : value
    }
    case 8:
      return finite(view.getFloat32(at, littleEndian))
    case 9:
      return finite(view.getFloat64(at, littleEndian))
    case 10:
      return view.getUint8(at) || Number.NaN
    case 11:
      return view.getUint16(at, littleEndian) || Number.NaN
    case 12:
      return view.getUint32(at, littleEndian) || Number.NaN
    default:
      return Number.NaN
  }
}

/** A float without end is no measurement. */
const finite = (value: number): number => (Number.isFinite(value) ? value : Number.NaN)

/** Bytes of one element of a base type; 1 for types we do not know. */
export const fitWidth = (baseType: number): number => WIDTHS[baseType] ?? 1

/** First element of a field as a number; NaN when absent, invalid, of another kind or shorter than its type. */
export function fieldNumber(message: FitMessage, number: number): number {
  const { definition, view, start } = message
  for (const field of definition.fields) {
    if (field.number !== number) continue
    if (field.size < fitWidth(field.baseType)) return Number.NaN
    return readFitNumber(view, start + field.offset, field.baseType, definition.littleEndian)
  }
  return Number.NaN
}

/** A text field; null when absent or empty. */
export function fieldText(message: FitMessage, number: number): string | null {
  const { definition, view, start } = message
  for (const field of definition.fields) {
    if (field.number !== number || field.baseType !== STRING_TYPE) continue
    const text = decodeUtf8(new Uint8Array(view.buffer, view.byteOffset + start + field.offset, field.size)).trim()
    return text === '' ? null : text
  }
  return null
}
