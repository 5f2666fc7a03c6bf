/** What pairing row i with column j is worth, above zero; null where they may not pair. */
export type Gains = readonly (readonly (number | null)[])[]

/**
 * The pairing with the greatest sum: for each row its column, or null. Exact (Hungarian method with potentials, O(rows² ·
 * columns)); a row may stay alone, a column takes one row at most. Deterministic for the same matrix.
 */
export function assign(gains: Gains): (number | null)[] {
  const rows = gains.length
  const real = rows === 0 ? 0 : gains[0]!.length
  // every row has a column of its own that is worth nothing: to stay alone
  const columns = real + rows
  const cost = (row: number, column: number): number =>
    column < real
      ? -(gains[row]![column] ?? Number.NEGATIVE_INFINITY)
      : column - real === row
        ? 0
        : Number.POSITIVE_INFINITY
  const rowOf = new Int32Array(columns + 1).fill(-1)
  const rowPotential = new Float64Array(rows)
  const columnPotential = new Float64Array(columns + 1)
  for (let row = 0; row < rows; row++) {
    let column = columns
    rowOf[column] = row
    const least = new Float64Array(columns).fill(Number.POSITIVE_INFINITY)
    const from = new Int32Array(columns).fill(-1)
    const isSeen = new Uint8Array(columns + 1)
    do {
      isSeen[column] = 1
      const current = rowOf[column]!
      let [delta, next] = [Number.POSITIVE_INFINITY, -1]
      for (let other = 0; other < columns; other++) {
        if (isSeen[other]) continue
        const reduced = cost(current, other) - rowPotential[current]! - columnPotential[other]!
        if (reduced < least[other]!) {
          least[other] = reduced
          from[other] = column
        }
        if (least[other]! < delta) {
          delta = least[other]!
          next = other
        }
      }
      for (let other = 0; other <= columns; other++) {
        if (isSeen[other]) {
          rowPotential[rowOf[other]!]! += delta
          columnPotential[other]! -= delta
        } else if (other < columns) least[other]! -= delta
      }
      column = next
    } while (rowOf[column] !== -1)
    while (column !== columns) {
      const previous = from[column]!
      rowOf[column] = rowOf[previous]!
      column = previous
    }
  }
  const chosen: (number | null)[] = Array.from({ length: rows }, () => null)
  for (let column = 0; column < real; column++) if (rowOf[column]! >= 0) chosen[rowOf[column]!] = column
  return chosen
}
