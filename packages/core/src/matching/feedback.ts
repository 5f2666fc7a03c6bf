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

/** Answers to "was it done?" where nothing is recorded; "not yet uploaded" leaves it unknown (science.md S9.4b). */
export const TOLD_DONE = ['DONE', 'NOT_DONE', 'NOT_UPLOADED'] as const
export type ToldDone = (typeof TOLD_DONE)[number]

/** All that can be said of a session. */
export interface ToldFeedback extends Feedback {
  readonly told: ToldDone | null
  /** How it felt, 1 (very weak) – 5 (very strong), as devices ask it. */
  readonly feel: number | null
}

export const NOTHING_TOLD: ToldFeedback = { ...NO_FEEDBACK, told: null, feel: null }

/** True when nothing at all was said. */
export const isSilent = ({ told, rpe, feel, reason }: ToldFeedback): boolean =>
  told === null && rpe === null && feel === null && reason === null
