import { LTHR_SHARE_OF_MAX } from '../athlete/max-heart-rate.ts'
import type { Sport } from '../athlete/sport.ts'
import type { ThresholdSet } from '../athlete/thresholds.ts'
import { intensityOfRpe } from '../load/rpe-load.ts'
import type { AwpReferences, HeartRateTarget, Leaf, PaceTarget, PowerTarget, TargetShape } from './awp.ts'
import { heartRateZoneRange, zoneRange } from './zone-bounds.ts'

/** A leaf as load arithmetic sees it: fraction of FTP or threshold speed, linear from `start` to `end`. */
export interface FractionSpan {
  readonly start: number
  readonly end: number
}

/** What the arithmetic knows of the athlete: the day's thresholds first, the document's own as fallback (AWP007). */
export interface LoadContext {
  readonly sport: Sport
  readonly ftpW: number | null
  readonly lthrBpm: number | null
  readonly maxHrBpm: number | null
  readonly thresholdSpeedMps: number | null
}

/** Reference order of integrations.md §8: thresholds of the day, then the document's references, else unknown. */
export function loadContext(sport: Sport, references?: AwpReferences, thresholds?: ThresholdSet): LoadContext {
  return {
    sport,
    ftpW: thresholds?.ftpW ?? references?.ftpWatts ?? null,
    lthrBpm: thresholds?.lthrBpm ?? references?.lthrBpm ?? null,
    maxHrBpm: thresholds?.maxHrBpm ?? references?.maxHrBpm ?? null,
    thresholdSpeedMps: thresholds?.thresholdSpeedMps ?? references?.thresholdPaceMps ?? null,
  }
}

/**
 * Fraction of LTHR → fraction of threshold, so that a heart-rate workout has a planned load. Knots: the bands of S3.12
 * against the library's own intensities for the same focus, and the domain edges of S0.4 (.89 and 1.00 LTHR).
 */
const FRACTION_BY_HR: Record<Sport, readonly (readonly [number, number])[]> = {
  run: [
    [0.5, 0.45],
    [0.7, 0.66],
    [0.8, 0.76],
    [0.845, 0.8],
    [0.89, 0.9],
    [0.925, 0.94],
    [1, 1.02],
    [1.06, 1.085],
    [1.2, 1.2],
  ],
  ride: [
    [0.5, 0.35],
    [0.7, 0.5],
    [0.8, 0.58],
    [0.845, 0.66],
    [0.89, 0.75],
    [0.925, 0.82],
    [0.95, 0.91],
    [1, 1.02],
    [1.06, 1.1],
    [1.2, 1.25],
  ],
}

/** Open steps, science.md S3.10b. */
const FREE_FRACTION: Record<Sport, number> = { ride: 0.65, run: 0.8 }
const REST_FRACTION = 0.4
/** A warm-up or cool-down that names no target is ridden as the library's own (science.md §11). */
const WARMUP_FRACTION: Record<Sport, number> = { ride: 0.58, run: 0.76 }
const COOLDOWN_FRACTION: Record<Sport, number> = { ride: 0.48, run: 0.74 }

/** MaxEffort: 1.5 up to 60 s, 1.2 up to 5 min, 1.0 beyond (science.md S3.10b). */
export function maxEffortFraction(durationS: number): number {
  if (durationS <= 60) return 1.5
  return durationS <= 300 ? 1.2 : 1
}

/**
 * The leaf's intensity as fractions of threshold, or null when its only target is absolute and the threshold is unknown.
 * Power and pace speak for load before heart rate and effort, whatever the athlete follows on the day: they are what
 * load is defined on. A leaf without any target is an open step (S3.10b).
 */
export function leafFraction(leaf: Leaf, durationS: number, context: LoadContext): FractionSpan | null {
  if (leaf.type === 'MaxEffort') return steadySpan(maxEffortFraction(durationS))
  const spoken = leaf.power ?? leaf.pace ?? leaf.heartRate ?? leaf.rpe
  if (spoken) {
    return (
      (leaf.power && powerFraction(leaf.power, context)) ??
      (leaf.pace && paceFraction(leaf.pace, context)) ??
      (leaf.heartRate && heartRateFraction(leaf.heartRate, context)) ??
      (leaf.rpe ? mapSpan(spanOf(leaf.rpe), intensityOfRpe) : null)
    )
  }
  switch (leaf.type) {
    case 'Rest':
      return steadySpan(REST_FRACTION)
    case 'Warmup':
      return steadySpan(WARMUP_FRACTION[context.sport])
    case 'Cooldown':
      return steadySpan(COOLDOWN_FRACTION[context.sport])
    default:
      return steadySpan(FREE_FRACTION[context.sport])
  }
}

/** What a graph draws of a leaf: a band, a slope, or an open step. Fractions of threshold. */
export type LeafBand =
  | { readonly kind: 'band'; readonly lo: number; readonly hi: number }
  | { readonly kind: 'ramp'; readonly from: number; readonly to: number }
  | { readonly kind: 'free' }

/** The leaf's drawn intensity: like {@link leafFraction}, but ranges and zones keep both ends and open steps stay open. */
export function leafBand(leaf: Leaf, durationS: number, context: LoadContext): LeafBand {
  if (leaf.type === 'FreeRide') return { kind: 'free' }
  const shape = leaf.power ?? leaf.pace ?? leaf.heartRate ?? leaf.rpe
  if (!shape && leaf.type !== 'Rest' && leaf.type !== 'MaxEffort') return { kind: 'free' }
  const ends = bandEnds(leaf, context)
  const span = leafFraction(leaf, durationS, context)
  if (!span) return { kind: 'free' }
  if (span.start !== span.end) return { kind: 'ramp', from: span.start, to: span.end }
  return { kind: 'band', lo: ends?.min ?? span.start, hi: ends?.max ?? span.end }
}

