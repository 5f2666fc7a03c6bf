/** Floating dust far below any unit we show: 1.005 × 100 is 100.49999999999999, and means 100.5. */
const DUST = 1e-9

/**
 * Rounds half away from zero, for display only (science.md S0.2): 148.5 → 149, −2.5 → −3. `digits` after the point.
 * Full precision is kept inside; never store a rounded value.
 */
export function roundHalfAway(value: number, digits = 0): number {
  const scale = 10 ** digits
  const magnitude = Math.floor(Math.abs(value) * scale + 0.5 + DUST) / scale
  return value < 0 && magnitude !== 0 ? -magnitude : magnitude
}
