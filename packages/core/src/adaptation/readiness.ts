import type { WellnessDay } from '../evidence/wellness-day.ts'
import type { Reason } from '../plan/plan.ts'
import type { LocalDate } from '../time/local-date.ts'
import { hrvSignal } from './hrv-signal.ts'
import { Mornings } from './readiness-baseline.ts'
import { restingHrSignal } from './resting-hr-signal.ts'
import { sleepSignal, subjectiveSignal } from './morning-signals.ts'

/** GREEN nothing speaks against the day; UNKNOWN nothing is known, which is no green. */
export type ReadinessLevel = 'GREEN' | 'AMBER' | 'RED' | 'UNKNOWN'

export const SIGNALS = ['hrv', 'restingHr', 'sleep', 'subjective'] as const
export type SignalKind = (typeof SIGNALS)[number]

/** One thing that was looked at: what it was held against, and what came of it. */
export interface ReadinessSignal {
  readonly kind: SignalKind
  readonly level: ReadinessLevel
  /** What was found, with the figures behind it: value and limit, or how many mornings are missing. */
  readonly reason: Reason
}

/** How ready somebody is on a day, each figure with where it comes from. Plain JSON. */
export interface Readiness {
  readonly day: LocalDate
  readonly level: ReadinessLevel
  readonly signals: readonly ReadinessSignal[]
}

/**
 * How ready an athlete is on `today` (science.md S8.6): HRV and resting heart rate against their own 60 days, sleep, and
 * what they say of themselves. One RED or two AMBER are RED. What is not known speaks neither way.
 *
 * @param days Mornings in any order; those before today's 69 days and after today are not looked at.
 * @param sickDays Days of an illness: left out of what is usual, as are days marked sick themselves.
 */
export function readinessOn(
  days: readonly WellnessDay[],
  today: LocalDate,
  sickDays: readonly LocalDate[] = [],
): Readiness {
  const mornings = new Mornings(days, sickDays)
  const signals = [
    hrvSignal(mornings, today),
    restingHrSignal(mornings, today),
    sleepSignal(mornings, today),
    subjectiveSignal(mornings, today),
  ]
  return { day: today, level: levelOf(signals), signals }
}

/** Any two AMBER are RED (science.md S8.6). */
function levelOf(signals: readonly ReadinessSignal[]): ReadinessLevel {
  const count = (level: ReadinessLevel): number => signals.filter((signal) => signal.level === level).length
  if (count('RED') > 0 || count('AMBER') >= 2) return 'RED'
  if (count('AMBER') > 0) return 'AMBER'
  return count('GREEN') > 0 ? 'GREEN' : 'UNKNOWN'
}
