import { z } from 'zod'
import { LEAF_TYPES, PRIMARY_TARGETS, PURPOSES, type Awp, type Leaf as AwpLeaf } from './awp.ts'

const Steady = z.strictObject({ type: z.literal('steady'), value: z.number() })
const Range = z.strictObject({ type: z.literal('range'), min: z.number(), max: z.number() })
const Ramp = z.strictObject({ type: z.literal('ramp'), start: z.number(), end: z.number() })
const Zone = z.strictObject({
  type: z.literal('zone'),
  zone: z.int().min(1).max(9),
  system: z.string().max(40).optional(),
})

const withUnit = <const U extends readonly [string, ...string[]]>(units: U) => {
  const unit = { unit: z.enum(units).optional() }
  return z.discriminatedUnion('type', [Steady.extend(unit), Range.extend(unit), Ramp.extend(unit), Zone.extend(unit)])
}
const PowerTarget = withUnit(['ftp', 'watts']).meta({ id: 'PowerTarget' })
const HeartRateTarget = withUnit(['lthr', 'max', 'bpm']).meta({ id: 'HeartRateTarget' })
const PaceTarget = withUnit(['threshold', 'mps']).meta({ id: 'PaceTarget' })
const SteadyOrRange = z.discriminatedUnion('type', [Steady, Range])
const SteadyRangeOrRamp = z.discriminatedUnion('type', [Steady, Range, Ramp])

const EXTENSION_KEY = /^x-[a-z0-9]+([.-][a-z0-9]+)*$/
/** Characters of JSON each extension may take (integrations.md §8). */
const EXTENSION_MAX = 8192
const Extensions = z
  .record(z.string().regex(EXTENSION_KEY), z.unknown())
  .refine((value) => Object.keys(value).length <= 16, 'At most 16 extensions.')
  .refine(
    (value) => Object.values(value).every((item) => (JSON.stringify(item)?.length ?? 0) <= EXTENSION_MAX),
    'An extension holds at most 8 KiB.',
  )

const Fuelling = z.strictObject({
  carbsGramsPerHour: z.number().min(0).max(150).optional(),
  carbsGrams: z.number().min(0).max(500).optional(),
  fluidMlPerHour: z.number().min(0).max(2000).optional(),
  sodiumMgPerHour: z.number().min(0).max(3000).optional(),
  text: z.string().max(300).optional(),
})

const Cue = z
  .strictObject({
    text: z.string().min(1).max(200),
    at: z.int().min(0).max(86_400).optional(),
    atDistance: z.number().min(0).max(500_000).optional(),
    seconds: z.int().min(1).max(600).optional(),
    iteration: z.int().min(1).max(99).optional(),
  })
  .refine((cue) => cue.at === undefined || cue.atDistance === undefined, 'A message has one place: seconds or metres.')

const Leaf = z
  .strictObject({
    type: z.enum(LEAF_TYPES),
    id: z.string().max(64).optional(),
    name: z.string().max(64).optional(),
    instruction: z.string().max(500).optional(),
    duration: z.int().min(1).max(86_400).optional(),
    distance: z.number().min(10).max(500_000).optional(),
    until: z.literal('lap').optional(),
    estimatedDuration: z.int().min(1).max(86_400).optional(),
    power: PowerTarget.optional(),
    heartRate: HeartRateTarget.optional(),
    pace: PaceTarget.optional(),
    rpe: SteadyOrRange.optional(),
    cadence: SteadyRangeOrRamp.optional(),
    torque: SteadyOrRange.optional(),
    grade: SteadyRangeOrRamp.optional(),
    primary: z.enum(PRIMARY_TARGETS).optional(),
    terrain: z.enum(['any', 'flat', 'rolling', 'hilly', 'climb', 'descent', 'stairs']).optional(),
    surface: z.enum(['any', 'road', 'gravel', 'trail', 'track', 'treadmill', 'velodrome', 'grass', 'sand']).optional(),
    cues: z.array(Cue).max(40).optional(),
    fuelling: Fuelling.optional(),
    extensions: Extensions.optional(),
  })
  .refine(
    (leaf) => [leaf.duration, leaf.distance, leaf.until].filter((length) => length !== undefined).length === 1,
    'A step has exactly one length: duration, distance or until.',
  )
  .refine(
    (leaf) => leaf.type !== 'Ramp' || [leaf.power, leaf.heartRate, leaf.pace].some((target) => target?.type === 'ramp'),
    'A Ramp needs a target that rises or falls.',
  )
  .refine(
    (leaf) => (leaf.type !== 'FreeRide' && leaf.type !== 'MaxEffort') || (!leaf.power && !leaf.pace),
    'A FreeRide or MaxEffort has no power or pace target.',
  )
  .meta({ id: 'Leaf' })

