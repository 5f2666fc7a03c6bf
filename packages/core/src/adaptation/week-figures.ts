import { weeksOf, type Plan, type TrainingWeek } from '../plan/plan.ts'
import type { LocalDate } from '../time/local-date.ts'
import { hardMinutes } from '../workout/intensity.ts'

/** A week in the figures a change is weighed by. Null where a session does not tell it. */
export interface WeekFigures {
  readonly minutes: number
  readonly runDistanceM: number | null
  readonly load: number | null
  /** Minutes above the easy domain. */
  readonly hardMinutes: number
}

export interface WeekImpact {
  readonly weekNumber: number
  readonly startDate: LocalDate
  readonly before: WeekFigures
  readonly after: WeekFigures
}

/** The weeks that are not what they were, in order, in their figures. A week that is the same object is the same. */
export function weekImpacts(before: Plan, after: Plan): WeekImpact[] {
  const old = new Map(weeksOf(before).map((week) => [week.startDate, week]))
  return weeksOf(after).flatMap((week): WeekImpact[] => {
    const was = old.get(week.startDate)
    if (was === undefined || was === week) return []
    return [{ weekNumber: week.weekNumber, startDate: week.startDate, before: figuresOf(was), after: figuresOf(week) }]
  })
}

function figuresOf(week: TrainingWeek): WeekFigures {
  const runs = week.workouts.filter(({ sport, race }) => sport === 'run' && !race)
  const runDistanceM = runs.reduce<number | null>(
    (sum, { distanceM }) => (sum === null || distanceM === null ? null : sum + distanceM),
    0,
  )
  return {
    minutes: week.volumeTargetMinutes,
    runDistanceM: week.detail === 'OUTLINE' ? week.distanceTargetM : runs.length === 0 ? null : runDistanceM,
    load: week.tssTarget,
    hardMinutes: Math.round(week.workouts.reduce((sum, { workout }) => sum + hardMinutes(workout), 0)),
  }
}
