/**
 * UTF-8 bytes to text up to the first NUL; broken sequences become U+FFFD. Written out because this package sees
 * neither the DOM's nor Node's TextDecoder (design.md §3). Devices leave strings without an end and with stray bytes.
 */
export function decodeUtf8(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length;) {
    const lead = bytes[at] as number
    if (lead === 0) break
    const size =
      lead < 0x80
        ? 1
        : lead >= 0xc2 && lead < 0xe0
          ? 2
          : lead >= 0xe0 && lead < 0xf0
            ? 3
            : lead >= 0xf0 && lead < 0xf5
              ? 4
              : 0
    if (size === 1) {
      text += String.fromCharCode(lead)
      at += 1
      continue
    }
    let point = size === 2 ? lead & 0x1f : size === 3 ? lead & 0x0f : lead & 0x07
    let taken = 1
    while (taken < size) {
      const next = bytes[at + taken]
      if (next === undefined || (next & 0xc0) !== 0x80) break
      point = (point << 6) | (next & 0x3f)
      taken += 1
    }
    const whole = size > 0 && taken === size
    const overlong = (size === 3 && point < 0x800) || (size === 4 && point < 0x10000)
    const legal = whole && !overlong && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff)
    text += legal ? String.fromCodePoint(point) : '\uFFFD'
    at += legal ? size : 1
  }
  return text
}
