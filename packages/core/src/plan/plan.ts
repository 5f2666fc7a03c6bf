import type { Availability, DatedSlot } from '../athlete/availability.ts'
import type { Level, Sport } from '../athlete/sport.ts'
import { addDays, type LocalDate } from '../time/local-date.ts'
import type { Weekday } from '../time/week.ts'
import type { Awp } from '../workout/awp.ts'
import type { Goal, PlanEvent, Strategy } from './goal.ts'

export const BLOCK_TYPES = ['PREP', 'BASE', 'BUILD', 'PEAK', 'RACE', 'TRANSITION'] as const
export type BlockType = (typeof BLOCK_TYPES)[number]

export const BLOCK_FOCI = [
  'AEROBIC_ENDURANCE',
  'TEMPO',
  'SWEET_SPOT',
  'THRESHOLD',
  'VO2_MAX',
  'ANAEROBIC_CAPACITY',
  'NEUROMUSCULAR_POWER',
] as const
export type BlockFocus = (typeof BLOCK_FOCI)[number]
/** A workout's focus adds four to a block's (design.md §4). */
export const WORKOUT_FOCI = [...BLOCK_FOCI, 'RECOVERY', 'LONG', 'RACE_SPECIFIC', 'TEST'] as const
export type WorkoutFocus = (typeof WORKOUT_FOCI)[number]

export const PRIORITIES = ['KEY', 'SUPPORT', 'OPTIONAL'] as const
export type Priority = (typeof PRIORITIES)[number]

export const COMPLETION_STATUSES = [
  'PENDING',
  'COMPLETED',
  'PARTIAL',
  'FAILED',
  'SKIPPED',
  'OVERDONE',
  'UNKNOWN',
] as const
export type CompletionStatus = (typeof COMPLETION_STATUSES)[number]

export type WeekDetail = 'OUTLINE' | 'DETAILED'

/** A reason is a code and the facts behind it; sentences are made from it on the screen (design.md §5 Explain). */
export interface Reason {
  readonly code: string
  readonly facts: Readonly<Record<string, string | number | boolean | null>>
}

/** Macrocycle. Ids are stable within the plan and deterministic: same input, same bytes. */
export interface Plan {
  readonly kind: 'plan'
  readonly id: string
  readonly sport: Sport
  readonly goal: Goal
  /** Races on the way that the plan makes room for, by date; absent without any. */
  readonly events?: readonly PlanEvent[]
  readonly startDate: LocalDate
  /** Race day, or the last day of the last week for general fitness. */
  readonly targetDate: LocalDate
  readonly strategy: Strategy
  readonly athlete: PlanAthlete
  readonly blocks: readonly TrainingBlock[]
}

/** What of the athlete the plan was made for; part of the plan, so that a certificate stays checkable. */
export interface PlanAthlete {
  readonly level: Level
  readonly birthYear: number | null
  readonly maxDaysPerWeek: number
  readonly longDay: Weekday | null
  readonly longDayPinned: boolean
  readonly availability: Availability
}

/** Mesocycle. */
export interface TrainingBlock {
  readonly id: string
  readonly order: number
  readonly name: string
  readonly type: BlockType
  readonly primaryFocus: BlockFocus
  readonly startDate: LocalDate
  readonly durationWeeks: number
  readonly recoveryWeekIndex: number | null
  readonly progressionLogic: string
  readonly weeks: readonly TrainingWeek[]
}

/** Microcycle, Monday to Sunday. */
export interface TrainingWeek {
  readonly id: string
  /** 1, 2, 3 … through the whole plan. */
  readonly weekNumber: number
  readonly startDate: LocalDate
  readonly isRecovery: boolean
  readonly detail: WeekDetail
  readonly volumeTargetMinutes: number
  readonly distanceTargetM: number | null
  readonly tssTarget: number | null
  readonly focus: WorkoutFocus
  /** Coach notes as reasons. */
  readonly notes: readonly Reason[]
  /** Snapshot of that week's availability. */
  readonly slots: readonly DatedSlot[]
  readonly workouts: readonly PlannedWorkout[]
}

export interface PlannedWorkout {
  readonly id: string
  readonly date: LocalDate
  /** Which of the day's slots, 0 or 1. */
  readonly slot: number
  readonly sport: Sport
  readonly title: string
  /** Why this session, one reason. */
  readonly purpose: Reason
  readonly focus: WorkoutFocus
  readonly priority: Priority
  /** HARD tag: planned MID+HIGH of at least 12 min (G07) or a hard long session (S5.7a). Written by `week-totals.ts` only: a long run is hard by the week around it. */
  readonly hard: boolean
  /** True for the race itself, which is outside every rule (S7.3). */
  readonly race: boolean
  readonly archetype: string | null
  readonly step: number | null
  readonly durationS: number
  readonly distanceM: number | null
  readonly tss: number | null
  /** The one truth: every total above is computed from it (design.md law 4). */
  readonly workout: Awp
}

/** All weeks of a plan in order. */
export const weeksOf = (plan: Plan): TrainingWeek[] => plan.blocks.flatMap((block) => [...block.weeks])
/** The weeks up to the race, those of recovery after it left out: what shares and lengths of a season are counted from. */
export const weeksToRace = (plan: Pick<Plan, 'blocks'>): TrainingWeek[] =>
  plan.blocks.flatMap((block) => (block.type === 'TRANSITION' ? [] : [...block.weeks]))
/** The last day of the last week: after it the plan is over. The race day lies before it. */
export const lastDayOf = (plan: Plan): LocalDate => {
  const last = weeksOf(plan).at(-1)
  return last === undefined || addDays(last.startDate, 6) < plan.targetDate
    ? plan.targetDate
    : addDays(last.startDate, 6)
}
/** All sessions of a plan in order of week. */
export const workoutsOf = (plan: Plan): PlannedWorkout[] => weeksOf(plan).flatMap((week) => [...week.workouts])
