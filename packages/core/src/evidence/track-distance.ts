import { JUMP_MAX_MPS } from '../load/elevation-profile.ts'
import type { Streams } from './activity.ts'

/** Mean Earth radius (IUGG), metres. */
const EARTH_RADIUS_M = 6_371_008.8
const radians = (degrees: number): number => (degrees * Math.PI) / 180

/** Great-circle distance in metres between two points in degrees (haversine). */
export function greatCircleM(latA: number, lonA: number, latB: number, lonB: number): number {
  const half = (from: number, to: number): number => Math.sin(radians(to - from) / 2) ** 2
  const h = half(latA, latB) + Math.cos(radians(latA)) * Math.cos(radians(latB)) * half(lonA, lonB)
  return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(h)))
}

/**
 * Distance of each sample in metres: the device's own column, else summed along the track with jumps above 60 m/s left
 * out. Null when there is neither.
 */
export function sampleDistances(streams: Streams): readonly (number | null)[] | null {
  if (streams.distanceM?.some((distance) => distance !== null)) return streams.distanceM
  const { latDeg, lonDeg, timeS } = streams
  if (!latDeg || !lonDeg) return null
  let total = 0
  let last: { lat: number; lon: number; time: number } | null = null
  let points = 0
  const distances = timeS.map((time, index) => {
    const lat = latDeg[index] ?? null
    const lon = lonDeg[index] ?? null
    if (lat === null || lon === null) return null
    if (last) {
      const step = greatCircleM(last.lat, last.lon, lat, lon)
      if (step <= JUMP_MAX_MPS * (time - last.time)) total += step
    }
    last = { lat, lon, time }
    points++
    return total
  })
  return points >= 2 ? distances : null
}
