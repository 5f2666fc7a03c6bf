import type { ThresholdSet } from '../athlete/thresholds.ts'
import { isRepeat, type Awp, type Leaf, type Node, type Repeat, type TargetShape } from './awp.ts'
import type { AwpCode, AwpIssue } from './awp-issue.ts'
import { leafDurationS, leafFraction, loadContext, type LoadContext } from './leaf-load.ts'
import { resolvePrimary } from './resolve.ts'
import { nodesDurationS } from './totals.ts'
import { countLeaves } from './walk.ts'

/** Limits of AWP003. */
export const AWP_LIMITS = { depth: 3, nodes: 200, leaves: 500, durationS: 172_800 } as const

/** A leaf this hard needs a way in and a rest (AWP008–AWP010): > 0.9 FTP, > 0.95 threshold speed. */
const HARD_ABOVE = { ride: 0.9, run: 0.95 } as const
/** AWP009 spares blocks at or under this mean: they can be ridden through. */
const SUB_THRESHOLD = 0.97
/** …and over-unders, which recover in their easier part: mean up to threshold, with at least this much between the pieces. */
const OVER_UNDER = { mean: 1, spread: 0.08 } as const
const EASIER_BEFORE_HARD_S = 300

type Band = readonly [min: number, max: number]
/** AWP002, by target and unit. */
const BANDS = {
  ftp: [0.2, 3],
  watts: [0, 2500],
  lthr: [0.4, 1.2],
  max: [0.4, 1],
  bpm: [50, 230],
  threshold: [0.4, 1.6],
  mps: [0.8, 9],
  cadenceRide: [30, 160],
  cadenceRun: [100, 240],
  rpe: [1, 10],
  torque: [5, 150],
  grade: [-30, 30],
} as const satisfies Record<string, Band>
const UNUSUAL_FTP_FRACTION = 2

/**
 * The rules beyond the schema (integrations.md §8, SPEC.md of this folder): errors and warnings, in document order.
 * With `thresholds`, also AWP007: which steps cannot be given in absolute numbers on that day.
 */
export function validateAwp(awp: Awp, options: { readonly thresholds?: ThresholdSet } = {}): AwpIssue[] {
  const issues: AwpIssue[] = []
  const size = sizeIssues(awp)
  issues.push(...size)
  // a document beyond its size limits is not unrolled
  if (size.some((issue) => issue.severity === 'error')) return issues
  const context = loadContext(awp.sport, awp.references, options.thresholds)
  visit(awp.steps, 'steps', null, (node, path, parent) => {
    if (isRepeat(node)) issues.push(...repeatIssues(node, path, context))
    else issues.push(...leafIssues(node, path, parent, context, options.thresholds !== undefined))
  })
  issues.push(...flattenedRepeats(awp.steps, 'steps', context))
  issues.push(...coldStart(awp, context))
  issues.push(...totalIssues(awp, context))
  return issues
}

/** True when nothing forbids the document. */
export const hasErrors = (issues: readonly AwpIssue[]): boolean => issues.some((issue) => issue.severity === 'error')

function sizeIssues(awp: Awp): AwpIssue[] {
  const issues: AwpIssue[] = []
  const depth = depthOf(awp.steps)
  if (depth > AWP_LIMITS.depth)
    issues.push(error('AWP003', 'steps', `Repeats are nested ${depth} deep; 3 is the most.`))
  const nodes = countNodes(awp.steps)
  if (nodes > AWP_LIMITS.nodes)
    issues.push(error('AWP003', 'steps', `The workout has ${nodes} steps; 200 is the most.`))
  const leaves = countLeaves(awp.steps)
  if (leaves > AWP_LIMITS.leaves) {
    issues.push(error('AWP003', 'steps', `Unrolled, the workout has ${leaves} steps; 500 is the most.`))
  }
  const seconds = nodesDurationS(awp.steps, loadContext(awp.sport, awp.references)) ?? 0
  if (seconds > AWP_LIMITS.durationS) {
    issues.push(error('AWP003', 'steps', `The workout lasts ${Math.round(seconds / 3600)} hours; 48 is the most.`))
  }
  return issues
}

