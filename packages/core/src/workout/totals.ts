import type { Sport } from '../athlete/sport.ts'
import type { ThresholdSet } from '../athlete/thresholds.ts'
import { loadOfIntensity } from '../load/tss.ts'
import { isRepeat, type Awp, type Leaf, type Node } from './awp.ts'
import { IntensityAccumulator } from './fraction-totals.ts'
import { leafDurationS, leafFraction, leafSpeedMps, loadContext, type LoadContext } from './leaf-load.ts'
import { eachLeaf } from './walk.ts'
import { ZONE_BOUNDS, ZONE_COUNT, zoneOf } from './zone-bounds.ts'

/** Everything a screen, a plan or the CLI says about a workout's size (design.md §6). Null where unknown, never 0. */
export interface WorkoutTotals {
  readonly durationS: number | null
  readonly distanceM: number | null
  /** Leaves once unrolled. */
  readonly leafSteps: number
  readonly if: number | null
  readonly tss: number | null
  /** Seconds in zones 1–7 of power (ride) or pace (run); null when a step's intensity is unknown. */
  readonly timeInZoneS: readonly number[] | null
  /** Mechanical work of a ride, kJ; null for runs and without FTP. */
  readonly kJ: number | null
}

/**
 * Totals from the steps (design.md law 4; science.md S2.6, S3.8, S3.10b). Ranges count with their middle, distances
 * through the threshold speed of the day, open steps by S3.10b.
 */
export function workoutTotals(awp: Awp, thresholds?: ThresholdSet): WorkoutTotals {
  const context = loadContext(awp.sport, awp.references, thresholds)
  const series = new IntensityAccumulator()
  const zones: number[] = Array.from({ length: ZONE_COUNT }, () => 0)
  let durationS: number | null = 0
  let distanceM: number | null = 0
  let leafSteps = 0
  let isIntensityKnown = true
  eachLeaf(awp.steps, (leaf) => {
    leafSteps += 1
    const seconds = leafDurationS(leaf, context)
    if (seconds === null) {
      durationS = null
      isIntensityKnown = false
    } else if (durationS !== null) durationS += seconds
    distanceM = addDistance(distanceM, leaf, seconds, context)
    if (seconds === null || !isIntensityKnown) return
    const span = leafFraction(leaf, seconds, context)
    if (!span) isIntensityKnown = false
    else {
      series.add(seconds, span.start, span.end)
      addZoneSeconds(zones, seconds, span.start, span.end, awp.sport)
    }
  })
  const factor = isIntensityKnown ? series.intensityFactor : null
  return {
    durationS,
    distanceM: distanceM === null ? null : round(distanceM, 1),
    leafSteps,
    if: factor,
    tss: factor === null ? null : loadOfIntensity(series.seconds, factor),
    timeInZoneS: isIntensityKnown ? zones.map((seconds) => round(seconds, 1)) : null,
    kJ:
      awp.sport === 'ride' && isIntensityKnown && context.ftpW !== null
        ? (series.fractionSeconds * context.ftpW) / 1000
        : null,
  }
}

/** Whole seconds of a workout; null when a step's length cannot be told. */
export function workoutDurationS(awp: Awp, thresholds?: ThresholdSet): number | null {
  const context = loadContext(awp.sport, awp.references, thresholds)
  return nodesDurationS(awp.steps, context)
}

/** Seconds of a list of steps, unrolled; null when one cannot be told. */
export function nodesDurationS(nodes: readonly Node[], context: LoadContext): number | null {
  let total = 0
  for (const node of nodes) {
    let seconds: number | null
    if (isRepeat(node)) {
      const pass = nodesDurationS(node.content, context)
      const rest = node.restBetween ? leafDurationS(node.restBetween, context) : 0
      seconds = pass === null || rest === null ? null : node.times * pass + (node.times - 1) * rest
    } else seconds = leafDurationS(node, context)
    if (seconds === null) return null
    total += seconds
  }
  return total
}

function addDistance(total: number | null, leaf: Leaf, seconds: number | null, context: LoadContext): number | null {
  if (total === null) return null
  if (leaf.distance !== undefined) return total + leaf.distance
  if (seconds === null) return null
  const speed = leafSpeedMps(leaf, seconds, context)
  return speed === null ? null : total + speed * seconds
}

/** Splits a linear stretch at the zone bounds: exact, without expansion. */
function addZoneSeconds(zones: number[], seconds: number, start: number, end: number, sport: Sport): void {
  if (start === end) {
    zones[zoneOf(start, sport) - 1]! += seconds
    return
  }
  const [low, high] = start < end ? [start, end] : [end, start]
  const perFraction = seconds / (high - low)
  const bounds = ZONE_BOUNDS[sport]
  for (let zone = 1; zone <= ZONE_COUNT; zone++) {
    const from = Math.max(low, zone === 1 ? -Infinity : bounds[zone - 1]!)
    const to = Math.min(high, zone === ZONE_COUNT ? Infinity : bounds[zone]!)
    if (to > from) zones[zone - 1]! += (to - from) * perFraction
  }
}

function round(value: number, decimals: number): number {
  const scale = 10 ** decimals
  return Math.round(value * scale) / scale
}
