import type { Sport } from '../athlete/sport.ts'
import type { ThresholdSet } from '../athlete/thresholds.ts'
import { assert } from '../result/assert.ts'
import type { LocalDate } from '../time/local-date.ts'
import type { Awp, AwpReferences } from '../workout/awp.ts'
import { hardMinutes } from '../workout/intensity.ts'
import { workoutTotals } from '../workout/totals.ts'
import { isHard } from './hard-session.ts'
import type { PlannedWorkout, Priority, Reason, WorkoutFocus } from './plan.ts'

/** Everything of a planned workout that its steps do not tell. */
export interface WorkoutFrame {
  readonly id: string
  readonly date: LocalDate
  readonly slot: number
  readonly title?: string
  readonly purpose: Reason
  readonly focus: WorkoutFocus
  readonly priority: Priority
  readonly race: boolean
  readonly archetype: string | null
  readonly step: number | null
}

/** The week around a session: what makes a long one hard (science.md S5.7a). */
export interface WeekAround {
  readonly longestMinutes: number
  readonly totalMinutes: number
}

/** Thresholds the steps resolve against, and a run's planning speed where no threshold is known. */
export interface PlanningThresholds {
  readonly set: ThresholdSet
  /** Speed that turns minutes into metres; null leaves the distance unknown. */
  readonly planningSpeedMps: number | null
}

/**
 * The only place that makes a planned workout from its steps (design.md law 4): totals, distance and the HARD tag are
 * computed here. Throws on a workout whose length cannot be told: the planner writes none.
 */
export function plannedWorkout(
  awp: Awp,
  frame: WorkoutFrame,
  thresholds: PlanningThresholds,
  week: WeekAround,
): PlannedWorkout {
  const totals = workoutTotals(awp, withPlanningSpeed(thresholds, awp.sport))
  assert(totals.durationS !== null, `${frame.id} has no length.`)
  const minutes = totals.durationS / 60
  return {
    id: frame.id,
    date: frame.date,
    slot: frame.slot,
    sport: awp.sport,
    title: frame.title ?? awp.meta.title,
    purpose: frame.purpose,
    focus: frame.focus,
    priority: frame.priority,
    hard:
      frame.race ||
      isHard({
        sport: awp.sport,
        focus: frame.focus,
        minutes,
        hardMinutes: hardMinutes(awp, thresholds.set),
        isWeeksLongest: minutes >= week.longestMinutes,
        shareOfWeek: week.totalMinutes > 0 ? minutes / week.totalMinutes : 0,
      }),
    race: frame.race,
    archetype: frame.archetype,
    step: frame.step,
    durationS: totals.durationS,
    distanceM: awp.sport === 'run' && totals.distanceM !== null ? Math.round(totals.distanceM) : null,
    tss: totals.tss === null ? null : Math.round(totals.tss * 10) / 10,
    workout: awp,
  }
}

/** The thresholds of the day, with the planning speed standing in for an unknown threshold speed. */
export function withPlanningSpeed(thresholds: PlanningThresholds, sport: Sport): ThresholdSet {
  return sport === 'run' && thresholds.planningSpeedMps !== null
    ? { ...thresholds.set, thresholdSpeedMps: thresholds.planningSpeedMps }
    : thresholds.set
}

/** Thresholds as a workout carries them for readers without the athlete (integrations.md §8); undefined when none is known. */
export function referencesOf(thresholds: ThresholdSet): AwpReferences | undefined {
  const references: AwpReferences = {}
  if (thresholds.ftpW !== undefined) references.ftpWatts = thresholds.ftpW
  if (thresholds.lthrBpm !== undefined) references.lthrBpm = thresholds.lthrBpm
  if (thresholds.maxHrBpm !== undefined) references.maxHrBpm = thresholds.maxHrBpm
  if (thresholds.thresholdSpeedMps !== undefined) references.thresholdPaceMps = thresholds.thresholdSpeedMps
  return Object.keys(references).length > 0 ? references : undefined
}
