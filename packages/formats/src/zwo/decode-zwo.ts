import { err, ok, type Result } from '@coach-wattz/core/result/result'
import type { Awp, Leaf, Node, Ramp, Range, Steady } from '@coach-wattz/core/workout/awp'
import { cleanLine, cleanText } from '@coach-wattz/core/workout/clean-text'
import { workoutDurationS } from '@coach-wattz/core/workout/totals'
import { AWP_LIMITS, validateAwp } from '@coach-wattz/core/workout/validate'
import { WORKOUT_FILE_MAX_BYTES, type DecodedWorkout, type DecodeError } from '../workout-codec.ts'
import { decodeText } from '../workout-text.ts'
import { walkXml, type XmlFault } from '../xml/walk-xml.ts'
import { fromRaceShare } from './degrade-zwo.ts'
import { fittingNodes } from './fold-repeats.ts'
import { RACE_FRACTION, RACE_NAMES } from './race-pace.ts'
import { DEFAULT_SECONDS, INSTRUCTION_MAX, withEvents, withSetEvents, type TextEvent } from './set-cues.ts'
import { rampOf, rangeOf } from './zwo-power.ts'

/** An element of the file, names in lower case: people and tools disagree about case. */
interface ZwoElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: ZwoElement[]
  /** `workout/SteadyState[3]`. */
  readonly place: string
}

interface ZwoDocument {
  readonly fields: ReadonlyMap<string, string>
  readonly tags: readonly string[]
  readonly steps: readonly ZwoElement[]
}

/** A refusal raised deep inside a step and caught at the door of `decodeZwo`. */
class Refusal extends Error {
  readonly at: string
  constructor(at: string, why: string) {
    super(why)
    this.at = at
  }
}

/**
 * Zwift workout → AWP (integrations.md §4, §8 "Importers"). Refuses what is not well-formed XML, a document type, no
 * `workout`, negative or unreadable lengths, an `ftpOverride` that is none, more than 500 steps or 48 hours; repairs and
 * reports the rest. Never throws.
 */
export function decodeZwo(input: Uint8Array | string): Result<DecodedWorkout, DecodeError> {
  if (input.length > WORKOUT_FILE_MAX_BYTES) return refuse('', 'The file is larger than 5 MB.')
  const repairs = new Repairs()
  const text = typeof input === 'string' ? input : readBytes(input, repairs)
  try {
    const document = parseDocument(text, repairs)
    return ok({ awp: buildAwp(document, repairs), repairs: repairs.sentences() })
  } catch (cause) {
    if (cause instanceof Refusal) return refuse(cause.at, cause.message)
    throw cause
  }
}

const refuse = (at: string, why: string): Result<DecodedWorkout, DecodeError> => err({ format: 'zwo', at, why })

/** Repairs as sentences, each said once with how often it happened. */
class Repairs {
  private readonly counts = new Map<string, number>()
  add(sentence: string): void {
    this.counts.set(sentence, (this.counts.get(sentence) ?? 0) + 1)
  }
  sentences(): string[] {
    return [...this.counts].map(([sentence, count]) => (count === 1 ? sentence : `${sentence} (${count} times)`))
  }
}

function readBytes(bytes: Uint8Array, repairs: Repairs): string {
  const { text, encoding } = decodeText(bytes)
  if (encoding === 'windows-1252') repairs.add('The file is not in UTF-8; it was read as Western European text.')
  return text
}

const FIELDS = new Set(['author', 'name', 'n', 'description', 'sporttype', 'durationtype', 'ftpoverride'])
/** Elements read before we stop believing it is a workout: steps with their messages. */
const MOST_ELEMENTS = 20_000

