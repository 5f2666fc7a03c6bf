import type { Sport } from '@coach-wattz/core/athlete/sport'
import type { Result } from '@coach-wattz/core/result/result'
import { err, ok } from '@coach-wattz/core/result/result'
import type { Awp, HeartRateTarget, Leaf, Node, PaceTarget, PowerTarget } from '@coach-wattz/core/workout/awp'
import { cleanLine, cleanText } from '@coach-wattz/core/workout/clean-text'
import type { DecodedWorkout, DecodeError } from '../workout-codec.ts'
import { FILE_ID, FILE_TYPES, MESSAGE, readRow, WORKOUT, WORKOUT_FILE, WORKOUT_STEP } from './fit-profile.ts'
import { isFitAt, readFit } from './read-fit.ts'

type StepRow = ReturnType<typeof readRow<typeof WORKOUT_STEP>>

/** Limits of integrations.md §8 (importers, rows "all" and "FIT workout"). */
const MAX_BYTES = 1_000_000
const MAX_LEAVES = 500
const MAX_DURATION_S = 48 * 3600
const MAX_DEPTH = 3
const MAX_TIMES = 99

const DURATION = {
  time: 0,
  distance: 1,
  open: 5,
  repeat: 6,
  repeatTime: 7,
  repeatDistance: 8,
  repetitionTime: 28,
  timeOnly: 31,
} as const
const CONDITIONAL_REPEATS = new Set([9, 10, 11, 12, 13, 17, 18, 27])
/** Ends of a step that depend on the body or on luck, in words. */
const CONDITIONS: Readonly<Record<number, string>> = {
  2: 'heart rate falls below a limit',
  3: 'heart rate rises above a limit',
  4: 'an amount of energy is spent',
  14: 'power falls below a limit',
  15: 'power rises above a limit',
  16: 'a training stress is reached',
  29: 'a number of repetitions is done',
}
const LEAF_BY_INTENSITY: Readonly<Record<number, Leaf['type']>> = {
  1: 'Rest',
  2: 'Warmup',
  3: 'Cooldown',
  4: 'Rest',
  5: 'Interval',
}

/**
 * A FIT workout → AWP. Repeat steps become nested `Repeat`s; loops that cross are unrolled. Power up to 1000 is
 * % of FTP and beyond it watts + 1000; heart rate up to 100 is % of maximum and beyond it bpm + 100; speed is mm/s.
 * Source: integrations.md §3 (encoding a workout, read backwards), §8 (row "FIT workout").
 */
export function decodeFitWorkout(bytes: Uint8Array): Result<DecodedWorkout, DecodeError> {
  if (bytes.length > MAX_BYTES) return refuse('', 'The file is larger than 1 MB, which no workout is.')
  if (!isFitAt(bytes)) return refuse('', 'The file does not start like a FIT file.')
  let fileType: number | null = null
  let workout: ReturnType<typeof readRow<typeof WORKOUT>> | null = null
  const rows: StepRow[] = []
  const reading = readFit(bytes, (message) => {
    const { message: number } = message.definition
    if (number === MESSAGE.fileId) fileType ??= readRow(message, FILE_ID).type
    else if (number === MESSAGE.workout) workout ??= readRow(message, WORKOUT)
    else if (number === MESSAGE.workoutStep) rows.push(readRow(message, WORKOUT_STEP))
  })
  const header = workout as ReturnType<typeof readRow<typeof WORKOUT>> | null
  if (rows.length === 0) {
    const what = fileType === null || fileType === WORKOUT_FILE ? null : (FILE_TYPES[fileType] ?? null)
    return refuse('', what ? `This is ${what}, not a workout.` : 'The file holds no workout steps.')
  }
  if (header?.numValidSteps !== null && header && header.numValidSteps > rows.length) {
    return refuse('', `The file promises ${header.numValidSteps} steps and holds ${rows.length}: it is cut off.`)
  }
  const repairs: string[] = []
  if (reading.parts.some((part) => part.crc === 'bad'))
    repairs.push('The checksum of the file does not match; the steps were read all the same.')
  if (rows.every((row) => row.messageIndex !== null)) {
    rows.sort((a, b) => (a.messageIndex as number) - (b.messageIndex as number))
  }
  const sport = sportOf(header?.sport ?? null, rows, repairs)
  if (!sport) return refuse('', 'The workout is for another sport than running or cycling.')

  const built = buildNodes(rows, sport, repairs)
  if (!built.ok) return built
  if (built.value.length === 0) return refuse('', 'No step of the file has a usable length.')
  const totals = measure(built.value)
  if (totals.leaves > MAX_LEAVES) return refuse('', `The workout unrolls to more than ${MAX_LEAVES} steps.`)
  if (totals.durationS > MAX_DURATION_S) return refuse('', 'The workout is longer than 48 hours.')

  const title = cleanLine(header?.name ?? '', 120)
  const description = cleanText(header?.description ?? '', 2000)
  const awp: Awp = {
    schemaVersion: '1.0',
    sport,
    ...(header?.subSport === 6 || header?.subSport === 1 ? { environment: 'indoor' as const } : {}),
    meta: { title: title === '' ? 'Workout' : title, ...(description === '' ? {} : { description }) },
    steps: built.value,
  }
  return ok({ awp, repairs: [...new Set(repairs)] })
}