const Repeat = z
  .strictObject({
    type: z.literal('Repeat'),
    id: z.string().max(64).optional(),
    name: z.string().max(64).optional(),
    times: z.int().min(2).max(99),
    get content() {
      return z.array(Node).min(1).max(50)
    },
    restBetween: Leaf.optional(),
    extensions: Extensions.optional(),
  })
  .meta({ id: 'Repeat' })
const Node: z.ZodType<Awp['steps'][number]> = z.lazy(() => z.union([Leaf, Repeat])).meta({ id: 'Node' })

/**
 * AWP 1.0 as a schema (integrations.md §8). Numbers have the draft's limits; the rules that span steps are `validateAwp`.
 * Strict: an unknown core key is refused.
 */
export const AwpSchema = z.strictObject({
  schemaVersion: z.string().regex(/^1\.[0-9]+$/),
  id: z.string().min(1).max(64).optional(),
  sport: z.enum(['ride', 'run']),
  environment: z.enum(['indoor', 'outdoor', 'any']).optional(),
  meta: z.strictObject({
    title: z.string().min(1).max(100),
    description: z.string().max(4000).optional(),
    author: z.string().max(100).optional(),
    tags: z.array(z.string().min(1).max(40)).max(20).optional(),
    purpose: z.enum(PURPOSES).optional(),
    locale: z.string().max(35).optional(),
    totalDurationSeconds: z.int().min(0).max(172_800).optional(),
    totalDistanceMeters: z.number().min(0).max(1_000_000).optional(),
    estimatedTSS: z.number().min(0).max(2000).optional(),
  }),
  references: z
    .strictObject({
      ftpWatts: z.number().min(1).max(700).optional(),
      lthrBpm: z.number().min(60).max(240).optional(),
      maxHrBpm: z.number().min(80).max(250).optional(),
      thresholdPaceMps: z.number().min(0.5).max(12).optional(),
      capturedAt: z.string().max(40).optional(),
    })
    .optional(),
  steps: z.array(Node).min(1).max(200),
  fuelling: Fuelling.optional(),
  notes: z.string().max(10_000).optional(),
  extensions: Extensions.optional(),
})

/** Fails to compile when the schema and the hand-written type drift apart. */
type Inferred = z.infer<typeof AwpSchema>
type Agree<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never
export const SCHEMA_AGREES_WITH_TYPE: Agree<Inferred, Awp> = true

export const LEAF_AGREES_WITH_TYPE: Agree<z.infer<typeof Leaf>, AwpLeaf> = true

/** "Exactly one length", which a refinement cannot tell a JSON Schema. */
const ONE_LENGTH = ['duration', 'distance', 'until'].map((length) => ({ required: [length] }))

/** JSON Schema of AWP 1.0, as committed in `schemas/awp.schema.json`. */
export function awpJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(AwpSchema, {
    io: 'input',
    override: ({ zodSchema, jsonSchema }) => {
      if (z.globalRegistry.get(zodSchema)?.id === 'Leaf') jsonSchema.oneOf = ONE_LENGTH
    },
  })
  return { $id: 'urn:awp:schema:1.0', title: 'Atomic Workout Protocol 1.0', ...schema }
}