function parseDocument(text: string, repairs: Repairs): ZwoDocument {
  const fields = new Map<string, string>()
  const tags: string[] = []
  const steps: ZwoElement[] = []
  const counts = new Map<string, number>()
  let root: string | null = null
  let hasWorkout = false
  let elements = 0
  const walked = walkXml(text, {
    open: (name, attributes, path) => {
      const lower = name.toLowerCase()
      elements += 1
      if (elements > MOST_ELEMENTS) throw new Refusal('', 'The file holds more elements than any workout.')
      if (path.length === 1) root = lower
      const parent = path[1]?.toLowerCase()
      if (path.length === 2 && lower === 'workout') hasWorkout = true
      if (path.length === 3 && parent === 'tags' && lower === 'tag') {
        const tag = lowerKeys(attributes).name
        if (tag !== undefined) tags.push(tag)
      }
      if (parent !== 'workout') return
      const count = (counts.get(name) ?? 0) + 1
      if (path.length === 3) {
        counts.set(name, count)
        steps.push({ name: lower, attributes: lowerKeys(attributes), children: [], place: `workout/${name}[${count}]` })
      }
      if (path.length === 4) {
        steps.at(-1)?.children.push({ name: lower, attributes: lowerKeys(attributes), children: [], place: '' })
      }
    },
    close: (name, content, path) => {
      const lower = name.toLowerCase()
      if (path.length === 2 && FIELDS.has(lower) && content !== '' && !fields.has(lower)) fields.set(lower, content)
      if (path.length === 3 && path[1]?.toLowerCase() === 'tags' && lower === 'tag' && content !== '')
        tags.push(content)
    },
  })
  if (!walked.ok) throw faultRefusal(walked.error)
  if (root !== 'workout_file')
    throw new Refusal('', 'This is not a Zwift workout: it does not begin with "workout_file".')
  if (!hasWorkout) throw new Refusal('workout_file', 'The file has no "workout" part, so there are no steps.')
  const oldTitle = fields.get('n')
  if (oldTitle !== undefined && !fields.has('name')) {
    fields.set('name', oldTitle)
    repairs.add('The title stood in "n"; it was taken from there.')
  }
  return { fields, tags, steps }
}

function faultRefusal(fault: XmlFault): Refusal {
  const at = `line ${fault.line}, column ${fault.column}`
  switch (fault.code) {
    case 'declares-entities':
      return new Refusal(at, 'The file declares a document type, which no Zwift workout does, so it was not read.')
    case 'too-deep':
      return new Refusal(at, 'The file is nested deeper than any workout.')
    case 'malformed':
      return new Refusal(at, 'The file is not well-formed XML here. Zwift leaves such a file out without a word.')
  }
}

function lowerKeys(attributes: Readonly<Record<string, string>>): Record<string, string> {
  const result: Record<string, string> = Object.create(null) as Record<string, string>
  for (const [key, value] of Object.entries(attributes)) result[key.toLowerCase()] ??= value
  return result
}

function buildAwp(document: ZwoDocument, repairs: Repairs): Awp {
  const { fields } = document
  const reader = new StepReader(fields, repairs)
  const steps = reader.steps(document.steps)
  if (steps.length === 0) throw new Refusal('workout', 'The workout has no steps that can be done.')
  const title = cleanLine(fields.get('name') ?? '', 100)
  if (title === '') repairs.add('The workout has no name.')
  const description = cleanText(fields.get('description') ?? '', 4000)
  const author = cleanLine(fields.get('author') ?? '', 100)
  const tags = document.tags.map((tag) => cleanLine(tag, 40)).filter((tag) => tag !== '')
  if (tags.length > 20) repairs.add('Only the first 20 tags were kept.')
  const awp: Awp = {
    schemaVersion: '1.0',
    sport: reader.sport,
    meta: {
      title: title === '' ? 'Workout' : title,
      ...(description === '' ? {} : { description }),
      ...(author === '' ? {} : { author }),
      ...(tags.length === 0 ? {} : { tags: tags.slice(0, 20) }),
    },
    steps: fittingNodes(steps),
  }
  const total = workoutDurationS(awp)
  if (total !== null && total <= AWP_LIMITS.durationS) awp.meta.totalDurationSeconds = total
  const error = validateAwp(awp).find((issue) => issue.severity === 'error')
  if (error) throw new Refusal(error.path, error.text)
  return awp
}

