import { nextFitness, SEED_WINDOW_DAYS, type FitnessDay, type FitnessState } from '../load/fitness.ts'
import { toDayNumber } from '../time/local-date.ts'
import type { PlannedWorkout, TrainingWeek } from './plan.ts'
import { targetsWithoutRaces } from './week-outline.ts'

/** Where a projection begins: the last evening that is measured. */
export interface MeasuredEvening {
  /** Day number of the evening. */
  readonly day: number
  readonly state: FitnessState
  /** Mean daily load of the last four weeks, for the days until the plan begins. */
  readonly usualLoad: number
}

/** One day to come. */
export interface FitnessToCome {
  /** Day number. */
  readonly day: number
  /** Index of its week; null before the plan begins. */
  readonly weekIndex: number | null
  /** Fitness and fatigue of the evening. */
  readonly ctl: number
  readonly atl: number
  /** Form of the morning (science.md S4.2). */
  readonly tsb: number
}

/** How a projection reads the plan. */
export interface ProjectionChoice {
  /** Share of the planned loads that is done; the days before the plan are as usual whatever it is. */
  readonly share?: number
  /** Sessions whose load counts, all by default: the rules leave races out (science.md S7.3). */
  readonly counts?: (workout: PlannedWorkout) => boolean
}

const countsAll = (): boolean => true

/** The last day of measured fitness as the begin of a projection; null without any day. */
export function measuredEvening(days: readonly FitnessDay[]): MeasuredEvening | null {
  const last = days.at(-1)
  if (!last) return null
  const window = days.slice(-SEED_WINDOW_DAYS)
  return {
    day: toDayNumber(last.date),
    state: { ctl: last.ctl, atl: last.atl },
    usualLoad: window.reduce((sum, { load }) => sum + load, 0) / window.length,
  }
}

/**
 * Planned load (TSS) of each of a week's seven days. An outline spreads its target evenly, its races stand on their own days;
 * a written week without sessions is rest. Null where a load is not told.
 */
export function loadsOfWeek(
  week: TrainingWeek,
  counts: (workout: PlannedWorkout) => boolean = countsAll,
): number[] | null {
  const isOutline = week.detail === 'OUTLINE'
  const spread = isOutline ? targetsWithoutRaces(week).tss : 0
  if (spread === null) return null
  const loads = new Array<number>(7).fill(spread / 7)
  const startDay = toDayNumber(week.startDate)
  for (const workout of week.workouts) {
    if ((isOutline && !workout.race) || !counts(workout)) continue
    if (workout.tss === null) return null
    loads[toDayNumber(workout.date) - startDay]! += workout.tss
  }
  return loads
}

/**
 * Fitness and form of the days after a measured evening, one entry a day to the end of `weeks` (science.md S4.1, S4.2). Days
 * before the plan count what is usual. The series ends before the first week whose load is not told.
 */
export function projectFitness(
  from: MeasuredEvening,
  weeks: readonly TrainingWeek[],
  { share = 1, counts = countsAll }: ProjectionChoice = {},
): FitnessToCome[] {
  const days: FitnessToCome[] = []
  let { state } = from
  const add = (day: number, weekIndex: number | null, load: number): void => {
    const tsb = state.ctl - state.atl
    state = nextFitness(state, load)
    days.push({ day, weekIndex, ...state, tsb })
  }
  let next = from.day + 1
  for (const [weekIndex, week] of weeks.entries()) {
    const startDay = toDayNumber(week.startDate)
    const endDay = startDay + 6
    if (endDay < next) continue
    for (let day = next; day < startDay; day++) add(day, null, from.usualLoad)
    const loads = loadsOfWeek(week, counts)
    if (loads === null) break
    for (let day = Math.max(next, startDay); day <= endDay; day++) add(day, weekIndex, share * loads[day - startDay]!)
    next = endDay + 1
  }
  return days
}
