import { workoutsOf, type Plan, type PlannedWorkout } from '../plan/plan.ts'
import type { PlanChange } from '../plan/plan-change.ts'
import { isSameJson } from '../result/same-json.ts'

/** One session before and after; null where it is new, or rest comes in its place. */
export interface SessionDiff {
  readonly workoutId: string
  readonly before: PlannedWorkout | null
  readonly after: PlannedWorkout | null
}

/** Every session that is not what it was, by day. HARD follows from the week around a session, so it counts for nothing. */
export function sessionDiff(before: Plan, after: Plan): SessionDiff[] {
  const was = new Map(workoutsOf(before).map((workout) => [workout.id, workout]))
  const is = new Map(workoutsOf(after).map((workout) => [workout.id, workout]))
  return [...new Set([...was.keys(), ...is.keys()])]
    .flatMap((id): SessionDiff[] => {
      const [old, now] = [was.get(id) ?? null, is.get(id) ?? null]
      if (old === now || (old && now && isSameJson({ ...old, hard: now.hard }, now))) return []
      return [{ workoutId: id, before: old, after: now }]
    })
    .toSorted((a, b) => (dayOf(a) < dayOf(b) ? -1 : dayOf(a) > dayOf(b) ? 1 : a.workoutId < b.workoutId ? -1 : 1))
}

/** The change that makes one session what it is after; a move stays a move. */
export function changeOfSession({ workoutId, before, after }: SessionDiff): PlanChange {
  if (before === null) return { kind: 'add', workout: after! }
  if (after === null) return { kind: 'remove', workout: before }
  const [from, to] = [
    { date: before.date, slot: before.slot },
    { date: after.date, slot: after.slot },
  ]
  return isSameJson({ ...before, ...to, hard: after.hard }, after)
    ? { kind: 'move', workoutId, from, to }
    : { kind: 'replace', workoutId, before, after }
}

const dayOf = ({ before, after }: SessionDiff): string => (before ?? after)?.date ?? ''
