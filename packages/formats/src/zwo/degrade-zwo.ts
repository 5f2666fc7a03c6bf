import { err, ok, type Result } from '@coach-wattz/core/result/result'
import {
  isRepeat,
  type Awp,
  type Leaf,
  type Node,
  type Ramp,
  type Range,
  type Repeat,
  type Steady,
} from '@coach-wattz/core/workout/awp'
import { cleanLine, cleanText } from '@coach-wattz/core/workout/clean-text'
import { describeTarget } from '@coach-wattz/core/workout/describe'
import { leafDurationS, loadContext, type LoadContext } from '@coach-wattz/core/workout/leaf-load'
import { primaryOf, scaledShape } from '@coach-wattz/core/workout/resolve'
import { workoutDurationS } from '@coach-wattz/core/workout/totals'
import { AWP_LIMITS } from '@coach-wattz/core/workout/validate'
import { zoneRange } from '@coach-wattz/core/workout/zone-bounds'
import type { EncodeContext, EncodeError, Loss } from '../workout-codec.ts'
import { foldToAscii } from '../workout-text.ts'
import { fittingNodes } from './fold-repeats.ts'
import { RACE_FRACTION, WRITTEN_RACE } from './race-pace.ts'
import { CUE_MAX, eventsOf, INSTRUCTION_MAX, withEvents, withSetEvents, type TextEvent } from './set-cues.ts'
import { rampOf, rangeOf, roundedShape, thousandth } from './zwo-power.ts'

export interface DegradedWorkout {
  /** What a reader of our file gets. */
  readonly awp: Awp
  readonly losses: readonly Loss[]
}

/** A workout with only what ZWO can say, step by step, ready to be printed. */
export interface ZwoPlan extends DegradedWorkout {
  /** Before folding: one element each. */
  readonly steps: readonly Node[]
  /** All lengths are metres. */
  readonly inMetres: boolean
}

/** What reading our own ZWO file gives back, and what was lost (integrations.md §8, round-trip matrix). */
export function degradeToZwo(awp: Awp, context: EncodeContext = {}): Result<DegradedWorkout, EncodeError> {
  const plan = planZwo(awp, context)
  return plan.ok ? ok({ awp: plan.value.awp, losses: plan.value.losses }) : plan
}

/** The plan that `encode-zwo.ts` prints. */
export function planZwo(awp: Awp, context: EncodeContext): Result<ZwoPlan, EncodeError> {
  const degrader = new ZwoDegrader(awp, context)
  const steps = degrader.nodes(awp.steps, 'steps')
  if (degrader.error) return err(degrader.error)
  const meta = degrader.meta()
  const result: Awp = { schemaVersion: '1.0', sport: awp.sport, meta, steps: fittingNodes(steps) }
  const total = workoutDurationS(result)
  if (total !== null) result.meta.totalDurationSeconds = total
  // distances turned into times can pass the limit that a reader holds
  if (total !== null && total > AWP_LIMITS.durationS) {
    return err({
      format: 'zwo',
      code: 'too-large',
      path: 'steps',
      why: 'At this pace the workout lasts more than 48 hours.',
    })
  }
  return ok({ awp: result, losses: degrader.losses(), steps, inMetres: degrader.inMetres })
}

/** Ends of a run's fraction that stay inside AWP002 after the way through race pace. */
const LEAST_RACE_SHARE = Math.ceil((0.4 / RACE_FRACTION[WRITTEN_RACE]) * 1000) / 1000
const MOST_RACE_SHARE = Math.floor((1.6 / RACE_FRACTION[WRITTEN_RACE]) * 1000) / 1000
/** A ride's rest that names no target (science.md S3.10b). */
const OPEN_REST_FRACTION = 0.4

type Shape = Steady | Range | Ramp

class ZwoDegrader {
  readonly inMetres: boolean
  error: EncodeError | null = null
  private readonly awp: Awp
  private readonly loadContext: LoadContext
  private readonly fold: boolean
  private readonly found = new Map<string, Loss>()

