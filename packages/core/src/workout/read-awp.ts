import { err, ok, type Result } from '../result/result.ts'
import type { Awp } from './awp.ts'
import type { AwpIssue } from './awp-issue.ts'
import { cleanText } from './clean-text.ts'
import { AwpSchema } from './awp.schema.ts'
import { nodesDurationS } from './totals.ts'
import { loadContext } from './leaf-load.ts'
import { AWP_LIMITS, hasErrors, validateAwp } from './validate.ts'

/** Newest minor this code knows. */
export const AWP_VERSION = { major: 1, minor: 0 } as const
/** 5 MB, integrations.md §8. */
export const AWP_MAX_BYTES = 5_000_000

export interface ReadAwp {
  readonly awp: Awp
  /** One sentence for each thing that was put right. */
  readonly repairs: readonly string[]
  /** A newer minor: shown, never edited or saved back, because keys we do not know were left out. */
  readonly readOnly: boolean
  readonly warnings: readonly AwpIssue[]
}

type Bag = Record<string, unknown>

/**
 * Pure upgrades by the minor they start from, run on read, oldest first (integrations.md §8 versioning). Empty: 1.0 is
 * the only version yet. A migration takes and returns a plain document and never mutates its argument.
 */
const MIGRATIONS: readonly ((document: Bag) => Bag)[] = []

/** JSON text → workout. Refuses over 5 MB and what is no JSON. */
export function readAwpText(text: string): Result<ReadAwp, AwpIssue[]> {
  if (text.length > AWP_MAX_BYTES) return refuse('AWP000', '', 'The file is larger than 5 MB.')
  try {
    return readAwp(JSON.parse(text.replace(/^\uFEFF/, '')) as unknown)
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause
    return refuse('AWP000', '', 'This is not JSON.')
  }
}

/**
 * Unknown JSON → workout (integrations.md §8 "Importers"). Refuses another major (AWP100), unknown core keys, nesting
 * beyond three repeats, prototype keys and every validator error; repairs lengths written as text, percent numbers, steps
 * under `workout`, repeats of one, untidy texts and a missing or wrong total, and reports each.
 */
export function readAwp(input: unknown): Result<ReadAwp, AwpIssue[]> {
  const hostile = findHostile(input)
  if (hostile) return err([hostile])
  if (!isBag(input)) return refuse('AWP000', '', 'A workout is a JSON object.')
  const version = /^(\d{1,6})\.(\d{1,6})$/.exec(typeof input.schemaVersion === 'string' ? input.schemaVersion : '')
  if (!version) return refuse('AWP000', 'schemaVersion', 'The version is missing; this reader knows 1.0.')
  const [major, minor] = [Number(version[1]), Number(version[2])]
  if (major !== AWP_VERSION.major) {
    return refuse('AWP100', 'schemaVersion', `This is version ${major}.${minor}; only version 1 can be read.`)
  }
  const repairs: string[] = []
  const readOnly = minor > AWP_VERSION.minor
  let document: Bag = structuredCopy(input)
  for (const migrate of MIGRATIONS.slice(minor)) document = migrate(document)
  document = repairDocument(document, repairs)
  if (readOnly) document = withoutUnknown(document)
  const parsed = AwpSchema.safeParse(document)
  if (!parsed.success) {
    return err(
      parsed.error.issues.map((issue) => ({
        code: 'AWP000' as const,
        severity: 'error' as const,
        path: pathText(issue.path),
        text: issue.message,
      })),
    )
  }
  const awp = withComputedTotal(parsed.data, repairs)
  const issues = validateAwp(awp)
  if (hasErrors(issues)) return err(issues.filter((issue) => issue.severity === 'error'))
  return ok({ awp, repairs, readOnly, warnings: issues })
}

const refuse = (code: AwpIssue['code'], path: string, text: string): Result<ReadAwp, AwpIssue[]> =>
  err([{ code, severity: 'error', path, text }])

const isBag = (value: unknown): value is Bag => typeof value === 'object' && value !== null && !Array.isArray(value)

const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype'])
const MOST_VALUES = 200_000
/** Repeat depth 3 needs `steps > node > content` four times, a target below, and JSON in extensions. */
const MOST_DEPTH = 64