function leafIssues(
  leaf: Leaf,
  path: string,
  parent: Repeat | null,
  context: LoadContext,
  checkReferences: boolean,
): AwpIssue[] {
  const issues = [
    ...shapeIssues(leaf, path),
    ...bandIssues(leaf, path, context.sport),
    ...sportIssues(leaf, path, context.sport),
  ]
  const seconds = leafDurationS(leaf, context)
  for (const [index, cue] of (leaf.cues ?? []).entries()) {
    const at = `${path}.cues[${index}]`
    if (cue.at !== undefined && seconds !== null && cue.at >= seconds) {
      issues.push(error('AWP005', at, `The message comes at ${cue.at} s, after the step has ended.`))
    }
    if (cue.atDistance !== undefined && leaf.distance !== undefined && cue.atDistance >= leaf.distance) {
      issues.push(error('AWP005', at, `The message comes at ${cue.atDistance} m, after the step has ended.`))
    }
    if (cue.iteration !== undefined && cue.iteration > (parent?.times ?? 1)) {
      issues.push(error('AWP005', at, `The message is for pass ${cue.iteration}, which does not exist.`))
    }
  }
  if (checkReferences) {
    const resolved = resolvePrimary(leaf, context)
    if (resolved && !resolved.ok) issues.push({ code: 'AWP007', severity: 'error', path, text: resolved.error.text })
  }
  return issues
}

const TARGET_KEYS = ['power', 'heartRate', 'pace', 'rpe', 'cadence', 'torque', 'grade'] as const

function shapeIssues(leaf: Leaf, path: string): AwpIssue[] {
  return TARGET_KEYS.flatMap((key) => {
    const shape = leaf[key]
    if (shape?.type === 'range' && shape.min > shape.max) {
      return [error('AWP001', `${path}.${key}`, `The range begins at ${shape.min} and ends lower, at ${shape.max}.`)]
    }
    if (shape?.type === 'ramp' && shape.start === shape.end) {
      return [error('AWP001', `${path}.${key}`, `The ramp starts and ends at ${shape.start}: that is a steady step.`)]
    }
    return []
  })
}

function bandIssues(leaf: Leaf, path: string, sport: Awp['sport']): AwpIssue[] {
  const checks: (readonly [key: string, shape: TargetShape | undefined, band: Band])[] = [
    ['power', leaf.power, BANDS[leaf.power?.unit ?? 'ftp']],
    ['heartRate', leaf.heartRate, BANDS[leaf.heartRate?.unit ?? 'lthr']],
    ['pace', leaf.pace, BANDS[leaf.pace?.unit ?? 'threshold']],
    ['rpe', leaf.rpe, BANDS.rpe],
    ['cadence', leaf.cadence, sport === 'ride' ? BANDS.cadenceRide : BANDS.cadenceRun],
    ['torque', leaf.torque, BANDS.torque],
    ['grade', leaf.grade, BANDS.grade],
  ]
  return checks.flatMap(([key, shape, [min, max]]) => {
    const values = valuesOf(shape)
    const outside = values.find((value) => !(value >= min && value <= max))
    if (outside !== undefined) {
      return [error('AWP002', `${path}.${key}`, `${outside} is outside ${min} to ${max}.`)]
    }
    const isFraction = key === 'power' && leaf.power?.unit !== 'watts'
    const unusual = isFraction ? values.find((value) => value > UNUSUAL_FTP_FRACTION) : undefined
    return unusual === undefined
      ? []
      : [
          warning(
            'AWP002',
            `${path}.${key}`,
            `${Math.round(unusual * 100)} % of threshold power is unusual; a trainer may not hold it.`,
          ),
        ]
  })
}