  constructor(awp: Awp, context: EncodeContext) {
    this.awp = awp
    this.loadContext = loadContext(awp.sport, awp.references, context.thresholds)
    this.fold = context.foldToAscii ?? false
    this.inMetres = awp.sport === 'run' && everyLeaf(awp.steps, (leaf) => leaf.distance !== undefined)
  }

  losses(): Loss[] {
    return [...this.found.values()]
  }

  meta(): Awp['meta'] {
    const { meta, fuelling, notes, extensions } = this.awp
    if (extensions) this.lose('', 'extensions', 'X', 'Extra data of other apps is not written.')
    if (notes) this.lose('notes', 'notes', 'X', 'Notes are not written.')
    const eat = fuelling && fuellingWords(fuelling)
    if (eat) this.lose('fuelling', 'fuelling', 'D', 'Fuelling is written at the end of the description.')
    const description = [meta.description, eat].filter((part) => part !== undefined && part !== '').join('\n')
    const tidy = this.paragraph(description, 4000)
    const author = this.line(meta.author ?? '', 100)
    const tags = (meta.tags ?? []).map((tag) => this.line(tag, 40)).filter((tag) => tag !== '')
    return {
      title: this.line(meta.title, 100) || 'Workout',
      ...(tidy ? { description: tidy } : {}),
      ...(author ? { author } : {}),
      ...(tags.length > 0 ? { tags } : {}),
    }
  }

  nodes(nodes: readonly Node[], at: string, pass?: number): Node[] {
    return nodes.flatMap((node, index) => {
      const path = `${at}[${index}]`
      return isRepeat(node) ? this.repeat(node, path) : [this.leaf(node, path, pass)]
    })
  }

  /** One level of two plain steps is `IntervalsT`; everything else is written out (matrix: Repeat rows). */
  private repeat(repeat: Repeat, path: string): Node[] {
    if (repeat.extensions) this.lose(path, 'extensions', 'X', 'Extra data of other apps is not written.')
    const set = this.asSet(repeat, path)
    if (set) return [set]
    const isNested = repeat.content.some(isRepeat)
    if (isNested) this.lose(path, 'Repeat nested', 'D', 'Zwift has no sets of sets; the outer set is written out.')
    else
      this.lose(path, 'Repeat, 1 level, other', 'D', 'Zwift repeats pairs of steps only; the passes are written out.')
    if (repeat.restBetween)
      this.lose(`${path}.restBetween`, 'restBetween', 'D', 'The rests between are written as steps.')
    const passes: Node[] = []
    for (let pass = 1; pass <= repeat.times; pass++) {
      passes.push(...this.nodes(repeat.content, `${path}.content`, pass))
      if (repeat.restBetween && pass < repeat.times) {
        passes.push(this.leaf(repeat.restBetween, `${path}.restBetween`, pass))
      }
    }
    return passes
  }

  private asSet(repeat: Repeat, path: string): Repeat | null {
    const [on, off, ...more] = repeat.content
    if (!on || !off || more.length > 0 || repeat.restBetween || isRepeat(on) || isRepeat(off) || this.inMetres)
      return null
    const isPlain = (leaf: Leaf) => leaf.type === 'Steady' || leaf.type === 'Interval' || leaf.type === 'Rest'
    if (!isPlain(on) || !isPlain(off)) return null
    const before = new Map(this.found)
    const [first, second] = [this.leaf(on, `${path}.content[0]`), this.leaf(off, `${path}.content[1]`)]
    const canStand = (leaf: Leaf) => leaf.type === 'Steady'
    if (!canStand(first) || !canStand(second) || second.cadence?.type === 'range') {
      this.found.clear()
      for (const [key, loss] of before) this.found.set(key, loss)
      return null
    }
    const content = [
      { plain: first, written: on, type: 'Interval' as const },
      { plain: second, written: off, type: 'Rest' as const },
    ].map(({ plain, written, type }) => {
      const passes = Array.from({ length: repeat.times }, (_, index) => this.events(written, plain, index + 1))
      return withSetEvents({ ...plain, type }, passes)
    })
    return { type: 'Repeat', times: repeat.times, content }
  }