/** Looks for keys that poison prototypes and for documents made to exhaust a reader; iterative, so depth cannot. */
function findHostile(input: unknown): AwpIssue | null {
  const issue = (path: string, text: string): AwpIssue => ({ code: 'AWP000', severity: 'error', path, text })
  const stack: { value: unknown; depth: number }[] = [{ value: input, depth: 0 }]
  let seen = 0
  for (let item = stack.pop(); item !== undefined; item = stack.pop()) {
    const { value, depth } = item
    if (++seen > MOST_VALUES) return issue('', 'The document holds too many values.')
    if (typeof value === 'number' && !Number.isFinite(value))
      return issue('', 'The document holds a number that is none.')
    if (typeof value !== 'object' || value === null) continue
    if (depth > MOST_DEPTH) return issue('', 'The document is nested too deep.')
    for (const key of Object.keys(value)) {
      if (FORBIDDEN_KEYS.has(key)) return issue('', `The key "${key}" is not allowed.`)
      stack.push({ value: (value as Bag)[key], depth: depth + 1 })
    }
  }
  return null
}

/** A deep copy of plain JSON, so that repairs never touch the caller's value. */
function structuredCopy(value: Bag): Bag {
  const copy = (item: unknown): unknown => {
    if (Array.isArray(item)) return item.map(copy)
    if (!isBag(item)) return item
    return Object.fromEntries(Object.entries(item).map(([key, inner]) => [key, copy(inner)]))
  }
  return copy(value) as Bag
}

function repairDocument(document: Bag, repairs: string[]): Bag {
  const { workout, ...rest } = document
  let result = document
  if (document.steps === undefined && isBag(workout) && Array.isArray(workout.steps)) {
    result = { ...rest, steps: workout.steps }
    repairs.push('The steps stood under "workout"; they were moved up.')
  }
  if (isBag(result.meta)) {
    const meta = result.meta
    tidyText(meta, 'title', 100, repairs)
    tidyText(meta, 'description', 4000, repairs)
    tidyText(meta, 'author', 100, repairs)
  }
  tidyText(result, 'notes', 10_000, repairs)
  if (Array.isArray(result.steps)) result = { ...result, steps: repairNodes(result.steps, 'steps', repairs) }
  return result
}

function repairNodes(nodes: readonly unknown[], at: string, repairs: string[]): unknown[] {
  return nodes.flatMap((node, index) => {
    const path = `${at}[${index}]`
    if (!isBag(node)) return [node]
    tidyText(node, 'name', 64, repairs)
    tidyText(node, 'instruction', 500, repairs)
    if (node.type !== 'Repeat') return [repairLeaf(node, path, repairs)]
    const content = Array.isArray(node.content) ? repairNodes(node.content, `${path}.content`, repairs) : node.content
    const restBetween = isBag(node.restBetween)
      ? { restBetween: repairLeaf(node.restBetween, `${path}.restBetween`, repairs) }
      : {}
    if (node.times === 1 && Array.isArray(content)) {
      repairs.push(`${path}: a repeat of one pass was written out.`)
      return content
    }
    return [{ ...node, content, ...restBetween }]
  })
}

const RELATIVE_UNITS: Readonly<Record<string, readonly unknown[]>> = {
  power: [undefined, 'ftp'],
  heartRate: [undefined, 'lthr', 'max'],
  pace: [undefined, 'threshold'],
}
/** Above this a fraction can only have been meant as percent (integrations.md §8). */
const PERCENT_ABOVE = 5

function repairLeaf(leaf: Bag, path: string, repairs: string[]): Bag {
  const result: Bag = { ...leaf }
  for (const key of ['duration', 'estimatedDuration'] as const) {
    const written = result[key]
    if (typeof written !== 'string') continue
    const seconds = parseLength(written)
    if (seconds === null) continue
    result[key] = seconds
    repairs.push(`${path}: the length "${written}" was read as ${seconds} s.`)
  }
  for (const [key, units] of Object.entries(RELATIVE_UNITS)) {
    const target = result[key]
    if (!isBag(target) || !units.includes(target.unit)) continue
    const numbers = ['value', 'min', 'max', 'start', 'end'].filter((name) => typeof target[name] === 'number')
    if (!numbers.some((name) => (target[name] as number) > PERCENT_ABOVE)) continue
    result[key] = { ...target, ...Object.fromEntries(numbers.map((name) => [name, percent(target[name] as number)])) }
    repairs.push(`${path}.${key}: percent numbers were read as fractions.`)
  }
  return result
}

const percent = (value: number): number => Math.round(value * 100) / 10_000

/** `10m`, `1h30m`, `45s`, `10:00`, `1:05:00` → seconds; null for anything else. */
function parseLength(text: string): number | null {
  const clock = /^(?:(\d{1,3}):)?(\d{1,3}):(\d{2})$/.exec(text.trim())
  if (clock) return Number(clock[1] ?? 0) * 3600 + Number(clock[2]) * 60 + Number(clock[3])
  const words = /^(?:(\d{1,3})\s*h)?\s*(?:(\d{1,4})\s*m(?:in)?)?\s*(?:(\d{1,5})\s*s)?$/.exec(text.trim())
  if (!words || (words[1] ?? words[2] ?? words[3]) === undefined) return null
  return Number(words[1] ?? 0) * 3600 + Number(words[2] ?? 0) * 60 + Number(words[3] ?? 0)
}

