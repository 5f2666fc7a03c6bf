import { known, unknown, type Measured } from '../result/measured.ts'

/** Race distances by name (World Athletics: the marathon is 42 195 m, the half exactly half of it). */
export const RACE_DISTANCES_M = { '5K': 5000, '10K': 10_000, HM: 21_097.5, MARATHON: 42_195 } as const
export type RaceKind = keyof typeof RACE_DISTANCES_M
export const RACE_KINDS: readonly RaceKind[] = ['5K', '10K', 'HM', 'MARATHON']

/** Daniels & Gilbert 1979, coefficients as in science.md S1.1 [C]. */
const VO2 = { constant: -4.6, linear: 0.182258, square: 0.000104 } as const
const FRACTION = { base: 0.8, slow: 0.1894393, slowRate: -0.012778, fast: 0.2989558, fastRate: -0.1932605 } as const

/** A performance outside these bounds says nothing about VDOT (science.md S1.1). */
export const VDOT_RACE_LIMITS = { minTimeS: 210, maxTimeS: 14_400, minDistanceM: 1500, maxDistanceM: 42_195 } as const
const VDOT_MIN = 20
const VDOT_MAX = 90
/** Outside 30–85 the training paces are extrapolated (science.md S1.4). */
const TABLE_MIN = 30
const TABLE_MAX = 85

/** Oxygen cost in ml/kg/min of running at a speed in **metres per minute** (science.md S1.1). */
export const oxygenCost = (speedMPerMin: number): number =>
  VO2.constant + VO2.linear * speedMPerMin + VO2.square * speedMPerMin ** 2

/** Share of VO2max an all-out effort of `minutes` is run at (science.md S1.1); above 1 below 11 min. */
export const sustainableFraction = (minutes: number): number =>
  FRACTION.base +
  FRACTION.slow * Math.exp(FRACTION.slowRate * minutes) +
  FRACTION.fast * Math.exp(FRACTION.fastRate * minutes)

/** Speed in metres per minute at an oxygen cost in ml/kg/min: inverse of {@link oxygenCost} (science.md S1.1). */
export const speedAtOxygenCost = (vo2: number): number =>
  (-VO2.linear + Math.sqrt(VO2.linear ** 2 + 4 * VO2.square * (vo2 - VO2.constant))) / (2 * VO2.square)

/** Speed in m/s at a share of VDOT, the base of all training paces (science.md S1.4). */
export const speedAtVdotFraction = (vdot: number, fraction: number): number => speedAtOxygenCost(vdot * fraction) / 60

/** VDOT whose `fraction` is run at `speedMps`: inverse of {@link speedAtVdotFraction}. */
export const vdotAtSpeed = (speedMps: number, fraction: number): number => oxygenCost(speedMps * 60) / fraction

/** VDOT of a time over a distance, with no judgement of its validity. */
const vdotOf = (distanceM: number, timeS: number): number =>
  oxygenCost((distanceM / timeS) * 60) / sustainableFraction(timeS / 60)

/**
 * VDOT of an all-out, flat performance (science.md S1.1). Unknown (`out-of-range`) for times outside 3.5–240 min,
 * distances outside 1500 m–marathon, and results below 20 or above 90.
 */
export function vdotFromPerformance(distanceM: number, timeS: number): Measured<number> {
  const limits = VDOT_RACE_LIMITS
  if (!(distanceM >= limits.minDistanceM && distanceM <= limits.maxDistanceM)) {
    return unknown('out-of-range', 'A race has to be between 1500 m and a marathon to tell a VDOT.')
  }
  if (!(timeS >= limits.minTimeS && timeS <= limits.maxTimeS)) {
    return unknown('out-of-range', 'A race has to last between 3.5 and 240 minutes to tell a VDOT.')
  }
  const vdot = vdotOf(distanceM, timeS)
  if (vdot < VDOT_MIN || vdot > VDOT_MAX) {
    return unknown(
      'out-of-range',
      `This performance gives a VDOT of ${vdot.toFixed(1)}, outside 20 to 90: check time and distance.`,
    )
  }
  return known(vdot)
}

/** True where Daniels' tables cover the VDOT, so that paces are not extrapolated (science.md S1.4). */
export const isInVdotTable = (vdot: number): boolean => vdot >= TABLE_MIN && vdot <= TABLE_MAX

/**
 * Race-equivalent time in seconds over `distanceM` for a VDOT (science.md S1.3): bisection on pace between 1.5 and
 * 20 min/km, where VDOT falls strictly with time.
 */
export function raceTimeS(vdot: number, distanceM: number): number {
  let fast = (distanceM / 1000) * 90
  let slow = (distanceM / 1000) * 1200
  for (let halving = 0; halving < 64; halving++) {
    const middle = (fast + slow) / 2
    if (vdotOf(distanceM, middle) > vdot) fast = middle
    else slow = middle
  }
  return (fast + slow) / 2
}