  private leaf(leaf: Leaf, path: string, pass?: number): Leaf {
    if (leaf.extensions) this.lose(path, 'extensions', 'X', 'Extra data of other apps is not written.')
    const length = this.length(leaf, path)
    if (leaf.type === 'MaxEffort') {
      this.lose(path, 'MaxEffort', 'D', 'Zwift shows no messages in an all-out step.')
      return { type: 'MaxEffort', ...length }
    }
    const shape = leaf.type === 'FreeRide' ? null : this.shape(leaf, path)
    const cadence = this.cadence(leaf, path)
    const plain: Leaf = { type: leafType(leaf, shape), ...length }
    if (shape && this.awp.sport === 'ride') plain.power = shape
    else if (shape) plain.pace = shape
    if (cadence) plain.cadence = cadence
    return withEvents(plain, this.events(leaf, plain, pass), this.inMetres)
  }

  private length(leaf: Leaf, path: string): Pick<Leaf, 'duration' | 'distance'> {
    if (this.inMetres && leaf.distance !== undefined) {
      this.lose(path, 'duration by distance', 'D', 'Zwift reads distances in runs only.')
      return { distance: Math.round(leaf.distance * 10) / 10 }
    }
    if (leaf.duration !== undefined) return { duration: leaf.duration }
    if (leaf.distance !== undefined)
      this.lose(path, 'duration by distance', 'D', 'The distance is written as its estimated time.')
    else this.lose(path, 'until lap', 'X', 'Zwift has no lap button; the estimated time is written.')
    const seconds = leafDurationS(leaf, this.loadContext)
    if (seconds === null) {
      this.fail(
        'missing-threshold',
        path,
        'This step has no time and none can be estimated. Give it an estimated time.',
      )
    }
    return { duration: seconds ?? 1 }
  }

  /** The primary target as fractions the file can hold, or null: then the step is free and the target a message. */
  private shape(leaf: Leaf, path: string): Shape | null {
    const primary = primaryOf(leaf)
    const others = [leaf.power, leaf.pace, leaf.heartRate, leaf.rpe].filter((target) => target !== undefined)
    if (others.length > 1) {
      this.lose(path, 'two targets at once', 'D', 'Only the target that leads is written.')
    }
    if (primary === 'power' && leaf.power && this.awp.sport === 'ride') return this.power(leaf.power, path)
    if (primary === 'pace' && leaf.pace && this.awp.sport === 'run') return this.pace(leaf.pace, path)
    if (primary === 'heartRate') {
      const row = { lthr: 'HR %LTHR', max: 'HR %max', bpm: 'HR bpm' }[leaf.heartRate?.unit ?? 'lthr']
      this.lose(`${path}.heartRate`, row, 'X', 'Zwift has no heart-rate target; the step is free and says it.')
      return null
    }
    if (primary === 'rpe') {
      this.lose(`${path}.rpe`, 'RPE', 'X', 'Zwift has no effort target; the step is free and says it.')
      return null
    }
    if (primary === 'power') {
      this.lose(
        `${path}.power`,
        'power steady %FTP',
        'X',
        'Zwift runs have no power target; the step is free and says it.',
      )
      return null
    }
    return leaf.type === 'Rest' && this.awp.sport === 'ride' ? { type: 'steady', value: OPEN_REST_FRACTION } : null
  }

  private power(target: NonNullable<Leaf['power']>, path: string): Shape | null {
    if (target.type === 'zone') {
      this.lose(`${path}.power`, 'power zone', 'D', 'The zone is written as its range.')
      const range = zoneRange(target.zone, 'ride')
      return range && roundedShape(rangeOf(range.min, range.max))
    }
    if (target.type === 'range')
      this.lose(`${path}.power`, 'power range %FTP', 'D', 'Zwift rides the middle of a range.')
    if (target.unit !== 'watts') return clampedPower(roundedShape(target))
    this.lose(`${path}.power`, 'power absolute W', 'D', 'Watts are written as shares of FTP.')
    const { ftpW } = this.loadContext
    if (ftpW === null) {
      this.fail('missing-threshold', `${path}.power`, 'Watts need an FTP to be written for Zwift. Enter it.')
      return null
    }
    return clampedPower(roundedShape(scaledShape(target, 1 / ftpW)))
  }

