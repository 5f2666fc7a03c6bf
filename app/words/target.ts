import type { Sport } from '@coach-wattz/core/athlete/sport'
import type { ThresholdSet } from '@coach-wattz/core/athlete/thresholds'
import type { HeartRateTarget, Leaf, PaceTarget, PowerTarget, Range, Steady, TargetShape } from '@coach-wattz/core/workout/awp'
import { heartRateZoneRange, zoneRange } from '@coach-wattz/core/workout/zone-bounds'
import { paceNumber, paceUnit, type Units } from './measure'

/** A target in the athlete's own units: "4:29–4:39" and "/km"; shares of threshold where the threshold is unknown. */
export interface TargetWords {
  readonly main: string
  readonly unit: string
}
export interface TargetContext {
  readonly sport: Sport
  readonly thresholds: ThresholdSet
  readonly units: Units
}

interface Span {
  readonly from: number
  readonly to: number
  readonly ramp: boolean
}
const spanOf = (shape: TargetShape, zone: (n: number) => { min: number; max: number } | null): Span | null => {
  if (shape.type === 'steady') return { from: shape.value, to: shape.value, ramp: false }
  if (shape.type === 'range') return { from: shape.min, to: shape.max, ramp: false }
  if (shape.type === 'ramp') return { from: shape.start, to: shape.end, ramp: true }
  const range = zone(shape.zone)
  return range && { from: range.min, to: range.max, ramp: false }
}

/** "to" for ramps, an en dash for ranges, one number when both ends read the same. */
function join(span: Span, say: (value: number) => string, swap = false): string {
  const [a, b] = [say(span.from), say(span.to)]
  if (a === b) return a
  if (span.ramp) return `${a} to ${b}`
  return swap ? `${b}–${a}` : `${a}–${b}`
}
const percent = (value: number): string => String(Math.round(value * 100))

export function powerWords(target: PowerTarget, context: TargetContext): TargetWords | null {
  const span = spanOf(target, (zone) => zoneRange(zone, context.sport))
  if (!span) return null
  if (target.unit === 'watts') return { main: join(span, (v) => String(Math.round(v))), unit: 'W' }
  const ftp = context.thresholds.ftpW
  if (ftp === undefined) return { main: join(span, percent), unit: '% of FTP' }
  return { main: join(span, (v) => String(Math.round(v * ftp))), unit: 'W' }
}

/** Faster is written first in a range: "4:29–4:39". */
export function paceWords(target: PaceTarget, context: TargetContext): TargetWords | null {
  const span = spanOf(target, (zone) => zoneRange(zone, context.sport))
  if (!span) return null
  const threshold = target.unit === 'mps' ? 1 : context.thresholds.thresholdSpeedMps
  if (threshold === undefined) return { main: join(span, percent), unit: '% of threshold pace' }
  return { main: join(span, (v) => paceNumber(v * threshold, context.units), true), unit: paceUnit(context.units) }
}

export function heartRateWords(target: HeartRateTarget, context: TargetContext): TargetWords | null {
  const span = spanOf(target, (zone) => heartRateZoneRange(zone, context.sport))
  if (!span) return null
  if (target.unit === 'bpm') return { main: join(span, (v) => String(Math.round(v))), unit: 'bpm' }
  const base = target.unit === 'max' ? context.thresholds.maxHrBpm : context.thresholds.lthrBpm
  if (base === undefined) {
    return { main: join(span, percent), unit: target.unit === 'max' ? '% of highest heart rate' : '% of threshold heart rate' }
  }
  return { main: join(span, (v) => String(Math.round(v * base))), unit: 'bpm' }
}

export function effortWords(rpe: Steady | Range): TargetWords {
  return { main: rpe.type === 'steady' ? String(rpe.value) : `${rpe.min}–${rpe.max}`, unit: 'effort of 10' }
}

/** The target the athlete follows in this step, or null for an open one. */
export function targetWords(leaf: Leaf, context: TargetContext): TargetWords | null {
  const say = {
    power: () => leaf.power && powerWords(leaf.power, context),
    pace: () => leaf.pace && paceWords(leaf.pace, context),
    heartRate: () => leaf.heartRate && heartRateWords(leaf.heartRate, context),
    rpe: () => leaf.rpe && effortWords(leaf.rpe),
    cadence: () => null,
  }
  const own = leaf.primary ? say[leaf.primary]() : null
  return own || say.power() || say.pace() || say.heartRate() || say.rpe() || null
}

/** What a step is called. */
export function stepName(leaf: Leaf, zoneName: string | null, sport: Sport): string {
  if (leaf.name) return leaf.name
  switch (leaf.type) {
    case 'Warmup':
      return 'Warm-up'
    case 'Cooldown':
      return 'Cool-down'
    case 'Rest':
      return sport === 'run' ? 'Recovery jog' : 'Recovery'
    case 'FreeRide':
      return 'Open'
    case 'MaxEffort':
      return 'All out'
    default:
      return zoneName ?? 'Step'
  }
}