/** Ends of a range or zone as fractions of threshold, from the target that speaks for load. */
function bandEnds(leaf: Leaf, context: LoadContext): { min: number; max: number } | null {
  const target = leaf.power ?? leaf.pace ?? leaf.heartRate
  if (!target) return null
  if (target.type === 'zone' && leaf.heartRate !== target) return zoneRange(target.zone, context.sport)
  const ends =
    target.type === 'range'
      ? { min: target.min, max: target.max }
      : target.type === 'zone'
        ? heartRateZoneRange(target.zone, context.sport)
        : null
  if (!ends) return null
  const unit = target.type === 'zone' ? undefined : target.unit
  const at = (value: number): FractionSpan | null => leafFraction(steadyLeaf(leaf, value, unit), 1, context)
  const [low, high] = [at(ends.min), at(ends.max)]
  return low && high ? { min: low.start, max: high.start } : null
}

function steadyLeaf(leaf: Leaf, value: number, unit: string | undefined): Leaf {
  const type = 'Steady'
  if (leaf.power) return { type, power: { type: 'steady', value, ...(unit === 'watts' ? { unit } : {}) } }
  if (leaf.pace) return { type, pace: { type: 'steady', value, ...(unit === 'mps' ? { unit } : {}) } }
  return { type, heartRate: { type: 'steady', value, ...(unit === 'max' || unit === 'bpm' ? { unit } : {}) } }
}

/**
 * Seconds a leaf takes: its duration; a run's distance through the day's threshold speed; else its estimate; else null.
 */
export function leafDurationS(leaf: Leaf, context: LoadContext): number | null {
  if (leaf.duration !== undefined) return leaf.duration
  if (leaf.distance !== undefined && context.sport === 'run') {
    const speed = leafSpeedMps(leaf, leaf.estimatedDuration ?? 300, context)
    if (speed !== null && speed > 0) return Math.max(1, Math.round(leaf.distance / speed))
  }
  return leaf.estimatedDuration ?? null
}

/** Mean speed of a run leaf, m/s; null on a ride or without a threshold speed to lean on. */
export function leafSpeedMps(leaf: Leaf, durationS: number, context: LoadContext): number | null {
  if (context.sport !== 'run') return null
  if (leaf.pace?.unit === 'mps') {
    const span = spanOf(leaf.pace)
    if (span) return (span.start + span.end) / 2
  }
  const span = leafFraction(leaf, durationS, context)
  return span && context.thresholdSpeedMps !== null ? ((span.start + span.end) / 2) * context.thresholdSpeedMps : null
}

/** Fraction of threshold that a steady heart rate stands for, from a fraction of LTHR. */
export function fractionByHeartRate(lthrFraction: number, sport: Sport): number {
  const knots = FRACTION_BY_HR[sport]
  let [x0, y0] = knots[0]!
  for (const [x1, y1] of knots) {
    if (lthrFraction <= x1) return x1 === x0 ? y1 : y0 + ((y1 - y0) * (Math.max(lthrFraction, x0) - x0)) / (x1 - x0)
    x0 = x1
    y0 = y1
  }
  return y0
}

const steadySpan = (value: number): FractionSpan => ({ start: value, end: value })

/** Start and end value of a shape; the middle of a range; null for a zone, which needs a table. */
function spanOf(shape: TargetShape): FractionSpan | null {
  switch (shape.type) {
    case 'steady':
      return steadySpan(shape.value)
    case 'range':
      return steadySpan((shape.min + shape.max) / 2)
    case 'ramp':
      return { start: shape.start, end: shape.end }
    case 'zone':
      return null
  }
}

function mapSpan(span: FractionSpan | null, map: (value: number) => number): FractionSpan | null {
  return span && { start: map(span.start), end: map(span.end) }
}

function middle(range: { min: number; max: number } | null): FractionSpan | null {
  return range && steadySpan((range.min + range.max) / 2)
}

function powerFraction(target: PowerTarget, context: LoadContext): FractionSpan | null {
  if (target.type === 'zone') return middle(zoneRange(target.zone, context.sport))
  if (target.unit !== 'watts') return spanOf(target)
  const { ftpW } = context
  return ftpW === null ? null : mapSpan(spanOf(target), (watts) => watts / ftpW)
}

function paceFraction(target: PaceTarget, context: LoadContext): FractionSpan | null {
  if (target.type === 'zone') return middle(zoneRange(target.zone, context.sport))
  if (target.unit !== 'mps') return spanOf(target)
  const { thresholdSpeedMps } = context
  return thresholdSpeedMps === null ? null : mapSpan(spanOf(target), (mps) => mps / thresholdSpeedMps)
}

function heartRateFraction(target: HeartRateTarget, context: LoadContext): FractionSpan | null {
  const toFraction = (lthrFraction: number) => fractionByHeartRate(lthrFraction, context.sport)
  if (target.type === 'zone') {
    const range = heartRateZoneRange(target.zone, context.sport)
    return range && steadySpan(toFraction((range.min + range.max) / 2))
  }
  const { lthrBpm, maxHrBpm } = context
  if (target.unit === 'bpm')
    return lthrBpm === null ? null : mapSpan(spanOf(target), (bpm) => toFraction(bpm / lthrBpm))
  if (target.unit === 'max') {
    // without both thresholds LTHR stands at its usual share of the maximum
    const ratio = lthrBpm !== null && maxHrBpm !== null ? lthrBpm / maxHrBpm : LTHR_SHARE_OF_MAX[context.sport]
    return mapSpan(spanOf(target), (fraction) => toFraction(fraction / ratio))
  }
  return mapSpan(spanOf(target), toFraction)
}