  private pace(target: NonNullable<Leaf['pace']>, path: string): Shape | null {
    if (target.type !== 'zone' && target.unit === 'mps') {
      this.lose(`${path}.pace`, 'pace m/s', 'X', 'Zwift has no absolute pace; the step is free and says it.')
      return null
    }
    this.lose(`${path}.pace`, 'pace % threshold', 'D', 'Pace is written as a share of 10 km speed.')
    if (target.type !== 'zone') return throughRacePace(target)
    const range = zoneRange(target.zone, 'run')
    return range && throughRacePace(rangeOf(range.min, range.max))
  }

  private cadence(leaf: Leaf, path: string): Steady | Range | null {
    if (!leaf.cadence) return null
    switch (leaf.cadence.type) {
      case 'steady':
        return { type: 'steady', value: Math.round(leaf.cadence.value) }
      case 'range':
        return rangeOf(Math.round(leaf.cadence.min), Math.round(leaf.cadence.max))
      case 'ramp':
        this.lose(`${path}.cadence`, 'cadence range', 'D', 'A rising cadence is written as a range.')
        return rangeOf(Math.round(leaf.cadence.start), Math.round(leaf.cadence.end))
    }
  }

  /** Messages of a step in one pass: its own, then what could not be written any other way. */
  private events(leaf: Leaf, plain: Leaf, pass?: number): TextEvent[] {
    const last = (plain.duration ?? plain.distance ?? 1) - 1
    const own = eventsOf(leaf, pass).map((event, index) => {
      const isInstruction = index === 0 && leaf.instruction !== undefined
      const cue = isInstruction ? undefined : leaf.cues?.find((candidate) => candidate.text === event.text)
      const unitsDiffer = (cue?.atDistance !== undefined) !== this.inMetres
      const at = unitsDiffer ? this.converted(event.at, leaf, plain, cue?.atDistance !== undefined) : event.at
      return {
        ...event,
        at: Math.max(0, Math.min(Math.floor(at), last)),
        text: this.line(event.text, isInstruction ? INSTRUCTION_MAX : CUE_MAX),
      }
    })
    const extra = this.extraMessages(leaf, plain).map((text) => ({
      at: 0,
      seconds: 10,
      text: this.line(text, CUE_MAX),
    }))
    return [...own, ...extra].filter((event) => event.text !== '')
  }

  /** Seconds ⇄ metres by the step's own share; 0 when its length in the other unit is unknown. */
  private converted(at: number, leaf: Leaf, plain: Leaf, fromMetres: boolean): number {
    if (at === 0) return 0
    if (fromMetres) return leaf.distance && plain.duration ? (at / leaf.distance) * plain.duration : 0
    const seconds = leafDurationS(leaf, this.loadContext)
    return seconds && plain.distance ? (at / seconds) * plain.distance : 0
  }

  private extraMessages(leaf: Leaf, plain: Leaf): string[] {
    const messages: string[] = []
    const isTargetLost = !plain.power && !plain.pace && leaf.type !== 'FreeRide'
    const primary = primaryOf(leaf)
    if (isTargetLost && primary !== null && primary !== 'cadence') {
      const { main, unit } = describeTarget(leaf, this.loadContext)
      messages.push(unit.startsWith('/') ? `${main} ${unit}` : `${main} ${unit}`.trim())
    }
    if (leaf.torque) {
      this.lose('', 'torque', 'X', 'Torque is only said in a message.')
      messages.push(`${numbers(leaf.torque)} Nm`)
    }
    if (leaf.grade) {
      this.lose('', 'grade', 'X', 'Slope is only said in a message.')
      messages.push(`${numbers(leaf.grade)} % slope`)
    }
    const place = [leaf.terrain, leaf.surface].filter((word) => word !== undefined && word !== 'any')
    if (place.length > 0) {
      this.lose('', 'terrain / surface', 'X', 'Where to do it is only said in a message.')
      messages.push(`On: ${place.join(', ')}`)
    }
    const eat = leaf.fuelling && fuellingWords(leaf.fuelling)
    if (eat) {
      this.lose('', 'fuelling', 'D', 'Fuelling is said in a message.')
      messages.push(eat)
    }
    return messages
  }

