import type { Lap } from '../evidence/activity.ts'
import { alignInOrder, lengthCost } from './align.ts'
import { amountOf } from './amount.ts'
import type { PlannedStep } from './matchable.ts'
import type { Piece } from './work-pieces.ts'

/** Laps are those of the steps when their numbers differ by no more (science.md S9.4) … */
const COUNT_TOLERANCE = 2
/** … and lengths by no more than this (science.md S9.4) … */
const LENGTH_TOLERANCE = 0.15
/** … in this share of the work: a rep given up early is a short lap, not another session [P]. */
const FITTING_SHARE = 0.75
/** A step of unknown length costs little wherever it stands; leaving a lap out is cheaper than a step. */
const UNKNOWN_COST = 0.1
const GAPS = { left: 0.6, right: 0.35 } as const
/** Laps all alike within this were cut by the recorder, each kilometre or mile [P]. */
const AUTO_LAP_SPREAD = 0.01
const AUTO_LAPS_LEAST = 3

/**
 * The lap of each work step, by step id; null when the laps are not those of the session (science.md S9.4). Laps are held
 * against all steps, against those between warm-up and cool-down, and against the work alone: people press the button for
 * one of the three.
 */
export function alignLaps(steps: readonly PlannedStep[], laps: readonly Lap[]): ReadonlyMap<string, Piece> | null {
  const work = steps.filter(({ role }) => role === 'WORK')
  if (work.length === 0 || laps.length === 0 || isAutomatic(laps, work)) return null
  const lists = [steps, steps.filter(({ role }) => role !== 'WARMUP' && role !== 'COOLDOWN'), work]
  let best: { readonly pieces: ReadonlyMap<string, Piece>; readonly cost: number } | null = null
  for (const list of lists) {
    if (Math.abs(list.length - laps.length) > COUNT_TOLERANCE) continue
    const found = alignList(list, laps)
    if (found && (!best || found.cost < best.cost)) best = found
  }
  return best?.pieces ?? null
}

function alignList(list: readonly PlannedStep[], laps: readonly Lap[]) {
  const { rightOf, cost } = alignInOrder(
    list.length,
    laps.length,
    (step, lap) => {
      const lengths = lengthsOf(list[step]!, laps[lap]!)
      return lengths ? lengthCost(lengths.planned, lengths.done) : UNKNOWN_COST
    },
    GAPS,
  )
  const pieces = new Map<string, Piece>()
  let [fitting, measurable] = [0, 0]
  for (const [index, step] of list.entries()) {
    if (step.role !== 'WORK') continue
    const lap = laps[rightOf[index] ?? -1]
    measurable++
    if (!lap) continue
    const lengths = lengthsOf(step, lap)
    if (!lengths || Math.abs(lengths.done / lengths.planned - 1) <= LENGTH_TOLERANCE + 1e-9) fitting++
    pieces.set(step.id, pieceOf(lap))
  }
  return fitting >= FITTING_SHARE * measurable - 1e-9 ? { pieces, cost: cost / list.length } : null
}

/** What a step and a lap have in common to be compared by: metres where the step is given in metres, else seconds. */
function lengthsOf(step: PlannedStep, lap: Lap): { readonly planned: number; readonly done: number } | null {
  const [plannedM, doneM] = [amountOf(step.distanceM), amountOf(lap.distanceM)]
  if (plannedM !== null && doneM !== null) return { planned: plannedM, done: doneM }
  const plannedS = amountOf(step.durationS)
  return plannedS === null ? null : { planned: plannedS, done: lap.durationS }
}

const pieceOf = (lap: Lap): Piece => ({
  fromS: lap.startS,
  toS: lap.startS + lap.durationS,
  doneS: lap.durationS,
  distanceM: amountOf(lap.distanceM),
  lap,
})

/** True for laps the recorder cut by itself; not where the work itself is of that length. */
function isAutomatic(laps: readonly Lap[], work: readonly PlannedStep[]): boolean {
  const whole = laps.slice(0, -1).map(({ distanceM }) => amountOf(distanceM))
  const [first] = whole
  if (whole.length < AUTO_LAPS_LEAST || first === null || first === undefined) return false
  if (!whole.every((metres) => metres !== null && Math.abs(metres / first - 1) <= AUTO_LAP_SPREAD)) return false
  return !work.some(({ distanceM }) => distanceM !== null && Math.abs(distanceM / first - 1) <= LENGTH_TOLERANCE)
}
