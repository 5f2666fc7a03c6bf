import { amountOf } from './amount.ts'

/** Colour of what was done of a planned session (science.md S9.3); grey and blue are told by the day, not by a number. */
export type ComplianceColour = 'GREEN' | 'YELLOW' | 'ORANGE' | 'RED'
export type DayColour = ComplianceColour | 'GREY' | 'BLUE'

/** Actual as a percentage of planned (science.md S9.2); null when either is unknown. */
export function compliancePercent(actual: number | null, planned: number | null): number | null {
  const wanted = amountOf(planned)
  return actual === null || wanted === null || !Number.isFinite(actual) ? null : (100 * actual) / wanted
}

/** Colour of a percentage (science.md S9.3). */
export function complianceColour(percent: number): ComplianceColour {
  if (!(percent > 0)) return 'RED'
  if (percent >= 80 && percent <= 120) return 'GREEN'
  return percent >= 50 && percent <= 150 ? 'YELLOW' : 'ORANGE'
}
