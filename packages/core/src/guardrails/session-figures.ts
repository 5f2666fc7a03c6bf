import type { ThresholdSet } from '../athlete/thresholds.ts'
import type { Awp } from '../workout/awp.ts'
import { domainSeconds, type DomainSeconds } from '../workout/intensity.ts'
import { workoutTotals, type WorkoutTotals } from '../workout/totals.ts'
import { qualitySeconds, type QualitySeconds } from './quality.ts'

/** What the rules read off a workout's steps. */
export interface SessionFigures {
  readonly totals: WorkoutTotals
  /** Planned time in LOW, MID and HIGH. */
  readonly domains: DomainSeconds
  /** Planned time at Daniels' paces. */
  readonly quality: QualitySeconds
}

// A workout is never changed in place (design.md law 3), so what its steps add up to is computed once. While a card is
// dragged the same workouts are reviewed again and again.
const known = new WeakMap<Awp, SessionFigures>()

/** Totals, domains and paces of a workout by its own references, computed once for each object. */
export function sessionFigures(awp: Awp): SessionFigures {
  const before = known.get(awp)
  if (before) return before
  const figures = computeFigures(awp)
  known.set(awp, figures)
  return figures
}

/** The same with the thresholds of the session's day, for a workout without references of its own. */
export const figuresWith = (awp: Awp, thresholds: ThresholdSet): SessionFigures => computeFigures(awp, thresholds)

const computeFigures = (awp: Awp, thresholds?: ThresholdSet): SessionFigures => ({
  totals: workoutTotals(awp, thresholds),
  domains: domainSeconds(awp, thresholds),
  quality: qualitySeconds(awp, thresholds),
})
