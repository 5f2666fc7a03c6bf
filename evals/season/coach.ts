import type { Availability } from '@coach-wattz/core/athlete/availability'
import type { Flag } from '@coach-wattz/core/athlete/flag'
import type { Activity, Lap } from '@coach-wattz/core/evidence/activity'
import type { WellnessDay } from '@coach-wattz/core/evidence/wellness-day'
import type { FeedbackReason } from '@coach-wattz/core/matching/feedback'
import type { Plan } from '@coach-wattz/core/plan/plan'
import type { PlanningInput } from '@coach-wattz/core/plan/planning-input'
import type { LocalDate } from '@coach-wattz/core/time/local-date'

/** Days away as the athlete tells them: no training, or so many easy minutes a day. */
export interface Away {
  readonly from: LocalDate
  readonly to: LocalDate
  readonly easyMinutes: number | null
}

/** What the athlete said of a planned session. */
export interface Told {
  readonly workoutId: string
  /** False: it was not done. */
  readonly done: boolean
  /** CR10. */
  readonly rpe: number | null
  readonly reason: FeedbackReason | null
}

/** A recording as a watch uploads it: totals and laps. */
export interface Recording {
  readonly activity: Activity
  readonly laps: readonly Lap[]
}

/** What has become known since the night before; lists are empty where nothing has. Plain JSON. */
export interface Known {
  readonly recordings: readonly Recording[]
  /** The last day up to which everything done has been uploaded; null before the first upload. */
  readonly syncedThrough: LocalDate | null
  readonly told: readonly Told[]
  /** Mornings the watch has told since, today's last. */
  readonly mornings: readonly WellnessDay[]
  /** Every injury and illness known by now. */
  readonly flags: readonly Flag[]
  /** Journeys and days off told since; `availability` has them too. */
  readonly away: readonly Away[]
  /** The athlete's days and minutes as known by now. */
  readonly availability: Availability
}

/** A season before its first day. */
export interface Beginning {
  readonly input: PlanningInput
  /** Our plan for it, every week written: where a coach that writes none may begin. */
  readonly printed: Plan
  /** Sixty mornings before it. */
  readonly mornings: readonly WellnessDay[]
}

type Promised<T> = T | Promise<T>

/**
 * Whoever leads an athlete through a season. A coach remembers what it was told; it never sees the athlete's hidden state,
 * nor the days to come.
 */
export interface Coach {
  readonly name: string
  /** The plan on the evening before the season. Null: this athlete is refused, and the season counts for nobody. */
  start(begin: Beginning): Promised<Plan | null>
  /** The plan from `day` on, with all that is known that morning; null: as it was. What lies before `day` is not read. */
  night(day: LocalDate, known: Known): Promised<Plan | null>
}

/** One coach a season. */
export type CoachMaker = () => Coach
