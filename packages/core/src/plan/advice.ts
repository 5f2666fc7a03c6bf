import type { Flag } from '../athlete/flag.ts'
import type { Level } from '../athlete/sport.ts'
import type { ThresholdSet } from '../athlete/thresholds.ts'
import type { TableGoal } from './goal.ts'
import type { Reason } from './plan.ts'

/** What a line of advice is about; the screen's headings follow it. */
export type AdviceTopic = 'feel' | 'stop' | 'prepare' | 'pace' | 'course' | 'eat' | 'heat'

/** Advice is a code and its facts, like a reason: sentences are made from it on the screen (design.md §5 Explain). */
export interface Advice extends Reason {
  readonly topic: AdviceTopic
}

/** What is known around a session. Null and absent are unknown: advice that would need them is not given. */
export interface AdviceContext {
  readonly thresholds: ThresholdSet
  /** Flags that are not cleared. */
  readonly flags: readonly Flag[]
  readonly level: Level
  readonly goalKind: TableGoal
  /** The athlete's own target for the race, seconds. */
  readonly targetTimeS: number | null
  /** Days from the session to the race; null without a race. */
  readonly daysToRace: number | null
  /** Heat is likely on the day (`time/warm-season.ts`). */
  readonly isWarmSeason: boolean
  /** The session's focus came into the plan less than two weeks ago (science.md S8.4). */
  readonly isNewFocus: boolean
}
