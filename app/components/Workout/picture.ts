import type { Sport } from '@coach-wattz/core/athlete/sport'
import type { ThresholdSet } from '@coach-wattz/core/athlete/thresholds'
import { isRepeat, type Awp, type Leaf, type Node } from '@coach-wattz/core/workout/awp'
import { leafDurationS, leafFraction, loadContext, type LoadContext } from '@coach-wattz/core/workout/leaf-load'
import { ZONE_BOUNDS, ZONE_COUNT, zoneOf } from '@coach-wattz/core/workout/zone-bounds'

/** Width of the drawing's box; its height is 100. Words are placed in percent, so they never stretch. */
export const WIDTH = 1000
/** Seconds drawn for a step that ends with the lap button and tells no estimate. */
const UNTOLD_S = 300
/** A set whose bars are thinner than this share of the session is drawn with fewer, wider ones. */
const THINNEST = { spark: 0.012, card: 0.014, full: 0 } as const
export type GraphSize = keyof typeof THINNEST

export interface PictureLeaf {
  readonly leaf: Leaf
  readonly startS: number
  readonly durationS: number
  /** Place in the document, the same for every pass: shared with the step table. */
  readonly path: string
  /** Fractions of threshold at the start and at the end; null for a step without any. */
  readonly from: number | null
  readonly to: number | null
  /** Floor and ceiling when the target is a range. */
  readonly band: { readonly min: number; readonly max: number } | null
  readonly open: boolean
}
export interface PictureBracket {
  readonly startS: number
  readonly endS: number
  readonly times: number
  readonly depth: number
}
export interface Picture {
  readonly sport: Sport
  readonly totalS: number
  readonly leaves: readonly PictureLeaf[]
  readonly brackets: readonly PictureBracket[]
  /** Rungs of the ladder drawn. */
  readonly top: number
}

/** The ladder: each zone is one rung of equal height, linear inside a rung (look book, principle 5). */
export function rungOf(fraction: number, sport: Sport): number {
  const bounds = ZONE_BOUNDS[sport]
  const zone = zoneOf(fraction, sport)
  const [low, high] = [bounds[zone - 1]!, bounds[zone]!]
  return zone - 1 + Math.max(0, Math.min(1, (fraction - low) / (high - low)))
}

/** From a workout to what is drawn: one pure function for every size. Heights come from relative targets alone. */
export function pictureOf(awp: Awp, size: GraphSize, thresholds?: ThresholdSet, top?: number): Picture {
  const context = loadContext(awp.sport, awp.references, thresholds)
  const whole = unroll(awp.steps, context)
  const steps = THINNEST[size] > 0 ? thin(awp.steps, whole.totalS, THINNEST[size], context) : awp.steps
  const { leaves, brackets, totalS } = steps === awp.steps ? whole : unroll(steps, context)
  let highest = 4
  for (const { from, to, band } of leaves) {
    for (const value of [from, to, band?.max]) if (value != null) highest = Math.max(highest, rungOf(value, awp.sport))
  }
  return { sport: awp.sport, totalS, leaves, brackets, top: top ?? Math.min(ZONE_COUNT, Math.ceil(highest * 2 + 0.3) / 2) }
}

function unroll(nodes: readonly Node[], context: LoadContext) {
  const leaves: PictureLeaf[] = []
  const brackets: PictureBracket[] = []
  let at = 0
  const put = (leaf: Leaf, path: string) => {
    const durationS = leafDurationS(leaf, context) ?? UNTOLD_S
    const open = isOpen(leaf)
    const span = open ? null : leafFraction(leaf, durationS, context)
    const band = open ? null : bandOf(leaf, context)
    leaves.push({ leaf, startS: at, durationS, path, from: span?.start ?? null, to: span?.end ?? null, band, open })
    at += durationS
  }
  const visit = (list: readonly Node[], path: string, depth: number) => {
    for (const [index, node] of list.entries()) {
      const here = `${path}[${index}]`
      if (!isRepeat(node)) {
        put(node, here)
        continue
      }
      const startS = at
      for (let pass = 1; pass <= node.times; pass++) {
        visit(node.content, `${here}.content`, depth + 1)
        if (node.restBetween && pass < node.times) put(node.restBetween, `${here}.restBetween`)
      }
      brackets.push({ startS, endS: at, times: node.times, depth })
    }
  }
  visit(nodes, 'steps', 0)
  return { leaves, brackets, totalS: Math.max(1, at) }
}

const isOpen = (leaf: Leaf): boolean =>
  leaf.type === 'FreeRide' || (leaf.type !== 'MaxEffort' && !leaf.power && !leaf.pace && !leaf.heartRate && !leaf.rpe && leaf.type !== 'Rest' && leaf.type !== 'Warmup' && leaf.type !== 'Cooldown')

/** Floor and ceiling of a range: the two ends, each read as a steady target. */
function bandOf(leaf: Leaf, context: LoadContext): { min: number; max: number } | null {
  const end = (pick: 'min' | 'max'): number | null => {
    const steady = { ...leaf }
    for (const key of ['power', 'pace', 'heartRate', 'rpe'] as const) {
      const target = leaf[key]
      if (target?.type === 'range') Object.assign(steady, { [key]: { ...target, type: 'steady', value: target[pick] } })
    }
    return leafFraction(steady, 60, context)?.start ?? null
  }
  const spoken = leaf.power ?? leaf.pace ?? leaf.heartRate ?? leaf.rpe
  if (spoken?.type !== 'range') return null
  const [min, max] = [end('min'), end('max')]
  return min !== null && max !== null && max - min > 0.015 ? { min, max } : null
}

