import type { Availability } from '../athlete/availability.ts'
import type { Flag } from '../athlete/flag.ts'
import type { Screening } from '../athlete/screening.ts'
import type { Level, Sport } from '../athlete/sport.ts'
import type { Threshold } from '../athlete/thresholds.ts'
import type { TrainingHistory } from '../evidence/history.ts'
import type { CourseDemand } from '../library/course-emphasis.ts'
import type { SessionKind, Taste } from '../library/session-kind.ts'
import type { LocalDate } from '../time/local-date.ts'
import type { Weekday } from '../time/week.ts'
import type { Habits } from './habits.ts'
import type { Goal, PlanEvent } from './goal.ts'
import type { LevelOutcome } from './progression-level.ts'

export type TargetBasis = 'pace' | 'power' | 'hr' | 'rpe'

/** Everything the planner knows, plain data (design.md law 1). The same object is made from the database and from CLI files. */
export interface PlanningInput {
  readonly planId: string
  readonly today: LocalDate
  readonly goal: Goal
  /** What the course of the event asks for (science.md S10.6); absent when there is none or it has no elevation. */
  readonly course?: CourseDemand
  /** Other races of the season, in the goal's sport. */
  readonly events?: readonly PlanEvent[]
  readonly athlete: PlanningAthlete
  readonly history: TrainingHistory
  /** What became of sessions of the plan in force, by their id; null: not done. Absent: not known. */
  readonly outcomes?: Readonly<Record<string, LevelOutcome | null>>
}

export interface PlanningAthlete {
  readonly sport: Sport
  readonly birthYear: number | null
  readonly sex: 'female' | 'male' | null
  /** The athlete's own word; it may lower, never raise, the level guardrails use (S7.3). */
  readonly level: Level | null
  readonly maxDaysPerWeek: number | null
  readonly longDay: Weekday | null
  readonly longDayPinned: boolean
  /** Absent: the planner assumes nothing about minutes and says so. */
  readonly availability: Availability | null
  readonly thresholds: readonly Threshold[]
  readonly flags: readonly Flag[]
  /** Answers to the health questions (science.md G20); absent: never asked. */
  readonly screening?: Screening
  readonly targets: { readonly run?: TargetBasis; readonly ride?: Exclude<TargetBasis, 'pace'> }
  /** Kinds of session the athlete likes: preferred where one serves the focus. Absent: none. */
  readonly likes?: readonly SessionKind[]
  /** Kinds to avoid where another session serves the same focus. Absent: none. */
  readonly dislikes?: readonly SessionKind[]
  /** Regular sessions of a sport that a plan for the other one keeps; absent: not told. */
  readonly alsoTrains?: { readonly run?: RegularTraining; readonly ride?: RegularTraining }
  /** What the athlete's own changes say of their week; absent: nothing yet. */
  readonly habits?: Habits
  /** An easy session may be of the other sport, also where the athlete does none of it yet. */
  readonly crossTraining: boolean
  /** A treadmill stands where the athlete trains indoors: without one indoor time holds no run. */
  readonly treadmill: boolean
  /** The same for rides. */
  readonly indoorTrainer: boolean
}

/** Where nobody has told what stands indoors, both machines do: only a no takes a day's indoor time away. */
export const MACHINES_UNTOLD = { treadmill: true, indoorTrainer: true } as const

/** So many sessions a week of about so many minutes. */
export interface RegularTraining {
  readonly sessionsPerWeek: number
  readonly minutes: number
}

/** What the athlete likes and dislikes, as the library asks for it. */
export const tasteOfAthlete = ({ likes, dislikes }: PlanningAthlete): Taste => ({
  likes: likes ?? [],
  dislikes: dislikes ?? [],
})
