import { fitCrc } from './fit-crc.ts'

/** Base types we write: `[number, bytes]` (integrations.md §3, binary layout). */
export const FIT_TYPE = {
  enum: 0x00,
  sint8: 0x01,
  uint8: 0x02,
  string: 0x07,
  sint32: 0x85,
  uint16: 0x84,
  uint32: 0x86,
  uint32z: 0x8c,
} as const
export type FitTypeName = keyof typeof FIT_TYPE

const SIZES: Readonly<Record<Exclude<FitTypeName, 'string'>, number>> = {
  enum: 1,
  sint8: 1,
  uint8: 1,
  sint32: 4,
  uint16: 2,
  uint32: 4,
  uint32z: 4,
}
const INVALID: Readonly<Record<Exclude<FitTypeName, 'string'>, number>> = {
  enum: 0xff,
  sint8: 0x7f,
  uint8: 0xff,
  sint32: 0x7fffffff,
  uint16: 0xffff,
  uint32: 0xffffffff,
  uint32z: 0,
}
const RANGES: Readonly<Record<Exclude<FitTypeName, 'string'>, readonly [low: number, high: number]>> = {
  enum: [0, 0xfe],
  sint8: [-128, 0x7e],
  uint8: [0, 0xfe],
  sint32: [-0x80000000, 0x7ffffffe],
  uint16: [0, 0xfffe],
  uint32: [0, 0xfffffffe],
  uint32z: [1, 0xffffffff],
}

/** One field of a message layout; `bytes` is the fixed room of a string, its final NUL included. */
export interface FitFieldLayout {
  readonly number: number
  readonly type: FitTypeName
  readonly bytes?: number
}
/** The layout of one message, written once and then followed by its data. */
export interface FitLayout {
  readonly message: number
  readonly fields: readonly FitFieldLayout[]
}
export type FitValue = number | string | null

/**
 * Writes a FIT file byte by byte: definitions on first use, data, sizes and both checksums. Values are raw (already
 * scaled); null is FIT's "invalid"; a number outside its type throws, because the protocol would wrap it silently.
 */
export class FitWriter {
  #bytes: Uint8Array = new Uint8Array(4096)
  #view = new DataView(this.#bytes.buffer)
  #length = 14
  #layouts: FitLayout[] = []

  /** Appends one data message; `values` stand in the order of the layout's fields. */
  write(layout: FitLayout, values: readonly FitValue[]): void {
    let local = this.#layouts.indexOf(layout)
    if (local < 0) {
      if (this.#layouts.length === 16) throw new RangeError('A FIT file has room for 16 layouts at a time')
      local = this.#layouts.push(layout) - 1
      this.#define(local, layout)
    }
    this.#byte(local)
    for (const [index, field] of layout.fields.entries()) this.#value(field, values[index] ?? null)
  }

  /** The finished file. */
  close(): Uint8Array {
    const view = this.#view
    view.setUint8(0, 14)
    view.setUint8(1, 0x20)
    view.setUint16(2, 2132, true)
    view.setUint32(4, this.#length - 14, true)
    for (const [index, letter] of [0x2e, 0x46, 0x49, 0x54].entries()) view.setUint8(8 + index, letter)
    view.setUint16(12, fitCrc(this.#bytes, 0, 12), true)
    const crc = fitCrc(this.#bytes, 0, this.#length)
    this.#number(crc, 2)
    return this.#bytes.slice(0, this.#length)
  }

  #define(local: number, layout: FitLayout): void {
    this.#byte(0x40 | local)
    this.#byte(0)
    this.#byte(0)
    this.#number(layout.message, 2)
    this.#byte(layout.fields.length)
    for (const field of layout.fields) {
      this.#byte(field.number)
      this.#byte(sizeOf(field))
      this.#byte(FIT_TYPE[field.type])
    }
  }

  #value(field: FitFieldLayout, value: FitValue): void {
    if (field.type === 'string') {
      const room = sizeOf(field)
      const text = textBytes(typeof value === 'string' ? value : '', room - 1)
      for (let at = 0; at < room; at++) this.#byte(text[at] ?? 0)
      return
    }
    const [low, high] = RANGES[field.type]
    if (typeof value === 'string') throw new TypeError(`Field ${field.number} is a number`)
    if (value !== null && !(value >= low && value <= high)) {
      throw new RangeError(`Field ${field.number}: ${value} does not fit ${field.type}`)
    }
    this.#number(value === null ? INVALID[field.type] : Math.round(value), SIZES[field.type])
  }

  #byte(value: number): void {
    this.#number(value, 1)
  }

  #number(value: number, size: number): void {
    if (this.#length + size > this.#bytes.length) {
      const larger = new Uint8Array(this.#bytes.length * 2)
      larger.set(this.#bytes)
      this.#bytes = larger
      this.#view = new DataView(larger.buffer)
    }
    if (size === 1) this.#view.setUint8(this.#length, value)
    else if (size === 2) this.#view.setUint16(this.#length, value, true)
    else this.#view.setUint32(this.#length, value >>> 0, true)
    this.#length += size
  }
}

const sizeOf = (field: FitFieldLayout): number => (field.type === 'string' ? (field.bytes ?? 16) : SIZES[field.type])

/** UTF-8 bytes of a text, at most `room`, cut between code points. */
function textBytes(text: string, room: number): number[] {
  const bytes: number[] = []
  for (const letter of text) {
    const point = letter.codePointAt(0) as number
    const size = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
    if (bytes.length + size > room) break
    if (size === 1) bytes.push(point)
    else {
      const lead = size === 2 ? 0xc0 : size === 3 ? 0xe0 : 0xf0
      bytes.push(lead | (point >> (6 * (size - 1))))
      for (let shift = 6 * (size - 2); shift >= 0; shift -= 6) bytes.push(0x80 | ((point >> shift) & 0x3f))
    }
  }
  return bytes
}
