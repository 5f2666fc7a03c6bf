import { thresholdsOn } from '@coach-wattz/core/athlete/thresholds'
import { workoutsOf } from '@coach-wattz/core/plan/plan'
import { zwoCodec } from '@coach-wattz/formats/zwo/zwo-codec'
import { loadActivePlan } from '../repositories/plan-repository.ts'
import { loadThresholds } from '../repositories/threshold-repository.ts'
import type { Deps } from './deps.ts'
import { done, refuse, type Outcome } from './outcome.ts'
import { noSuchWorkout } from './plan-refusals.ts'

/** The session as a file. The plan's own bytes are never stored: they are written from the steps each time. */
export async function downloadWorkout(
  deps: Deps,
  athleteId: string,
  workoutId: string,
): Promise<Outcome<{ readonly bytes: Uint8Array; readonly mediaType: string; readonly filename: string }>> {
  return deps.database.withAthlete(athleteId, async (tx) => {
    const active = await loadActivePlan(tx)
    const workout = active && workoutsOf(active.plan).find(({ id }) => id === workoutId)
    if (!workout) return noSuchWorkout()
    const thresholds = thresholdsOn(await loadThresholds(tx), workout.sport, workout.date)
    const exported = zwoCodec.encode(workout.workout, { thresholds })
    if (!exported.ok) return refuse('cannot-export', 'Not possible as ZWO', exported.error.why)
    return done(exported.value)
  })
}
