import type { ThresholdSet } from '../athlete/thresholds.ts'
import type { Goal, GoalKind } from './goal.ts'

/** A ride event of which only the name is known, seconds (science.md S5.6). */
const EVENT_S = { GRAN_FONDO: 5 * 3600, CRIT: 3600, TT: 3600, GRAVEL_200: 12 * 3600 } as const

/** How long a ride event takes when the athlete named no time, seconds. */
export const rideEventS = (kind: GoalKind): number =>
  kind === 'GRAN_FONDO' || kind === 'GRAVEL_200' || kind === 'CRIT' ? EVENT_S[kind] : EVENT_S.TT

/**
 * How long to prepare for, seconds: the time the athlete expects, but never less than the event's usual one. A wish to be
 * quick makes no event easier (science.md S5.5).
 */
export const expectedRideS = ({ kind, targetTimeS }: Pick<Goal, 'kind' | 'targetTimeS'>): number =>
  Math.max(targetTimeS ?? 0, rideEventS(kind))

/**
 * Mean power a rider holds for a time, as a share of FTP, in straight lines over the logarithm of time: 8, 20 and 60 min by
 * the tests of science.md S2.1, 5 h and 12 h by the upper ends of gran fondo and gravel ultra (S10.4); the lines between
 * the published points are [P].
 */
const SUSTAINED: readonly (readonly [durationS: number, ftpShare: number])[] = [
  [8 * 60, 1 / 0.9],
  [20 * 60, 1 / 0.95],
  [3600, 1],
  [5 * 3600, 0.78],
  [12 * 3600, 0.68],
]
/** No event's mean is above the upper end of its published range, however short it is (science.md S10.4). */
const MOST_SHARE: Partial<Record<GoalKind, number>> = { GRAN_FONDO: 0.78, CRIT: 1.05, GRAVEL_200: 0.68 }
/** Where critical power speaks for itself (science.md S2.2), seconds. */
const CRITICAL_POWER_S = { from: 120, to: 1200 } as const

/** Share of FTP that can be held for the length of an event (science.md S10.4): the time trial's short ones by critical power where it is known. */
export function sustainedShare(kind: GoalKind, durationS: number, known: ThresholdSet = {}): number {
  const { ftpW, cpW, wPrimeJ } = known
  const isCritical = durationS >= CRITICAL_POWER_S.from && durationS <= CRITICAL_POWER_S.to
  const held =
    isCritical && ftpW !== undefined && cpW !== undefined && wPrimeJ !== undefined
      ? (cpW + wPrimeJ / durationS) / ftpW
      : shareAt(durationS)
  return Math.min(MOST_SHARE[kind] ?? Infinity, held)
}

function shareAt(durationS: number): number {
  const next = SUSTAINED.findIndex(([at]) => at >= durationS)
  const upper = next < 0 ? SUSTAINED.length - 1 : Math.max(1, next)
  const [[fromS, from], [toS, to]] = [SUSTAINED[upper - 1]!, SUSTAINED[upper]!]
  const share = from + ((to - from) * Math.log(durationS / fromS)) / Math.log(toS / fromS)
  return Math.max(0.5, share)
}
