/**
 * A text from outside, fit to be stored and written to any format: well-formed, NFC, no tags, no control characters but
 * tab and line break, no marks that turn the direction of text, trimmed, at most `most` characters. Idempotent.
 */
export function cleanText(text: string, most: number): string {
  let current = text.slice(0, most * 4 + 1000)
  // cutting and trimming can bring forth one more thing to trim; every pass shortens the text, so this ends
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
  const printable = text
    .toWellFormed()
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069\uFEFF\uFFFE\uFFFF]/gu, (mark) =>
      mark === '\n' || mark === '\t' ? mark : '',
    )
  const plain = withoutTags(printable).trim()
  return plain.length <= most ? plain : cutWhole(plain, most)
}

/** A tag is this long at most; a `<` and a `>` farther apart are signs of their own. */
const TAG_MAX = 502
const TAG_START = /^<\/?[a-zA-Z]/

/**
 * The text without tags, also those that come together when an inner one is taken out (`<<b>b>`). One walk with a stack of
 * open `<`: nested tags by the thousand cost no more than the text is long.
 */
function withoutTags(text: string): string {
  if (!text.includes('<')) return text
  const kept: string[] = []
  const opens: number[] = []
  for (const character of text) {
    kept.push(character)
    if (character === '<') opens.push(kept.length - 1)
    if (character !== '>') continue
    const open = opens.pop()
    const isTag =
      open !== undefined && kept.length - 1 - open <= TAG_MAX + 1 && TAG_START.test(kept.slice(open, open + 3).join(''))
    if (isTag) kept.length = open
    // a `>` that stays closes nothing, and nothing before it can be closed any more
    else opens.length = 0
  }
  return kept.join('')
}

/** Cuts without leaving half a surrogate pair. */
function cutWhole(text: string, most: number): string {
  const last = text.charCodeAt(most - 1)
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? most - 1 : most).trimEnd()
}
