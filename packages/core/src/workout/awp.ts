import type { Sport } from '../athlete/sport.ts'

/**
 * AWP 1.0, the Atomic Workout Protocol (integrations.md §8): one structured ride or run. Durations are seconds,
 * distances metres, speeds m/s; relative power, heart rate and pace are fractions (1.0 = 100 %).
 * Types only: rules that ship to the browser import these without Zod. `awp.schema.ts` proves that both agree.
 */
export interface Awp {
  /** `1.0`; a reader accepts `1.x` (integrations.md §8 versioning). */
  schemaVersion: string
  id?: string
  sport: Sport
  environment?: 'indoor' | 'outdoor' | 'any'
  meta: AwpMeta
  references?: AwpReferences
  steps: Node[]
  fuelling?: Fuelling
  notes?: string
  extensions?: Extensions
}

export const PURPOSES = [
  'RECOVERY',
  'AEROBIC_ENDURANCE',
  'TEMPO',
  'SWEET_SPOT',
  'THRESHOLD',
  'VO2_MAX',
  'ANAEROBIC_CAPACITY',
  'NEUROMUSCULAR_POWER',
  'LONG',
  'RACE',
  'TEST',
  'SKILL',
] as const
export type Purpose = (typeof PURPOSES)[number]

export interface AwpMeta {
  title: string
  description?: string
  author?: string
  tags?: string[]
  purpose?: Purpose
  locale?: string
  totalDurationSeconds?: number
  totalDistanceMeters?: number
  estimatedTSS?: number
}

/** Thresholds when the workout was written: a fallback, the athlete's own come first (AWP007). */
export interface AwpReferences {
  ftpWatts?: number
  lthrBpm?: number
  maxHrBpm?: number
  thresholdPaceMps?: number
  capturedAt?: string
}

export type Node = Leaf | Repeat

/** `times` passes over `content`; `restBetween` stands between passes, not after the last: `A B rest A B`. */
export interface Repeat {
  type: 'Repeat'
  id?: string
  name?: string
  times: number
  content: Node[]
  restBetween?: Leaf
  extensions?: Extensions
}

export const LEAF_TYPES = ['Warmup', 'Cooldown', 'Steady', 'Ramp', 'Interval', 'Rest', 'FreeRide', 'MaxEffort'] as const
export type LeafType = (typeof LEAF_TYPES)[number]

export const PRIMARY_TARGETS = ['power', 'heartRate', 'pace', 'rpe', 'cadence'] as const
export type PrimaryTarget = (typeof PRIMARY_TARGETS)[number]

/** One step. Exactly one of `duration`, `distance`, `until` is its length. */
export interface Leaf {
  type: LeafType
  id?: string
  name?: string
  instruction?: string
  /** Seconds, whole. */
  duration?: number
  /** Metres. */
  distance?: number
  until?: 'lap'
  /** Seconds a distance or lap step is expected to take. */
  estimatedDuration?: number
  power?: PowerTarget
  heartRate?: HeartRateTarget
  pace?: PaceTarget
  /** CR10, 1–10. */
  rpe?: Steady | Range
  /** rpm for a ride; steps per minute, both feet, for a run. */
  cadence?: Steady | Range | Ramp
  /** Newton metres at the crank. */
  torque?: Steady | Range
  /** Percent slope, may be negative. */
  grade?: Steady | Range | Ramp
  primary?: PrimaryTarget
  terrain?: 'any' | 'flat' | 'rolling' | 'hilly' | 'climb' | 'descent' | 'stairs'
  surface?: 'any' | 'road' | 'gravel' | 'trail' | 'track' | 'treadmill' | 'velodrome' | 'grass' | 'sand'
  cues?: Cue[]
  fuelling?: Fuelling
  extensions?: Extensions
}

export interface Steady {
  type: 'steady'
  value: number
}
/** Anywhere between; load uses the middle. */
export interface Range {
  type: 'range'
  min: number
  max: number
}
/** Linear in time (or distance): the only shape that controls change within a step. */
export interface Ramp {
  type: 'ramp'
  start: number
  end: number
}
/** Resolved against the athlete's table called `system` on the day. */
export interface Zone {
  type: 'zone'
  zone: number
  system?: string
}
export type TargetShape = Steady | Range | Ramp | Zone

/** Fractions of FTP unless `unit` says watts. */
export type PowerTarget = { unit?: 'ftp' | 'watts' } & TargetShape
/** Fractions of lactate-threshold heart rate unless `unit` says otherwise. */
export type HeartRateTarget = { unit?: 'lthr' | 'max' | 'bpm' } & TargetShape
/** Always a speed: larger is faster. Fractions of threshold speed unless `unit` says m/s. */
export type PaceTarget = { unit?: 'threshold' | 'mps' } & TargetShape
export type Target = PowerTarget | HeartRateTarget | PaceTarget

export interface Cue {
  text: string
  /** Seconds from the step's start. */
  at?: number
  /** Metres from the step's start. */
  atDistance?: number
  /** How long it stays on screen; 10 when absent. */
  seconds?: number
  /** Only in this pass of the nearest Repeat, counted from 1. */
  iteration?: number
}

export interface Fuelling {
  carbsGramsPerHour?: number
  carbsGrams?: number
  fluidMlPerHour?: number
  sodiumMgPerHour?: number
  text?: string
}

/** Any JSON under `x-vendor` or `x-vendor.part`; kept by every edit, never a change of core meaning. */
export type Extensions = Record<string, unknown>

export const isRepeat = (node: Node): node is Repeat => node.type === 'Repeat'
