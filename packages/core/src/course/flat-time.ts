import { predictRace } from '../athlete/race-prediction.ts'
import { vdotFromThresholdSpeed } from '../athlete/training-paces.ts'
import { known, unknown, type Measured } from '../result/measured.ts'
import type { TimeBand } from './read-course.ts'

const MARATHON_M = 42_195
/** A marathon measured by satellites is a little longer than one, and still one. */
const MEASURED_MARATHON_M = 43_500

/**
 * The time a runner with this threshold speed takes for a distance on the flat, with its band (science.md S1.4, S1.10).
 * Unknown without a threshold, and where no prediction reaches. Metres, metres a second, seconds.
 */
export function flatTime(distanceM: number, thresholdSpeedMps: number | undefined): Measured<TimeBand> {
  if (thresholdSpeedMps === undefined)
    return unknown('no-threshold', 'Your threshold pace is not known yet, so no time is predicted.')
  const vdot = vdotFromThresholdSpeed(thresholdSpeedMps)
  const asRace = distanceM > MARATHON_M && distanceM < MEASURED_MARATHON_M ? MARATHON_M : distanceM
  const flat = predictRace({ distanceM: asRace, vdot, efforts: [], weeklyDistanceM: null, differs: true })
  if (!flat.ok) return flat
  const longer = distanceM / asRace
  const { timeS, lowS, highS } = flat.value
  return known({ timeS: timeS * longer, lowS: lowS * longer, highS: highS * longer })
}
