import type { Sport } from '../athlete/sport.ts'
import type { LocalDate } from '../time/local-date.ts'

/** The run distances that tables are published for, shortest first. */
export const TABLE_RUNS = ['5K', '10K', 'HM', 'MARATHON'] as const
export const RUN_GOALS = [...TABLE_RUNS, 'RUN_DISTANCE'] as const
export const RIDE_GOALS = ['GRAN_FONDO', 'CRIT', 'TT', 'GRAVEL_200'] as const
export const GOAL_KINDS = [...RUN_GOALS, ...RIDE_GOALS, 'GENERAL_FITNESS'] as const
export type GoalKind = (typeof GOAL_KINDS)[number]
/** A goal that phases, tapers and limits are published for. */
export type TableGoal = Exclude<GoalKind, 'RUN_DISTANCE'>

/** The distances a run goal may name itself, metres. */
export const OWN_DISTANCE_M = { least: 3_000, most: 50_000 } as const

export const STRATEGIES = ['LINEAR', 'PYRAMIDAL', 'POLARIZED', 'UNDULATING', 'BLOCK', 'REVERSE'] as const
export type Strategy = (typeof STRATEGIES)[number]

/** What the athlete wants (design.md §4). `date` is absent for general fitness. */
export interface Goal {
  readonly kind: GoalKind
  readonly sport: Sport
  readonly name?: string
  readonly date?: LocalDate
  /** Metres of a RUN_DISTANCE, which needs it; other goals have their own. */
  readonly distanceM?: number
  /** Target time, or how long a ride event is expected to take. */
  readonly targetTimeS?: number
  /** Mean power wished for a ride event. */
  readonly targetPowerW?: number
  readonly strategy?: Strategy
  /** The course of the event, by the id it is stored under; what it asks for comes with the planning input. */
  readonly courseId?: string
}

export const EVENT_PRIORITIES = ['B', 'C'] as const
/** What to say to a race on the way of another priority. */
export const ONE_MAIN_RACE =
  'A plan has one main race, its goal; a race on the way is B, with lighter days before it, or C, in place of a hard session.'
/** A race on the way to the goal: B with a mini-taper, C in place of a key session (science.md S6.5). */
export interface PlanEvent extends Omit<Goal, 'strategy' | 'targetPowerW' | 'courseId'> {
  readonly date: LocalDate
  readonly priority: (typeof EVENT_PRIORITIES)[number]
}
/** Seasons are planned up to two years ahead; further away nobody knows their weeks. */
export const LONGEST_PLAN_DAYS = 2 * 366
/** As many as a season holds. */
export const MOST_EVENTS = 12

/** Race distance of the published runs, metres; ride events have none of their own. */
const TABLE_DISTANCE_M: Record<(typeof TABLE_RUNS)[number], number> = {
  '5K': 5_000,
  '10K': 10_000,
  HM: 21_097.5,
  MARATHON: 42_195,
}

/** Race distance of a goal, metres; null for rides and general fitness. */
export function goalDistanceM(goal: Pick<Goal, 'kind' | 'distanceM'>): number | null {
  if (goal.kind === 'RUN_DISTANCE') return goal.distanceM ?? null
  const run = TABLE_RUNS.find((kind) => kind === goal.kind)
  return run === undefined ? null : TABLE_DISTANCE_M[run]
}

/** 200 miles. */
export const GRAVEL_200_M = 321_869
/** A course this much shorter or longer than the race is another one [P]: watches measure a marathon up to 3 % long, and 200 miles of gravel are a name. */
const OTHER_LENGTH = { run: 0.05, ride: 0.1 } as const

/** True where a course is too short or too long to be the race's; never for a goal that has no length. */
export function isOtherLength(goal: Pick<Goal, 'kind' | 'distanceM'>, lengthM: number): boolean {
  const runM = goalDistanceM(goal)
  if (runM !== null) return Math.abs(lengthM / runM - 1) > OTHER_LENGTH.run
  return goal.kind === 'GRAVEL_200' && Math.abs(lengthM / GRAVEL_200_M - 1) > OTHER_LENGTH.ride
}

/** The published goal a goal is planned by: its own, or for another run distance the nearest by ratio (15 km: half marathon). */
export function tableGoal(goal: Pick<Goal, 'kind' | 'distanceM'>): TableGoal {
  if (goal.kind !== 'RUN_DISTANCE') return goal.kind
  const distance = goal.distanceM ?? TABLE_DISTANCE_M['10K']
  const away = (kind: (typeof TABLE_RUNS)[number]): number => Math.abs(Math.log(distance / TABLE_DISTANCE_M[kind]))
  return TABLE_RUNS.reduce<(typeof TABLE_RUNS)[number]>((best, kind) => (away(kind) < away(best) ? kind : best), '5K')
}

/** Runs raced above threshold: their pace is no pace for long runs (science.md §11 anchors). */
export const isFastRun = (kind: GoalKind): boolean => kind === '5K' || kind === '10K'

/** Runs from here on last so long that their effort is the easy one of the long runs, metres [P]: between a marathon and 50 km. */
const ULTRA_FROM_M = 45_000

export const isUltraM = (distanceM: number): boolean => distanceM >= ULTRA_FROM_M

/** A run longer than a marathon: nothing faster than its long runs is its race pace. */
export const isUltraRun = (goal: Pick<Goal, 'kind' | 'distanceM'>): boolean => isUltraM(goalDistanceM(goal) ?? 0)

/** A figure published by run distance, read for a distance between two of them or a little beyond, in a straight line. */
export function betweenRuns(figure: (kind: (typeof TABLE_RUNS)[number]) => number, distanceM: number): number {
  const first = TABLE_RUNS.findIndex((kind) => TABLE_DISTANCE_M[kind] >= distanceM)
  const upper = first < 0 ? TABLE_RUNS.length - 1 : Math.max(1, first)
  const [low, high] = [TABLE_RUNS[upper - 1]!, TABLE_RUNS[upper]!]
  const [from, to] = [TABLE_DISTANCE_M[low], TABLE_DISTANCE_M[high]]
  // shorter than 5 km asks for no less than 5 km does
  const at = Math.max(distanceM, TABLE_DISTANCE_M['5K'])
  return figure(low) + ((figure(high) - figure(low)) * (at - from)) / (to - from)
}
