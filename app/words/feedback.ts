import type { FeedbackReason, ToldFeedback } from '@coach-wattz/core/matching/feedback'

/** What the athlete said of a session, in one line: "Effort 9, very hard. Felt weak. Too hard for me." */
export function saidWords({ rpe, feel, reason }: ToldFeedback): string {
  const parts = [
    rpe === null ? null : `Effort ${rpe} of 10, ${effortWord(rpe).toLowerCase()}`,
    feel === null ? null : `Felt ${FEEL_WORDS[feel - 1]?.toLowerCase() ?? 'as ever'}`,
    reason === null ? null : REASON_WORDS[reason],
  ].filter((part) => part !== null)
  return parts.map((part) => `${part}.`).join(' ')
}

export const REASON_WORDS: Record<FeedbackReason, string> = {
  BUSY: 'Busy',
  TRAVEL: 'Travelling',
  TIRED: 'Tired',
  SICK: 'Sick',
  TOO_HARD: 'Too hard',
  OUT_OF_TIME: 'Ran out of time',
  EASY: 'Easy',
}

/** Foster's words for the CR10 scale; numbers without a word stand between their neighbours. */
const EFFORT_WORDS = [
  'Rest',
  'Very easy',
  'Easy',
  'Moderate',
  'Somewhat hard',
  'Hard',
  'Hard',
  'Very hard',
  'Very hard',
  'Very, very hard',
  'All I had',
] as const
export const effortWord = (rpe: number): string => EFFORT_WORDS[Math.round(rpe)] ?? 'Unknown'

/** How it felt, 1–5. */
const FEEL_WORDS = ['Very weak', 'Weak', 'Normal', 'Strong', 'Very strong'] as const