/** Trims, composes (NFC), strips tags and control characters, and cuts at the schema's limit; reports a change. */
function tidyText(owner: Bag, key: string, most: number, repairs: string[]): void {
  const written = owner[key]
  if (typeof written !== 'string') return
  const tidy = cleanText(written, most)
  if (tidy === written) return
  owner[key] = tidy
  repairs.push(`The text "${key}" was tidied.`)
}

/** The server always recomputes the total (AWP004). */
function withComputedTotal(awp: Awp, repairs: string[]): Awp {
  const seconds = nodesDurationS(awp.steps, loadContext(awp.sport, awp.references))
  const stated = awp.meta.totalDurationSeconds
  if (seconds === null || seconds > AWP_LIMITS.durationS || stated === seconds) return awp
  repairs.push(
    stated === undefined
      ? `The total was missing; the steps add up to ${seconds} s.`
      : `The stated total of ${stated} s was replaced by the sum of the steps, ${seconds} s.`,
  )
  return { ...awp, meta: { ...awp.meta, totalDurationSeconds: seconds } }
}

const LEAF_TYPE_NAMES: ReadonlySet<unknown> = new Set([
  'Warmup',
  'Cooldown',
  'Steady',
  'Ramp',
  'Interval',
  'Rest',
  'FreeRide',
  'MaxEffort',
])

/** A newer minor: unknown keys are left out, unknown leaf types become `Steady`, their documented fallback. */
function withoutUnknown(document: Bag): Bag {
  let current: Bag = { ...document, steps: mapLeafTypes(document.steps) }
  // each pass removes what the schema calls unknown; nesting is bounded by findHostile, so this ends
  for (let pass = 0; pass < MOST_DEPTH; pass++) {
    const parsed = AwpSchema.safeParse(current)
    if (parsed.success) return current
    const marks: Marks = { keys: new Set(), below: new Map() }
    for (const issue of parsed.error.issues) markUnknown(issue, [], marks)
    if (marks.keys.size === 0 && marks.below.size === 0) return current
    current = without(current, marks) as Bag
  }
  return current
}

interface IssueLike {
  readonly code?: string
  readonly path: readonly PropertyKey[]
  readonly keys?: readonly string[]
  readonly errors?: readonly (readonly IssueLike[])[]
}

/** Unknown keys as a tree along the document, so that one walk removes all of them: a hostile file may hold thousands. */
interface Marks {
  readonly keys: Set<string>
  readonly below: Map<PropertyKey, Marks>
}

function markUnknown(issue: IssueLike, base: readonly PropertyKey[], marks: Marks): void {
  const path = [...base, ...issue.path]
  if (issue.code === 'unrecognized_keys') {
    let place = marks
    for (const part of path) {
      const next = place.below.get(part) ?? { keys: new Set(), below: new Map() }
      place.below.set(part, next)
      place = next
    }
    for (const key of issue.keys ?? []) place.keys.add(key)
    return
  }
  // a union of Leaf and Repeat: the branch that only complains about keys is the one that was meant
  const branch = issue.errors?.find(
    (issues) => issues.length > 0 && issues.every((inner) => inner.code === 'unrecognized_keys' || inner.errors),
  )
  for (const inner of branch ?? []) markUnknown(inner, path, marks)
}

function without(value: unknown, marks: Marks): unknown {
  const kept = (item: unknown, part: PropertyKey): unknown => {
    const below = marks.below.get(part)
    return below ? without(item, below) : item
  }
  if (Array.isArray(value)) return value.map((item, index) => kept(item, index))
  if (!isBag(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !marks.keys.has(name))
      .map(([name, item]) => [name, kept(item, name)]),
  )
}

function mapLeafTypes(steps: unknown): unknown {
  if (!Array.isArray(steps)) return steps
  return steps.map((node: unknown) => {
    if (!isBag(node)) return node
    if (node.type === 'Repeat') return { ...node, content: mapLeafTypes(node.content) }
    return LEAF_TYPE_NAMES.has(node.type) ? node : { ...node, type: 'Steady' }
  })
}

/** `['steps', 2, 'power']` → `steps[2].power`. */
function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, part) =>
      typeof part === 'number' ? `${text}[${part}]` : text === '' ? String(part) : `${text}.${String(part)}`,
    '',
  )
}
