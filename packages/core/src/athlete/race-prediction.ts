import { known, unknown, type Measured } from '../result/measured.ts'
import { daysBetween, type LocalDate } from '../time/local-date.ts'
import { METRES_PER_MILE } from '../units/distance.ts'
import { RACE_DISTANCES_M, raceTimeS } from './vdot.ts'

/** A race or all-out test. */
export interface RaceEffort {
  readonly date: LocalDate
  readonly distanceM: number
  readonly timeS: number
}

/** Riegel 1981; personal exponents are clamped and shrunk to the population's (science.md S1.5). */
export const RIEGEL = { exponent: 1.06, min: 1.03, max: 1.15, shrink: 2, minRatio: 1.9, maxDaysApart: 90 } as const
/** Vickers & Vertosick 2016, coefficients of science.md S1.6 (beware public ports with 0.6423826). */
const VICKERS = {
  one: { constant: 0.16018617, speed: 0.83076202, tenMiles: 0.06423826, riegel: 1.07 },
  two: { constant: 1.4510756, exponent: -0.23797948, tenMiles: -0.01410023 },
  minMiles: 5,
  maxMiles: 150,
} as const
/** Longest target the 5K–half rule speaks for; from here to the marathon only VDOT is used (science.md S1.10). */
const SHORT_TARGET_MAX_M = 25_000
const MARATHON_TARGET_MIN_M = 40_000

/** Riegel's time over `toM` from a time over `fromM` (science.md S1.5). */
export const riegelTimeS = (fromM: number, timeS: number, toM: number, exponent: number = RIEGEL.exponent): number =>
  timeS * (toM / fromM) ** exponent

/** Fatigue exponent of two efforts, unclamped (science.md S1.5). */
export const riegelExponent = (d1M: number, t1S: number, d2M: number, t2S: number): number =>
  Math.log(t2S / t1S) / Math.log(d2M / d1M)

/**
 * Personal exponent from all pairs of efforts ≤ 90 days apart and ≥ 1.9× in distance, clamped to 1.03–1.15 and shrunk
 * to 1.06 (science.md S1.5). Unknown (`no-effort`) without such a pair.
 */
export function personalRiegelExponent(efforts: readonly RaceEffort[]): Measured<number> {
  const exponents: number[] = []
  for (const short of efforts) {
    for (const long of efforts) {
      if (long.distanceM / short.distanceM < RIEGEL.minRatio) continue
      if (Math.abs(daysBetween(short.date, long.date)) > RIEGEL.maxDaysApart) continue
      const exponent = riegelExponent(short.distanceM, short.timeS, long.distanceM, long.timeS)
      exponents.push(Math.min(RIEGEL.max, Math.max(RIEGEL.min, exponent)))
    }
  }
  if (exponents.length === 0) return unknown('no-effort', 'Two races of different length within 90 days are needed.')
  const sum = exponents.reduce((total, exponent) => total + exponent, 0)
  return known((sum + RIEGEL.shrink * RIEGEL.exponent) / (exponents.length + RIEGEL.shrink))
}

/** Marathon time from one race and weekly volume (science.md S1.6 model 1). Valid for 5–150 miles a week. */
export function vickersOneRace(distanceM: number, timeS: number, weeklyDistanceM: number): number {
  const { constant, speed, tenMiles, riegel } = VICKERS.one
  const marathonM = RACE_DISTANCES_M.MARATHON
  const riegelSpeed = marathonM / riegelTimeS(distanceM, timeS, marathonM, riegel)
  return marathonM / (constant + speed * riegelSpeed + (tenMiles * (weeklyDistanceM / METRES_PER_MILE)) / 10)
}

/** Marathon time from a shorter and a longer race and weekly volume (science.md S1.6 model 2). */
export function vickersTwoRaces(
  shorter: Pick<RaceEffort, 'distanceM' | 'timeS'>,
  longer: Pick<RaceEffort, 'distanceM' | 'timeS'>,
  weeklyDistanceM: number,
): number {
  const { constant, exponent, tenMiles } = VICKERS.two
  const between = riegelExponent(shorter.distanceM, shorter.timeS, longer.distanceM, longer.timeS)
  const toMarathon = constant + exponent * between + (tenMiles * (weeklyDistanceM / METRES_PER_MILE)) / 10
  return riegelTimeS(longer.distanceM, longer.timeS, RACE_DISTANCES_M.MARATHON, toMarathon)
}

export type PredictionMethod = 'vdot' | 'vdot+riegel' | 'vickers-1' | 'vickers-2'

/** A predicted time with the band a person should see (science.md S1.10). */
export interface RacePrediction {
  readonly distanceM: number
  readonly timeS: number
  readonly lowS: number
  readonly highS: number
  readonly method: PredictionMethod
}

