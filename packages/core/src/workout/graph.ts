import type { ThresholdSet } from '../athlete/thresholds.ts'
import type { Sport } from '../athlete/sport.ts'
import { isRepeat, type Awp, type Leaf, type Node } from './awp.ts'
import { describeTarget, describeWorkout, type DisplayUnits } from './describe.ts'
import { leafBand, leafDurationS, loadContext, type LeafBand, type LoadContext } from './leaf-load.ts'
import { ZONE_BOUNDS, ZONE_COUNT, zoneOf } from './zone-bounds.ts'

/**
 * The workout graph as plain data (product.md, look book): the same drawing at every size. Geometry lives in a box of
 * 1000 × 100 units; labels carry percent positions, so that words never stretch. Vertical scale: the ladder, one zone =
 * one rung.
 */
export type GraphSize = 'spark' | 'card' | 'full'

export type GraphShape =
  /** Solid area up to the target (or to a range's floor); `path` is SVG path data. */
  | { readonly kind: 'area'; readonly zone: number; readonly path: string; readonly leaf: number }
  /** Tint from a range's floor to its ceiling. */
  | {
      readonly kind: 'band'
      readonly zone: number
      readonly x: number
      readonly y: number
      readonly width: number
      readonly height: number
      readonly leaf: number
    }
  /** An open step. */
  | {
      readonly kind: 'free'
      readonly x: number
      readonly y: number
      readonly width: number
      readonly height: number
      readonly leaf: number
    }

export interface GraphBracket {
  readonly times: number
  readonly depth: number
  readonly leftPct: number
  readonly widthPct: number
}
export interface GraphLabel {
  readonly main: string
  readonly unit: string
  readonly leftPct: number
  readonly bottomPct: number
  readonly isNarrow: boolean
  /** Warm-up and cool-down: quieter. */
  readonly isMinor: boolean
}
export interface GraphCue {
  readonly leftPct: number
  readonly text: string
}
export interface GraphTick {
  readonly leftPct: number
  readonly text: string
  readonly edge: 'first' | 'last' | null
}
export interface GraphRung {
  readonly y: number
  readonly zone: number
  /** Middle of the rung, for its label; null above the last whole one. */
  readonly labelBottomPct: number | null
}
/** One ridden leaf on the time axis, for cursors, selection and tables. */
export interface GraphLeaf {
  readonly startS: number
  readonly durationS: number
  readonly x: number
  readonly width: number
  readonly band: LeafBand
  /** Zone of its middle; null when open. */
  readonly zone: number | null
  readonly path: string
  readonly leaf: Leaf
  /** False when the length is only guessed for drawing. */
  readonly isTimed: boolean
}

export interface WorkoutGraph {
  readonly size: GraphSize
  readonly sport: Sport
  /** Seconds drawn. */
  readonly totalS: number
  /** Rungs drawn. */
  readonly heightRungs: number
  readonly shapes: readonly GraphShape[]
  /** White lines between steps, SVG path data. */
  readonly gaps: readonly string[]
  /** y of threshold; null on a spark. */
  readonly referenceY: number | null
  readonly rungs: readonly GraphRung[]
  readonly brackets: readonly GraphBracket[]
  /** Levels of brackets to leave room for. */
  readonly bracketDepth: number
  readonly labels: readonly GraphLabel[]
  readonly cues: readonly GraphCue[]
  readonly ticks: readonly GraphTick[]
  readonly leaves: readonly GraphLeaf[]
  /** What a screen reader says. */
  readonly sentence: string
}

export interface GraphOptions {
  readonly size?: GraphSize
  readonly thresholds?: ThresholdSet
  readonly units?: DisplayUnits
  /** Rungs to draw, so that several graphs share one scale. */
  readonly heightRungs?: number
}

const WIDTH = 1000
const HEIGHT = 100
/** Room under the first rung, in rungs, so that the easiest step is still seen. */
const FOOT = 0.35
/** Height of an open step, in rungs. */
const FREE_RUNGS = 1.6
/** A step without a known length is drawn this long. */
const GUESSED_S = 300
/** A dense set below this share of the width is drawn with fewer bars. */
const LEAST_BAR: Record<GraphSize, number> = { spark: 0.012, card: 0.014, full: 0 }
/** Steps narrower than this share get no white line. */
const LEAST_GAP: Record<GraphSize, number> = { spark: 0.06, card: 0.03, full: 0.006 }
const LEAST_LABEL = 0.035
const NARROW_LABEL = 0.12

/** Height of a fraction on the ladder, 0–7: linear inside each zone. */
export function rungOf(fraction: number, sport: Sport): number {
  const bounds = ZONE_BOUNDS[sport]
  const zone = zoneOf(fraction, sport)
  const [low, high] = [bounds[zone - 1]!, bounds[zone]!]
  return zone - 1 + Math.max(0, Math.min(1, (fraction - low) / (high - low)))
}

