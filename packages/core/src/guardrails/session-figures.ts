import type { Awp } from '../workout/awp.ts'
import { hardMinutes } from '../workout/intensity.ts'
import { workoutTotals, type WorkoutTotals } from '../workout/totals.ts'

/** What the rules read off a workout's steps, by its own references. */
export interface SessionFigures {
  readonly totals: WorkoutTotals
  /** Planned minutes in MID and HIGH. */
  readonly hardMinutes: number
}

// A workout is never changed in place (design.md law 3), so what its steps add up to is computed once. While a card is
// dragged the same workouts are reviewed again and again.
const known = new WeakMap<Awp, SessionFigures>()

/** Totals and hard minutes of a workout, computed once for each object. */
export function sessionFigures(awp: Awp): SessionFigures {
  const before = known.get(awp)
  if (before) return before
  const figures: SessionFigures = { totals: workoutTotals(awp), hardMinutes: hardMinutes(awp) }
  known.set(awp, figures)
  return figures
}
