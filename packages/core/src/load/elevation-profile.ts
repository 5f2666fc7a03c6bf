/** Nothing on wheels or foot moves faster: such a step is a jump of the receiver (science.md S10.1). */
export const JUMP_MAX_MPS = 60
/** Samples in the median that removes single bad altitudes (science.md S10.1). */
const MEDIAN_SAMPLES = 5

/** Distances (strictly increasing) with their altitude. */
export interface ElevationProfile {
  readonly distanceM: readonly number[]
  readonly altitudeM: readonly number[]
}

/** Mean windows of science.md S10.1: barometer or DEM 100 m, phone GPS 200 m. */
export const ELEVATION_WINDOW_M = { barometric: 100, gps: 200 } as const

/**
 * Points with distance and altitude, free of standstills and jumps (science.md S10.1). `timeS`, where given, finds jumps
 * above 60 m/s.
 */
export function elevationPoints(
  distanceM: readonly (number | null)[],
  altitudeM: readonly (number | null)[],
  timeS?: readonly number[],
): ElevationProfile {
  const distances: number[] = []
  const altitudes: number[] = []
  let lastTimeS = 0
  for (let index = 0; index < distanceM.length; index++) {
    const distance = distanceM[index] ?? null
    const altitude = altitudeM[index] ?? null
    if (distance === null || altitude === null || !Number.isFinite(distance) || !Number.isFinite(altitude)) continue
    const time = timeS?.[index] ?? index
    const last = distances.at(-1)
    if (last !== undefined) {
      if (distance <= last) continue
      if (timeS && (time <= lastTimeS || (distance - last) / (time - lastTimeS) > JUMP_MAX_MPS)) continue
    }
    distances.push(distance)
    altitudes.push(altitude)
    lastTimeS = time
  }
  return { distanceM: distances, altitudeM: altitudes }
}

/** Smooths altitude: median of 5 samples, then a centred mean over `windowM` metres (science.md S10.1). */
export function smoothElevation(
  profile: ElevationProfile,
  windowM: number = ELEVATION_WINDOW_M.barometric,
): ElevationProfile {
  const { distanceM, altitudeM } = profile
  const median = altitudeM.map((_altitude, index) => medianAround(altitudeM, index))
  const smooth: number[] = []
  let from = 0
  let to = 0
  let sum = 0
  for (let index = 0; index < distanceM.length; index++) {
    const centre = distanceM[index]!
    while (to < distanceM.length && distanceM[to]! <= centre + windowM / 2) sum += median[to++]!
    while (distanceM[from]! < centre - windowM / 2) sum -= median[from++]!
    smooth.push(sum / (to - from))
  }
  return { distanceM, altitudeM: smooth }
}

/** Median of the 5 samples around an index, fewer at the ends; sorted in place in a scratch array, since this runs for every sample. */
const scratch = new Float64Array(MEDIAN_SAMPLES)
function medianAround(values: readonly number[], index: number): number {
  const from = Math.max(0, index - (MEDIAN_SAMPLES >> 1))
  const to = Math.min(values.length, index + (MEDIAN_SAMPLES >> 1) + 1)
  let count = 0
  for (let at = from; at < to; at++) {
    const value = values[at]!
    let place = count++
    while (place > 0 && scratch[place - 1]! > value) {
      scratch[place] = scratch[place - 1]!
      place--
    }
    scratch[place] = value
  }
  return scratch[count >> 1]!
}

/** Altitude at a distance, linear between points, level beyond the ends. */
export function altitudeAt(profile: ElevationProfile, distanceM: number): number {
  const { distanceM: distances, altitudeM } = profile
  let low = 0
  let high = distances.length - 1
  if (distanceM <= distances[low]!) return altitudeM[low]!
  if (distanceM >= distances[high]!) return altitudeM[high]!
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (distances[middle]! <= distanceM) low = middle
    else high = middle
  }
  const share = (distanceM - distances[low]!) / (distances[high]! - distances[low]!)
  return altitudeM[low]! + share * (altitudeM[high]! - altitudeM[low]!)
}

/** Gradient (rise/run) over a centred `spanM`, clamped to ±`clamp` (science.md S10.1: runs 50 m, ±0.45; rides 100 m, ±0.25). */
export function gradientAt(profile: ElevationProfile, distanceM: number, spanM: number, clamp: number): number {
  const { distanceM: distances } = profile
  if (distances.length < 2) return 0
  const from = Math.max(distances[0]!, distanceM - spanM / 2)
  const to = Math.min(distances.at(-1)!, distanceM + spanM / 2)
  if (to - from < spanM / 2) return 0
  const gradient = (altitudeAt(profile, to) - altitudeAt(profile, from)) / (to - from)
  return Math.min(clamp, Math.max(-clamp, gradient))
}
