import { err, ok, type Result } from '../result/result.ts'
import type { HeartRateTarget, Leaf, PaceTarget, PowerTarget, PrimaryTarget, Ramp, Range, Steady } from './awp.ts'
import type { LoadContext } from './leaf-load.ts'
import { heartRateZoneRange, zoneRange } from './zone-bounds.ts'

/** Absolute numbers for one day: watts, beats per minute or metres per second. */
export interface ResolvedTarget {
  readonly kind: 'power' | 'heartRate' | 'pace'
  readonly unit: 'W' | 'bpm' | 'mps'
  readonly shape: Steady | Range | Ramp
}

/** AWP007: a relative target whose threshold nobody knows. */
export interface MissingReference {
  readonly code: 'AWP007'
  readonly reference: 'ftpW' | 'lthrBpm' | 'maxHrBpm' | 'thresholdSpeedMps'
  readonly text: string
}

const REFERENCE_WORDS: Record<MissingReference['reference'], string> = {
  ftpW: 'threshold power',
  lthrBpm: 'threshold heart rate',
  maxHrBpm: 'maximum heart rate',
  thresholdSpeedMps: 'threshold pace',
}

/** What the athlete follows in this step: explicit `primary`, else power > pace > heart rate > effort > cadence (integrations.md §8). */
export function primaryOf(leaf: Leaf): PrimaryTarget | null {
  if (leaf.primary && leaf[leaf.primary]) return leaf.primary
  if (leaf.power) return 'power'
  if (leaf.pace) return 'pace'
  if (leaf.heartRate) return 'heartRate'
  if (leaf.rpe) return 'rpe'
  return leaf.cadence ? 'cadence' : null
}

/** Relative power → watts of the day. `context` carries the reference order (`loadContext`). */
export function resolvePower(target: PowerTarget, context: LoadContext): Result<ResolvedTarget, MissingReference> {
  if (target.unit === 'watts' && target.type !== 'zone') return ok({ kind: 'power', unit: 'W', shape: bare(target) })
  if (context.ftpW === null) return missing('ftpW')
  const shape = target.type === 'zone' ? zoneShape(zoneRange(target.zone, context.sport)) : bare(target)
  return shape ? ok({ kind: 'power', unit: 'W', shape: scaledShape(shape, context.ftpW) }) : missing('ftpW')
}

/** Relative speed → m/s of the day. */
export function resolvePace(target: PaceTarget, context: LoadContext): Result<ResolvedTarget, MissingReference> {
  if (target.unit === 'mps' && target.type !== 'zone') return ok({ kind: 'pace', unit: 'mps', shape: bare(target) })
  if (context.thresholdSpeedMps === null) return missing('thresholdSpeedMps')
  const shape = target.type === 'zone' ? zoneShape(zoneRange(target.zone, context.sport)) : bare(target)
  return shape
    ? ok({ kind: 'pace', unit: 'mps', shape: scaledShape(shape, context.thresholdSpeedMps) })
    : missing('thresholdSpeedMps')
}

/** Relative heart rate → beats per minute of the day. */
export function resolveHeartRate(
  target: HeartRateTarget,
  context: LoadContext,
): Result<ResolvedTarget, MissingReference> {
  if (target.unit === 'bpm' && target.type !== 'zone')
    return ok({ kind: 'heartRate', unit: 'bpm', shape: bare(target) })
  const usesMaximum = target.unit === 'max' && target.type !== 'zone'
  const reference = usesMaximum ? context.maxHrBpm : context.lthrBpm
  if (reference === null) return missing(usesMaximum ? 'maxHrBpm' : 'lthrBpm')
  const shape = target.type === 'zone' ? zoneShape(heartRateZoneRange(target.zone, context.sport)) : bare(target)
  return shape ? ok({ kind: 'heartRate', unit: 'bpm', shape: scaledShape(shape, reference) }) : missing('lthrBpm')
}

/** The primary target in absolute numbers; null when the step has none that is a number of power, pace or heart rate. */
export function resolvePrimary(leaf: Leaf, context: LoadContext): Result<ResolvedTarget, MissingReference> | null {
  switch (primaryOf(leaf)) {
    case 'power':
      return leaf.power ? resolvePower(leaf.power, context) : null
    case 'pace':
      return leaf.pace ? resolvePace(leaf.pace, context) : null
    case 'heartRate':
      return leaf.heartRate ? resolveHeartRate(leaf.heartRate, context) : null
    default:
      return null
  }
}

function missing(reference: MissingReference['reference']): { ok: false; error: MissingReference } {
  const text = `This step is relative to ${REFERENCE_WORDS[reference]}, which is not known. Enter it, or choose another target.`
  return err({ code: 'AWP007', reference, text })
}

function zoneShape(range: { min: number; max: number } | null): Range | null {
  return range && { type: 'range', ...range }
}

/** The shape without its unit. */
function bare(shape: Steady | Range | Ramp): Steady | Range | Ramp {
  switch (shape.type) {
    case 'steady':
      return { type: 'steady', value: shape.value }
    case 'range':
      return { type: 'range', min: shape.min, max: shape.max }
    case 'ramp':
      return { type: 'ramp', start: shape.start, end: shape.end }
  }
}

/** The shape with its numbers times a factor: from fractions of a reference to absolute numbers, and back. */
export function scaledShape(shape: Steady | Range | Ramp, by: number): Steady | Range | Ramp {
  switch (shape.type) {
    case 'steady':
      return { type: 'steady', value: shape.value * by }
    case 'range':
      return { type: 'range', min: shape.min * by, max: shape.max * by }
    case 'ramp':
      return { type: 'ramp', start: shape.start * by, end: shape.end * by }
  }
}
