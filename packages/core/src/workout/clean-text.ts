/**
 * A text from outside, fit to be stored and written to any format: well-formed, NFC, no tags, no control characters but
 * tab and line break, no marks that turn the direction of text, trimmed, at most `most` characters. Idempotent.
 */
export function cleanText(text: string, most: number): string {
  let current = text.slice(0, most * 4 + 1000)
  // taking one thing out can bring another together ("<<b>b>"); every pass shortens the text, so this ends
  for (let previous: string | null = null; current !== previous;) {
    previous = current
    current = cleanOnce(current, most)
  }
  return current
}

/** The same in one line, for names and messages. */
export function cleanLine(text: string, most: number): string {
  return cleanText(text.replace(/\s+/g, ' '), most)
}

function cleanOnce(text: string, most: number): string {
  const plain = text
    .toWellFormed()
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/<\/?[a-zA-Z][^<>]{0,500}>/g, '')
    .replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069\uFEFF\uFFFE\uFFFF]/gu, (mark) =>
      mark === '\n' || mark === '\t' ? mark : '',
    )
    .trim()
  return plain.length <= most ? plain : cutWhole(plain, most)
}

/** Cuts without leaving half a surrogate pair. */
function cutWhole(text: string, most: number): string {
  const last = text.charCodeAt(most - 1)
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? most - 1 : most).trimEnd()
}
