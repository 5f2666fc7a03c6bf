import type { Plan, PlannedWorkout } from '@coach-wattz/core/plan/plan'
import { workoutsOf } from '@coach-wattz/core/plan/plan'
import { toDayNumber, type LocalDate } from '@coach-wattz/core/time/local-date'
import { leafDurationS, leafFraction, loadContext } from '@coach-wattz/core/workout/leaf-load'
import { walk } from '@coach-wattz/core/workout/walk'
import { seededRandom } from './random.ts'
import type { SampleSegment, SampleSession } from './sample-sessions.ts'

/** In the week that went wrong every second session was left out and the rest cut to this share. */
const CUT_SHORT = 0.6
const MORNING_S = 24_000

/**
 * What the sample athlete did of a plan before `today`: each session about as planned, with a pulse of its own, except in
 * the week from `badWeekStart` on, where some are missing and the rest are short. Same plan, same sessions.
 */
export function followPlan(plan: Plan, badWeekStart: LocalDate, today: LocalDate): SampleSession[] {
  const done: SampleSession[] = []
  for (const workout of workoutsOf(plan)) {
    if (workout.race || workout.date >= today) continue
    const daysIntoBadWeek = toDayNumber(workout.date) - toDayNumber(badWeekStart)
    const isBad = daysIntoBadWeek >= 0 && daysIntoBadWeek < 7
    if (isBad && daysIntoBadWeek % 2 === 0) continue
    done.push(sessionOf(workout, isBad ? CUT_SHORT : 1))
  }
  return done
}

function sessionOf(workout: PlannedWorkout, share: number): SampleSession {
  const random = seededRandom(toDayNumber(workout.date))
  const stretch = (0.97 + 0.06 * random()) * share
  const context = loadContext(workout.sport, workout.workout.references)
  const segments: SampleSegment[] = []
  for (const { leaf } of walk(workout.workout.steps)) {
    const durationS = leafDurationS(leaf, context)
    if (durationS === null) continue
    const span = leafFraction(leaf, durationS, context)
    segments.push({ durationS: Math.round(durationS * stretch), intensity: span ? (span.start + span.end) / 2 : 0.75 })
  }
  return {
    date: workout.date,
    sport: workout.sport,
    title: workout.title,
    startOfDayS: MORNING_S,
    segments,
    race: false,
    indoor: false,
  }
}
