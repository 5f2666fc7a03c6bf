import { EASY_ACCEPTED_FRACTION, vdotFromThresholdSpeed } from '../athlete/training-paces.ts'
import type { ThresholdSet } from '../athlete/thresholds.ts'
import { speedAtVdotFraction } from '../athlete/vdot.ts'
import { DOMAIN_EDGES } from '../load/distribution.ts'
import { fractionSeries } from './classify-done.ts'
import type { DoneSeries, PlannedForMatch } from './matchable.ts'

/** More of an easy session than this above easy is too fast (science.md S9.5). */
const SHARE_ABOVE_EASY = 0.2

/** Sessions that are easy throughout, strides aside: of the others nobody asks this. */
export const isEasySession = (planned: PlannedForMatch): boolean =>
  !planned.race &&
  (planned.focus === 'RECOVERY' ||
    planned.focus === 'AEROBIC_ENDURANCE' ||
    (planned.focus === 'LONG' && planned.steps.every(({ role }) => role !== 'WORK')))

/**
 * Share of an easy session above easy: for a run faster than .74 of VDOT, flat-equivalent; for a ride above .75 FTP; by
 * heart rate above .89 LTHR where neither can be told (science.md S9.5, S1.4, S0.4). Null when nothing can.
 */
function shareAboveEasy(planned: PlannedForMatch, series: DoneSeries, thresholds: ThresholdSet): number | null {
  const output = fractionSeries(planned.sport, series, thresholds)
  if (!output) return null
  const limit = output.isHeartRate ? DOMAIN_EDGES.heartRate.lowBelow : easyLimit(planned, thresholds)
  let [above, all] = [0, 0]
  for (const fraction of output.fractions) {
    if (Number.isNaN(fraction)) continue
    all++
    if (fraction > limit) above++
  }
  return all === 0 ? null : above / all
}

/** Top of easy as a fraction of threshold. */
function easyLimit(planned: PlannedForMatch, thresholds: ThresholdSet): number {
  if (planned.sport === 'ride' || thresholds.thresholdSpeedMps === undefined) return DOMAIN_EDGES.ride.lowUpTo
  const vdot = vdotFromThresholdSpeed(thresholds.thresholdSpeedMps)
  return speedAtVdotFraction(vdot, EASY_ACCEPTED_FRACTION) / thresholds.thresholdSpeedMps
}

/** True when an easy session was run or ridden too fast (science.md S9.5): a note, no penalty. Null when nobody can tell. */
export function isEasyTooFast(planned: PlannedForMatch, series: DoneSeries, thresholds: ThresholdSet): boolean | null {
  if (!isEasySession(planned)) return null
  const share = shareAboveEasy(planned, series, thresholds)
  return share === null ? null : share > SHARE_ABOVE_EASY
}