  private line(text: string, most: number): string {
    const line = cleanLine(text, most)
    return this.fold ? cleanLine(foldToAscii(line), most) : line
  }
  private paragraph(text: string, most: number): string {
    const paragraph = cleanText(text, most)
    return this.fold ? cleanText(foldToAscii(paragraph), most) : paragraph
  }

  private lose(path: string, feature: string, grade: Loss['grade'], how: string): void {
    this.found.set(`${path}\u0000${feature}`, { path, feature, grade, how })
  }
  private fail(code: EncodeError['code'], path: string, why: string): void {
    this.error ??= { format: 'zwo', code, path, why }
  }
}

function leafType(leaf: Leaf, shape: Shape | null): Leaf['type'] {
  if (!shape) return 'FreeRide'
  if (shape.type === 'range') return 'Steady'
  if (leaf.type === 'Warmup') return 'Warmup'
  // a reader takes the higher end of a Cooldown as its start
  if (leaf.type === 'Cooldown' && (shape.type === 'steady' || shape.start > shape.end)) return 'Cooldown'
  return shape.type === 'ramp' ? 'Ramp' : 'Steady'
}

/** Lowest and highest fraction of FTP that AWP002 lets back in. */
function clampedPower(shape: Shape): Shape {
  return mapShape(shape, (value) => Math.min(3, Math.max(0.2, value)))
}

function throughRacePace(shape: Shape): Shape {
  return mapShape(shape, (value) => {
    const share = thousandth(value / RACE_FRACTION[WRITTEN_RACE])
    const kept = Math.min(MOST_RACE_SHARE, Math.max(LEAST_RACE_SHARE, share))
    return fromRaceShare(kept, WRITTEN_RACE)
  })
}

/** Share of a race speed → fraction of threshold speed, four decimals. */
export function fromRaceShare(share: number, race: number): number {
  return Math.round(share * (RACE_FRACTION[race] ?? 1) * 10_000) / 10_000
}

function mapShape(shape: Shape, map: (value: number) => number): Shape {
  switch (shape.type) {
    case 'steady':
      return { type: 'steady', value: map(shape.value) }
    case 'range':
      return rangeOf(map(shape.min), map(shape.max))
    case 'ramp':
      return rampOf(map(shape.start), map(shape.end))
  }
}

function numbers(shape: Shape): string {
  switch (shape.type) {
    case 'steady':
      return String(shape.value)
    case 'range':
      return `${shape.min}–${shape.max}`
    case 'ramp':
      return `${shape.start} to ${shape.end}`
  }
}

function fuellingWords(fuelling: NonNullable<Awp['fuelling']>): string {
  const { carbsGramsPerHour, carbsGrams, fluidMlPerHour, sodiumMgPerHour, text } = fuelling
  return [
    carbsGramsPerHour === undefined ? '' : `${carbsGramsPerHour} g carbohydrate an hour`,
    carbsGrams === undefined ? '' : `${carbsGrams} g carbohydrate`,
    fluidMlPerHour === undefined ? '' : `${fluidMlPerHour} ml to drink an hour`,
    sodiumMgPerHour === undefined ? '' : `${sodiumMgPerHour} mg sodium an hour`,
    text ?? '',
  ]
    .filter((part) => part !== '')
    .join(', ')
}

function everyLeaf(nodes: readonly Node[], test: (leaf: Leaf) => boolean): boolean {
  return nodes.every((node) =>
    isRepeat(node) ? everyLeaf(node.content, test) && (!node.restBetween || test(node.restBetween)) : test(node),
  )
}
