import { zoneIndex, zoneLadder, type Zone } from './zone.ts'

/**
 * Run zones as fractions of threshold **speed** (T pace), half-open bins: lower bounds of Z2 … Z7 [P]. Each bound lies
 * between two anchors of science.md §11 (VDOT 50: E_slow .755, E_fast .83, M .94, HM .98, T 1.00, 10K 1.03, I 1.087,
 * R 1.16, strides 1.22): .755 is E_slow itself; .87 between E_fast and M (easy ends below S0.4's LOW/MID line of .90);
 * .955 between M and HM; 1.03 is 10K pace, just above S0.4's HIGH line of 1.02; 1.12 between I and R; 1.25 above strides.
 * The drawn workout graph uses the same numbers.
 */
export const PACE_ZONE_BOUNDS = [0.755, 0.87, 0.955, 1.03, 1.12, 1.25] as const

/** Zones Z1–Z7, named as runners name them. */
export const PACE_ZONES: readonly Zone[] = zoneLadder(PACE_ZONE_BOUNDS, [
  'Recovery',
  'Easy',
  'Steady',
  'Threshold',
  'Interval',
  'Repetition',
  'Sprint',
])

/** Zone 1–7 of a fraction of threshold speed. */
export const paceZoneOf = (fraction: number): number => zoneIndex(PACE_ZONE_BOUNDS, fraction)
