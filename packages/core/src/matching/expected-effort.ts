import type { WorkoutFocus } from '../plan/plan.ts'

/** Effort a session is expected to cost, CR10 (science.md S8.4). */
export interface ExpectedEffort {
  readonly low: number
  readonly high: number
}

const EXPECTED: Record<WorkoutFocus, ExpectedEffort> = {
  RECOVERY: { low: 2, high: 2 },
  AEROBIC_ENDURANCE: { low: 3, high: 3 },
  LONG: { low: 4, high: 5 },
  TEMPO: { low: 5, high: 5 },
  SWEET_SPOT: { low: 6, high: 6 },
  THRESHOLD: { low: 7, high: 7 },
  VO2_MAX: { low: 8, high: 8 },
  ANAEROBIC_CAPACITY: { low: 8, high: 9 },
  NEUROMUSCULAR_POWER: { low: 6, high: 6 },
  RACE_SPECIFIC: { low: 7, high: 7 },
  TEST: { low: 9, high: 10 },
}
/** The first two weeks of a new focus cost more (science.md S8.4). */
const NEW_FOCUS = 0.5

/** Expected effort of a focus; `isNewFocus` in its first two weeks (science.md S8.4). */
export function expectedRpe(focus: WorkoutFocus, isNewFocus: boolean): ExpectedEffort {
  const { low, high } = EXPECTED[focus]
  const more = isNewFocus ? NEW_FOCUS : 0
  return { low: Math.min(10, low + more), high: Math.min(10, high + more) }
}
