import { utf8PointAt, utf8Size } from '../utf8-point.ts'

/**
 * UTF-8 bytes to text up to the first NUL; broken sequences become U+FFFD. Devices leave strings without an end and with
 * stray bytes.
 */
export function decodeUtf8(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length && bytes[at] !== 0;) {
    const point = utf8PointAt(bytes, at)
    text += point < 0 ? '\uFFFD' : String.fromCodePoint(point)
    at += point < 0 ? 1 : utf8Size(point)
  }
  return text
}
