import type { PlannedWorkout, Reason } from '@coach-wattz/core/plan/plan'
import type { Units } from './measure'

export interface Fact {
  readonly label: string
  readonly value: string
}

/** One sentence for a reason, or null for a code this screen has no words for yet: better silent than an enum value. */
export function reasonSentence(reason: Reason, units: Units): string | null {
  return SENTENCES[reason.code]?.(reason.facts, units) ?? null
}
/** The numbers a sentence rests on. */
export function reasonFacts(_reason: Reason, _units: Units): Fact[] {
  return []
}
export const purposeSentence = (workout: PlannedWorkout, units: Units): string => reasonSentence(workout.purpose, units) ?? ''

/** Whether there is anything to say. */
export const hasWords = (reasons: readonly Reason[], units: Units): boolean => reasons.some((reason) => reasonSentence(reason, units) !== null)

type Facts = Reason['facts']
const SENTENCES: Record<string, (facts: Facts, units: Units) => string> = {}
