import { randomBytes } from 'node:crypto'

const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyz'

/** A text id of 24 lower-case letters and digits (124 bits): fit for a URL and for any table. */
export function createId(): string {
  let id = ''
  // 252 = 7 × 36: bytes above it would favour the first letters.
  while (id.length < 24) for (const byte of randomBytes(32)) if (byte < 252 && id.length < 24) id += ALPHABET[byte % 36]
  return id
}
