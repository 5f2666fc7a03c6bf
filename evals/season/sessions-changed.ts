import { weeksOf, workoutsOf, type Plan, type PlannedWorkout } from '@coach-wattz/core/plan/plan'
import type { LocalDate } from '@coach-wattz/core/time/local-date'

/**
 * Sessions from `day` on that are not what or where they were: what an athlete has to read anew. A session moved counts once,
 * one added or taken away once. Weeks that were outlines before are news, not changes.
 */
export function sessionsChanged(before: Plan, after: Plan, day: LocalDate): number {
  if (before === after) return 0
  const written = new Set(
    weeksOf(before).flatMap(({ startDate, detail }) => (detail === 'DETAILED' ? [startDate] : [])),
  )
  const isWritten = ({ date }: PlannedWorkout): boolean => {
    let monday: LocalDate | null = null
    for (const start of written) if (start <= date && (monday === null || start > monday)) monday = start
    return monday !== null
  }
  const outlines = weeksOf(before).filter(({ detail }) => detail === 'OUTLINE')
  const firstOutline = outlines[0]?.startDate ?? null
  const counts = (workout: PlannedWorkout): boolean =>
    workout.date >= day && isWritten(workout) && (firstOutline === null || workout.date < firstOutline)
  const was = new Map(
    workoutsOf(before)
      .filter(counts)
      .map((workout) => [workout.id, workout]),
  )
  const is = new Map(
    workoutsOf(after)
      .filter(counts)
      .map((workout) => [workout.id, workout]),
  )
  let changed = 0
  for (const [id, workout] of was) {
    const now = is.get(id)
    if (now === undefined || !isSame(workout, now)) changed += 1
  }
  for (const id of is.keys()) if (!was.has(id)) changed += 1
  return changed
}

const isSame = (a: PlannedWorkout, b: PlannedWorkout): boolean =>
  a === b ||
  (a.date === b.date &&
    a.slot === b.slot &&
    a.sport === b.sport &&
    a.focus === b.focus &&
    a.durationS === b.durationS &&
    a.distanceM === b.distanceM &&
    a.tss === b.tss)
