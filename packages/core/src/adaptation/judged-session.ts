import type { Feedback } from '../matching/feedback.ts'
import type { SessionReview } from '../matching/review-session.ts'
import type { OutcomeKind, SessionOutcome } from '../matching/session-outcome.ts'
import type { PlanChange } from '../plan/plan-change.ts'
import type { PlannedWorkout } from '../plan/plan.ts'
import type { LocalDate } from '../time/local-date.ts'

/** A past session of the plan, or one of today that is over, and what became of it. */
export interface JudgedSession {
  readonly session: PlannedWorkout
  readonly outcome: SessionOutcome
  readonly feedback: Feedback
  readonly review: SessionReview | null
  readonly doneOn: LocalDate | null
  /** The kind an earlier repair acted on: the same kind again asks for nothing, another one takes back what was done. */
  readonly decided: OutcomeKind | null
  /** What that repair changed. */
  readonly made: readonly PlanChange[]
  /** A repair moved it once already (science.md S8.2: at most one move a session). */
  readonly moved: boolean
}
