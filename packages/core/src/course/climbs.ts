import { altitudeAt, type ElevationProfile } from '../load/elevation-profile.ts'

/** Rules of science.md S10.3, metres and shares. */
export const CLIMB_RULES = {
  startMean: 0.03,
  startOverM: 200,
  flatMean: 0.01,
  flatForM: 500,
  dropM: 10,
  dropShareOfGain: 0.1,
  mergeGapM: 300,
  mergeDropM: 10,
  minLengthM: 300,
  minMean: 0.03,
} as const

/** Score = length × mean in per cent = 100 × gain, from this score on (science.md S10.3, after Strava). */
const CATEGORIES = [
  { from: 80_000, category: 'HC' },
  { from: 64_000, category: '1' },
  { from: 32_000, category: '2' },
  { from: 16_000, category: '3' },
  { from: 8_000, category: '4' },
] as const
export type ClimbCategory = (typeof CATEGORIES)[number]['category']

/** A way up worth naming; distances from the start of the course. */
export interface Climb {
  readonly startM: number
  readonly endM: number
  readonly lengthM: number
  readonly gainM: number
  /** Mean gradient, 0.05 = 5 %. */
  readonly meanGrade: number
  readonly score: number
  /** Null below category 4. */
  readonly category: ClimbCategory | null
}

interface Stretch {
  startM: number
  endM: number
}

/** Step of the walk along the course: 20 m on a ride (science.md S10.1); finer adds nothing after a 100 m mean. */
const STEP_M = 20

/**
 * The climbs of a smoothed profile (science.md S10.3): one starts where the next 200 m rise by 3 % and ends at its top,
 * once 500 m stayed below 1 % or it fell by more than max(10 m, 10 % of the gain). A long false flat before a climb is
 * cut off: the climb begins where it is 3 % from there to its top.
 */
export function findClimbs(profile: ElevationProfile): Climb[] {
  const totalM = profile.distanceM.at(-1)
  const fromM = profile.distanceM[0]
  if (totalM === undefined || fromM === undefined) return []
  const heightAt = (distanceM: number): number => altitudeAt(profile, distanceM)
  const stretches: Stretch[] = []
  for (let at = fromM; at + CLIMB_RULES.startOverM <= totalM; at += STEP_M) {
    const rise = heightAt(at + CLIMB_RULES.startOverM) - heightAt(at)
    if (rise < CLIMB_RULES.startMean * CLIMB_RULES.startOverM) continue
    const stretch = { startM: at, endM: topFrom(at, totalM, heightAt) }
    stretches.push(stretch)
    at = Math.max(at, stretch.endM - STEP_M)
  }
  return merged(stretches, heightAt).flatMap((stretch) => steepPart(stretch, heightAt))
}

/** The stretch from its first start on that is long and steep enough; none where no part is. */
function steepPart({ startM, endM }: Stretch, heightAt: (distanceM: number) => number): Climb[] {
  for (let from = startM; endM - from >= CLIMB_RULES.minLengthM; from += STEP_M) {
    const rise = heightAt(from + CLIMB_RULES.startOverM) - heightAt(from)
    if (rise < CLIMB_RULES.startMean * CLIMB_RULES.startOverM) continue
    const climb = climbOf({ startM: from, endM }, heightAt)
    if (climb.meanGrade >= CLIMB_RULES.minMean) return [climb]
  }
  return []
}

/** Category of a climb by its score; null below category 4. */
export const climbCategory = (score: number): ClimbCategory | null =>
  CATEGORIES.find((row) => score >= row.from)?.category ?? null

function topFrom(startM: number, totalM: number, heightAt: (distanceM: number) => number): number {
  const base = heightAt(startM)
  let topM = startM
  let top = base
  let flatSinceM = startM
  for (let at = startM + STEP_M; at <= totalM; at += STEP_M) {
    const height = heightAt(at)
    if (height > top) {
      top = height
      topM = at
    }
    if (height - heightAt(at - STEP_M) >= CLIMB_RULES.flatMean * STEP_M) flatSinceM = at
    const drop = top - height
    if (drop > Math.max(CLIMB_RULES.dropM, CLIMB_RULES.dropShareOfGain * (top - base))) break
    if (at - flatSinceM >= CLIMB_RULES.flatForM) break
  }
  return topM
}

function merged(stretches: readonly Stretch[], heightAt: (distanceM: number) => number): Stretch[] {
  const result: Stretch[] = []
  for (const stretch of stretches) {
    const last = result.at(-1)
    const isSame =
      last &&
      stretch.startM - last.endM < CLIMB_RULES.mergeGapM &&
      heightAt(last.endM) - heightAt(stretch.startM) < CLIMB_RULES.mergeDropM
    if (last && isSame) last.endM = stretch.endM
    else result.push({ ...stretch })
  }
  return result
}

function climbOf({ startM, endM }: Stretch, heightAt: (distanceM: number) => number): Climb {
  const lengthM = endM - startM
  const gainM = heightAt(endM) - heightAt(startM)
  // heights are known to the metre at best: 639.98 m are the 640 of category 1
  const score = 100 * Math.round(gainM)
  return {
    startM,
    endM,
    lengthM,
    gainM,
    meanGrade: lengthM > 0 ? gainM / lengthM : 0,
    score,
    category: climbCategory(score),
  }
}