/** Attributes without a place in AWP, kept as they are under `x-zwo`. */
const KEPT = new Set([
  'flatroad',
  'ftptest',
  'show_avg',
  'neverfails',
  'failthresholdduration',
  'slop',
  'target',
  'text',
  'units',
  'forced_performance_test',
  'ramptest',
  'replacement_prescription',
  'replacement_verb',
  'overunder',
])

/** Fractions below and above are put on these ends (AWP002). */
const POWER_ENDS = { min: 0.2, max: 3 } as const
const PACE_ENDS = { min: 0.4, max: 1.6 } as const
/**
 * From here on a number is a percent. The sheet says "> 5", but ramp tests go to 6 × FTP as fractions, and a percent
 * under 20 would be below any target AWP002 knows.
 */
const PERCENT_FROM = 20

type Shape = Steady | Range | Ramp

class StepReader {
  readonly sport: Awp['sport']
  private readonly inMetres: boolean
  private readonly ftpOverrideW: number | null
  private readonly repairs: Repairs
  /** Unrounded and rounded clock, so that many decimal lengths do not drift. */
  private exactEnd = 0
  private roundedEnd = 0

  constructor(fields: ReadonlyMap<string, string>, repairs: Repairs) {
    this.repairs = repairs
    this.sport = /^run/i.test(fields.get('sporttype') ?? '') ? 'run' : 'ride'
    this.inMetres = /^dist/i.test(fields.get('durationtype') ?? '')
    const written = fields.get('ftpoverride')
    this.ftpOverrideW = written === undefined ? null : readNumber(written)
    if (written !== undefined && !(this.ftpOverrideW !== null && this.ftpOverrideW > 0)) {
      throw new Refusal('ftpOverride', 'The FTP written into the file is not above zero.')
    }
  }

  steps(elements: readonly ZwoElement[]): Node[] {
    const isRestDay = elements.length > 0 && elements.every((element) => element.name === 'restday')
    if (isRestDay) throw new Refusal('workout/RestDay[1]', 'This is a rest day of a plan, not a workout.')
    if (elements.length > AWP_LIMITS.leaves)
      throw new Refusal('workout', `The workout has ${elements.length} steps; 500 is the most.`)
    return elements.flatMap((element) => this.step(element))
  }

  private step(element: ZwoElement): Node[] {
    switch (element.name) {
      case 'warmup':
      case 'cooldown':
      case 'ramp':
        return this.ramp(element)
      case 'solidstate':
        this.repairs.add('"SolidState" was read as a steady step.')
        return this.steady(element)
      case 'steadystate':
        return this.steady(element)
      case 'intervalst':
        return this.set(element)
      case 'freeride':
        return this.plain(element, { type: 'FreeRide' })
      case 'maxeffort':
        return this.plain(element, { type: 'MaxEffort' })
      case 'restday':
        return []
      default:
        this.repairs.add(`The element "${element.name.slice(0, 40)}" is not known and was left out.`)
        return []
    }
  }

  private steady(element: ZwoElement): Node[] {
    const target = this.steadyTarget(element, ['power', 'powerlow', 'powerhigh', 'zone'])
    if (!target) {
      this.repairs.add('A steady step without power was read as a free one.')
      return this.plain(element, { type: 'FreeRide' })
    }
    return this.plain(element, { type: 'Steady', ...target })
  }

  private ramp(element: ZwoElement): Node[] {
    const type = element.name === 'warmup' ? 'Warmup' : element.name === 'cooldown' ? 'Cooldown' : 'Ramp'
    const steadyAt = this.number(element, 'power')
    const low = this.number(element, 'powerlow') ?? steadyAt
    const high = this.number(element, 'powerhigh') ?? steadyAt ?? low
    const from = low ?? high
    if (from === null || high === null) {
      this.repairs.add('A ramp without power was read as a free step.')
      return this.plain(element, { type: 'FreeRide' })
    }
    const isTurned = type === 'Cooldown' && from < high
    if (isTurned) this.repairs.add('A cool-down that rose was turned round: it falls.')
    const [start, end] = isTurned ? [high, from] : [from, high]
    const target = this.target(rampOf(this.fraction(start, element), this.fraction(end, element)))
    const isFlat = (target.power ?? target.pace)?.type === 'steady'
    return this.plain(element, { type: type === 'Ramp' && isFlat ? 'Steady' : type, ...target })
  }

