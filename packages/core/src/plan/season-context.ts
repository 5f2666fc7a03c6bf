import { tableGoal } from './goal.ts'
import { otherSport } from './other-sport.ts'
import { defaultStrategy } from './phases.ts'
import type { PlanningInput } from './planning-input.ts'
import type { SeasonContext } from './season.ts'
import type { StartingPoint } from './starting-point.ts'
import { targetModeOf } from './target-mode.ts'

/** Days a week when the athlete names none (science.md S5.6). */
const DEFAULT_DAYS = { BEGINNER: 4, INTERMEDIATE: 5, ADVANCED: 6 } as const

/** What the whole season is planned under: strategy, targets, days a week. Events are sorted in later. */
export function seasonContext(input: PlanningInput, start: StartingPoint): SeasonContext {
  const { goal, athlete } = input
  const weeklyMinutes = start.mean === null ? 0 : start.mean.minutes
  const used = start.daysPerWeek === null ? 0 : Math.round(start.daysPerWeek)
  return {
    input,
    start,
    strategy: goal.strategy ?? defaultStrategy(tableGoal(goal), start.level, weeklyMinutes),
    targets: targetModeOf(athlete.targets[start.sport], start.sport, start.thresholds),
    other: otherSport(input, start),
    events: [],
    maxDays: athlete.maxDaysPerWeek ?? Math.min(6, Math.max(DEFAULT_DAYS[start.level], used)),
  }
}
