import { isOpenOn } from '../athlete/flag.ts'
import { EXPECTED_RPE } from '../library/step-target.ts'
import type { Leaf } from '../workout/awp.ts'
import { loadContext } from '../workout/leaf-load.ts'
import { primaryOf, resolvePrimary } from '../workout/resolve.ts'
import type { Advice, AdviceContext } from './advice.ts'
import type { PlannedWorkout, WorkoutFocus } from './plan.ts'
import { mainWork, type MainWork } from './work-steps.ts'

/** Upper end of the expected effort where S8.4 gives two numbers. */
const RPE_UP_TO: Partial<Record<WorkoutFocus, number>> = { LONG: 5, TEST: 10 }
/** Lower end where the library's one number is the upper of two (S8.4: anaerobic 8–9). */
const RPE_FROM: Partial<Record<WorkoutFocus, number>> = { ANAEROBIC_CAPACITY: 8 }
/** The first two weeks of a new focus feel half a point harder (S8.4). */
const NEW_FOCUS_RPE = 0.5
/** Two points above what was expected is too hard (S8.1). */
const TOO_HARD_BY = 2

/**
 * How many percent one repeat of a ride may fall short before the set is over: the longer the repeat, the less
 * [K: Allen & Coggan, Training and Racing with a Power Meter, when to stop intervals: 20 min 3–5 %, 10 min 4–6, 5 min 5–7,
 * 3 min 8–9, 1–2 min 10–12, 30 s 12–15]. Middle of each band.
 */
const RIDE_DROP: readonly (readonly [fromS: number, percent: number])[] = [
  [900, 4],
  [480, 5],
  [240, 6],
  [150, 8],
  [60, 11],
  [0, 13],
]
/** A run's speed hides less than power does: half as much [P]. */
const RUN_SHARE = 0.5
/** Below this share the main work is one effort of several: no single figure tells when the set is over [P]. */
const ONE_EFFORT_SHARE = 0.7
/** Decoupling above this says under-endured, or heat (science.md S3.11). */
const DRIFT_PERCENT = 8
/** Drift is read in steady sessions from here on (S3.11: ≥ 45 min after the first ten). */
const DRIFT_FROM_S = 75 * 60

/** N01: expected effort on the ten-point scale and what one can still say (S8.4; talk test [K: Foster 2008]). */
export function feelAdvice(workout: PlannedWorkout, context: AdviceContext): Advice {
  const work = mainWork(workout.workout, loadContext(workout.sport, workout.workout.references, context.thresholds))
  // the effort a step names is the one that holds; it may be a range
  const named = work && workout.hard && workout.focus !== 'LONG' ? namedEffort(work.leaf) : null
  const added = context.isNewFocus && work !== null ? NEW_FOCUS_RPE : 0
  const low = named?.low ?? RPE_FROM[workout.focus] ?? EXPECTED_RPE[workout.focus]
  const high = named?.high ?? RPE_UP_TO[workout.focus] ?? EXPECTED_RPE[workout.focus]
  const facts = {
    focus: workout.focus,
    rpeLow: low,
    rpeHigh: Math.min(10, high + added),
    talk: talkOf(high),
    newFocus: added > 0,
    work: workout.focus === 'LONG' ? workEffort(work) : null,
  }
  return { topic: 'feel', code: 'effort', facts }
}

/** What one can still say at an effort. */
function talkOf(rpe: number): 'anything' | 'sentences' | 'phrases' | 'words' | 'nothing' {
  if (rpe <= 3) return 'anything'
  if (rpe <= 5) return 'sentences'
  if (rpe <= 7) return 'phrases'
  return rpe <= 8 ? 'words' : 'nothing'
}

function namedEffort(leaf: Leaf): { low: number; high: number } | null {
  if (!leaf.rpe) return null
  return leaf.rpe.type === 'steady'
    ? { low: leaf.rpe.value, high: leaf.rpe.value }
    : { low: leaf.rpe.min, high: leaf.rpe.max }
}