/** Everything a component needs to draw a workout. Pure; same input, same bytes. */
export function workoutGraph(awp: Awp, options: GraphOptions = {}): WorkoutGraph {
  const size = options.size ?? 'card'
  const units = options.units ?? { distance: 'km' }
  const context = loadContext(awp.sport, awp.references, options.thresholds)
  const steps = size === 'full' ? awp.steps : decimate(awp.steps, LEAST_BAR[size], context)
  const { leaves, brackets, totalS } = unroll(steps, context)
  const heightRungs = options.heightRungs ?? neededRungs(leaves, awp.sport)
  const scale = new GraphScale(totalS, heightRungs, awp.sport)
  const drawn = leaves.map((leaf) => ({
    ...leaf,
    x: scale.x(leaf.startS),
    width: r2(scale.x(leaf.startS + leaf.durationS) - scale.x(leaf.startS)),
  }))
  const isFull = size === 'full'
  const shownBrackets = size === 'spark' ? [] : brackets.filter((bracket) => isFull || bracket.depth === 0)
  return {
    size,
    sport: awp.sport,
    totalS,
    heightRungs,
    shapes: drawn.flatMap((leaf, index) => leafShapes(leaf, index, scale, size !== 'spark')),
    gaps: gapsBetween(drawn, scale, totalS * LEAST_GAP[size]),
    referenceY: size === 'spark' ? null : scale.y(1),
    rungs: isFull ? rungLines(scale) : [],
    brackets: shownBrackets.map(({ times, depth, startS, endS }) => ({
      times,
      depth,
      leftPct: scale.pct(startS),
      widthPct: scale.pct(endS - startS),
    })),
    bracketDepth: shownBrackets.reduce((most, bracket) => Math.max(most, bracket.depth + 1), 0),
    labels: isFull ? labelsOf(drawn, scale, context, units) : [],
    cues: isFull ? cuesOf(drawn, scale) : [],
    ticks: isFull ? ticksOf(totalS, scale) : [],
    leaves: drawn,
    sentence: describeWorkout(awp, options.thresholds, units),
  }
}

/** Path data of a recorded series (fractions of threshold, one sample every `stepS`) in a graph's coordinates. */
export function actualPath(graph: WorkoutGraph, series: readonly (number | null)[], stepS: number): string {
  const scale = new GraphScale(graph.totalS, graph.heightRungs, graph.sport)
  let path = ''
  let isPenUp = true
  for (const [index, fraction] of series.entries()) {
    if (fraction === null) {
      isPenUp = true
      continue
    }
    path += `${isPenUp ? 'M' : 'L'}${scale.x(index * stepS)} ${scale.y(fraction)}`
    isPenUp = false
  }
  return path
}

/** The leaf under a moment of the graph, with the target's height there; null outside. */
export function graphAt(
  graph: WorkoutGraph,
  atS: number,
): { index: number; leaf: GraphLeaf; fraction: number | null; topPct: number | null } | null {
  const index = graph.leaves.findIndex((leaf) => atS >= leaf.startS && atS < leaf.startS + leaf.durationS)
  const leaf = graph.leaves[index]
  if (!leaf) return null
  const fraction = fractionAt(leaf, (atS - leaf.startS) / leaf.durationS)
  const scale = new GraphScale(graph.totalS, graph.heightRungs, graph.sport)
  return { index, leaf, fraction, topPct: fraction === null ? null : scale.y(fraction) }
}

/** In small graphs a dense set is drawn with fewer, wider bars of the same total time. */
export function decimate(steps: readonly Node[], least: number, context: LoadContext): Node[] {
  const totalS = unroll(steps, context).totalS
  const thin = (node: Node): Node => {
    if (!isRepeat(node)) return node
    const [work, inner, ...more] = node.content
    const rest = node.restBetween ?? (inner && !isRepeat(inner) ? inner : undefined)
    const isPlain =
      work !== undefined &&
      !isRepeat(work) &&
      more.length === 0 &&
      (inner === undefined) === (node.restBetween !== undefined)
    const workS = isPlain ? (leafDurationS(work, context) ?? GUESSED_S) : 0
    const restS = rest ? (leafDurationS(rest, context) ?? GUESSED_S) : 0
    if (!isPlain || !rest || workS / totalS >= least || node.times < 4)
      return { ...node, content: node.content.map(thin) }
    const allS = node.times * workS + (node.times - 1) * restS
    const times = Math.max(3, Math.round(node.times / Math.ceil((least * totalS) / workS)))
    const ratio = Math.min(1.5, restS / workS)
    const barS = allS / (times + (times - 1) * ratio)
    return { ...node, times, content: [timed(work, barS)], restBetween: timed(rest, barS * ratio) }
  }
  return steps.map(thin)
}

