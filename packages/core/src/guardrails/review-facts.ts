import type { Flag } from '../athlete/flag.ts'
import type { Screening } from '../athlete/screening.ts'
import type { Threshold } from '../athlete/thresholds.ts'
import type { TrainingHistory } from '../evidence/history.ts'
import type { CourseDemand } from '../library/course-emphasis.ts'
import type { Profile } from '../plan/volume-limits.ts'
import type { LocalDate } from '../time/local-date.ts'

/** What a review knows beside the plan: plain JSON, the same in the browser and on the server (design.md law 2). */
export interface ReviewFacts {
  /** Null: nobody's past, as for a foreign plan; rules that need one say so. */
  readonly history: TrainingHistory | null
  /** The day of the review; null judges the whole plan as if it began tomorrow. */
  readonly today: LocalDate | null
  readonly flags?: readonly Flag[]
  /** Answers to the health questions; absent: never asked. */
  readonly screening?: Screening
  /** The athlete may ride in place of a run; absent: only who rides already does. */
  readonly crossTraining?: boolean
  readonly thresholds?: readonly Threshold[]
  /** What the race's course takes; absent without one. */
  readonly course?: CourseDemand
  readonly profile?: Profile
}
