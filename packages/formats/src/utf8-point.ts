/**
 * The code point of the UTF-8 sequence that begins at `at`, or −1 where none does (RFC 3629: no overlong forms, no
 * surrogates, nothing above U+10FFFF). Written out because this package sees neither the DOM's nor Node's TextDecoder
 * (design.md §3).
 */
export function utf8PointAt(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0x80
  if (lead < 0x80) return lead
  const size = lead >= 0xc2 && lead < 0xe0 ? 2 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xf0 && lead < 0xf5 ? 4 : 0
  if (size === 0) return -1
  let point = lead & (0xff >> (size + 1))
  for (let taken = 1; taken < size; taken++) {
    const next = bytes[at + taken]
    if (next === undefined || (next & 0xc0) !== 0x80) return -1
    point = (point << 6) | (next & 0x3f)
  }
  const isOverlong = (size === 3 && point < 0x800) || (size === 4 && point < 0x10000)
  const isSurrogate = point >= 0xd800 && point <= 0xdfff
  return isOverlong || isSurrogate || point > 0x10ffff ? -1 : point
}

/** How many bytes a code point takes. */
export const utf8Size = (point: number): number => (point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4)
