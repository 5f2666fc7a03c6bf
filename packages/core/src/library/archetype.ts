import type { Level, Sport } from '../athlete/sport.ts'

/** The library's foci: the workout foci of design.md §4, which `plan` repeats for its own lists. */
export type Focus =
  | 'RECOVERY'
  | 'AEROBIC_ENDURANCE'
  | 'LONG'
  | 'TEMPO'
  | 'SWEET_SPOT'
  | 'THRESHOLD'
  | 'VO2_MAX'
  | 'ANAEROBIC_CAPACITY'
  | 'NEUROMUSCULAR_POWER'
  | 'RACE_SPECIFIC'
  | 'TEST'

/** How the work inside a rep is shaped; fractions of threshold speed (run) or FTP (ride). */
export type WorkShape =
  | { readonly kind: 'steady' }
  /** Linear from `start` to `end` in each rep. */
  | { readonly kind: 'ramp'; readonly start: number; readonly end: number }
  /** `[seconds, fraction]` pieces, repeated until the rep is full. */
  | { readonly kind: 'pattern'; readonly pieces: readonly (readonly [number, number])[] }
  /** Reps that go from `first` to `last`, one step each (science.md R40). */
  | { readonly kind: 'cut-down'; readonly first: number; readonly last: number }

/** One of the 85 archetypes (science.md §11): ten steps of growing work at one intensity. */
export interface Archetype {
  readonly id: string
  readonly sport: Sport
  readonly focus: Focus
  readonly name: string
  /** The target in words. */
  readonly target: string
  readonly levels: readonly Level[]
  /** A key session of its week. */
  readonly key: boolean
  /** Fractions of threshold. */
  readonly intensity: number
  readonly recovery: number
  readonly base: number
  readonly shape: WorkShape
  readonly warmupMin: number
  readonly warmup: number
  readonly cooldownMin: number
  readonly cooldown: number
  /** Share of the easy time that stands before the work in a session of fixed length. */
  readonly preFraction: number
  /** Ten steps in the compact language of `progression-dsl.ts`. */
  readonly steps: readonly string[]
  /** What the athlete reads at the work: one instruction. */
  readonly cue: string
  /** Word for a work step in the table. */
  readonly workName: string
  /** Needs a hill, a trail or a resistance mode: left out on a treadmill or trainer (science.md §11). */
  readonly avoidIndoors?: boolean
  /** Where it is meant to be done. */
  readonly terrain?: 'hilly' | 'climb'
  /** rpm, for ride drills. */
  readonly cadence?: { readonly min: number; readonly max: number }
}

export const STEP_COUNT = 10
