/** FIT's CRC-16, nibble table (integrations.md §3, binary layout). */
const NIBBLES = [
  0x0000, 0xcc01, 0xd801, 0x1400, 0xf001, 0x3c00, 0x2800, 0xe401, 0xa001, 0x6c00, 0x7800, 0xb401, 0x5000, 0x9c01,
  0x8801, 0x4400,
] as const

/** The same polynomial a byte at a time, made from the nibble table once: twice as fast on long files. */
const BYTES = Uint16Array.from({ length: 256 }, (_, byte) => step(step(0, byte & 0xf), byte >> 4))

function step(crc: number, nibble: number): number {
  return ((crc >> 4) & 0x0fff) ^ (NIBBLES[crc & 0xf] as number) ^ (NIBBLES[nibble] as number)
}

/** CRC over bytes [from, to). */
export function fitCrc(bytes: Uint8Array, from = 0, to = bytes.length): number {
  let crc = 0
  for (let at = from; at < to; at++) {
    crc = (crc >> 8) ^ (BYTES[(crc ^ (bytes[at] as number)) & 0xff] as number)
  }
  return crc
}
