import type { Focus } from './archetype.ts'

/** How a course is raced; decides which of its features matter (science.md S10.4, S10.6). */
export const COURSE_EVENTS = ['run', 'fondo', 'time-trial', 'gravel', 'criterium'] as const
export type CourseEvent = (typeof COURSE_EVENTS)[number]

/** What a course asks for, plain data: the only thing of a course the planner reads (science.md S10.6). */
export interface CourseDemand {
  readonly event: CourseEvent
  /** What the shares are counted in: predicted time, or the way where no time is predicted. */
  readonly basis: 'time' | 'distance'
  /** Share at 4 % and more, 0–1. */
  readonly climbShare: number
  /** Share at 8 % and more. */
  readonly steepShare: number
  /** Share from −2 to 2 %. */
  readonly flatShare: number
  /** Minutes of the climb that takes longest, 0 without a climb; null where no time is predicted. */
  readonly longestClimbMin: number | null
  /** Length of the course, metres; absent where nobody told. */
  readonly lengthM?: number
  /** Metres climbed a kilometre. */
  readonly ascentMPerKm: number
  /** Predicted hours; null where no time is predicted. */
  readonly hours: number | null
  /** What a time takes; absent for runs and where no time is predicted. */
  readonly power?: CoursePower
}

/** The careful and the strong end of an event's power over a course, each with its predicted hours (science.md S10.4). */
export interface CoursePower {
  readonly careful: { readonly powerW: number; readonly hours: number }
  readonly strong: { readonly powerW: number; readonly hours: number }
}

/** A feature of the course that changes the plan; the screen says it with its fact. */
export type CourseFeature =
  | 'course-climbs'
  | 'course-short-climbs'
  | 'course-long-climbs'
  | 'course-steep'
  | 'course-flat-criterium'
  | 'course-flat-time-trial'
  | 'course-long-hours'
  | 'course-hilly-run'

interface EmphasisRule {
  readonly feature: CourseFeature
  readonly applies: (demand: CourseDemand) => boolean
  readonly foci: Partial<Record<Focus, number>>
  readonly archetypes: Readonly<Record<string, number>>
}

const isRide = (demand: CourseDemand): boolean => demand.event !== 'run'
const longest = (demand: CourseDemand): number => demand.longestClimbMin ?? 0

/** science.md S10.6, one rule a row; torque is B12, durability B08, threshold in the aero position B22. */
const RULES: readonly EmphasisRule[] = [
  {
    feature: 'course-climbs',
    applies: (demand) => demand.climbShare > 0.25,
    foci: { SWEET_SPOT: 0.3, THRESHOLD: 0.3 },
    archetypes: { B12: 0.3, B16: 0.3 },
  },
  {
    feature: 'course-short-climbs',
    applies: (demand) => longest(demand) >= 3 && longest(demand) <= 8,
    foci: { VO2_MAX: 0.2 },
    archetypes: {},
  },
  {
    feature: 'course-long-climbs',
    applies: (demand) => longest(demand) > 20,
    foci: { THRESHOLD: 0.3, TEMPO: 0.3 },
    archetypes: {},
  },
  {
    feature: 'course-steep',
    applies: (demand) => isRide(demand) && demand.steepShare > 0.1,
    foci: {},
    archetypes: { B12: 0.2 },
  },
  {
    feature: 'course-flat-criterium',
    applies: (demand) => demand.event === 'criterium' && demand.flatShare > 0.7,
    foci: { ANAEROBIC_CAPACITY: 0.4, NEUROMUSCULAR_POWER: 0.2 },
    archetypes: {},
  },
  {
    feature: 'course-flat-time-trial',
    applies: (demand) => demand.event === 'time-trial' && demand.flatShare > 0.7,
    foci: { THRESHOLD: 0.4 },
    archetypes: { B22: 0.4 },
  },
  {
    feature: 'course-long-hours',
    applies: (demand) => (demand.hours ?? 0) > 5,
    foci: { LONG: 0.4 },
    archetypes: { B08: 0.4 },
  },
  {
    feature: 'course-hilly-run',
    applies: (demand) => !isRide(demand) && demand.ascentMPerKm > 15,
    foci: {},
    archetypes: { R07: 0.4, R13: 0.4, R24: 0.4 },
  },
]

const WEIGHTED_FOCI = [
  'LONG',
  'TEMPO',
  'SWEET_SPOT',
  'THRESHOLD',
  'VO2_MAX',
  'ANAEROBIC_CAPACITY',
  'NEUROMUSCULAR_POWER',
] as const satisfies readonly Focus[]
export type WeightedFocus = (typeof WEIGHTED_FOCI)[number]

export interface CourseEmphasis {
  /** Weight of each focus; their mean is 1. */
  readonly foci: Readonly<Record<WeightedFocus, number>>
  /** Added to the weight of an archetype among others of its focus. */
  readonly archetypes: Readonly<Record<string, number>>
  /** The features of the course that count, in the order of science.md S10.6. */
  readonly features: readonly CourseFeature[]
}

/** What one feature puts weight on: the foci, and the archetypes among others of their focus. */
export function weightOfFeature(feature: CourseFeature): {
  readonly foci: readonly Focus[]
  readonly archetypes: readonly string[]
} {
  const rule = RULES.find((one) => one.feature === feature)
  const foci = WEIGHTED_FOCI.filter((focus) => rule?.foci[focus] !== undefined)
  return { foci, archetypes: Object.keys(rule?.archetypes ?? {}) }
}

/** What a course's demand puts weight on in the specific phase (science.md S10.6). Each weight starts at 1. */
export function courseEmphasis(demand: CourseDemand): CourseEmphasis {
  const rules = RULES.filter((rule) => rule.applies(demand))
  const raw = WEIGHTED_FOCI.map((focus) => rules.reduce((weight, rule) => weight + (rule.foci[focus] ?? 0), 1))
  const mean = raw.reduce((sum, weight) => sum + weight, 0) / raw.length
  const archetypes: Record<string, number> = {}
  for (const rule of rules) {
    for (const [id, add] of Object.entries(rule.archetypes)) archetypes[id] = (archetypes[id] ?? 0) + add
  }
  const weightOf = (focus: WeightedFocus): number => raw[WEIGHTED_FOCI.indexOf(focus)]! / mean
  return {
    foci: {
      LONG: weightOf('LONG'),
      TEMPO: weightOf('TEMPO'),
      SWEET_SPOT: weightOf('SWEET_SPOT'),
      THRESHOLD: weightOf('THRESHOLD'),
      VO2_MAX: weightOf('VO2_MAX'),
      ANAEROBIC_CAPACITY: weightOf('ANAEROBIC_CAPACITY'),
      NEUROMUSCULAR_POWER: weightOf('NEUROMUSCULAR_POWER'),
    },
    archetypes,
    features: rules.map((rule) => rule.feature),
  }
}