const refuse = (at: string, why: string): { readonly ok: false; readonly error: DecodeError } =>
  err({ format: 'fit', at, why })

function sportOf(number: number | null, rows: readonly StepRow[], repairs: string[]): Sport | null {
  if (number === 1) return 'run'
  if (number === 2 || number === 21) return 'ride'
  if (number !== null && number !== 0 && number !== 254) return null
  const sport = rows.some((row) => row.targetType === 0 || row.targetType === 12) ? 'run' : 'ride'
  repairs.push(`The file does not say its sport; it was read as a ${sport}.`)
  return sport
}

interface Placed {
  /** Index of the first file step inside. */
  readonly from: number
  readonly node: Node
}

/** Steps with loops folded into `Repeat`; where loops cross, the whole is unrolled instead. */
function buildNodes(rows: readonly StepRow[], sport: Sport, repairs: string[]): Result<Node[], DecodeError> {
  const placed: Placed[] = []
  for (const [index, row] of rows.entries()) {
    const type = row.durationType ?? DURATION.open
    const isLoop = type >= DURATION.repeat && type <= 8
    if (!isLoop && !CONDITIONAL_REPEATS.has(type)) {
      const leaf = buildLeaf(row, sport, repairs)
      if (leaf) placed.push({ from: index, node: leaf })
      continue
    }
    const target = row.durationValue
    const passes = type === DURATION.repeat ? row.targetValue : null
    if (target === null || target >= index) {
      return refuse(`step ${index + 1}`, 'A repeat points at itself or at a later step, so its loop cannot be found.')
    }
    const first = placed.findIndex((entry) => entry.from >= target)
    const body = first < 0 ? [] : placed.slice(first)
    if (body.length === 0) continue
    if (placed[first - 1] && spans(placed[first - 1] as Placed, target, rows)) return unrolled(rows, sport, repairs)
    const times =
      passes ??
      passesFor(
        type,
        row.targetValue,
        body.map((entry) => entry.node),
      )
    if (times === null) {
      repairs.push('A repeat that ends by how the body responds cannot be written here; its steps stand once.')
      continue
    }
    if (times <= 1) continue
    if (times > MAX_TIMES)
      return refuse(`step ${index + 1}`, `A repeat asks for ${times} passes; at most ${MAX_TIMES} are possible.`)
    const content = body.map((entry) => entry.node)
    placed.splice(first, body.length, {
      from: target,
      node: { type: 'Repeat', times, content: content.map(asInterval) },
    })
  }
  const nodes = placed.map((entry) => entry.node)
  return depthOf(nodes) > MAX_DEPTH ? unrolled(rows, sport, repairs) : ok(nodes)
}

/** True when a folded loop begins before `target` and holds steps at or after it: the two loops cross. */
function spans(entry: Placed, target: number, rows: readonly StepRow[]): boolean {
  if (entry.node.type !== 'Repeat') return false
  const closing = rows.findIndex(
    (row, index) => index > entry.from && row.durationType === DURATION.repeat && row.durationValue === entry.from,
  )
  return entry.from < target && closing >= target
}

/** A loop until a time or distance is a number of passes when its body has a known length. */
function passesFor(type: number, value: number | null, body: readonly Node[]): number | null {
  if (value === null) return null
  const { durationS, distanceM } = measure(body)
  if (type === DURATION.repeatTime && durationS > 0) return Math.max(1, Math.round(value / 1000 / durationS))
  if (type === DURATION.repeatDistance && distanceM > 0) return Math.max(1, Math.round(value / 100 / distanceM))
  return null
}

/** Plays the steps as a device does, inner counters starting anew. Bounded, whatever the file says. */
function unrolled(rows: readonly StepRow[], sport: Sport, repairs: string[]): Result<Node[], DecodeError> {
  repairs.push('The loops of the file cross each other or nest too deeply; they were written out step by step.')
  const counters = new Map<number, number>()
  const nodes: Node[] = []
  let moves = 0
  for (let index = 0; index < rows.length; index++) {
    moves += 1
    if (nodes.length > MAX_LEAVES || moves > MAX_LEAVES * 10) {
      return refuse('', `The workout unrolls to more than ${MAX_LEAVES} steps.`)
    }
    const row = rows[index] as StepRow
    if (row.durationType !== DURATION.repeat) {
      const leaf = buildLeaf(row, sport, repairs)
      if (leaf) nodes.push(leaf)
      continue
    }
    const done = (counters.get(index) ?? 1) + 1
    if (done > (row.targetValue ?? 1)) {
      counters.delete(index)
      continue
    }
    counters.set(index, done)
    index = (row.durationValue ?? index) - 1
  }
  return ok(nodes)
}

/** "Active" is plain work; inside a loop that is what an interval is. */
const asInterval = (node: Node): Node => (node.type === 'Steady' ? { ...node, type: 'Interval' } : node)

