/** A table of text cells under its header. */
export interface CsvTable {
  /** Names of the columns, without blanks around them. */
  readonly header: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** Rows that were left out because there were more than {@link MOST_ROWS}. */
  readonly leftOut: number
}

/** Two mornings a day for fifty years; more is no diary. */
const MOST_ROWS = 40_000
/** No export has so many columns; a line of commas alone is no table. */
const MOST_COLUMNS = 400

/**
 * Comma-separated text → cells (RFC 4180): quotes, doubled quotes in them, line ends in them; lines end in CR, LF or both,
 * blanks around cells fall away. Null when the first line is no header of at least two columns.
 */
export function readCsv(text: string): CsvTable | null {
  let leftOut = 0
  const lines: string[][] = []
  for (const cells of csvLines(text.replace(/^\uFEFF/, ''))) {
    if (cells.every((cell) => cell === '')) continue
    if (lines.length > MOST_ROWS) leftOut += 1
    else lines.push(cells)
  }
  const [header, ...rows] = lines
  if (!header || header.length < 2 || header.length > MOST_COLUMNS) return null
  return { header, rows, leftOut }
}

function* csvLines(text: string): Generator<string[]> {
  let cells: string[] = []
  let cell = ''
  let isQuoted = false
  const take = (): void => {
    cells.push(cell.trim())
    cell = ''
  }
  for (let at = 0; at < text.length; at++) {
    const character = text[at]
    if (isQuoted) {
      if (character !== '"') cell += character
      else if (text[at + 1] === '"') cell += text[++at]
      else isQuoted = false
    } else if (character === '"' && cell.trim() === '') {
      isQuoted = true
      cell = ''
    } else if (character === ',') take()
    else if (character === '\n' || character === '\r') {
      take()
      yield cells
      cells = []
    } else cell += character
  }
  take()
  yield cells
}
