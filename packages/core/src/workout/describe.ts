import type { ThresholdSet } from '../athlete/thresholds.ts'
import { METRES_PER_MILE, type DistanceUnit } from '../units/distance.ts'
import { formatClock, formatDuration } from '../units/format.ts'
import { paceFromSpeed } from '../units/pace.ts'
import { isRepeat, type Awp, type Leaf, type LeafType, type Node } from './awp.ts'
import { leafDurationS, leafFraction, loadContext, type LoadContext } from './leaf-load.ts'
import { primaryOf, resolveHeartRate, resolvePrimary, type ResolvedTarget } from './resolve.ts'
import { nodesDurationS } from './totals.ts'
import { zoneOf, ZONE_NAMES } from './zone-bounds.ts'

/** How distances and paces are shown. */
export interface DisplayUnits {
  readonly distance: DistanceUnit
}

/** A target in words: the number and its unit apart, because the unit is set smaller. */
export interface TargetWords {
  readonly main: string
  readonly unit: string
}

/** One row of the step table; rows of a repeat's content follow it one level deeper. */
export interface StepRow {
  readonly kind: 'step' | 'repeat' | 'between'
  /** Place in the document. */
  readonly path: string
  readonly depth: number
  /** "Warm-up", "Threshold", "5 times". */
  readonly name: string
  /** 1–7 for the swatch; null for open steps and repeats. */
  readonly zone: number | null
  /** Work is set bolder than what surrounds it. */
  readonly isWork: boolean
  readonly target: TargetWords | null
  /** "162–171 bpm from the third minute", "not used"; null when the threshold heart rate is unknown. */
  readonly heartRate: string | null
  /** "5:00", "800 m", "press lap". */
  readonly length: string
  readonly instruction: string | null
}

/** Heart rate lags; below this it says nothing (science.md S3.12). */
const HEART_RATE_LEAST_S = 180

const LEAF_NAMES: Record<LeafType, string | null> = {
  Warmup: 'Warm-up',
  Cooldown: 'Cool-down',
  Steady: null,
  Ramp: 'Ramp',
  Interval: null,
  Rest: 'Recovery',
  FreeRide: 'Free',
  MaxEffort: 'All out',
}

/** Rows of the step table with the day's numbers, nested as the document is (product.md, Workout and Today). */
export function describeSteps(
  awp: Awp,
  thresholds?: ThresholdSet,
  units: DisplayUnits = { distance: 'km' },
): StepRow[] {
  const context = loadContext(awp.sport, awp.references, thresholds)
  return rowsOf(awp.steps, 'steps', 0, context, units)
}

/** The whole workout as one sentence, for screen readers and messages. */
export function describeWorkout(awp: Awp, thresholds?: ThresholdSet, units: DisplayUnits = { distance: 'km' }): string {
  const context = loadContext(awp.sport, awp.references, thresholds)
  const total = nodesDurationS(awp.steps, context)
  const steps = awp.steps.map((node) => nodeWords(node, context, units)).join('; ')
  return `${awp.meta.title}: ${steps}.${total === null ? '' : ` ${formatDuration(total)} in total.`}`
}

/** What the athlete follows in a step, in the day's numbers; relative when the threshold is unknown. */
export function describeTarget(
  leaf: Leaf,
  context: LoadContext,
  units: DisplayUnits = { distance: 'km' },
): TargetWords {
  if (leaf.type === 'MaxEffort') return { main: 'all out', unit: '' }
  const resolved = resolvePrimary(leaf, context)
  if (resolved?.ok) return absoluteWords(resolved.value, units)
  switch (primaryOf(leaf)) {
    case 'power':
      return relativeWords(leaf.power, 'of FTP')
    case 'pace':
      return relativeWords(leaf.pace, 'of threshold pace')
    case 'heartRate':
      return relativeWords(
        leaf.heartRate,
        leaf.heartRate?.unit === 'max' ? 'of maximum heart rate' : 'of threshold heart rate',
      )
    case 'rpe':
      return leaf.rpe?.type === 'range'
        ? { main: `effort ${leaf.rpe.min}–${leaf.rpe.max}`, unit: 'of 10' }
        : { main: `effort ${leaf.rpe?.value ?? ''}`, unit: 'of 10' }
    case 'cadence':
      return { main: shapeText(leaf.cadence!, String), unit: context.sport === 'ride' ? 'rpm' : 'steps a minute' }
    case null:
      return leaf.type === 'Rest' ? { main: 'very easy', unit: '' } : { main: 'open', unit: '' }
  }
}