function valuesOf(shape: TargetShape | undefined): number[] {
  switch (shape?.type) {
    case 'steady':
      return [shape.value]
    case 'range':
      return [shape.min, shape.max]
    case 'ramp':
      return [shape.start, shape.end]
    default:
      return []
  }
}

function sportIssues(leaf: Leaf, path: string, sport: Awp['sport']): AwpIssue[] {
  const issues: AwpIssue[] = []
  if (sport === 'ride') {
    if (leaf.pace)
      issues.push(error('AWP006', `${path}.pace`, 'A ride has no pace target; use power, heart rate or effort.'))
    if (leaf.surface === 'treadmill')
      issues.push(error('AWP006', `${path}.surface`, 'A ride cannot be on a treadmill.'))
  } else {
    if (leaf.torque) issues.push(error('AWP006', `${path}.torque`, 'Torque is a target for rides only.'))
    if (leaf.power) {
      issues.push(warning('AWP006', `${path}.power`, 'Running power needs a power meter and its own threshold.'))
    }
  }
  return issues
}

/** AWP009: repeats of something hard need a rest somewhere, unless the block can be held throughout. */
function repeatIssues(repeat: Repeat, path: string, context: LoadContext): AwpIssue[] {
  const leaves = leavesOf(repeat.content)
  if (repeat.restBetween || !leaves.some((leaf) => isHard(leaf, context))) return []
  if (leaves.some((leaf) => leaf.type === 'Rest' || isEasy(leaf, context))) return []
  const fractions = leaves.map((leaf) => {
    const seconds = leafDurationS(leaf, context) ?? 0
    const span = leafFraction(leaf, seconds, context)
    return { seconds, fraction: span ? (span.start + span.end) / 2 : 0 }
  })
  const total = fractions.reduce((sum, piece) => sum + piece.seconds, 0)
  const mean = total > 0 ? fractions.reduce((sum, piece) => sum + piece.seconds * piece.fraction, 0) / total : 0
  const values = fractions.map((piece) => piece.fraction)
  const spread = Math.max(...values) - Math.min(...values)
  if (mean <= SUB_THRESHOLD || (mean <= OVER_UNDER.mean && spread >= OVER_UNDER.spread - 1e-9)) return []
  return [error('AWP009', path, 'The repeats are hard and have no recovery. Add a rest inside or between them.')]
}

/** AWP008: the trace of a repeat that was flattened and lost its rests. */
function flattenedRepeats(nodes: readonly Node[], at: string, context: LoadContext): AwpIssue[] {
  const issues: AwpIssue[] = []
  let runStart: number | null = null
  for (const [index, node] of nodes.entries()) {
    if (isRepeat(node)) issues.push(...flattenedRepeats(node.content, `${at}[${index}].content`, context))
    const previous = nodes[index - 1]
    const isTwin =
      previous !== undefined &&
      !isRepeat(node) &&
      !isRepeat(previous) &&
      isHard(node, context) &&
      sameWork(previous, node)
    if (!isTwin) runStart = null
    else if (runStart === null) {
      runStart = index - 1
      issues.push(
        warning(
          'AWP008',
          `${at}[${runStart}]`,
          'The same hard step stands twice without recovery. Did a rest get lost?',
        ),
      )
    }
  }
  return issues
}

/** AWP010: hard work within the first five minutes. */
function coldStart(awp: Awp, context: LoadContext): AwpIssue[] {
  let easierS = 0
  let found: AwpIssue[] | null = null
  const edge = HARD_ABOVE[awp.sport]
  visitRidden(awp.steps, 'steps', (leaf, path) => {
    const seconds = leafDurationS(leaf, context) ?? 0
    const span = leafFraction(leaf, seconds, context)
    if (!span || Math.max(span.start, span.end) <= edge) {
      easierS += seconds
      return true
    }
    if (span.start < edge) easierS += (seconds * (edge - span.start)) / (span.end - span.start)
    const isCold = easierS < EASIER_BEFORE_HARD_S
    found = isCold
      ? [warning('AWP010', path, 'Hard work begins after less than five minutes of easier riding or running.')]
      : []
    return false
  })
  return found ?? []
}

