import fc from 'fast-check'
import type { Sport } from '../athlete/sport.ts'
import type { Awp, Cue, Leaf, LeafType, Node, Repeat } from '../workout/awp.ts'
import { workoutDurationS } from '../workout/totals.ts'
import { hasErrors, validateAwp } from '../workout/validate.ts'

export interface ArbitraryAwpOptions {
  readonly sport?: Sport
  /** Only steps with a duration: what trainer formats can hold. */
  readonly timedOnly?: boolean
  /** Only power as a fraction of FTP, steady or ramp, or no target. */
  readonly powerOnly?: boolean
  /** Deepest nesting of repeats, 0–3. */
  readonly depth?: number
}

/** Far under the 48 hours of AWP003 for anyone, so that no threshold of a test pushes a workout over. */
const LONGEST_S = 86_400
const SLOW_RUNNER = { thresholdSpeedMps: 2 } as const

/** Valid workouts of every kind: nested repeats, ramps, ranges, zones, cues, distances, all targets. For property tests. */
export function arbitraryAwp(options: ArbitraryAwpOptions = {}): fc.Arbitrary<Awp> {
  const sport = options.sport ? fc.constant(options.sport) : fc.constantFrom<Sport>('run', 'ride')
  return sport
    .chain((chosen) =>
      fc.record(
        {
          schemaVersion: fc.constant('1.0'),
          sport: fc.constant(chosen),
          environment: fc.constantFrom('indoor' as const, 'outdoor' as const, 'any' as const),
          meta: fc.record(
            { title: text(60), description: text(200), author: text(40), tags: fc.array(text(20), { maxLength: 4 }) },
            { requiredKeys: ['title'] },
          ),
          references: fc.record(
            {
              ftpWatts: fc.integer({ min: 100, max: 400 }),
              lthrBpm: fc.integer({ min: 130, max: 190 }),
              maxHrBpm: fc.integer({ min: 150, max: 210 }),
              thresholdPaceMps: decimal(2, 6),
            },
            { requiredKeys: [] },
          ),
          steps: fc.array(arbitraryNode(chosen, options, options.depth ?? 3), { minLength: 1, maxLength: 6 }),
          notes: text(80),
        },
        { requiredKeys: ['schemaVersion', 'sport', 'meta', 'steps'] },
      ),
    )
    .filter((awp) => !hasErrors(validateAwp(awp)) && (workoutDurationS(awp, SLOW_RUNNER) ?? 0) <= LONGEST_S)
}

/** Words as people write them, with the characters that break formats. Never blank, already trimmed and NFC. */
function text(maxLength: number): fc.Arbitrary<string> {
  return fc
    .array(
      fc.constantFrom('Easy', 'spin', '3 × 8', '100 %', 'a & b', '"fast"', 'Übung', '—', "it's", '<5', 'ok', '🚴'),
      {
        minLength: 1,
        maxLength: 6,
      },
    )
    .map((words) =>
      words
        .join(' ')
        .slice(0, maxLength)
        .replace(/[\ud800-\udbff]$/, '')
        .trim(),
    )
    .filter((words) => words.length > 0)
}

/** Three decimals, as people and formats write fractions. */
function decimal(min: number, max: number): fc.Arbitrary<number> {
  return fc.integer({ min: Math.round(min * 1000), max: Math.round(max * 1000) }).map((value) => value / 1000)
}

function arbitraryNode(sport: Sport, options: ArbitraryAwpOptions, depth: number): fc.Arbitrary<Node> {
  const leaf = arbitraryLeaf(sport, options)
  if (depth <= 0) return leaf
  const repeat: fc.Arbitrary<Repeat> = fc
    .record(
      {
        type: fc.constant('Repeat' as const),
        name: text(20),
        times: fc.integer({ min: 2, max: 4 }),
        content: fc.array(arbitraryNode(sport, options, depth - 1), { minLength: 1, maxLength: 3 }),
        restBetween: leaf.map((rest) => ({ ...rest, cues: undefined })),
      },
      { requiredKeys: ['type', 'times', 'content'] },
    )
    .map(withoutUndefined)
  return fc.oneof({ weight: 3, arbitrary: leaf }, { weight: 1, arbitrary: repeat })
}

type Targets = Pick<Leaf, 'power' | 'heartRate' | 'pace' | 'rpe'>

