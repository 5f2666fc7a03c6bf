import type { Plan, PlannedWorkout, TrainingWeek } from './plan.ts'

/** The order of a week's sessions: day, slot, id. One order, so that a move and its undo give the same bytes. */
export const byPlace = (a: PlannedWorkout, b: PlannedWorkout): number =>
  a.date < b.date ? -1 : a.date > b.date ? 1 : a.slot - b.slot || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

/**
 * A detailed week with its three totals computed from its sessions and the sessions in order (design.md law 4): whole
 * minutes, whole metres of the sessions that have a distance, load to a tenth. A total is null when a session of the week
 * does not tell it. An outline week has no sessions and keeps the planner's figures.
 */
export function withWeekTotals(week: TrainingWeek): TrainingWeek {
  if (week.detail === 'OUTLINE') return week
  const workouts = [...week.workouts].sort(byPlace)
  let [seconds, metres, tss]: [number, number | null, number | null] = [0, 0, 0]
  for (const workout of workouts) {
    seconds += workout.durationS
    metres = metres === null || workout.distanceM === null ? null : metres + workout.distanceM
    tss = tss === null || workout.tss === null ? null : tss + workout.tss
  }
  return {
    ...week,
    volumeTargetMinutes: Math.round(seconds / 60),
    distanceTargetM: metres === null ? null : Math.round(metres),
    tssTarget: tss === null ? null : Math.round(tss * 10) / 10,
    workouts,
  }
}

/** The plan with every week's totals and order computed afresh: what a foreign plan passes before anything else sees it. */
export function withPlanTotals(plan: Plan): Plan {
  return {
    ...plan,
    blocks: plan.blocks.map((block) => ({ ...block, weeks: block.weeks.map(withWeekTotals) })),
  }
}
