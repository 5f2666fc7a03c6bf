import type { Level } from '../athlete/sport.ts'
import type { Threshold } from '../athlete/thresholds.ts'
import type { TrainingHistory } from '../evidence/history.ts'
import type { CourseDemand } from '../library/course-emphasis.ts'
import type { Measured } from '../result/measured.ts'
import type { LocalDate } from '../time/local-date.ts'
import type { Goal } from './goal.ts'
import { assessRideTarget } from './ride-target.ts'
import { assessRunTarget } from './run-target.ts'

/** How far what is wished for race day lies from today's form, and what the weeks until then can bring (science.md S7.1 G16). */
export interface RaceTarget {
  /** Seconds of a run; mean watts of a ride, also where its time was wished for over a course. */
  readonly unit: 's' | 'W'
  readonly wished: number
  /** What measured form gives today (science.md S1.3, S1.10, S10.4). */
  readonly current: number
  /** Share of time the wish takes off that, or of power it adds; below 0 it asks for less than today's form. */
  readonly improvement: number
  /** Shares that are warned of and refused. */
  readonly softShare: number
  readonly hardShare: number
  readonly verdict: 'green' | 'amber' | 'red'
  /** What to plan for: what was wished where it can be reached, else the most the weeks can bring. */
  readonly honest: Pick<Goal, 'targetTimeS' | 'targetPowerW'>
  readonly text: string
}

export interface TargetInput {
  readonly goal: Goal
  readonly today: LocalDate
  readonly level: Level
  readonly thresholds: readonly Threshold[]
  readonly history: TrainingHistory
  /** What the course takes; absent without one. */
  readonly course?: CourseDemand | undefined
  /** Whole weeks until the race. */
  readonly weeks: number
}

/** True when a time or, for a ride, a power is wished for on race day. A criterium's time is how long it is ridden, no wish. */
export const hasWish = ({ kind, sport, targetTimeS, targetPowerW }: Goal): boolean =>
  kind !== 'GENERAL_FITNESS' &&
  ((targetTimeS !== undefined && kind !== 'CRIT') || (sport === 'ride' && targetPowerW !== undefined))

/**
 * Judges what is wished for race day (G16); null without a wish. Unknown with its reason where nothing measured says what
 * the athlete can do today: form is never assumed.
 */
export function assessRaceTarget(input: TargetInput): Measured<RaceTarget> | null {
  if (!hasWish(input.goal)) return null
  return input.goal.sport === 'run' ? assessRunTarget(input) : assessRideTarget(input)
}
