/** No session has less than this of anything, nor more: three decades in seconds, a million kilometres. */
const AMOUNT = { min: 1e-6, max: 1e9 } as const

/** A length, distance or load that was really told; else null. Files tell NaN, zero, less, and numbers beyond all measure. */
export const amountOf = (value: number | null): number | null =>
  value !== null && value >= AMOUNT.min && value <= AMOUNT.max ? value : null

/** Sum of what was told; null when nothing was. */
export function sumOf(values: readonly (number | null)[]): number | null {
  let sum: number | null = null
  for (const value of values) {
    const amount = amountOf(value)
    if (amount !== null) sum = (sum ?? 0) + amount
  }
  return sum
}