/** Effort of the work inside a long session, by how fast it is. */
function workEffort(work: MainWork | null): number | null {
  if (!work) return null
  const named = namedEffort(work.leaf)
  if (named) return named.high
  if (work.domain === 'HIGH') return EXPECTED_RPE.VO2_MAX
  const isTempo = work.fraction <= (work.leaf.pace ? 0.955 : 0.86)
  return isTempo ? EXPECTED_RPE.TEMPO : work.leaf.pace ? EXPECTED_RPE.THRESHOLD : EXPECTED_RPE.SWEET_SPOT
}

/** N02–N04: when to stop; the first rule that applies. Null for a session with nothing to stop. */
export function stopAdvice(workout: PlannedWorkout, context: AdviceContext): Advice | null {
  const injury = activeFlag(workout, context, 'INJURY')
  // N02 an injury is watched in every session of the sport that loads it (G17)
  if (injury && (workout.sport === 'run' || workout.hard))
    return { topic: 'stop', code: 'pain', facts: { part: injury.part ?? null, sport: workout.sport } }
  if (activeFlag(workout, context, 'ILLNESS')) return { topic: 'stop', code: 'illness', facts: {} }
  if (workout.focus === 'TEST' || workout.race) return null
  if (workout.hard && workout.focus !== 'LONG') return stopRepeats(workout, context)
  if (workout.durationS >= DRIFT_FROM_S && workout.focus === 'LONG') {
    const hasHeartRate = context.thresholds.lthrBpm !== undefined || context.thresholds.maxHrBpm !== undefined
    return hasHeartRate && mainWork(workout.workout) === null
      ? { topic: 'stop', code: 'drift', facts: { percent: DRIFT_PERCENT, sport: workout.sport } }
      : null
  }
  return null
}

const activeFlag = (workout: PlannedWorkout, context: AdviceContext, kind: 'INJURY' | 'ILLNESS') =>
  context.flags.find((flag) => flag.kind === kind && flag.startDate <= workout.date && isOpenOn(flag, workout.date))

/** N03: the set is over when a repeat falls short by the share its length allows, or feels two points too hard. */
function stopRepeats(workout: PlannedWorkout, context: AdviceContext): Advice | null {
  const load = loadContext(workout.sport, workout.workout.references, context.thresholds)
  const work = mainWork(workout.workout, load)
  if (!work) return null
  if (workout.focus === 'NEUROMUSCULAR_POWER') return { topic: 'stop', code: 'sprint-slower', facts: {} }
  const primary = primaryOf(work.leaf)
  const isMixed = work.share < ONE_EFFORT_SHARE
  const isRepeated = work.times > 1 || isMixed
  if (!isMixed && (primary === 'power' || primary === 'pace')) {
    const least = resolvePrimary(work.leaf, load)
    const band = RIDE_DROP.find(([fromS]) => work.durationS >= fromS)![1]
    const percent = workout.sport === 'run' ? Math.round(band * RUN_SHARE) : band
    const floor = least?.ok ? lowestOf(least.value.shape) * (1 - percent / 100) : null
    const key = primary === 'power' ? 'powerW' : 'speedMps'
    return { topic: 'stop', code: 'falls-short', facts: { percent, repeats: isRepeated, [key]: floor } }
  }
  const expected = namedEffort(work.leaf)?.high ?? EXPECTED_RPE[workout.focus]
  if (expected + TOO_HARD_BY > 10) return null
  return { topic: 'stop', code: 'feels-too-hard', facts: { rpe: expected + TOO_HARD_BY, repeats: isRepeated } }
}

function lowestOf(
  shape:
    | { type: 'steady'; value: number }
    | { type: 'range'; min: number; max: number }
    | { type: 'ramp'; start: number; end: number },
): number {
  if (shape.type === 'steady') return shape.value
  return shape.type === 'range' ? shape.min : Math.min(shape.start, shape.end)
}