/** A drawing length need not be whole. */
function timed(leaf: Leaf, durationS: number): Leaf {
  const { distance: _distance, until: _until, ...rest } = leaf
  return { ...rest, duration: durationS }
}

interface TimedLeaf {
  readonly startS: number
  readonly durationS: number
  readonly band: LeafBand
  readonly zone: number | null
  readonly path: string
  readonly leaf: Leaf
  readonly isTimed: boolean
}
interface TimedBracket {
  readonly times: number
  readonly depth: number
  readonly startS: number
  readonly endS: number
}

/** Leaves with start times, and one bracket for each repeat instance, outermost first. */
function unroll(
  steps: readonly Node[],
  context: LoadContext,
): { leaves: TimedLeaf[]; brackets: TimedBracket[]; totalS: number } {
  const leaves: TimedLeaf[] = []
  const brackets: TimedBracket[] = []
  let clockS = 0
  const push = (leaf: Leaf, path: string) => {
    const known = leafDurationS(leaf, context)
    const durationS = known ?? GUESSED_S
    const band = leafBand(leaf, durationS, context)
    const middle = fractionAt({ band }, 0.5)
    const zone = middle === null ? null : zoneOf(middle, context.sport)
    leaves.push({ startS: clockS, durationS, band, zone, path, leaf, isTimed: known !== null })
    clockS += durationS
  }
  const walkNodes = (nodes: readonly Node[], depth: number, at: string) => {
    for (const [index, node] of nodes.entries()) {
      const path = `${at}[${index}]`
      if (!isRepeat(node)) {
        push(node, path)
        continue
      }
      const startS = clockS
      const place = brackets.length
      for (let pass = 1; pass <= node.times; pass++) {
        walkNodes(node.content, depth + 1, `${path}.content`)
        if (node.restBetween && pass < node.times) push(node.restBetween, `${path}.restBetween`)
      }
      brackets.splice(place, 0, { times: node.times, depth, startS, endS: clockS })
    }
  }
  walkNodes(steps, 0, 'steps')
  return { leaves, brackets, totalS: clockS }
}

class GraphScale {
  readonly totalS: number
  readonly heightRungs: number
  readonly sport: Sport

  constructor(totalS: number, heightRungs: number, sport: Sport) {
    this.totalS = totalS
    this.heightRungs = heightRungs
    this.sport = sport
  }
  x(seconds: number): number {
    return r2((seconds / this.totalS) * WIDTH)
  }
  y(fraction: number): number {
    return this.yOfRung(rungOf(fraction, this.sport))
  }
  yOfRung(rung: number): number {
    return r2(HEIGHT - ((FOOT + rung) / (this.heightRungs + FOOT)) * HEIGHT)
  }
  pct(seconds: number): number {
    return r2((seconds / this.totalS) * 100)
  }
}

function neededRungs(leaves: readonly TimedLeaf[], sport: Sport): number {
  const top = leaves.reduce(
    (most, { band }) => (band.kind === 'free' ? most : Math.max(most, rungOf(ceilingOf(band), sport))),
    4,
  )
  return Math.min(ZONE_COUNT, Math.ceil(top * 2 + 0.3) / 2)
}

const ceilingOf = (band: Exclude<LeafBand, { kind: 'free' }>): number =>
  band.kind === 'ramp' ? Math.max(band.from, band.to) : band.hi

function fractionAt({ band }: { readonly band: LeafBand }, share: number): number | null {
  if (band.kind === 'free') return null
  return band.kind === 'ramp' ? band.from + (band.to - band.from) * share : (band.lo + band.hi) / 2
}

function leafShapes(leaf: GraphLeaf, index: number, scale: GraphScale, showBands: boolean): GraphShape[] {
  const { band, x } = leaf
  const right = r2(x + leaf.width)
  if (band.kind === 'free') {
    const y = scale.yOfRung(FREE_RUNGS)
    return [{ kind: 'free', x, y, width: leaf.width, height: r2(HEIGHT - y), leaf: index }]
  }
  if (band.kind === 'ramp') {
    return pieces(band.from, band.to, scale.sport).map(({ a, b }) => {
      const at = (share: number) => band.from + (band.to - band.from) * share
      const [left, end] = [r2(x + leaf.width * a), r2(x + leaf.width * b)]
      const zone = zoneOf(at((a + b) / 2), scale.sport)
      return { kind: 'area', zone, leaf: index, path: areaPath(left, end, scale.y(at(a)), scale.y(at(b))) }
    })
  }
  const zone = zoneOf((band.lo + band.hi) / 2, scale.sport)
  // a range: solid up to its floor, a tint from floor to ceiling
  if (!showBands || band.hi - band.lo <= 0.015) {
    const y = scale.y((band.lo + band.hi) / 2)
    return [{ kind: 'area', zone, leaf: index, path: areaPath(x, right, y, y) }]
  }
  const [floor, ceiling] = [scale.y(band.lo), scale.y(band.hi)]
  return [
    { kind: 'area', zone, leaf: index, path: areaPath(x, right, floor, floor) },
    { kind: 'band', zone, leaf: index, x, y: ceiling, width: leaf.width, height: r2(floor - ceiling) },
  ]
}