export interface PredictionInput {
  readonly distanceM: number
  readonly vdot: number
  /** Races and all-out tests behind the VDOT; empty when it was inferred from training. */
  readonly efforts: readonly RaceEffort[]
  /** Mean weekly running distance, null when unknown. */
  readonly weeklyDistanceM: number | null
  /** Terrain or heat differ from the source: the band widens by 3 % (science.md S1.10). */
  readonly differs?: boolean
}

/**
 * Predicts a race by the choice of science.md S1.10: VDOT and personal Riegel to the half marathon; for the marathon
 * Vickers' two-race model, else the slower of VDOT and his one-race model. Unknown (`out-of-range`) outside 1500 m–marathon.
 */
export function predictRace(input: PredictionInput): Measured<RacePrediction> {
  const { distanceM, vdot, efforts, weeklyDistanceM } = input
  if (!(distanceM >= 1500 && distanceM <= RACE_DISTANCES_M.MARATHON)) {
    return unknown('out-of-range', 'Times are predicted from 1500 m to the marathon.')
  }
  const vdotTimeS = raceTimeS(vdot, distanceM)
  let timeS = vdotTimeS
  let method: PredictionMethod = 'vdot'
  if (distanceM <= SHORT_TARGET_MAX_M) {
    const exponent = personalRiegelExponent(efforts)
    const source = nearestEffort(efforts, distanceM)
    if (exponent.ok && source) {
      timeS = (vdotTimeS + riegelTimeS(source.distanceM, source.timeS, distanceM, exponent.value)) / 2
      method = 'vdot+riegel'
    }
  } else if (distanceM >= MARATHON_TARGET_MIN_M && weeklyDistanceM !== null && isVickersVolume(weeklyDistanceM)) {
    const pair = widestPair(efforts)
    if (pair) {
      timeS = vickersTwoRaces(pair.shorter, pair.longer, weeklyDistanceM) * (distanceM / RACE_DISTANCES_M.MARATHON)
      method = 'vickers-2'
    } else {
      const source = nearestEffort(efforts.filter(isVickersRace), distanceM)
      // Without a race the half-marathon equivalent stands in for one (science.md S1.3m).
      const fromM = source?.distanceM ?? RACE_DISTANCES_M.HM
      const vickersS = vickersOneRace(fromM, source?.timeS ?? raceTimeS(vdot, fromM), weeklyDistanceM)
      const scaledS = vickersS * (distanceM / RACE_DISTANCES_M.MARATHON)
      if (scaledS > vdotTimeS) {
        timeS = scaledS
        method = 'vickers-1'
      }
    }
  }
  const band = bandOf(efforts, distanceM) + (input.differs ? 0.03 : 0)
  return known({ distanceM, timeS, lowS: timeS * (1 - band), highS: timeS * (1 + band), method })
}

/** Half-width of the band by how far source and target lie apart; the widest without a race (science.md S1.10). */
function bandOf(efforts: readonly RaceEffort[], distanceM: number): number {
  const source = nearestEffort(efforts, distanceM)
  if (!source) return 0.07
  const ratio = distanceRatio(source.distanceM, distanceM)
  return ratio <= 2.2 ? 0.02 : ratio <= 4.5 ? 0.04 : 0.07
}

const distanceRatio = (aM: number, bM: number): number => Math.max(aM / bM, bM / aM)
const isVickersRace = (effort: RaceEffort): boolean => effort.distanceM >= 4900 && effort.distanceM <= 21_500
function isVickersVolume(weeklyDistanceM: number): boolean {
  const miles = weeklyDistanceM / METRES_PER_MILE
  return miles >= VICKERS.minMiles && miles <= VICKERS.maxMiles
}

function nearestEffort(efforts: readonly RaceEffort[], distanceM: number): RaceEffort | null {
  let best: RaceEffort | null = null
  for (const effort of efforts) {
    if (!best || distanceRatio(effort.distanceM, distanceM) < distanceRatio(best.distanceM, distanceM)) best = effort
  }
  return best
}

/** The widest pair of 5K–half races within 90 days, at least 1.9× apart. */
function widestPair(efforts: readonly RaceEffort[]): { shorter: RaceEffort; longer: RaceEffort } | null {
  let best: { shorter: RaceEffort; longer: RaceEffort } | null = null
  const races = efforts.filter(isVickersRace)
  for (const shorter of races) {
    for (const longer of races) {
      const ratio = longer.distanceM / shorter.distanceM
      if (ratio < RIEGEL.minRatio || Math.abs(daysBetween(shorter.date, longer.date)) > RIEGEL.maxDaysApart) continue
      if (!best || ratio > best.longer.distanceM / best.shorter.distanceM) best = { shorter, longer }
    }
  }
  return best
}
