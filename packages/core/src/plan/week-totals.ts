import type { Sport } from '../athlete/sport.ts'
import { hardMinutes } from '../workout/intensity.ts'
import { isHard } from './hard-session.ts'
import type { Plan, PlannedWorkout, TrainingWeek } from './plan.ts'

/** The order of a week's sessions: day, slot, id. One order, so that a move and its undo give the same bytes. */
export const byPlace = (a: PlannedWorkout, b: PlannedWorkout): number =>
  a.date < b.date ? -1 : a.date > b.date ? 1 : a.slot - b.slot || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

/**
 * A detailed week with everything that follows from its sessions (design.md law 4): sessions in order of place, their HARD
 * tags (S5.7a looks at the week around a long run), and three totals: whole minutes, whole metres, load to a tenth. A total
 * is null when a session does not tell it. An outline week has no sessions and keeps the planner's figures.
 */
export function withWeekTotals(week: TrainingWeek): TrainingWeek {
  if (week.detail === 'OUTLINE') return week
  const workouts = withHardTags([...week.workouts].sort(byPlace))
  const hasRuns = workouts.some((workout) => workout.sport === 'run')
  let [seconds, metres, tss]: [number, number | null, number | null] = [0, 0, 0]
  for (const workout of workouts) {
    seconds += workout.durationS
    // kilometres are those of running: a ride beside runs takes nothing from them
    if (workout.sport === 'run' || !hasRuns)
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

/** The sessions of one week with their HARD tags; the same objects where a tag is right already. */
function withHardTags(workouts: readonly PlannedWorkout[]): PlannedWorkout[] {
  const total: Record<Sport, number> = { run: 0, ride: 0 }
  const longest: Record<Sport, number> = { run: 0, ride: 0 }
  for (const workout of workouts) {
    if (workout.race) continue
    total[workout.sport] += workout.durationS
    longest[workout.sport] = Math.max(longest[workout.sport], workout.durationS)
  }
  return workouts.map((workout) => {
    const hard =
      workout.race ||
      isHard({
        sport: workout.sport,
        focus: workout.focus,
        minutes: workout.durationS / 60,
        hardMinutes: hardMinutes(workout.workout),
        isWeeksLongest: workout.durationS >= longest[workout.sport],
        shareOfWeek: total[workout.sport] > 0 ? workout.durationS / total[workout.sport] : 0,
      })
    return hard === workout.hard ? workout : { ...workout, hard }
  })
}

/** The plan with every week's totals and order computed afresh: what a foreign plan passes before anything else sees it. */
export function withPlanTotals(plan: Plan): Plan {
  return {
    ...plan,
    blocks: plan.blocks.map((block) => ({ ...block, weeks: block.weeks.map(withWeekTotals) })),
  }
}