function buildLeaf(row: StepRow, sport: Sport, repairs: string[]): Leaf | null {
  const length = lengthOf(row, repairs)
  if (!length) return null
  const name = cleanLine(row.name ?? '', 80)
  const instruction = cleanText(row.notes ?? '', 500)
  const leaf: Leaf = {
    type: LEAF_BY_INTENSITY[row.intensity ?? -1] ?? 'Steady',
    ...(name === '' ? {} : { name }),
    ...(instruction === '' ? {} : { instruction }),
    ...length,
  }
  addTarget(leaf, row.targetType, row.targetValue, row.low, row.high, sport, repairs)
  addTarget(
    leaf,
    row.secondaryTargetType,
    row.secondaryTargetValue,
    row.secondaryLow,
    row.secondaryHigh,
    sport,
    repairs,
  )
  return leaf
}

function lengthOf(row: StepRow, repairs: string[]): Pick<Leaf, 'duration' | 'distance' | 'until'> | null {
  const value = row.durationValue
  switch (row.durationType) {
    case DURATION.time:
    case DURATION.timeOnly:
    case DURATION.repetitionTime: {
      const duration = Math.round((value ?? 0) / 1000)
      if (duration > 0) return { duration }
      repairs.push('A step of 0 seconds was left out.')
      return null
    }
    case DURATION.distance: {
      const distance = (value ?? 0) / 100
      if (distance > 0) return { distance }
      repairs.push('A step of 0 metres was left out.')
      return null
    }
    case DURATION.open:
    case null:
      return { until: 'lap' }
    default:
      repairs.push(
        `A step that lasts until ${CONDITIONS[row.durationType] ?? 'a condition is met'} now ends with the lap button.`,
      )
      return { until: 'lap' }
  }
}

function addTarget(
  leaf: Leaf,
  type: number | null,
  zone: number | null,
  rawLow: number | null,
  rawHigh: number | null,
  sport: Sport,
  repairs: string[],
): void {
  if (type === null || type === 2) return
  let [low, high] = [rawLow ?? rawHigh, rawHigh ?? rawLow]
  const isZone = zone !== null && zone > 0
  if (!isZone && (low === null || high === null || (low === 0 && high === 0))) return
  if (low !== null && high !== null && low > high) {
    ;[low, high] = [high, low]
    repairs.push('A target whose lower end was above its upper end was turned round.')
  }
  const shape = (from: number, to: number) =>
    from === to ? { type: 'steady' as const, value: from } : { type: 'range' as const, min: from, max: to }
  const [from, to] = [low ?? 0, high ?? 0]
  switch (type) {
    case 4:
    case 7:
    case 8:
    case 9:
    case 10: {
      if (leaf.power) return
      const power: PowerTarget | null = isZone
        ? { type: 'zone', zone }
        : from > 1000 === to > 1000
          ? from > 1000
            ? { unit: 'watts', ...shape(from - 1000, to - 1000) }
            : shape(from / 100, to / 100)
          : null
      if (power) leaf.power = power
      else repairs.push('A power target that mixes watts and percent was left out.')
      return
    }
    case 1:
    case 13: {
      if (leaf.heartRate) return
      const heartRate: HeartRateTarget | null = isZone
        ? { type: 'zone', zone }
        : from > 100 === to > 100
          ? from > 100
            ? { unit: 'bpm', ...shape(from - 100, to - 100) }
            : { unit: 'max', ...shape(from / 100, to / 100) }
          : null
      if (heartRate) leaf.heartRate = heartRate
      else repairs.push('A heart rate target that mixes beats and percent was left out.')
      return
    }
    case 0:
    case 12: {
      if (sport === 'ride') {
        repairs.push('A speed target was left out: rides have none here.')
        return
      }
      const pace: PaceTarget = isZone ? { type: 'zone', zone } : { unit: 'mps', ...shape(from / 1000, to / 1000) }
      leaf.pace ??= pace
      return
    }
    case 3: {
      if (isZone) {
        repairs.push('A cadence zone was left out: zones of cadence differ from device to device.')
        return
      }
      // A run's cadence counts one leg in FIT and both here; above 120 it was written for both.
      const legs = sport === 'run' && to <= 120 ? 2 : 1
      leaf.cadence ??= shape(from * legs, to * legs)
      return
    }
    default:
      repairs.push('A target of slope, resistance or stroke was left out.')
  }
}

function depthOf(nodes: readonly Node[]): number {
  return nodes.reduce((deepest, node) => Math.max(deepest, node.type === 'Repeat' ? 1 + depthOf(node.content) : 0), 0)
}

function measure(nodes: readonly Node[]): { leaves: number; durationS: number; distanceM: number } {
  let [leaves, durationS, distanceM] = [0, 0, 0]
  for (const node of nodes) {
    if (node.type === 'Repeat') {
      const inner = measure(node.content)
      leaves += inner.leaves * node.times
      durationS += inner.durationS * node.times
      distanceM += inner.distanceM * node.times
    } else {
      leaves += 1
      durationS += node.duration ?? 0
      distanceM += node.distance ?? 0
    }
  }
  return { leaves, durationS, distanceM }
}