  private set(element: ZwoElement): Node[] {
    const times = this.times(element)
    const on = this.part(element, 'on', 'Interval', ['onpower', 'poweronlow', 'poweronhigh', 'poweronzone'])
    const off = this.part(element, 'off', 'Rest', ['offpower', 'powerofflow', 'poweroffhigh', 'poweroffzone'])
    const [onLength, offLength] = [this.lengthOf(element, 'onduration'), this.lengthOf(element, 'offduration')]
    if (onLength === 0 && offLength === 0) return []
    const parts = [
      { leaf: on, length: onLength },
      { leaf: off, length: offLength },
    ].filter((part) => part.length > 0)
    const passLength = onLength + offLength
    const events = this.eventsIn(element, times * passLength, false)
    this.exactEnd += times * passLength
    this.roundedEnd += times * passLength
    const nodes: Node[] = []
    for (let first = 0; first < times; first += MOST_TIMES) {
      const passes = Math.min(MOST_TIMES, times - first)
      const leaves = parts.map(({ leaf, length }, index) => {
        const timed = this.withLength(leaf, length)
        const offset = index === 0 ? 0 : onLength
        const perPass = Array.from({ length: passes }, (_, pass) => {
          const start = (first + pass) * passLength + offset
          return events
            .filter((event) => event.at >= start && event.at < start + length)
            .map((event) => ({ ...event, at: event.at - start }))
        })
        if (passes === 1) return withEvents(timed, perPass[0]!, this.inMetres)
        return this.inMetres ? withEvents(timed, perPass[0]!, true) : withSetEvents(timed, perPass)
      })
      if (passes === 1) nodes.push(...leaves)
      else nodes.push({ type: 'Repeat', times: passes, content: leaves })
    }
    return nodes
  }

  private times(element: ZwoElement): number {
    const written = element.attributes.repeat
    if (written === undefined) {
      this.repairs.add('A set without a number of repeats was read as one pass.')
      return 1
    }
    const times = readNumber(written)
    if (times === null || times < 0 || times > AWP_LIMITS.leaves) {
      throw new Refusal(element.place, `"${written.slice(0, 20)}" is not a number of repeats.`)
    }
    return Math.max(1, Math.round(times))
  }

  /** One half of a set, without its length. */
  private part(
    element: ZwoElement,
    side: 'on' | 'off',
    type: 'Interval' | 'Rest',
    names: readonly [string, string, string, string],
  ): Leaf {
    const target = this.steadyTarget(element, names)
    const slope = this.grade(element, `${side}slope`)
    const cadence = this.cadence(element, side === 'on' ? 'cadence' : 'cadenceresting', side === 'on')
    if (!target) this.repairs.add('Part of a set without power was read as free.')
    return { type: target ? type : 'FreeRide', ...target, ...cadence, ...slope }
  }

  /** Adds length, cadence, slope, messages and what is kept to a step of its own. */
  private plain(element: ZwoElement, leaf: Leaf): Node[] {
    const length = this.running(element)
    if (length === 0) {
      this.repairs.add('A step without length was left out.')
      return []
    }
    const kept = this.kept(element)
    const full: Leaf = {
      ...this.withLength(leaf, length),
      ...this.cadence(element, 'cadence', true),
      ...this.grade(element, 'slope'),
      ...(kept ? { extensions: { 'x-zwo': kept } } : {}),
    }
    return [withEvents(full, this.eventsIn(element, length, true), this.inMetres)]
  }

  private withLength(leaf: Leaf, length: number): Leaf {
    const { type, ...rest } = leaf
    return this.inMetres ? { type, distance: length, ...rest } : { type, duration: length, ...rest }
  }