function arbitraryLeaf(sport: Sport, options: ArbitraryAwpOptions): fc.Arbitrary<Leaf> {
  const types: LeafType[] = ['Warmup', 'Cooldown', 'Steady', 'Interval', 'Rest', 'FreeRide', 'MaxEffort']
  return fc
    .record({
      type: fc.constantFrom(...types),
      length: arbitraryLength(options),
      targets: options.powerOnly ? powerTargets() : arbitraryTargets(sport),
      extras: fc.record(
        {
          name: text(20),
          instruction: text(60),
          cadence: arbitraryCadence(sport),
          cues: fc.array(arbitraryCue(), { maxLength: 3 }),
        },
        { requiredKeys: [] },
      ),
    })
    .map(({ type, length, targets, extras }) => {
      const isOpen = type === 'FreeRide' || type === 'MaxEffort'
      const { cues, ...rest } = extras
      const leaf: Leaf = { type, ...length, ...(isOpen ? {} : targets), ...rest }
      const fitting = cues?.filter((cue) => leaf.duration !== undefined && (cue.at ?? 0) < leaf.duration)
      return withoutUndefined({ ...leaf, cues: fitting && fitting.length > 0 ? fitting : undefined })
    })
}

function arbitraryLength(
  options: ArbitraryAwpOptions,
): fc.Arbitrary<Pick<Leaf, 'duration' | 'distance' | 'until' | 'estimatedDuration'>> {
  const timed = fc.record({ duration: fc.integer({ min: 5, max: 2400 }) })
  if (options.timedOnly) return timed
  const estimatedDuration = fc.integer({ min: 30, max: 1200 })
  return fc.oneof(
    { weight: 6, arbitrary: timed },
    { weight: 1, arbitrary: fc.record({ distance: fc.integer({ min: 100, max: 5000 }), estimatedDuration }) },
    { weight: 1, arbitrary: fc.record({ until: fc.constant('lap' as const), estimatedDuration }) },
  )
}

/** A range or ramp between two different numbers, or a steady value. */
function shapes(low: number, high: number) {
  const pair = fc.tuple(decimal(low, high), decimal(low, high)).filter(([a, b]) => a !== b)
  return {
    steady: decimal(low, high).map((value) => ({ type: 'steady' as const, value })),
    range: pair.map(([a, b]) => ({ type: 'range' as const, min: Math.min(a, b), max: Math.max(a, b) })),
    ramp: pair.map(([start, end]) => ({ type: 'ramp' as const, start, end })),
  }
}

function powerTargets(): fc.Arbitrary<Targets> {
  const { steady, ramp } = shapes(0.3, 1.6)
  return fc.oneof(steady, ramp).map((power) => ({ power }))
}

function arbitraryTargets(sport: Sport): fc.Arbitrary<Targets> {
  const fraction = shapes(0.5, 1.4)
  const heart = shapes(0.65, 1.05)
  const effort = shapes(1, 10)
  const zone = fc.integer({ min: 1, max: 7 }).map((number) => ({ type: 'zone' as const, zone: number }))
  const physical: fc.Arbitrary<Targets>[] =
    sport === 'ride'
      ? [
          fc.oneof(fraction.steady, fraction.range, fraction.ramp, zone).map((power) => ({ power })),
          shapes(80, 400).range.map((range) => ({ power: { unit: 'watts' as const, ...range } })),
        ]
      : [
          fc.oneof(fraction.steady, fraction.range, fraction.ramp, zone).map((pace) => ({ pace })),
          shapes(2, 6).range.map((range) => ({ pace: { unit: 'mps' as const, ...range } })),
        ]
  return fc.oneof(
    ...physical,
    fc.oneof(heart.steady, heart.range).map((heartRate) => ({ heartRate })),
    fc.oneof(effort.steady, effort.range).map((rpe) => ({ rpe })),
    fc.constant({}),
  )
}

function arbitraryCadence(sport: Sport) {
  const [min, max] = sport === 'ride' ? [60, 110] : [150, 200]
  return fc
    .tuple(fc.integer({ min, max }), fc.integer({ min: 0, max: 10 }))
    .map(([from, width]) =>
      width === 0 ? { type: 'steady' as const, value: from } : { type: 'range' as const, min: from, max: from + width },
    )
}

function arbitraryCue(): fc.Arbitrary<Cue> {
  return fc
    .record(
      { text: text(40), at: fc.integer({ min: 0, max: 2000 }), seconds: fc.integer({ min: 1, max: 60 }) },
      { requiredKeys: ['text', 'at'] },
    )
    .map(withoutUndefined)
}

/** Property tests compare whole values: a key that is undefined is a key that is not there. */
function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as T
}
