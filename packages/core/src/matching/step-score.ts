import type { Lap } from '../evidence/activity.ts'
import { amountOf } from './amount.ts'
import { seriesOf } from './detect-work.ts'
import { meanBetween } from './done-series.ts'
import type { PlannedStep, StepTarget } from './matchable.ts'
import type { Piece, Recorded } from './work-pieces.ts'

/** Half widths of the band around a target as a share of it; HIGH is VO2, anaerobic, I and R (science.md S9.4). */
const TOLERANCE = { power: { MID: 0.04, HIGH: 0.06 }, pace: { MID: 0.02, HIGH: 0.03 } } as const
/** Heart rate: beats either way, from the third minute on, never for work under 3 min (science.md S9.4). */
const HEART_RATE = { beats: 3, settleS: 120, leastS: 180 } as const
/** Wind, bends and climbs: outdoors a ride's band is half as wide again [P]. */
const OUTDOOR_POWER = 1.5
/** Outside the band the score falls to nothing over a tenth of its middle (science.md S9.4). */
const FALL = 0.1
/** A mean over less of a step than this says nothing of it [P]. */
const LEAST_COVERAGE = 0.5
/** A lap's mean heart rate contains the minutes it lags by: from this length on they do not matter [P]. */
const HEART_RATE_LAP_S = 600

export interface Band {
  readonly low: number
  readonly high: number
}

/** The band a mean has to lie in (science.md S9.4): the target itself, and at least the tolerance around its middle. */
export function bandOf(target: StepTarget, isHigh: boolean, indoor: boolean): Band {
  const middle = (target.low + target.high) / 2
  const half = target.measure === 'heartRate' ? HEART_RATE.beats : middle * toleranceOf(target.measure, isHigh, indoor)
  return { low: Math.min(target.low, middle - half), high: Math.max(target.high, middle + half) }
}

function toleranceOf(measure: 'power' | 'pace', isHigh: boolean, indoor: boolean): number {
  const tolerance = TOLERANCE[measure][isHigh ? 'HIGH' : 'MID']
  return measure === 'power' && !indoor ? tolerance * OUTDOOR_POWER : tolerance
}

/**
 * Score of one step (science.md S9.4): `min(1, done/planned) · max(0, 1 − distance of the mean outside the band / (10 % of
 * the band's middle))`. Without a mean the length alone scores.
 */
export function stepScore(doneShare: number, mean: number | null, band: Band | null): number {
  const length = Math.min(1, Math.max(0, doneShare))
  if (mean === null || band === null) return length
  const outside = Math.max(0, band.low - mean, mean - band.high)
  return length * Math.max(0, 1 - outside / (FALL * ((band.low + band.high) / 2)))
}

/** What was done of one step, and how well it was held. */
export interface StepReview {
  readonly stepId: string
  /** 0–1. */
  readonly score: number
  readonly plannedS: number | null
  readonly doneS: number
  /** Mean in the unit of what judged it (W, m/s, bpm); null when only its length was judged. */
  readonly mean: number | null
  readonly band: Band | null
  readonly judgedBy: StepTarget['measure'] | 'length' | 'not-found'
}

/** Judges a planned work step by the piece found for it; `null` when it was not found. */
export function reviewStep(step: PlannedStep, piece: Piece | null, recorded: Recorded): StepReview {
  const plannedS = amountOf(step.durationS)
  if (!piece) return { stepId: step.id, score: 0, plannedS, doneS: 0, mean: null, band: null, judgedBy: 'not-found' }
  const doneShare = shareOf(step, piece, recorded)
  const judged = step.lead === 'effort' ? null : judge(step, piece, recorded)
  return {
    stepId: step.id,
    score: round(stepScore(doneShare, judged?.mean ?? null, judged?.band ?? null)),
    plannedS,
    doneS: round(piece.doneS),
    mean: judged ? round(judged.mean) : null,
    band: judged?.band ?? null,
    judgedBy: judged?.measure ?? 'length',
  }
}

const round = (value: number): number => Math.round(value * 1e4) / 1e4

/** Share of the step's length that was done: metres where it is given in metres and they are known, else seconds. */
function shareOf(step: PlannedStep, piece: Piece, recorded: Recorded): number {
  const plannedM = amountOf(step.distanceM)
  const doneM = plannedM === null ? null : (piece.distanceM ?? metresIn(piece, recorded))
  if (plannedM !== null && doneM !== null) return doneM / plannedM
  const plannedS = amountOf(step.durationS)
  return plannedS === null ? 1 : piece.doneS / plannedS
}

function metresIn(piece: Piece, { series }: Recorded): number | null {
  const found = series?.speedMps ? meanBetween(series.speedMps, piece.fromS, piece.toS) : null
  return found ? found.mean * (piece.toS - piece.fromS) : null
}

/** The first number of the step that was recorded well enough to hold it against. */
function judge(step: PlannedStep, piece: Piece, recorded: Recorded) {
  for (const target of step.targets) {
    const mean = meanOf(target.measure, piece, recorded)
    if (mean === null) continue
    return { measure: target.measure, mean, band: bandOf(target, step.domain === 'HIGH', recorded.indoor) }
  }
  return null
}

function meanOf(measure: StepTarget['measure'], piece: Piece, { series }: Recorded): number | null {
  const lengthS = piece.toS - piece.fromS
  if (measure === 'heartRate' && lengthS < HEART_RATE.leastS) return null
  const values = series ? seriesOf(measure, series) : null
  if (values) {
    const fromS = piece.fromS + (measure === 'heartRate' ? HEART_RATE.settleS : 0)
    const found = meanBetween(values, fromS, piece.toS)
    if (found && found.knownS >= LEAST_COVERAGE * (piece.toS - fromS)) return found.mean
  }
  return piece.lap ? lapMean(measure, piece.lap) : null
}

/** The recorder's own mean of a lap. */
function lapMean(measure: StepTarget['measure'], lap: Lap): number | null {
  switch (measure) {
    case 'power':
      return amountOf(lap.avgPowerW)
    case 'pace': {
      const metres = amountOf(lap.distanceM)
      return metres === null ? null : metres / lap.durationS
    }
    case 'heartRate':
      return lap.durationS >= HEART_RATE_LAP_S ? amountOf(lap.avgHrBpm) : null
  }
}