function rowsOf(
  nodes: readonly Node[],
  at: string,
  depth: number,
  context: LoadContext,
  units: DisplayUnits,
): StepRow[] {
  return nodes.flatMap((node, index) => {
    const path = `${at}[${index}]`
    if (!isRepeat(node)) return [leafRow(node, path, depth, 'step', context, units)]
    const total = nodesDurationS([node], context)
    const head: StepRow = {
      kind: 'repeat',
      path,
      depth,
      name: `${node.times} times`,
      zone: null,
      isWork: true,
      target: null,
      heartRate: null,
      length: total === null ? '' : formatClock(total),
      instruction: node.name ?? null,
    }
    const between = node.restBetween
      ? [leafRow(node.restBetween, `${path}.restBetween`, depth + 1, 'between', context, units)]
      : []
    return [head, ...rowsOf(node.content, `${path}.content`, depth + 1, context, units), ...between]
  })
}

function leafRow(
  leaf: Leaf,
  path: string,
  depth: number,
  kind: StepRow['kind'],
  context: LoadContext,
  units: DisplayUnits,
): StepRow {
  const seconds = leafDurationS(leaf, context)
  const span = leaf.type === 'FreeRide' ? null : leafFraction(leaf, seconds ?? HEART_RATE_LEAST_S, context)
  const zone = span ? zoneOf((span.start + span.end) / 2, context.sport) : null
  return {
    kind,
    path,
    depth,
    name: leaf.name ?? LEAF_NAMES[leaf.type] ?? (zone === null ? 'Step' : ZONE_NAMES[context.sport][zone - 1]!),
    zone,
    isWork: leaf.type === 'Interval' || leaf.type === 'MaxEffort' || (leaf.type === 'Steady' && (zone ?? 0) >= 3),
    target: describeTarget(leaf, context, units),
    heartRate: heartRateColumn(leaf, zone, seconds, context),
    length: lengthText(leaf, seconds, units),
    instruction: leaf.instruction ?? null,
  }
}

/** What heart rate to expect beside the primary target (science.md S3.3, S3.12). */
function heartRateColumn(leaf: Leaf, zone: number | null, seconds: number | null, context: LoadContext): string | null {
  const { lthrBpm } = context
  if (leaf.heartRate) {
    const resolved = resolveHeartRate(leaf.heartRate, context)
    if (resolved.ok) return `${shapeText(resolved.value.shape, (bpm) => String(Math.round(bpm)))} bpm`
  }
  if (lthrBpm === null || zone === null) return null
  if (seconds !== null && seconds < HEART_RATE_LEAST_S) return 'not used'
  if (zone <= 2) return `under ${Math.floor(lthrBpm * 0.9)} bpm`
  if (zone === 3) return `${Math.floor(lthrBpm * 0.9)}–${Math.round(lthrBpm * 0.95)} bpm`
  if (zone === 4) return `${Math.floor(lthrBpm * 0.95)}–${Math.round(lthrBpm)} bpm from the third minute`
  return 'lags behind'
}

function lengthText(leaf: Leaf, seconds: number | null, units: DisplayUnits): string {
  if (leaf.distance !== undefined) return distanceText(leaf.distance, units)
  if (leaf.until === 'lap') return 'press lap'
  return seconds === null ? '' : formatClock(seconds)
}

function distanceText(metres: number, units: DisplayUnits): string {
  if (units.distance === 'mi' && metres >= METRES_PER_MILE / 2)
    return `${trimZero((metres / METRES_PER_MILE).toFixed(2))} mi`
  return metres >= 1000 ? `${trimZero((metres / 1000).toFixed(2))} km` : `${Math.round(metres)} m`
}

const trimZero = (text: string): string => text.replace(/\.?0+$/, '')

