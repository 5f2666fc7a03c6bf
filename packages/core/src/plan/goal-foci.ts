import type { TableGoal } from './goal.ts'
import type { BlockFocus, WorkoutFocus } from './plan.ts'

/** A key session's focus; RACE_SPECIFIC is the goal's own pace. */
export type KeyFocus = Exclude<WorkoutFocus, 'RECOVERY' | 'LONG' | 'TEST'>

/** True for a focus of key sessions; long, recovery and test are none. */
export const isKeyFocus = (focus: WorkoutFocus): focus is KeyFocus =>
  focus !== 'RECOVERY' && focus !== 'LONG' && focus !== 'TEST'

/** First and second key session of a week. */
export type Pair = readonly [KeyFocus, KeyFocus]
/** Key foci early and late in a phase, first and second key session (science.md S5.3 key focus order). */
export interface PhaseFoci {
  readonly base: readonly [Pair, Pair]
  readonly build: readonly [Pair, Pair]
  readonly peak: readonly [Pair, Pair]
}

/** The goal's own way from base to race pace; strategies read it each in their manner (strategy-foci.ts). */
export const GOAL_FOCI: Record<Exclude<TableGoal, 'GENERAL_FITNESS'>, PhaseFoci> = {
  '5K': {
    base: [
      ['TEMPO', 'THRESHOLD'],
      ['THRESHOLD', 'ANAEROBIC_CAPACITY'],
    ],
    build: [
      ['THRESHOLD', 'ANAEROBIC_CAPACITY'],
      ['VO2_MAX', 'THRESHOLD'],
    ],
    peak: [
      ['RACE_SPECIFIC', 'VO2_MAX'],
      ['RACE_SPECIFIC', 'THRESHOLD'],
    ],
  },
  '10K': {
    base: [
      ['TEMPO', 'THRESHOLD'],
      ['THRESHOLD', 'TEMPO'],
    ],
    build: [
      ['THRESHOLD', 'ANAEROBIC_CAPACITY'],
      ['VO2_MAX', 'THRESHOLD'],
    ],
    peak: [
      ['RACE_SPECIFIC', 'VO2_MAX'],
      ['RACE_SPECIFIC', 'THRESHOLD'],
    ],
  },
  HM: {
    base: [
      ['TEMPO', 'THRESHOLD'],
      ['THRESHOLD', 'TEMPO'],
    ],
    build: [
      ['VO2_MAX', 'THRESHOLD'],
      ['THRESHOLD', 'VO2_MAX'],
    ],
    peak: [
      ['RACE_SPECIFIC', 'THRESHOLD'],
      ['RACE_SPECIFIC', 'THRESHOLD'],
    ],
  },
  MARATHON: {
    base: [
      ['TEMPO', 'THRESHOLD'],
      ['THRESHOLD', 'TEMPO'],
    ],
    build: [
      ['VO2_MAX', 'THRESHOLD'],
      ['THRESHOLD', 'TEMPO'],
    ],
    peak: [
      ['RACE_SPECIFIC', 'THRESHOLD'],
      ['RACE_SPECIFIC', 'THRESHOLD'],
    ],
  },
  GRAN_FONDO: {
    base: [
      ['TEMPO', 'SWEET_SPOT'],
      ['SWEET_SPOT', 'TEMPO'],
    ],
    build: [
      ['SWEET_SPOT', 'THRESHOLD'],
      ['THRESHOLD', 'SWEET_SPOT'],
    ],
    peak: [
      ['RACE_SPECIFIC', 'THRESHOLD'],
      ['RACE_SPECIFIC', 'THRESHOLD'],
    ],
  },
  CRIT: {
    base: [
      ['TEMPO', 'SWEET_SPOT'],
      ['SWEET_SPOT', 'THRESHOLD'],
    ],
    build: [
      ['THRESHOLD', 'VO2_MAX'],
      ['VO2_MAX', 'THRESHOLD'],
    ],
    peak: [
      ['RACE_SPECIFIC', 'ANAEROBIC_CAPACITY'],
      ['RACE_SPECIFIC', 'VO2_MAX'],
    ],
  },
  GRAVEL_200: {
    base: [
      ['TEMPO', 'SWEET_SPOT'],
      ['SWEET_SPOT', 'TEMPO'],
    ],
    build: [
      ['SWEET_SPOT', 'TEMPO'],
      ['TEMPO', 'SWEET_SPOT'],
    ],
    peak: [
      ['RACE_SPECIFIC', 'TEMPO'],
      ['RACE_SPECIFIC', 'SWEET_SPOT'],
    ],
  },
  TT: {
    base: [
      ['TEMPO', 'SWEET_SPOT'],
      ['SWEET_SPOT', 'TEMPO'],
    ],
    build: [
      ['SWEET_SPOT', 'VO2_MAX'],
      ['VO2_MAX', 'THRESHOLD'],
    ],
    peak: [
      ['RACE_SPECIFIC', 'VO2_MAX'],
      ['RACE_SPECIFIC', 'THRESHOLD'],
    ],
  },
}

/** General fitness: one focus a cycle (science.md S5.3). */
export const FITNESS_CYCLES = {
  run: ['AEROBIC_ENDURANCE', 'TEMPO', 'THRESHOLD', 'VO2_MAX'],
  ride: ['AEROBIC_ENDURANCE', 'SWEET_SPOT', 'THRESHOLD', 'VO2_MAX'],
} as const

/** What race pace trains, in the words of a block (design.md §4: a block has seven foci). */
export const RACE_FOCUS: Record<TableGoal, BlockFocus> = {
  '5K': 'VO2_MAX',
  '10K': 'VO2_MAX',
  HM: 'THRESHOLD',
  MARATHON: 'TEMPO',
  GRAN_FONDO: 'SWEET_SPOT',
  CRIT: 'ANAEROBIC_CAPACITY',
  TT: 'THRESHOLD',
  GRAVEL_200: 'TEMPO',
  GENERAL_FITNESS: 'AEROBIC_ENDURANCE',
}
