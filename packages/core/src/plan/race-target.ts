import type { Level } from '../athlete/sport.ts'
import { predictRace } from '../athlete/race-prediction.ts'
import type { Threshold } from '../athlete/thresholds.ts'
import { vdotFromThresholdSpeed } from '../athlete/training-paces.ts'
import { estimateRunThreshold, type RunThresholdMethod } from '../evidence/estimate-run-threshold.ts'
import { meanOfLastFourWeeks, type TrainingHistory } from '../evidence/history.ts'
import { known, unknown, type Measured } from '../result/measured.ts'
import type { LocalDate } from '../time/local-date.ts'
import { formatClock } from '../units/format.ts'
import { goalDistanceM, type Goal } from './goal.ts'

/** How far a wished race time lies from what the athlete could run today, and what the weeks until then can bring (science.md S7.1 G16). */
export interface RaceTarget {
  readonly wishedS: number
  /** What measured form gives today (science.md S1.3, S1.10). */
  readonly currentS: number
  /** Share of time the wish takes off that; below 0 it is slower. */
  readonly improvement: number
  /** Shares that are warned of and refused. */
  readonly softShare: number
  readonly hardShare: number
  /** The nearest honest time: the wish itself where it can be reached, else the most the weeks can bring. */
  readonly honestS: number
  readonly verdict: 'green' | 'amber' | 'red'
  readonly text: string
}

/** Gain in a time of training, linear in weeks; beginners gain faster (G16). */
const GAIN = {
  soft: { weeks: 8, share: 0.03, beginner: 0.05 },
  hard: { weeks: 12, share: 0.06, beginner: 0.1 },
} as const
/** A time is offered in these steps. */
const STEP_S = 5
/** What proves form: an all-out effort. An easy pace or the best whole run is only a floor of it. */
const PROOFS: readonly RunThresholdMethod[] = ['race-vdot', 'threshold-effort', 'critical-speed']

export interface TargetInput {
  readonly goal: Goal
  readonly today: LocalDate
  readonly level: Level
  readonly thresholds: readonly Threshold[]
  readonly history: TrainingHistory
  /** Whole weeks until the race. */
  readonly weeks: number
}

/**
 * Judges the wished time of a running race (G16). Unknown without a wish, for rides, and where no measured threshold and no
 * race says what the athlete can run today: form is never assumed.
 */
export function assessRaceTarget(input: TargetInput): Measured<RaceTarget> {
  const { goal, level, weeks } = input
  const distanceM = goalDistanceM(goal)
  if (goal.targetTimeS === undefined || distanceM === null)
    return unknown('no-effort', 'No time is wished for over a running distance.')
  const current = currentTimeS(input, distanceM)
  if (!current.ok) return current
  const currentS = current.value
  const wishedS = goal.targetTimeS
  const improvement = 1 - wishedS / currentS
  const gain = ({ weeks: per, share, beginner }: (typeof GAIN)['soft' | 'hard']): number =>
    ((level === 'BEGINNER' ? beginner : share) * weeks) / per
  const [softShare, hardShare] = [gain(GAIN.soft), gain(GAIN.hard)]
  const verdict = improvement > hardShare ? 'red' : improvement > softShare ? 'amber' : 'green'
  const mostS = Math.ceil((currentS * (1 - hardShare)) / STEP_S) * STEP_S
  const honestS = verdict === 'red' ? mostS : wishedS
  return known({
    wishedS,
    currentS,
    improvement,
    softShare,
    hardShare,
    honestS,
    verdict,
    text: sentence(input, { wishedS, currentS, improvement, softShare, hardShare, honestS, verdict }),
  })
}

const percent = (share: number): string => `${Math.round(share * 1000) / 10} %`

function sentence({ weeks }: TargetInput, target: Omit<RaceTarget, 'text'>): string {
  const { wishedS, currentS, improvement, softShare, hardShare, honestS, verdict } = target
  const now = formatClock(currentS)
  const span = weeks === 1 ? '1 week' : `${weeks} weeks`
  if (improvement <= 0) return `Your form gives ${now} today; ${formatClock(wishedS)} is within it.`
  const wish = `${formatClock(wishedS)} is ${percent(improvement)} faster than the ${now} your form gives today`
  if (verdict === 'green') return `${wish}; ${span} of training bring up to ${percent(softShare)}.`
  if (verdict === 'amber')
    return `${wish}; ${span} of training usually bring up to ${percent(softShare)}, at most ${percent(hardShare)}.`
  return `${wish}; ${span} of training bring at most ${percent(hardShare)}. The nearest honest time is ${formatClock(honestS)}.`
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
