import { metresToUnit, type DistanceUnit } from './distance.ts'
import { paceFromSpeed } from './pace.ts'
import { roundHalfAway } from './rounding.ts'

/** What stands where a number is missing or makes no sense. */
const ABSENT = '–'
/** Slower than this is no pace a person reads: one hour for a kilometre. */
const SLOWEST_PACE_S = 3600

const two = (value: number): string => String(value).padStart(2, '0')

/** A length of time in words: `45 s`, `54 min`, `1:05 h` (product.md §2). Minutes are rounded. */
export function formatDuration(durationS: number): string {
  if (!Number.isFinite(durationS)) return ABSENT
  const sign = durationS < 0 ? '−' : ''
  const seconds = Math.abs(durationS)
  if (seconds > 0 && roundHalfAway(seconds) < 60) return `${sign}${roundHalfAway(seconds)} s`
  const minutes = roundHalfAway(seconds / 60)
  if (minutes < 60) return `${sign}${minutes} min`
  return `${sign}${Math.floor(minutes / 60)}:${two(minutes % 60)} h`
}

/** A clock time to the second: `5:00`, `1:05:00`, `0:45`. */
export function formatClock(timeS: number): string {
  if (!Number.isFinite(timeS)) return ABSENT
  const sign = timeS < 0 ? '−' : ''
  const seconds = roundHalfAway(Math.abs(timeS))
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor((seconds % 3600) / 60)
  const rest = two(seconds % 60)
  return sign + (hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`)
}

/** A pace from a speed in m/s: `4:52 /km`. A standstill has none. */
export function formatPace(speedMps: number, unit: DistanceUnit = 'km'): string {
  const pace = paceFromSpeed(speedMps, unit)
  return speedMps > 0 && pace <= SLOWEST_PACE_S ? `${formatClock(pace)} /${unit}` : ABSENT
}

/** A range of paces from two speeds, fast first as runners read it: `4:52–5:10 /km`. */
export function formatPaceRange(slowMps: number, fastMps: number, unit: DistanceUnit = 'km'): string {
  const [fast, slow] = [formatPace(Math.max(slowMps, fastMps), unit), formatPace(Math.min(slowMps, fastMps), unit)]
  return fast === slow ? fast : `${fast.replace(` /${unit}`, '')}–${slow}`
}

/** A distance: `400 m`, `8.4 km`, `142 km`, `5.2 mi`. */
export function formatDistance(distanceM: number, unit: DistanceUnit = 'km'): string {
  if (!Number.isFinite(distanceM)) return ABSENT
  if (unit === 'km' && roundHalfAway(distanceM) < 1000) return `${roundHalfAway(distanceM)} m`
  const distance = metresToUnit(distanceM, unit)
  return `${roundHalfAway(distance, 1) < 100 ? roundHalfAway(distance, 1).toFixed(1) : roundHalfAway(distance)} ${unit}`
}

/** A speed: `31.4 km/h`, `19.5 mph`. */
export function formatSpeed(speedMps: number, unit: DistanceUnit = 'km'): string {
  if (!Number.isFinite(speedMps)) return ABSENT
  return `${roundHalfAway(metresToUnit(speedMps * 3600, unit), 1).toFixed(1)} ${unit === 'km' ? 'km/h' : 'mph'}`
}

/** A power: `245 W`. */
export const formatPower = (powerW: number): string => (Number.isFinite(powerW) ? `${roundHalfAway(powerW)} W` : ABSENT)

/** A heart rate: `152 bpm`. */
export const formatHeartRate = (bpm: number): string => (Number.isFinite(bpm) ? `${roundHalfAway(bpm)} bpm` : ABSENT)

/** A climb: `340 m`, `1,115 ft` with miles. */
export function formatAscent(ascentM: number, unit: DistanceUnit = 'km'): string {
  if (!Number.isFinite(ascentM)) return ABSENT
  if (unit === 'km') return `${groupThousands(roundHalfAway(ascentM))} m`
  // International foot: 0.3048 m, exact.
  return `${groupThousands(roundHalfAway(ascentM / 0.3048))} ft`
}

/** A share: 0.625 → `63 %`. */
export const formatPercent = (fraction: number): string =>
  Number.isFinite(fraction) ? `${roundHalfAway(fraction * 100)} %` : ABSENT

/** A number of things: `1 day`, `3 days`, `2.5 days`. */
export const countText = (count: number, one: string, many = `${one}s`): string =>
  `${roundHalfAway(count, 1)} ${count === 1 ? one : many}`

function groupThousands(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',')
}