/** AWP004, for documents whose every step is timed. */
function totalIssues(awp: Awp, context: LoadContext): AwpIssue[] {
  const stated = awp.meta.totalDurationSeconds
  if (stated === undefined) return []
  const leaves = leavesOf(awp.steps)
  if (leaves.some((leaf) => leaf.duration === undefined)) return []
  const seconds = nodesDurationS(awp.steps, context)
  if (seconds === null || Math.abs(seconds - stated) <= 1) return []
  return [
    error('AWP004', 'meta.totalDurationSeconds', `The stated total is ${stated} s, the steps add up to ${seconds} s.`),
  ]
}

function isHard(leaf: Leaf, context: LoadContext): boolean {
  if (leaf.type === 'MaxEffort') return true
  const span = leafFraction(leaf, leafDurationS(leaf, context) ?? 0, context)
  return span !== null && (span.start + span.end) / 2 > HARD_ABOVE[context.sport]
}

/** Easy enough to recover in: clearly below the hard edge. */
function isEasy(leaf: Leaf, context: LoadContext): boolean {
  const span = leafFraction(leaf, leafDurationS(leaf, context) ?? 0, context)
  return span !== null && (span.start + span.end) / 2 <= HARD_ABOVE[context.sport] - 0.1
}

/** Same length and same targets: what is told to the athlete may differ. */
function sameWork(a: Leaf, b: Leaf): boolean {
  const work = ({ duration, distance, until, power, heartRate, pace, rpe }: Leaf) =>
    JSON.stringify([duration, distance, until, power, heartRate, pace, rpe])
  return work(a) === work(b)
}

/** Visits each node of the document once, with its nearest repeat. */
function visit(
  nodes: readonly Node[],
  at: string,
  parent: Repeat | null,
  each: (node: Node, path: string, parent: Repeat | null) => void,
): void {
  for (const [index, node] of nodes.entries()) {
    const path = `${at}[${index}]`
    each(node, path, parent)
    if (!isRepeat(node)) continue
    visit(node.content, `${path}.content`, node, each)
    if (node.restBetween) each(node.restBetween, `${path}.restBetween`, node)
  }
}

/** Visits leaves in riding order until `each` says false; only the first pass of a repeat can hold the first hard leaf. */
function visitRidden(nodes: readonly Node[], at: string, each: (leaf: Leaf, path: string) => boolean): boolean {
  for (const [index, node] of nodes.entries()) {
    const path = `${at}[${index}]`
    if (!isRepeat(node)) {
      if (!each(node, path)) return false
      continue
    }
    for (let pass = 1; pass <= node.times; pass++) {
      if (!visitRidden(node.content, `${path}.content`, each)) return false
      if (node.restBetween && pass < node.times && !each(node.restBetween, `${path}.restBetween`)) return false
    }
  }
  return true
}

function leavesOf(nodes: readonly Node[]): Leaf[] {
  return nodes.flatMap((node) =>
    isRepeat(node) ? [...leavesOf(node.content), ...(node.restBetween ? [node.restBetween] : [])] : [node],
  )
}

function depthOf(nodes: readonly Node[]): number {
  return nodes.reduce((deepest, node) => Math.max(deepest, isRepeat(node) ? 1 + depthOf(node.content) : 0), 0)
}

function countNodes(nodes: readonly Node[]): number {
  return nodes.reduce(
    (sum, node) => sum + 1 + (isRepeat(node) ? countNodes(node.content) + (node.restBetween ? 1 : 0) : 0),
    0,
  )
}

const error = (code: AwpCode, path: string, text: string): AwpIssue => ({ code, severity: 'error', path, text })
const warning = (code: AwpCode, path: string, text: string): AwpIssue => ({ code, severity: 'warning', path, text })
