import type { CompletionStatus } from '../plan/plan.ts'
import type { LocalDate } from '../time/local-date.ts'
import { complianceColour, type DayColour } from './compliance-colour.ts'
import { isCovered } from './coverage.ts'
import { expectedRpe, type ExpectedEffort } from './expected-effort.ts'
import type { Feedback, FeedbackReason } from './feedback.ts'
import type { Coverage, PlannedForMatch } from './matchable.ts'
import type { SessionReview } from './review-session.ts'

/**
 * What became of a planned session: one row of science.md S8.1 each, and what is not known yet. SKIPPED and FAILED without
 * a second word wait for the athlete's reason.
 */
export const OUTCOME_KINDS = [
  'PENDING',
  'UNKNOWN',
  'SKIPPED',
  'SKIPPED_BUSY',
  'SKIPPED_TIRED',
  'SKIPPED_SICK',
  'FAILED',
  'FAILED_TOO_HARD',
  'FAILED_TIME',
  'FAILED_SICK',
  'PARTIAL',
  'SUCCESS',
  'SUCCESS_EASY',
  'SUCCESS_HARD',
  'OVERDONE',
] as const
export type OutcomeKind = (typeof OUTCOME_KINDS)[number]

/** What only the athlete can say. */
export type OpenQuestion = 'DONE_OR_NOT' | 'WHY_NOT_DONE' | 'WHY_SHORT'

/** What an outcome needs to know of the planned session. */
export type PlannedFrame = Pick<PlannedForMatch, 'id' | 'planCreatedOn' | 'date' | 'sport' | 'focus' | 'race' | 'tss'>

export interface OutcomeInput {
  readonly planned: PlannedFrame
  /** Of what was matched; null when nothing was. */
  readonly review: SessionReview | null
  /** The athlete said it was not done. */
  readonly notDone: boolean
  /** The athlete said it was done; nothing recorded shows it, so its load stays unknown. */
  readonly toldDone?: boolean
  readonly feedback: Feedback
  readonly coverage: Coverage
  /** Today where the athlete is. */
  readonly today: LocalDate
  /** The session's focus is in its first two weeks (science.md S8.4). */
  readonly isNewFocus: boolean
}

export interface SessionOutcome {
  readonly workoutId: string
  readonly kind: OutcomeKind
  readonly status: CompletionStatus
  /** Derived, never stored as status (science.md S9.3). */
  readonly colour: DayColour
  readonly expectedRpe: ExpectedEffort
  readonly open: OpenQuestion | null
}

/** Work done from which a session counts, and from which it earns its step; limits of science.md S8.1. */
export const WORK_SHARE = { attempted: 0.75, done: 0.9, easy: 0.95 } as const
/** More work or load than this share of the planned is too much (science.md S8.1). */
const OVERDONE = 1.25
/** So little load over is no matter on a short easy day [P]. */
const OVERDONE_LEAST_TSS = 10
/** More than this is never "partly" (science.md S9.3). */
const NEVER_PARTLY_PERCENT = 120
/** Two points off the expected effort; "easy" below 4 (science.md S8.1). */
const EFFORT_OFF = 2
const EASY_BELOW = 4

const SKIPPED_BY: Partial<Record<FeedbackReason, OutcomeKind>> = {
  BUSY: 'SKIPPED_BUSY',
  TRAVEL: 'SKIPPED_BUSY',
  OUT_OF_TIME: 'SKIPPED_BUSY',
  TIRED: 'SKIPPED_TIRED',
  TOO_HARD: 'SKIPPED_TIRED',
  SICK: 'SKIPPED_SICK',
}
const FAILED_BY: Partial<Record<FeedbackReason, OutcomeKind>> = {
  BUSY: 'FAILED_TIME',
  TRAVEL: 'FAILED_TIME',
  OUT_OF_TIME: 'FAILED_TIME',
  TIRED: 'FAILED_TOO_HARD',
  TOO_HARD: 'FAILED_TOO_HARD',
  SICK: 'FAILED_SICK',
}

/**
 * What became of a planned session (science.md S8.1, S9.3, S9.4b). Unknown is not skipped: a session nobody has told of is
 * SKIPPED only by the athlete's word, or when everything of that sport and day is known.
 */
export function sessionOutcome(input: OutcomeInput): SessionOutcome {
  const { planned, review } = input
  const kind = review ? kindOfDone(input, review) : kindOfNotDone(input)
  return {
    workoutId: planned.id,
    kind,
    status: statusOf(kind, review),
    colour: colourOf(kind, review, input),
    expectedRpe: expectedRpe(planned.focus, input.isNewFocus),
    open: openQuestion(input, kind),
  }
}

