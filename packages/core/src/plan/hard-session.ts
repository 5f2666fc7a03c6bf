import type { Sport } from '../athlete/sport.ts'
import { HARD_SESSION_MINUTES } from '../workout/intensity.ts'
import type { WorkoutFocus } from './plan.ts'

/** What decides whether a session is HARD; minutes of MID and HIGH from `workout/intensity.ts`. */
export interface SessionWeight {
  readonly sport: Sport
  readonly focus: WorkoutFocus
  readonly minutes: number
  /** Planned minutes in MID and HIGH (science.md S0.4). */
  readonly hardMinutes: number
  /** True when no session of the sport in that week is longer. */
  readonly isWeeksLongest: boolean
  /** Share of the week's minutes of that sport, 0–1. */
  readonly shareOfWeek: number
}

/** Runs longer than this are hard whatever their intensity (science.md S5.7a). */
const HARD_RUN_MINUTES = 90
/** Rides: 3.5 h (S5.7a). */
const HARD_RIDE_MINUTES = 210
const EPSILON = 1e-9

/**
 * The HARD tag of G07: at least 12 min planned in MID and HIGH, or a long session that is hard by S5.7a: a run of more than
 * 90 min, or the week's longest with focus LONG, over 60 min and over 25 % of the week; a ride of more than 3.5 h.
 */
export function isHard(session: SessionWeight): boolean {
  if (session.hardMinutes >= HARD_SESSION_MINUTES - EPSILON) return true
  if (session.sport === 'ride') return session.minutes > HARD_RIDE_MINUTES
  return (
    session.minutes > HARD_RUN_MINUTES ||
    (session.focus === 'LONG' && session.isWeeksLongest && session.minutes > 60 && session.shareOfWeek > 0.25)
  )
}
