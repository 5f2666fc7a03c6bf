import { slotsOn, type DatedSlot } from '../athlete/availability.ts'
import { err, ok, type Result } from '../result/result.ts'
import { addDays, type LocalDate } from '../time/local-date.ts'
import type { PlanChange } from './plan-change.ts'
import { weeksOf, workoutsOf, type Plan, type PlannedWorkout, type TrainingWeek } from './plan.ts'

/** Why a session cannot be moved there at all; limits of training are the guardrails' to judge (guardrails/review-change.ts). */
export type MoveRefusal =
  | { readonly kind: 'workout-gone'; readonly text: string }
  | { readonly kind: 'already-done'; readonly text: string }
  | { readonly kind: 'is-race'; readonly text: string }
  | { readonly kind: 'same-day'; readonly text: string }
  | { readonly kind: 'outside-plan' | 'week-outline'; readonly text: string }
  | { readonly kind: 'past-day'; readonly text: string }
  | { readonly kind: 'day-full'; readonly text: string }

export interface MoveRequest {
  readonly workoutId: string
  readonly date: LocalDate
  readonly today: LocalDate | null
  /** Ids of sessions that are done. */
  readonly done?: readonly string[]
}

/** Slots a day has when nothing else is known (design.md §4: up to two a day). */
const SLOTS_A_DAY = 2

/**
 * The change that puts a session on another day: into the day's first free slot that takes its sport and its minutes, else
 * into the first free one. Pure; the change still has to pass the guardrails.
 */
export function moveWorkout(plan: Plan, request: MoveRequest): Result<PlanChange[], MoveRefusal> {
  const { workoutId, date, today } = request
  const workout = workoutsOf(plan).find((candidate) => candidate.id === workoutId)
  if (!workout) return err({ kind: 'workout-gone', text: 'This session is not in the plan any more.' })
  if (request.done?.includes(workoutId))
    return err({ kind: 'already-done', text: `${workout.title} on ${workout.date} is done and stays as it was.` })
  if (workout.race) return err({ kind: 'is-race', text: 'The race has its own day. Change the goal to move it.' })
  if (workout.date === date) return err({ kind: 'same-day', text: 'The session stands on that day already.' })
  if (today !== null && date < today) return err({ kind: 'past-day', text: `${date} is over.` })
  const week = weeksOf(plan).find((candidate) => candidate.startDate <= date && date < addDays(candidate.startDate, 7))
  if (!week) return err({ kind: 'outside-plan', text: `The plan has no week with ${date} in it.` })
  if (week.detail === 'OUTLINE')
    return err({
      kind: 'week-outline',
      text: `The week of ${week.startDate} is not written yet. Have it written first, then put sessions into it.`,
    })
  const slot = freeSlot(plan, week, workout, date)
  if (slot === null) return err({ kind: 'day-full', text: `Every slot of ${date} is taken.` })
  return ok([
    {
      kind: 'move',
      workoutId,
      from: { date: workout.date, slot: workout.slot },
      to: { date, slot },
    },
  ])
}

function freeSlot(plan: Plan, week: TrainingWeek, workout: PlannedWorkout, date: LocalDate): number | null {
  const taken = new Set(week.workouts.filter((other) => other.date === date).map((other) => other.slot))
  const snapshot = week.slots.filter((slot) => slot.date === date)
  const slots: readonly DatedSlot[] = snapshot.length > 0 ? snapshot : slotsOn(plan.athlete.availability, date)
  const free = slots.filter((slot) => !taken.has(slot.slot))
  const takesSport = (slot: DatedSlot): boolean => slot.sports === undefined || slot.sports.includes(workout.sport)
  const minutes = workout.durationS / 60
  const best =
    free.find((slot) => takesSport(slot) && slot.minutes >= minutes) ??
    free.filter(takesSport).toSorted((a, b) => b.minutes - a.minutes)[0] ??
    free[0]
  if (best) return best.slot
  // a day without a slot takes it all the same: whether that may stand is the guardrails' question (G13)
  for (let slot = 0; slot < SLOTS_A_DAY; slot++) if (!taken.has(slot)) return slot
  return null
}
