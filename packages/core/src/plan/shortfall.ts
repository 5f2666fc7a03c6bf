import type { Feasibility } from './feasibility.ts'

/** What a plan reaches before its taper and what its goal asks for, in metres or minutes (science.md S5.5). */
export interface Shortfall {
  readonly unit: 'm' | 'min'
  readonly peak: number
  readonly needed: number
  readonly longest: number
  readonly neededLong: number
}

/** The verdict once the plan is written: one that stays below what the goal asks for is no green light, and says by how much (G15). */
export function withShortfall(feasibility: Feasibility, shortfall: Shortfall | null): Feasibility {
  if (shortfall === null || feasibility.verdict === 'red') return feasibility
  const { unit, peak, needed, longest, neededLong } = shortfall
  const amount = (value: number): string =>
    unit === 'm' ? `${Math.round(value / 1000)} km` : value < 120 ? `${Math.round(value)} min` : hoursText(value)
  const parts = [
    ...(peak < needed ? [`its biggest week ${amount(peak)} of ${amount(needed)}`] : []),
    ...(longest < neededLong ? [`its longest session ${amount(longest)} of ${amount(neededLong)}`] : []),
  ]
  const arithmetic = `On your days the plan reaches less than this goal usually asks for: ${parts.join(' and ')}.`
  return {
    ...feasibility,
    verdict: 'amber',
    facts: { ...feasibility.facts, ...shortfall },
    text: `${feasibility.text} ${arithmetic}${feasibility.verdict === 'green' ? ' The aim is to finish well.' : ''}`,
  }
}

const hoursText = (minutes: number): string => `${Math.round(minutes / 6) / 10} h`
