import { alignInOrder, lengthCost } from './align.ts'
import { amountOf } from './amount.ts'
import { rollingKnownMean } from './done-series.ts'
import type { DoneSeries, PlannedStep, StepTarget } from './matchable.ts'
import type { Piece } from './work-pieces.ts'

/** Work is found where the mean of this many seconds crosses half way between rest and work (science.md S9.4). */
const MEAN_S = 15
/** Shorter than this share of the planned is none (science.md S9.4). */
const LEAST_SHARE = 0.6
/** A dip inside an effort (a crossing, a bend) up to these shares of effort and rest does not end it [P]. */
const DIP = { ofEffort: 0.1, ofRest: 0.5, mostS: 60 } as const
/** Where the plan names no rest, it is taken at this share of the work [P]. */
const REST_SHARE = { power: 0.5, pace: 0.6, heartRate: 0.8 } as const
/** Heart rate lags: shorter work cannot be found by it (science.md S9.4: never under 3 min). */
const HEART_RATE_LEAST_S = 180
/** A series that tells less of the recorded time cannot be searched [P]. */
const LEAST_COVERAGE = 0.5
const GAPS = { left: 0.7, right: 0.5 } as const

/** What was found of the work. */
export interface DetectedWork {
  /** Piece of each work step that was found, by step id. */
  readonly pieces: ReadonlyMap<string, Piece>
  /** Seconds of all efforts found, those beyond the plan too. */
  readonly effortS: number
}

/**
 * Finds the work of a session in its samples (science.md S9.4): stretches above half way between rest and work target, at
 * least 60 % of the shortest planned one, in the planned order. Steps that follow each other without rest are one stretch,
 * cut by the plan. Null when nothing was recorded that the work could be found by.
 */
export function detectWork(steps: readonly PlannedStep[], series: DoneSeries): DetectedWork | null {
  const blocks = blocksOf(steps)
  if (blocks.length === 0 || blocks.some(({ durationS }) => durationS === null)) return null
  const search = searchOf(steps, series)
  if (!search) return null
  const lengths = blocks.map(({ durationS }) => durationS!)
  const shortestS = Math.min(...lengths)
  const dipS = Math.min(DIP.mostS, DIP.ofEffort * shortestS, DIP.ofRest * shortestRest(steps))
  const means = rollingKnownMean(search.values, MEAN_S)
  const efforts = effortsAbove(means, search.threshold, dipS).filter(
    ({ fromS, toS }) => toS - fromS >= LEAST_SHARE * shortestS,
  )
  const { rightOf } = alignInOrder(
    blocks.length,
    efforts.length,
    (block, effort) => lengthCost(lengths[block]!, efforts[effort]!.toS - efforts[effort]!.fromS),
    GAPS,
  )
  const pieces = new Map<string, Piece>()
  for (const [index, block] of blocks.entries()) {
    const effort = efforts[rightOf[index] ?? -1]
    if (effort) for (const [id, piece] of cut(block.steps, effort)) pieces.set(id, piece)
  }
  return { pieces, effortS: efforts.reduce((sum, { fromS, toS }) => sum + toS - fromS, 0) }
}

interface Stretch {
  readonly fromS: number
  readonly toS: number
}

/** Work steps that follow each other without rest. */
function blocksOf(steps: readonly PlannedStep[]): { steps: PlannedStep[]; durationS: number | null }[] {
  const blocks: { steps: PlannedStep[]; durationS: number | null }[] = []
  let isOpen = false
  for (const step of steps) {
    if (step.role !== 'WORK') {
      isOpen = false
      continue
    }
    const durationS = amountOf(step.durationS)
    const last = blocks.at(-1)
    if (isOpen && last) {
      last.steps.push(step)
      last.durationS = last.durationS === null || durationS === null ? null : last.durationS + durationS
    } else blocks.push({ steps: [step], durationS })
    isOpen = true
  }
  return blocks
}

function shortestRest(steps: readonly PlannedStep[]): number {
  const first = steps.findIndex(({ role }) => role === 'WORK')
  const last = steps.findLastIndex(({ role }) => role === 'WORK')
  const rests = steps.slice(first, last).filter(({ role }) => role !== 'WORK')
  return Math.min(
    Number.POSITIVE_INFINITY,
    ...rests.map(({ durationS }) => amountOf(durationS) ?? Number.POSITIVE_INFINITY),
  )
}

/** The series that shows the work best, and the value half way between rest and work (science.md S9.4). */
function searchOf(
  steps: readonly PlannedStep[],
  series: DoneSeries,
): { readonly values: Float64Array; readonly threshold: number } | null {
  const work = steps.filter(({ role }) => role === 'WORK')
  const others = steps.filter(({ role }) => role === 'REST' || role === 'EASY')
  for (const measure of ['power', 'pace', 'heartRate'] as const) {
    const values = seriesOf(measure, series)
    const levels = work.map((step) => centreOf(step, measure))
    if (!values || !levels.every((level) => level !== null) || !isDense(values)) continue
    if (measure === 'heartRate' && work.some(({ durationS }) => (durationS ?? 0) < HEART_RATE_LEAST_S)) continue
    const workLevel = Math.min(...levels)
    const rests = others.map((step) => centreOf(step, measure)).filter((level) => level !== null && level < workLevel)
    const restLevel = rests.length > 0 ? mean(rests as number[]) : REST_SHARE[measure] * workLevel
    return { values, threshold: (restLevel + workLevel) / 2 }
  }
  return null
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

/** The recorded series a target is held against. */
export function seriesOf(measure: StepTarget['measure'], series: DoneSeries): Float64Array | null {
  switch (measure) {
    case 'power':
      return series.powerW
    case 'pace':
      return series.gradedSpeedMps
    case 'heartRate':
      return series.heartRateBpm
  }
}

function centreOf(step: PlannedStep, measure: StepTarget['measure']): number | null {
  const target = step.targets.find((candidate) => candidate.measure === measure)
  return target ? amountOf((target.low + target.high) / 2) : null
}

function isDense(values: Float64Array): boolean {
  let known = 0
  for (const value of values) if (!Number.isNaN(value)) known++
  return known >= LEAST_COVERAGE * values.length
}

/** Stretches above a threshold, those with a dip no longer than `dipS` between them joined. */
function effortsAbove(means: Float64Array, threshold: number, dipS: number): Stretch[] {
  const efforts: { fromS: number; toS: number }[] = []
  for (let at = 0; at < means.length; at++) {
    if (!(means[at]! >= threshold)) continue
    const last = efforts.at(-1)
    if (last && at - last.toS <= dipS) last.toS = at + 1
    else efforts.push({ fromS: at, toS: at + 1 })
  }
  return efforts
}

/** Cuts a stretch among the steps of its block as planned; what is longer goes to the last, what is missing is missing. */
function cut(steps: readonly PlannedStep[], effort: Stretch): [string, Piece][] {
  const pieces: [string, Piece][] = []
  let fromS = effort.fromS
  for (const [index, step] of steps.entries()) {
    const toS = index === steps.length - 1 ? effort.toS : Math.min(effort.toS, fromS + (step.durationS ?? 0))
    if (toS > fromS) pieces.push([step.id, { fromS, toS, doneS: toS - fromS, distanceM: null, lap: null }])
    fromS = Math.max(fromS, toS)
  }
  return pieces
}
