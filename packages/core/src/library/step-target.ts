import type { Sport } from '../athlete/sport.ts'
import type { Leaf, Range, Steady } from '../workout/awp.ts'
import type { Archetype, Focus } from './archetype.ts'

/** What the athlete follows on the day (design.md §6 preferences). */
export type TargetMode = 'pace' | 'power' | 'hr' | 'rpe'

/** What a step is for: it decides the width of its band and its heart rate. */
export type StepRole = 'warmup' | 'cooldown' | 'easy' | 'work' | 'rest'

/** Expected effort of a session's work, CR10 (science.md S8.4). */
export const EXPECTED_RPE: Record<Focus, number> = {
  RECOVERY: 2,
  AEROBIC_ENDURANCE: 3,
  LONG: 4,
  TEMPO: 5,
  SWEET_SPOT: 6,
  THRESHOLD: 7,
  VO2_MAX: 8,
  ANAEROBIC_CAPACITY: 9,
  NEUROMUSCULAR_POWER: 6,
  RACE_SPECIFIC: 7,
  TEST: 9,
}

/** Fractions of LTHR by focus (science.md S3.12); a focus that is missing is never led by heart rate. */
const HEART_RATE: Partial<Record<Focus, Range>> = {
  RECOVERY: { type: 'range', min: 0.65, max: 0.8 },
  AEROBIC_ENDURANCE: { type: 'range', min: 0.8, max: 0.89 },
  LONG: { type: 'range', min: 0.8, max: 0.89 },
  TEMPO: { type: 'range', min: 0.9, max: 0.95 },
  SWEET_SPOT: { type: 'range', min: 0.93, max: 0.97 },
  THRESHOLD: { type: 'range', min: 0.95, max: 1.02 },
}
/** Heart rate lags: a step under 3 min is led by effort (science.md S3.12). */
const HEART_RATE_LEAST_S = 180

type Intensity = Pick<Leaf, 'power' | 'pace' | 'heartRate' | 'rpe' | 'primary'>

/** Start and end in fractions of threshold, how long, and what for. */
export interface StepIntensity {
  readonly start: number
  readonly end: number
  readonly durationS: number
  readonly role: StepRole
  /** A narrow band, for pieces of a pattern. */
  readonly exact?: boolean
}

/**
 * The targets of one step. Pace (run) or power (ride, or run with a power meter) is always there, because load, distance
 * and hard minutes are computed from it; with `hr` and `rpe` the heart rate or effort leads and is marked `primary`.
 */
export function stepTargets(step: StepIntensity, archetype: Archetype, mode: TargetMode): Intensity {
  const { sport } = archetype
  const band = physicalBand(step, sport)
  const physical: Intensity = sport === 'ride' || mode === 'power' ? { power: band } : { pace: band }
  const effort = expectedEffort(step, archetype)
  if (mode === 'rpe') return { ...physical, rpe: effort, primary: 'rpe' }
  if (mode === 'hr') {
    // racing is by pace or power with effort beside it (S3.12)
    if (archetype.focus === 'RACE_SPECIFIC' && step.role === 'work') return { ...physical, rpe: effort }
    const heartRate = step.durationS >= HEART_RATE_LEAST_S ? heartRateBand(step, archetype) : null
    return heartRate ? { ...physical, heartRate, primary: 'heartRate' } : { ...physical, rpe: effort, primary: 'rpe' }
  }
  return physical
}

/** Half widths of the bands an athlete reads, as fractions of threshold [P]: the middle is the archetype's intensity. */
function halfWidth(fraction: number, role: StepRole, sport: Sport): number {
  if (sport === 'run') {
    // a walk stays above the slowest pace a target may name (AWP002)
    if (role === 'rest') return Math.min(0.05, fraction - 0.4)
    if (role !== 'work' || fraction < 0.87) return 0.04
    return fraction >= 1.12 ? 0.03 : 0.015
  }
  if (fraction >= 1.6) return 0
  if (role === 'rest') return 0.04
  if (role !== 'work' || fraction <= 0.76) return fraction < 0.6 ? 0.05 : 0.06
  return fraction >= 1.2 ? 0.05 : 0.03
}

function physicalBand(
  step: StepIntensity,
  sport: Sport,
): Steady | Range | { type: 'ramp'; start: number; end: number } {
  if (step.start !== step.end) return { type: 'ramp', start: round(step.start), end: round(step.end) }
  const half = step.exact ? 0 : halfWidth(step.start, step.role, sport)
  if (half === 0) return { type: 'steady', value: round(step.start) }
  return { type: 'range', min: round(step.start - half), max: round(step.start + half) }
}

function heartRateBand(step: StepIntensity, archetype: Archetype): Range | null {
  if (step.role === 'warmup' || step.role === 'cooldown' || step.role === 'rest') return { ...HEART_RATE.RECOVERY! }
  if (step.role === 'easy') return { ...HEART_RATE.AEROBIC_ENDURANCE! }
  const focus = workFocus(step, archetype)
  const band = focus && HEART_RATE[focus]
  return band ? { ...band } : null
}

/** Work inside a long or easy session is judged by how fast it is, not by the session's focus. */
function workFocus(step: StepIntensity, archetype: Archetype): Focus | null {
  if (archetype.focus !== 'LONG' && archetype.focus !== 'AEROBIC_ENDURANCE') return archetype.focus
  const mean = (step.start + step.end) / 2
  const run = archetype.sport === 'run'
  if (mean <= (run ? 0.87 : 0.76)) return archetype.focus
  if (mean <= (run ? 0.955 : 0.86)) return 'TEMPO'
  if (mean <= 1.02) return run ? 'THRESHOLD' : 'SWEET_SPOT'
  return null
}

function expectedEffort(step: StepIntensity, archetype: Archetype): Steady {
  switch (step.role) {
    case 'warmup':
    case 'cooldown':
    case 'rest':
      return { type: 'steady', value: 2 }
    case 'easy':
      return { type: 'steady', value: 3 }
    case 'work': {
      const focus = workFocus(step, archetype)
      // strides, sprints and surges inside an easy session: quick, never strained
      return { type: 'steady', value: focus ? EXPECTED_RPE[focus] : EXPECTED_RPE.VO2_MAX }
    }
  }
}

const round = (value: number): number => Math.round(value * 1000) / 1000
