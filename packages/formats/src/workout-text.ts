import { utf8PointAt, utf8Size } from './utf8-point.ts'

/** Text ⇄ bytes for workout files. */
export interface DecodedText {
  readonly text: string
  /** `windows-1252` is the guess for bytes that are not UTF-8, as in hand-made files of the 2010s. */
  readonly encoding: 'utf-8' | 'utf-16' | 'windows-1252'
}

/** Bytes of a text file in the encoding they seem to have; never fails. */
export function decodeText(bytes: Uint8Array): DecodedText {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: decodeUtf16(bytes, true), encoding: 'utf-16' }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { text: decodeUtf16(bytes, false), encoding: 'utf-16' }
  const text = decodeStrictUtf8(bytes)
  return text === null
    ? { text: decodeWindows1252(bytes), encoding: 'windows-1252' }
    : { text: text.replace(/^\uFEFF/, ''), encoding: 'utf-8' }
}

/** UTF-8 bytes of a text; half surrogate pairs become U+FFFD. */
export function encodeUtf8(text: string): Uint8Array {
  const bytes: number[] = []
  for (const character of text.toWellFormed()) {
    const point = character.codePointAt(0) ?? 0
    if (point < 0x80) bytes.push(point)
    else if (point < 0x800) bytes.push(0xc0 | (point >> 6), 0x80 | (point & 0x3f))
    else if (point < 0x10000) bytes.push(0xe0 | (point >> 12), 0x80 | ((point >> 6) & 0x3f), 0x80 | (point & 0x3f))
    else {
      bytes.push(
        0xf0 | (point >> 18),
        0x80 | ((point >> 12) & 0x3f),
        0x80 | ((point >> 6) & 0x3f),
        0x80 | (point & 0x3f),
      )
    }
  }
  return Uint8Array.from(bytes)
}

/** Letters without their marks, quotes and dashes of ASCII, `?` for the rest: for screens that show only ASCII. */
export function foldToAscii(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[‘’‚]/g, "'")
    .replace(/[“”„]/g, '"')
    .replace(/[‐-―−]/g, '-')
    .replace(/[×]/g, 'x')
    .replace(/…/g, '...')
    .replace(/[^\x20-\x7e\n\t]+/g, '?')
}

function decodeStrictUtf8(bytes: Uint8Array): string | null {
  const parts: string[] = []
  let codes: number[] = []
  for (let at = 0; at < bytes.length;) {
    const point = utf8PointAt(bytes, at)
    if (point < 0) return null
    codes.push(point)
    if (codes.length === 8192) {
      parts.push(String.fromCodePoint(...codes))
      codes = []
    }
    at += utf8Size(point)
  }
  return parts.join('') + String.fromCodePoint(...codes)
}

function decodeUtf16(bytes: Uint8Array, littleEndian: boolean): string {
  const units: string[] = []
  for (let at = 2; at + 1 < bytes.length; at += 2) {
    const [first, second] = [bytes[at]!, bytes[at + 1]!]
    units.push(String.fromCharCode(littleEndian ? first | (second << 8) : (first << 8) | second))
  }
  return units.join('').toWellFormed()
}

/** 0x80–0x9F of windows-1252; the rest equals Latin-1. */
const WINDOWS_1252 =
  '\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178'

function decodeWindows1252(bytes: Uint8Array): string {
  const parts: string[] = []
  for (const byte of bytes) {
    parts.push(byte >= 0x80 && byte <= 0x9f ? WINDOWS_1252[byte - 0x80]! : String.fromCharCode(byte))
  }
  return parts.join('')
}
