/** Why a session went as it did, in the athlete's word: two taps after a session (science.md S8.1). */
export const FEEDBACK_REASONS = ['BUSY', 'TRAVEL', 'TIRED', 'SICK', 'TOO_HARD', 'OUT_OF_TIME', 'EASY'] as const
export type FeedbackReason = (typeof FEEDBACK_REASONS)[number]

/** What the athlete said of a session; null where nothing was said. */
export interface Feedback {
  /** CR10, 0–10. */
  readonly rpe: number | null
  readonly reason: FeedbackReason | null
}

export const NO_FEEDBACK: Feedback = { rpe: null, reason: null }