  /** Length of a step, rounded so that the sum of many decimal lengths stays within a second. */
  private running(element: ZwoElement): number {
    const exact = this.exactLength(element, 'duration')
    if (this.inMetres) return this.metres(exact)
    this.exactEnd += exact
    const rounded = Math.round(this.exactEnd) - this.roundedEnd
    const length = exact > 0 ? Math.max(1, rounded) : 0
    this.roundedEnd += length
    if (!Number.isInteger(exact)) this.repairs.add('Lengths with decimals were rounded to whole seconds.')
    return length
  }

  private lengthOf(element: ZwoElement, name: string): number {
    const exact = this.exactLength(element, name)
    if (this.inMetres) return this.metres(exact)
    if (!Number.isInteger(exact)) this.repairs.add('Lengths with decimals were rounded to whole seconds.')
    return exact > 0 ? Math.max(1, Math.round(exact)) : 0
  }

  private metres(exact: number): number {
    if (exact > 0 && exact < 10) this.repairs.add('A step under 10 m was lengthened to 10 m.')
    return exact > 0 ? Math.max(10, Math.round(exact * 10) / 10) : 0
  }

  private exactLength(element: ZwoElement, name: string): number {
    const written = element.attributes[name]
    if (written === undefined) throw new Refusal(element.place, `${LENGTH_NAMES[name] ?? name} is missing.`)
    const value = readNumber(written)
    if (value === null || value < 0) {
      throw new Refusal(element.place, `"${written.slice(0, 20)}" is not a length.`)
    }
    if (value > AWP_LIMITS.durationS * 10) throw new Refusal(element.place, 'The step is longer than any workout.')
    return value
  }

  private number(element: ZwoElement, name: string): number | null {
    const written = element.attributes[name]
    if (written === undefined) return null
    const value = readNumber(written)
    if (value === null) this.repairs.add(`"${written.slice(0, 20)}" is not a number and was left out.`)
    return value
  }

  /** Target of a step that holds one level: a value, a range, or a zone. */
  private steadyTarget(
    element: ZwoElement,
    [value, low, high, zone]: readonly [string, string, string, string],
  ): Pick<Leaf, 'power' | 'pace'> | null {
    const one = this.number(element, value)
    const [from, to] = [this.number(element, low), this.number(element, high)]
    if (one === null && from === null && to === null) return this.zoneTarget(element, zone)
    const least = from ?? one ?? to ?? 0
    const most = to ?? one ?? from ?? 0
    // both given: a range; only `Power`: a value, even beside half a range
    const shape =
      one !== null && (from === null || to === null)
        ? { type: 'steady' as const, value: this.fraction(one, element) }
        : rangeOf(this.fraction(least, element), this.fraction(most, element))
    return this.target(shape)
  }

  private zoneTarget(element: ZwoElement, name: string): Pick<Leaf, 'power' | 'pace'> | null {
    const zone = this.number(element, name)
    if (zone === null || !Number.isInteger(zone) || zone < 1 || zone > 7) return null
    const target = { type: 'zone' as const, zone }
    return this.sport === 'ride' ? { power: target } : { pace: target }
  }

  private target(shape: Shape): Pick<Leaf, 'power' | 'pace'> {
    if (this.sport === 'run') return { pace: shape }
    return this.ftpOverrideW === null ? { power: shape } : { power: { unit: 'watts', ...shape } }
  }

  /** A number of the file as AWP keeps it: fraction of FTP, watts of the file's own FTP, or fraction of threshold speed. */
  private fraction(written: number, element: ZwoElement): number {
    const isPercent = written >= PERCENT_FROM && this.ftpOverrideW === null
    if (isPercent) this.repairs.add('Percent numbers were read as fractions.')
    const share = isPercent ? written / 100 : written
    if (this.sport === 'run') return this.inside(this.runFraction(share, element), PACE_ENDS)
    const kept = this.inside(share, POWER_ENDS)
    return this.ftpOverrideW === null ? kept : Math.round(kept * this.ftpOverrideW)
  }

