import type { TargetMode } from '../library/step-target.ts'
import { tableGoal } from './goal.ts'
import { defaultStrategy } from './phases.ts'
import type { PlanningInput } from './planning-input.ts'
import type { SeasonContext } from './season.ts'
import type { StartingPoint } from './starting-point.ts'

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
    targets: targetMode(input, start),
    events: [],
    maxDays: athlete.maxDaysPerWeek ?? Math.min(6, Math.max(DEFAULT_DAYS[start.level], used)),
  }
}

/** What the steps lead by: the athlete's choice where the thresholds allow it, else heart rate, else effort (science.md S1.2, S3.12). */
function targetMode(input: PlanningInput, start: StartingPoint): TargetMode {
  const { thresholds, sport } = start
  const physical: TargetMode = sport === 'run' ? 'pace' : 'power'
  const chosen = input.athlete.targets[sport] ?? physical
  const isKnown: Record<TargetMode, boolean> = {
    pace: thresholds.thresholdSpeedMps !== undefined,
    power: sport === 'ride' && thresholds.ftpW !== undefined,
    hr: thresholds.lthrBpm !== undefined,
    rpe: true,
  }
  if (isKnown[chosen]) return chosen
  if (isKnown[physical]) return physical
  return isKnown.hr ? 'hr' : 'rpe'
}
