import type { WorkoutFocus } from './plan.ts'

/** The word for what a session or a block trains, lower case, to stand in a sentence; screens and command line share it. */
export const FOCUS_WORDS: Readonly<Record<WorkoutFocus, string>> = {
  AEROBIC_ENDURANCE: 'aerobic endurance',
  TEMPO: 'tempo',
  SWEET_SPOT: 'sweet spot',
  THRESHOLD: 'threshold',
  VO2_MAX: 'VO2 max',
  ANAEROBIC_CAPACITY: 'anaerobic capacity',
  NEUROMUSCULAR_POWER: 'sprint power',
  RECOVERY: 'recovery',
  LONG: 'long',
  RACE_SPECIFIC: 'race pace',
  TEST: 'test',
}
