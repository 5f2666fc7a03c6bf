import { domainSeconds } from '../workout/intensity.ts'
import { weeksToRace, type Plan, type PlannedWorkout, type TrainingWeek } from './plan.ts'
import { targetsWithoutRaces } from './week-outline.ts'

/** What tells one plan from another at a glance; plain JSON. The race itself is in none of them. */
export interface PlanFigures {
  /** Mean over all weeks up to the race. */
  readonly averageWeekMinutes: number
  /** Share of the planned time below the first threshold, 0–1 (science.md S0.4); null when nothing is planned. */
  readonly easyShare: number | null
  /** Hard sessions in a loading week, mean. */
  readonly hardSessionsAWeek: number
  readonly longestSessionMinutes: number
  /** Load of the heaviest week; null while it is unknown. */
  readonly peakWeekLoad: number | null
}

/** Five figures of a plan, from the steps of its sessions (design.md law 4). */
export function planFigures(plan: Plan): PlanFigures {
  const weeks = weeksToRace(plan).map((week) => ({
    ...week,
    workouts: week.workouts.filter((workout) => !workout.race),
  }))
  const sessions = weeks.flatMap((week) => week.workouts)
  const loading = weeks.filter((week) => !week.isRecovery && week.workouts.length > 0)
  const loads = weeks.flatMap((week) => loadOf(week.workouts) ?? [])
  return {
    averageWeekMinutes: averageMinutes(plan),
    easyShare: easyShareOf(sessions),
    hardSessionsAWeek:
      sum(loading.map((week) => week.workouts.filter(({ hard }) => hard).length)) / Math.max(1, loading.length),
    longestSessionMinutes: Math.max(0, ...sessions.map(({ durationS }) => durationS / 60)),
    peakWeekLoad: loads.length > 0 ? Math.max(...loads) : null,
  }
}

/** Minutes of training in a week of the plan, mean of its weeks up to the race; an outline counts its target, a race is no training. */
export function averageMinutes(plan: Plan): number {
  const weeks = weeksToRace(plan)
  return sum(weeks.map(trainingMinutes)) / Math.max(1, weeks.length)
}

const trainingMinutes = (week: TrainingWeek): number =>
  week.detail === 'OUTLINE'
    ? targetsWithoutRaces(week).minutes
    : sum(week.workouts.map(({ race, durationS }) => (race ? 0 : durationS))) / 60

function easyShareOf(sessions: readonly PlannedWorkout[]): number | null {
  let [low, all] = [0, 0]
  for (const { workout } of sessions) {
    const { lowS, midS, highS } = domainSeconds(workout)
    low += lowS
    all += lowS + midS + highS
  }
  return all > 0 ? low / all : null
}

/** Null when the load of any session is unknown: part of a week's load is not its load. */
function loadOf(workouts: readonly PlannedWorkout[]): number | null {
  let load = 0
  for (const { tss } of workouts) {
    if (tss === null) return null
    load += tss
  }
  return load
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