/** Dense sets with fewer, wider bars of the same total time. */
function thin(nodes: readonly Node[], totalS: number, least: number, context: LoadContext): readonly Node[] {
  let changed = false
  const out = nodes.map((node): Node => {
    if (!isRepeat(node)) return node
    const content = thin(node.content, totalS, least, context)
    const [work, inner] = content
    const rest = node.restBetween ?? (content.length === 2 && inner && !isRepeat(inner) ? inner : undefined)
    const isSet = work && !isRepeat(work) && rest && content.length === (node.restBetween ? 1 : 2)
    const workS = isSet ? leafDurationS(work, context) : null
    const restS = rest ? leafDurationS(rest, context) : null
    if (!isSet || !workS || !restS || workS / totalS >= least || node.times < 4) {
      if (content === node.content) return node
      changed = true
      return { ...node, content: [...content] }
    }
    changed = true
    const gaps = node.restBetween ? node.times - 1 : node.times
    const all = node.times * workS + gaps * restS
    const times = Math.max(3, Math.round(node.times / Math.ceil((least * totalS) / workS)))
    const ratio = Math.min(1.5, restS / workS)
    const seconds = all / (times + (node.restBetween ? times - 1 : times) * ratio)
    const wide = (leaf: Leaf, duration: number): Leaf => ({ ...leaf, duration, distance: undefined })
    return {
      ...node,
      times,
      content: node.restBetween ? [wide(work, seconds)] : [wide(work, seconds), wide(rest, seconds * ratio)],
      ...(node.restBetween ? { restBetween: wide(rest, seconds * ratio) } : {}),
    }
  })
  return changed ? out : nodes
}

const round = (value: number): number => Math.round(value * 100) / 100
/** Height under the first rung, so that the lowest zone still shows a bar. */
const FOOT = 0.35
const OPEN_RUNG = 1.6

/** Places in the drawing. */
export function scaleOf(picture: Picture) {
  const yRung = (rung: number) => round(100 - ((FOOT + rung) / (picture.top + FOOT)) * 100)
  return {
    x: (seconds: number) => round((seconds / picture.totalS) * WIDTH),
    /** As a CSS length. */
    left: (seconds: number) => `${round((seconds / picture.totalS) * 100)}%`,
    y: (fraction: number) => yRung(rungOf(fraction, picture.sport)),
    yRung,
    /** Middle of a zone's rung, percent from the floor. */
    zoneMiddle: (zone: number) => round(((FOOT + zone - 0.5) / (picture.top + FOOT)) * 100),
    topOf: (leaf: PictureLeaf, y: (fraction: number) => number) =>
      leaf.from === null || leaf.to === null ? yRung(OPEN_RUNG) : Math.min(y(leaf.band?.max ?? leaf.from), y(leaf.band?.max ?? leaf.to)),
    openTop: yRung(OPEN_RUNG),
  }
}

export interface Shape {
  readonly key: string
  readonly kind: 'bar' | 'band' | 'open' | 'gap'
  readonly zone: number
  readonly d: string
}

/** Bars, tints and gaps. A ramp is cut at zone bounds so that each piece has one colour. */
export function shapesOf(picture: Picture, withBands: boolean, minGap: number): Shape[] {
  const scale = scaleOf(picture)
  const out: Shape[] = []
  for (const [index, item] of picture.leaves.entries()) {
    const [x0, x1] = [scale.x(item.startS), scale.x(item.startS + item.durationS)]
    if (item.from === null || item.to === null) {
      out.push({ key: `o${index}`, kind: 'open', zone: 0, d: `M${x0} 100V${scale.openTop}H${x1}V100Z` })
      continue
    }
    for (const [n, piece] of pieces(item.from, item.to, picture.sport).entries()) {
      const [a, b] = [round(x0 + (x1 - x0) * piece.a), round(x0 + (x1 - x0) * piece.b)]
      const zone = zoneOf((piece.from + piece.to) / 2, picture.sport)
      const band = withBands ? item.band : null
      const [ya, yb] = band ? [scale.y(band.min), scale.y(band.min)] : [scale.y(piece.from), scale.y(piece.to)]
      out.push({ key: `b${index}.${n}`, kind: 'bar', zone, d: `M${a} 100V${ya}L${b} ${yb}V100Z` })
      if (band) out.push({ key: `t${index}.${n}`, kind: 'band', zone, d: `M${a} ${scale.y(band.min)}V${scale.y(band.max)}H${b}V${scale.y(band.min)}Z` })
    }
  }
  for (const [index, item] of picture.leaves.entries()) {
    const before = picture.leaves[index - 1]
    if (!before || Math.min(item.durationS, before.durationS) / picture.totalS < minGap) continue
    const top = Math.min(scale.topOf(item, scale.y), scale.topOf(before, scale.y))
    out.push({ key: `g${index}`, kind: 'gap', zone: 0, d: `M${scale.x(item.startS)} ${round(top - 1)}V100` })
  }
  return out
}

function pieces(from: number, to: number, sport: Sport) {
  const cuts = [0, 1]
  if (from !== to) {
    for (const bound of ZONE_BOUNDS[sport]) {
      const at = (bound - from) / (to - from)
      if (at > 0.001 && at < 0.999) cuts.push(at)
    }
  }
  cuts.sort((p, q) => p - q)
  return cuts.slice(1).map((b, i) => ({ a: cuts[i]!, b, from: from + (to - from) * cuts[i]!, to: from + (to - from) * b }))
}
