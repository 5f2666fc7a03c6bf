import type { DatedSlot } from '../athlete/availability.ts'
import type { LocalDate } from '../time/local-date.ts'
import type { Goal, PlanEvent, Strategy } from './goal.ts'
import type { Plan, PlanAthlete, PlannedWorkout, Reason, TrainingBlock, TrainingWeek } from './plan.ts'

export const AUTHORS = ['athlete', 'planner', 'rule', 'llm', 'import'] as const
export type Author = (typeof AUTHORS)[number]

/** Where a session stands. */
export interface Place {
  readonly date: LocalDate
  readonly slot: number
}

/**
 * Every edit is data with an inverse (design.md law 3). Preview, history, undo, explanation and LLM output are this one
 * type. `create` is how a new plan is saved: the first revision of its history.
 */
export type PlanChange =
  | { readonly kind: 'create'; readonly plan: Plan }
  | { readonly kind: 'delete'; readonly plan: Plan }
  | { readonly kind: 'move'; readonly workoutId: string; readonly from: Place; readonly to: Place }
  | {
      readonly kind: 'replace'
      readonly workoutId: string
      readonly before: PlannedWorkout
      readonly after: PlannedWorkout
    }
  /** New answers from a Monday on: what stood from there is replaced, what stood before stays as it was. */
  | { readonly kind: 'replan'; readonly from: LocalDate; readonly before: PlanTail; readonly after: PlanTail }
  /** Whole weeks written anew, such as outlines that are near now; both lists hold the same weeks. */
  | { readonly kind: 'weeks'; readonly before: readonly TrainingWeek[]; readonly after: readonly TrainingWeek[] }
  /** What a week says of itself: a repaired one carries what changed and why. */
  | {
      readonly kind: 'notes'
      readonly weekId: string
      readonly before: readonly Reason[]
      readonly after: readonly Reason[]
    }
  /** Other minutes on one day, by the athlete's word: a dated override and the week's snapshot of that day. */
  | {
      readonly kind: 'minutes'
      readonly date: LocalDate
      readonly before: DayMinutes
      readonly after: DayMinutes
      /** What the athlete's settings said of that day and say since; written by whoever saves, absent where they were left alone. */
      readonly settings?: { readonly before: readonly DatedSlot[] | null; readonly after: readonly DatedSlot[] | null }
    }
  | { readonly kind: 'add'; readonly workout: PlannedWorkout }
  | { readonly kind: 'remove'; readonly workout: PlannedWorkout }

/** The minutes of one day in a plan. */
export interface DayMinutes {
  /** The dated exceptions of that day; null where the plan has none for any day. */
  readonly overrides: readonly DatedSlot[] | null
  /** That day in its week's snapshot. */
  readonly slots: readonly DatedSlot[]
}

/** What a replan replaces: the answers, and the blocks from the one on that holds the first replaced week. */
export interface PlanTail {
  readonly goal: Goal
  readonly events?: readonly PlanEvent[]
  readonly targetDate: LocalDate
  readonly strategy: Strategy
  readonly athlete: PlanAthlete
  readonly blocks: readonly TrainingBlock[]
}

/** One entry of a plan's history: what changed, by whom, why, and the verdict it passed (design.md §4). */
export interface RevisionCause {
  readonly author: Author
  readonly reason: Reason
}