function absoluteWords(target: ResolvedTarget, units: DisplayUnits): TargetWords {
  if (target.kind !== 'pace') {
    const unit = target.unit === 'W' ? 'W' : 'bpm'
    return { main: shapeText(target.shape, (value) => String(Math.round(value))), unit }
  }
  const { shape } = target
  const say = (speed: number) => formatClock(paceFromSpeed(speed, units.distance))
  const unit = `/${units.distance}`
  // a pace range reads from the faster to the slower number, as runners say it
  if (shape.type === 'range') return { main: `${say(shape.max)}–${say(shape.min)}`, unit }
  return { main: shapeText(shape, say), unit }
}

/** 1.015 is 102, although 1.015 × 100 is a hair under 101.5 in binary. */
const percentText = (fraction: number): string => String(Math.round(Number((fraction * 100).toFixed(6))))

type AnyTarget = NonNullable<Leaf['power'] | Leaf['pace'] | Leaf['heartRate']>

function relativeWords(target: AnyTarget | undefined, unit: string): TargetWords {
  if (!target) return { main: 'open', unit: '' }
  if (target.type === 'zone') return { main: `zone ${target.zone}`, unit: '' }
  if (target.unit === 'watts') return { main: shapeText(target, (value) => String(Math.round(value))), unit: 'W' }
  return { main: shapeText(target, percentText), unit: `% ${unit}` }
}

type PlainShape =
  | { readonly type: 'steady'; readonly value: number }
  | { readonly type: 'range'; readonly min: number; readonly max: number }
  | { readonly type: 'ramp'; readonly start: number; readonly end: number }

function shapeText(shape: PlainShape, say: (value: number) => string): string {
  switch (shape.type) {
    case 'steady':
      return say(shape.value)
    case 'range': {
      const [min, max] = [say(shape.min), say(shape.max)]
      return min === max ? min : `${min}–${max}`
    }
    case 'ramp':
      return `${say(shape.start)} to ${say(shape.end)}`
  }
}

function nodeWords(node: Node, context: LoadContext, units: DisplayUnits): string {
  if (!isRepeat(node)) return leafWords(node, context, units)
  const content = node.content.map((inner) => nodeWords(inner, context, units)).join(', then ')
  const between = node.restBetween
    ? `, with ${spokenLength(node.restBetween, context, units)} ${spokenName(node.restBetween) ?? 'recovery'} between`
    : ''
  return `${node.times} times (${content}${between})`
}

function leafWords(leaf: Leaf, context: LoadContext, units: DisplayUnits): string {
  const name = spokenName(leaf)
  const length = `${spokenLength(leaf, context, units)}${name === null ? '' : ` ${name}`}`
  const { main, unit } = describeTarget(leaf, context, units)
  if (main === 'open' || main === 'all out' || main === 'very easy')
    return `${length}${name === null ? '' : ','} ${main}`
  return `${length} at ${main}${unit.startsWith('/') || unit === '' ? unit : ` ${unit}`}`
}

/** A short plain name, as it is said inside a sentence: "warm-up", "walk", "VO2". Longer names and cries of others are left out. */
const SPOKEN_NAME = /^\p{L}[\p{L}\d -]{1,23}$/u

function spokenName(leaf: Leaf): string | null {
  const name = leaf.name ?? LEAF_NAMES[leaf.type]
  if (name === null || !SPOKEN_NAME.test(name)) return null
  // "Warm-up" in the middle of a sentence, but "FTP"
  return name.charAt(1) === name.charAt(1).toLowerCase() ? name.charAt(0).toLowerCase() + name.slice(1) : name
}

function spokenLength(leaf: Leaf, context: LoadContext, units: DisplayUnits): string {
  if (leaf.distance !== undefined) return distanceText(leaf.distance, units)
  const seconds = leafDurationS(leaf, context)
  if (leaf.until === 'lap')
    return seconds === null ? 'until you press lap' : `about ${formatDuration(seconds)}, until you press lap,`
  if (seconds === null) return 'a stretch'
  if (seconds < 60) return `${seconds} s`
  if (seconds % 60 === 0) return formatDuration(seconds)
  return `${formatClock(seconds)} ${seconds < 3600 ? 'min' : 'h'}`
}
