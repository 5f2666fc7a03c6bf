import { TextDecoder } from 'node:util'

/** What a file is by its first bytes; its name is not asked. */
export type FileKind = 'empty' | 'fit' | 'gzip' | 'zip' | 'tcx' | 'gpx' | 'zwo' | 'xml' | 'json' | 'unknown'

const HEAD_BYTES = 8192
const BLANK = new Set([0x20, 0x09, 0x0a, 0x0d, 0x0b, 0x0c, 0xef, 0xbb, 0xbf, 0x00, 0xff, 0xfe])
const ROOTS: Readonly<Record<string, FileKind>> = {
  trainingcenterdatabase: 'tcx',
  gpx: 'gpx',
  workout_file: 'zwo',
}

/** Recognises a file by content: magic numbers for FIT, gzip and zip, the root element for XML, a brace for JSON. */
export function sniffFile(bytes: Uint8Array): FileKind {
  if (bytes.length === 0) return 'empty'
  if (bytes[8] === 0x2e && bytes[9] === 0x46 && bytes[10] === 0x49 && bytes[11] === 0x54) return 'fit'
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return 'gzip'
  if (bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 0x03 || bytes[2] === 0x05)) return 'zip'
  let at = 0
  while (at < bytes.length && BLANK.has(bytes[at] as number)) at += 1
  if (at === bytes.length) return 'empty'
  const head = bytes.subarray(at, at + HEAD_BYTES)
  const first = head[0]
  if (first === 0x7b || first === 0x5b) return 'json'
  if (first !== 0x3c) return 'unknown'
  const text = decodeHead(head)
  const root = /<(?![?!])(?:[\w.-]+:)?([\w.-]+)/.exec(text.replace(/<!--[\s\S]*?(?:-->|$)/g, ''))?.[1]?.toLowerCase()
  return root === undefined ? 'xml' : (ROOTS[root] ?? 'xml')
}

/** ASCII of the head; NULs out, so that UTF-16 shows its names too. */
const decodeHead = (head: Uint8Array): string => Buffer.from(head).toString('latin1').replaceAll('\0', '')

/** XML bytes → text: by byte-order mark, then by the declaration, else UTF-8. Broken bytes become U+FFFD. */
export function decodeXmlText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  const declared = /^[^<]*<\?xml[^>]*encoding\s*=\s*["']([\w.:-]+)["']/.exec(decodeHead(bytes.subarray(0, 256)))?.[1]
  return decoderFor(declared ?? 'utf-8').decode(bytes)
}

function decoderFor(label: string): TextDecoder {
  try {
    return new TextDecoder(label)
  } catch (error) {
    // An encoding nobody knows: UTF-8 shows at least the ASCII, which is all that the numbers need.
    if (error instanceof RangeError) return new TextDecoder('utf-8')
    throw error
  }
}