function kindOfNotDone(input: OutcomeInput): OutcomeKind {
  const { planned, notDone, feedback, coverage, today } = input
  if (!notDone) {
    if (input.toldDone) return kindOfSuccess(input, true)
    if (planned.date >= today) return 'PENDING'
    // what the plan did not yet ask for cannot have been missed
    if (planned.date < planned.planCreatedOn || !isCovered(coverage, planned.sport, planned.date)) return 'UNKNOWN'
  }
  return (feedback.reason && SKIPPED_BY[feedback.reason]) ?? 'SKIPPED'
}

function kindOfDone(input: OutcomeInput, review: SessionReview): OutcomeKind {
  const { planned, feedback } = input
  const { workShare } = review
  if (workShare === null) return 'UNKNOWN'
  const failed = workShare < WORK_SHARE.attempted
  const toldWhy = (feedback.reason && FAILED_BY[feedback.reason]) ?? (isTooHard(input) ? 'FAILED_TOO_HARD' : null)
  if (failed && toldWhy) return toldWhy
  if (!planned.race && isOverdone(planned, review)) return 'OVERDONE'
  if (failed) return 'FAILED'
  if (workShare < WORK_SHARE.done) return 'PARTIAL'
  return kindOfSuccess(input, workShare >= WORK_SHARE.easy)
}

const isTooHard = ({ planned, feedback: { rpe }, isNewFocus }: OutcomeInput): boolean =>
  rpe !== null && rpe >= expectedRpe(planned.focus, isNewFocus).high + EFFORT_OFF

/** Done as planned, by what it cost; `isWhole` when enough was done for an easy success. */
function kindOfSuccess(input: OutcomeInput, isWhole: boolean): OutcomeKind {
  const { rpe, reason } = input.feedback
  if (isTooHard(input) || reason === 'TOO_HARD' || reason === 'TIRED' || reason === 'SICK') return 'SUCCESS_HARD'
  const { low } = expectedRpe(input.planned.focus, input.isNewFocus)
  // "RPE under 4" speaks of work: where less than that is expected anyway, it has to be less still
  const isEasyEffort = rpe !== null && (rpe <= low - EFFORT_OFF || rpe < Math.min(EASY_BELOW, low))
  return isWhole && (isEasyEffort || reason === 'EASY') ? 'SUCCESS_EASY' : 'SUCCESS'
}

function isOverdone({ tss }: PlannedFrame, { workRatio, loadShare, loadDone }: SessionReview): boolean {
  if (workRatio !== null && workRatio > OVERDONE) return true
  return loadShare !== null && loadShare > OVERDONE && (loadDone ?? 0) - (tss ?? 0) > OVERDONE_LEAST_TSS
}

function statusOf(kind: OutcomeKind, review: SessionReview | null): CompletionStatus {
  switch (kind) {
    case 'PENDING':
    case 'UNKNOWN':
    case 'OVERDONE':
      return kind
    case 'PARTIAL':
      return (review?.compliance.percent ?? 0) > NEVER_PARTLY_PERCENT ? 'COMPLETED' : 'PARTIAL'
    case 'SUCCESS':
    case 'SUCCESS_EASY':
    case 'SUCCESS_HARD':
      return 'COMPLETED'
    case 'SKIPPED':
    case 'SKIPPED_BUSY':
    case 'SKIPPED_TIRED':
    case 'SKIPPED_SICK':
      return 'SKIPPED'
    case 'FAILED':
    case 'FAILED_TOO_HARD':
    case 'FAILED_TIME':
    case 'FAILED_SICK':
      return 'FAILED'
  }
}

/** Colour by length (science.md S9.3); a race that was run, and what the athlete says was done, is green. */
function colourOf(
  kind: OutcomeKind,
  review: SessionReview | null,
  { planned, notDone, toldDone }: OutcomeInput,
): DayColour {
  if (review) {
    if (planned.race && review.workShare === 1) return 'GREEN'
    return review.compliance.percent === null ? 'GREY' : complianceColour(review.compliance.percent)
  }
  if (toldDone && !notDone) return 'GREEN'
  return kind === 'PENDING' ? 'BLUE' : kind === 'UNKNOWN' ? 'GREY' : 'RED'
}

function openQuestion({ planned, feedback }: OutcomeInput, kind: OutcomeKind): OpenQuestion | null {
  switch (kind) {
    case 'UNKNOWN':
      return planned.date < planned.planCreatedOn ? null : 'DONE_OR_NOT'
    case 'SKIPPED':
      return feedback.reason === null ? 'WHY_NOT_DONE' : null
    case 'FAILED':
      return feedback.reason === null ? 'WHY_SHORT' : null
    default:
      return null
  }
}
