import { predictRace } from '../athlete/race-prediction.ts'
import { vdotFromThresholdSpeed } from '../athlete/training-paces.ts'
import { estimateRunThreshold, type RunThresholdMethod } from '../evidence/estimate-run-threshold.ts'
import { meanOfLastFourWeeks } from '../evidence/history.ts'
import { known, unknown, type Measured } from '../result/measured.ts'
import { formatClock } from '../units/format.ts'
import { goalDistanceM } from './goal.ts'
import type { RaceTarget, TargetInput } from './race-target.ts'
import { gainOf, gainText, SHARE_ROOM, verdictOf, weeksBring } from './target-gain.ts'

/** A time is offered in these steps. */
const STEP_S = 5
/** What proves form: an all-out effort. An easy pace or the best whole run is only a floor of it. */
const PROOFS: readonly RunThresholdMethod[] = ['race-vdot', 'threshold-effort', 'critical-speed']

/** The wished time of a running race against the time today's form gives (G16). */
export function assessRunTarget(input: TargetInput): Measured<RaceTarget> {
  const { goal, level, weeks } = input
  const distanceM = goalDistanceM(goal)
  if (goal.targetTimeS === undefined || distanceM === null)
    return unknown('no-effort', 'No time is wished for over a running distance.')
  const form = currentTimeS(input, distanceM)
  if (!form.ok) return form
  const current = form.value
  const wished = goal.targetTimeS
  const gain = { ...gainOf(level, weeks), improvement: 1 - wished / current }
  const verdict = verdictOf(gain)
  const mostS = Math.ceil((current * (1 - gain.hardShare)) / STEP_S) * STEP_S
  const honestS = verdict === 'red' ? mostS : wished
  const now = formatClock(current)
  const text =
    gain.improvement <= SHARE_ROOM
      ? `Your form gives ${now} today; ${formatClock(wished)} is within it.`
      : `${formatClock(wished)} is ${gainText(gain)} faster than the ${now} your form gives today; ${weeksBring(gain, weeks)}${verdict === 'red' ? ` The nearest honest time is ${formatClock(honestS)}.` : ''}`
  return known({ unit: 's', wished, current, ...gain, verdict, honest: { targetTimeS: honestS }, text })
}

/** The race time of today's form: by the threshold in force, or by races and all-out efforts of the history. */
function currentTimeS(input: TargetInput, distanceM: number): Measured<number> {
  const { history, today } = input
  const given = input.thresholds
    .filter(({ sport, name, from }) => sport === 'run' && name === 'thresholdSpeedMps' && from <= today)
    .toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))
    .at(-1)
  const estimate = estimateRunThreshold({ history, today })
  const isProven = estimate.ok && PROOFS.includes(estimate.value.method)
  const isGiven = given !== undefined && given.confidence !== 'LOW'
  if (!isGiven && !isProven)
    return unknown('no-threshold', 'No measured threshold and no race says what you can run today.')
  const vdot = isGiven ? vdotFromThresholdSpeed(given.value) : estimate.ok ? estimate.value.vdot : 0
  const mean = meanOfLastFourWeeks(history, 'run', today)
  const prediction = predictRace({
    distanceM,
    vdot,
    efforts: !isGiven && estimate.ok ? estimate.value.races : [],
    weeklyDistanceM: mean.ok ? mean.value.distanceM : null,
  })
  return prediction.ok ? known(prediction.value.timeS) : prediction
}