const areaPath = (left: number, right: number, y0: number, y1: number): string =>
  `M${left} ${HEIGHT}V${y0}L${right} ${y1}V${HEIGHT}Z`

/** Splits a ramp at zone bounds so that each piece has one zone; shares of its length. */
function pieces(from: number, to: number, sport: Sport): { a: number; b: number }[] {
  const cuts = ZONE_BOUNDS[sport]
    .map((bound) => (bound - from) / (to - from))
    .filter((share) => share > 0.001 && share < 0.999)
    .sort((a, b) => a - b)
  const edges = [0, ...cuts, 1]
  return edges.slice(1).map((b, index) => ({ a: edges[index]!, b }))
}

function gapsBetween(leaves: readonly GraphLeaf[], scale: GraphScale, leastS: number): string[] {
  const top = ({ band }: GraphLeaf) => (band.kind === 'free' ? scale.yOfRung(FREE_RUNGS) : scale.y(ceilingOf(band)))
  return leaves.slice(1).flatMap((leaf, index) => {
    const before = leaves[index]!
    if (Math.min(leaf.durationS, before.durationS) < leastS) return []
    return [`M${leaf.x} ${r2(Math.min(top(leaf), top(before)) - 1)}V${HEIGHT}`]
  })
}

function rungLines(scale: GraphScale): GraphRung[] {
  const whole = Math.floor(scale.heightRungs)
  return Array.from({ length: whole + 1 }, (_, rung) => ({
    y: scale.yOfRung(rung),
    zone: rung + 1,
    labelBottomPct: rung < whole ? r2(((FOOT + rung + 0.5) / (scale.heightRungs + FOOT)) * 100) : null,
  }))
}

/** One label for each kind of work step: on its first occurrence, if there is room. */
function labelsOf(
  leaves: readonly GraphLeaf[],
  scale: GraphScale,
  context: LoadContext,
  units: DisplayUnits,
): GraphLabel[] {
  const seen = new Set<string>()
  return leaves.flatMap(({ leaf, band, startS, durationS, path }) => {
    const share = durationS / scale.totalS
    if (leaf.type === 'Rest' || share < LEAST_LABEL) return []
    const target = describeTarget(leaf, context, units)
    const key = `${path} ${target.main}`
    if (seen.has(key)) return []
    seen.add(key)
    const y = band.kind === 'free' ? scale.yOfRung(FREE_RUNGS) : scale.y(ceilingOf(band))
    return [
      {
        main: target.main,
        unit: target.unit,
        leftPct: scale.pct(startS + durationS / 2),
        bottomPct: r2(HEIGHT - y),
        isNarrow: share < NARROW_LABEL,
        isMinor: leaf.type === 'Warmup' || leaf.type === 'Cooldown',
      },
    ]
  })
}

function cuesOf(leaves: readonly GraphLeaf[], scale: GraphScale): GraphCue[] {
  return leaves.flatMap(({ leaf, startS }) => {
    const first = leaf.instruction ? [{ leftPct: scale.pct(startS), text: leaf.instruction }] : []
    const rest = (leaf.cues ?? []).map((cue) => ({ leftPct: scale.pct(startS + (cue.at ?? 0)), text: cue.text }))
    return [...first, ...rest]
  })
}

function ticksOf(totalS: number, scale: GraphScale): GraphTick[] {
  const stepS =
    [
      [28_800, 7200],
      [18_000, 3600],
      [9000, 1800],
      [5400, 900],
      [3000, 600],
    ].find(([above]) => totalS > above!)?.[1] ?? 300
  const ticks: GraphTick[] = []
  for (let at = 0; at <= totalS; at += stepS) {
    const edge = at === 0 ? 'first' : totalS - at < stepS * 0.25 ? 'last' : null
    ticks.push({ leftPct: scale.pct(at), text: tickText(at), edge })
  }
  return ticks
}

function tickText(seconds: number): string {
  if (seconds === 0) return '0'
  if (seconds < 3600) return `${seconds / 60} min`
  if (seconds % 3600 === 0) return `${seconds / 3600} h`
  return `${Math.floor(seconds / 3600)}:${String((seconds % 3600) / 60).padStart(2, '0')}`
}

const r2 = (value: number): number => Math.round(value * 100) / 100
