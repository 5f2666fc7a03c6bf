import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assign, type Gains } from './assignment.ts'

const worth = (gains: Gains, chosen: readonly (number | null)[]): number =>
  chosen.reduce<number>((sum, column, row) => sum + (column === null ? 0 : gains[row]![column]!), 0)

/** Every pairing there is. */
function bestByTrying(gains: Gains, row = 0, used: readonly number[] = []): number {
  if (row === gains.length) return 0
  let best = bestByTrying(gains, row + 1, used)
  for (const [column, gain] of gains[row]!.entries())
    if (gain !== null && !used.includes(column))
      best = Math.max(best, gain + bestByTrying(gains, row + 1, [...used, column]))
  return best
}

describe('S9.1 assignment', () => {
  it('is the best of all pairings, each column once, and leaves impossible pairs alone', () => {
    const arbitraryGains = fc
      .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }))
      .chain(([rows, columns]) =>
        fc.array(fc.array(fc.option(fc.integer({ min: 1, max: 1000 })), { minLength: columns, maxLength: columns }), {
          minLength: rows,
          maxLength: rows,
        }),
      )
    fc.assert(
      fc.property(arbitraryGains, (gains) => {
        const chosen = assign(gains)
        const columns = chosen.filter((column) => column !== null)
        expect(new Set(columns).size).toBe(columns.length)
        for (const [row, column] of chosen.entries()) if (column !== null) expect(gains[row]![column]).not.toBeNull()
        expect(worth(gains, chosen)).toBe(bestByTrying(gains))
      }),
    )
  })
  it('takes nothing for an answer', () => {
    expect(assign([])).toEqual([])
    expect(assign([[], []])).toEqual([null, null])
  })
})
