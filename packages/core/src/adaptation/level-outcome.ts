import type { OutcomeKind } from '../matching/session-outcome.ts'
import type { PlanningInput } from '../plan/planning-input.ts'
import type { LevelOutcome } from '../plan/progression-level.ts'

/** What a session's outcome says of the step it was done at (science.md S8.5); null: nothing was done, undefined: nobody knows. */
function levelOutcome(kind: OutcomeKind): LevelOutcome | null | undefined {
  switch (kind) {
    case 'PENDING':
    case 'UNKNOWN':
      return undefined
    case 'SKIPPED':
    case 'SKIPPED_BUSY':
    case 'SKIPPED_TIRED':
    case 'SKIPPED_SICK':
      return null
    case 'FAILED_TOO_HARD':
      return 'FAILED_FATIGUE'
    case 'SUCCESS':
    case 'SUCCESS_EASY':
    case 'SUCCESS_HARD':
      return kind
    // more than planned earns no step, and what sickness or the clock ended says nothing of it (S8.1)
    case 'FAILED':
    case 'FAILED_TIME':
    case 'FAILED_SICK':
    case 'PARTIAL':
    case 'OVERDONE':
      return 'UNFINISHED'
  }
}

/** Outcomes of sessions as the planner reads them when it writes the next weeks; those not known are left out. */
export const levelOutcomes = (
  kinds: Iterable<readonly [workoutId: string, kind: OutcomeKind]>,
): NonNullable<PlanningInput['outcomes']> =>
  Object.fromEntries(
    [...kinds].flatMap(([id, kind]) => {
      const outcome = levelOutcome(kind)
      return outcome === undefined ? [] : [[id, outcome]]
    }),
  )
