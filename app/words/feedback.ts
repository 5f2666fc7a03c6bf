import type { FeedbackReason, ToldFeedback } from '@coach-wattz/core/matching/feedback'
import type { SessionMark } from '#shared/contracts/home'

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
export const FEEL_WORDS = ['Very weak', 'Weak', 'Normal', 'Strong', 'Very strong'] as const

type Told = Pick<SessionMark, 'status'> | null

/** Reasons that fit what became of a session: why it was not done, why it was cut short, or what it cost. */
export function reasonsFor(mark: Told): readonly FeedbackReason[] {
  switch (mark?.status) {
    case 'FAILED':
    case 'PARTIAL':
      return ['TOO_HARD', 'OUT_OF_TIME', 'TIRED', 'SICK', 'BUSY', 'TRAVEL']
    case 'COMPLETED':
      return ['EASY', 'TOO_HARD', 'TIRED', 'SICK']
    case 'OVERDONE':
      return ['EASY', 'TIRED', 'SICK']
    default:
      return ['BUSY', 'TRAVEL', 'TIRED', 'SICK', 'TOO_HARD', 'OUT_OF_TIME']
  }
}

/** What the reasons answer. */
export function reasonQuestion(mark: Told): string {
  switch (mark?.status) {
    case 'FAILED':
    case 'PARTIAL':
      return 'Why was it cut short?'
    case 'COMPLETED':
    case 'OVERDONE':
      return 'Anything to add?'
    default:
      return 'Why was it not done?'
  }
}