  private runFraction(share: number, element: ZwoElement): number {
    const index = element.attributes.pace === undefined ? null : readNumber(element.attributes.pace)
    const race = index === null ? undefined : RACE_FRACTION[index]
    if (index === null || race === undefined) {
      this.repairs.add('A run without a reference pace was read as shares of threshold pace.')
      return Math.round(share * 10_000) / 10_000
    }
    this.repairs.add(
      `Shares of ${RACE_NAMES[index]} pace were turned into shares of threshold pace by the usual ratio.`,
    )
    return fromRaceShare(share, index)
  }

  private inside(value: number, ends: { readonly min: number; readonly max: number }): number {
    const rounded = Math.round(value * 10_000) / 10_000
    if (rounded >= ends.min && rounded <= ends.max) return rounded
    this.repairs.add(`A target outside ${ends.min * 100} to ${ends.max * 100} % was put on the nearer end.`)
    return Math.min(ends.max, Math.max(ends.min, rounded))
  }

  private cadence(element: ZwoElement, name: string, withRange: boolean): Pick<Leaf, 'cadence'> {
    const [least, most] = this.sport === 'ride' ? [30, 160] : [100, 240]
    const isUsable = (value: number | null): value is number => value !== null && value >= least && value <= most
    const value = this.number(element, name)
    const low = withRange ? this.number(element, 'cadencelow') : null
    const high = withRange ? this.number(element, 'cadencehigh') : null
    if (isUsable(low) && isUsable(high)) return { cadence: rangeOf(Math.round(low), Math.round(high)) }
    if (isUsable(value)) return { cadence: { type: 'steady', value: Math.round(value) } }
    if ([value, low, high].some((number) => number !== null && number !== 0)) {
      this.repairs.add(`A cadence outside ${least} to ${most} was left out.`)
    }
    return {}
  }

  private grade(element: ZwoElement, name: string): Pick<Leaf, 'grade'> {
    const slope = this.number(element, name)
    if (slope === null || slope === 0 || Math.abs(slope) > 30) return {}
    return { grade: { type: 'steady', value: slope } }
  }

  private kept(element: ZwoElement): Record<string, string> | null {
    const entries = Object.entries(element.attributes).filter(([name]) => KEPT.has(name))
    return entries.length > 0 ? Object.fromEntries(entries.map(([name, value]) => [name, value.slice(0, 200)])) : null
  }

  private eventsIn(element: ZwoElement, length: number, isStep: boolean): TextEvent[] {
    return element.children.flatMap((child) => {
      if (child.name !== 'textevent' && child.name !== 'textnotification') return []
      const { attributes } = child
      const text = cleanLine(attributes.message ?? attributes.text ?? '', INSTRUCTION_MAX)
      if (text === '') return []
      const offset = (this.inMetres ? attributes.distoffset : undefined) ?? attributes.timeoffset ?? '0'
      const written = readNumber(offset) ?? 0
      const last = Math.max(0, Math.ceil(length) - 1)
      if (written >= length)
        this.repairs.add(`A message beyond the end of its ${isStep ? 'step' : 'set'} was moved to the end.`)
      const seconds = Math.round(readNumber(attributes.duration ?? '') ?? DEFAULT_SECONDS)
      return [
        {
          at: Math.min(last, Math.max(0, Math.floor(written))),
          text,
          seconds: Math.min(600, Math.max(1, seconds)),
        },
      ]
    })
  }
}

const MOST_TIMES = 99
const LENGTH_NAMES: Readonly<Record<string, string>> = {
  duration: 'Duration',
  onduration: 'OnDuration',
  offduration: 'OffDuration',
}

/** A number as people write it in these files: `0.75`, `75 %`, `1,5`; null for anything else. */
function readNumber(written: string): number | null {
  const text = written.trim()
  if (text.length > 32 || !/^[+-]?(\d+([.,]\d*)?|[.,]\d+)(e[+-]?\d{1,2})?\s*%?$/i.test(text)) return null
  const value = Number(text.replace('%', '').replace(',', '.').trim())
  return Number.isFinite(value) ? value : null
}
