import { moveWorkout, type MoveRefusal } from '../plan/move-workout.ts'
import { workoutsOf, type Plan, type PlannedWorkout } from '../plan/plan.ts'
import type { LocalDate } from '../time/local-date.ts'
import type { PlanEdit } from './plan-edit.ts'

/** A session to be put on a day. */
export interface PlacementRequest {
  readonly workout: PlannedWorkout
  readonly date: LocalDate
  readonly today: LocalDate | null
  /** Ids of sessions that are done: they stay. */
  readonly done?: readonly string[]
}

/** One way to put a session on a day. */
export interface Placement {
  readonly edits: readonly PlanEdit[]
  /** The session that comes to the old day in return; null where a slot was free. */
  readonly swap: PlannedWorkout | null
}

/**
 * Every way to put a session on a day: into a free slot, or in the place of a session that stands there and takes its old
 * one. With none the reason why; limits of training are the guardrails' to judge.
 */
export function placementsOn(
  plan: Plan,
  { workout, date, today, done = [] }: PlacementRequest,
): { readonly ways: readonly Placement[]; readonly refusal: MoveRefusal | null } {
  const moved = moveWorkout(plan, { workoutId: workout.id, date, today, done })
  const ways: Placement[] = []
  if (moved.ok) {
    const edits = moved.value.flatMap((change): PlanEdit[] => (change.kind === 'move' ? [change] : []))
    ways.push({ edits, swap: null })
  } else if (moved.error.kind !== 'day-full') return { ways, refusal: moved.error }
  if (today === null || workout.date >= today)
    for (const other of workoutsOf(plan)) {
      if (other.date !== date || other.race || other.id === workout.id || done.includes(other.id)) continue
      ways.push({ edits: trade(workout, other), swap: other })
    }
  return { ways, refusal: moved.ok ? null : moved.error }
}

function trade(a: PlannedWorkout, b: PlannedWorkout): PlanEdit[] {
  const [here, there] = [
    { date: a.date, slot: a.slot },
    { date: b.date, slot: b.slot },
  ]
  return [
    { kind: 'move', workoutId: a.id, from: here, to: there },
    { kind: 'move', workoutId: b.id, from: there, to: here },
  ]
}
