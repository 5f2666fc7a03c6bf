/** A length, distance or load that was really told: finite and above zero; else null. Files tell NaN, zero and less. */
export const amountOf = (value: number | null): number | null =>
  value !== null && Number.isFinite(value) && value > 0 ? value : null

/** Sum of what was told; null when nothing was. */
export function sumOf(values: readonly (number | null)[]): number | null {
  let sum: number | null = null
  for (const value of values) {
    const amount = amountOf(value)
    if (amount !== null) sum = (sum ?? 0) + amount
  }
  return sum
}
