import { OWN_DISTANCE_M } from '@coach-wattz/core/plan/goal'
import type { Sport } from '@coach-wattz/core/athlete/sport'
import type { ThresholdName } from '@coach-wattz/core/athlete/thresholds'
import { METRES_PER_MILE } from '@coach-wattz/core/units/distance'
import { formatClock } from '@coach-wattz/core/units/format'

export const METRES_PER_FOOT = 0.3048

/** The athlete's own units (product.md §2). */
export type Units = 'metric' | 'imperial'

/** "4:05" for steps and paces, "1:36:30" for races. */
export const clock = (seconds: number): string => formatClock(seconds)
/** "1:05" hours and minutes, for counts with the unit h. */
export function hours(seconds: number): string {
  const m = Math.round(seconds / 60)
  return `${Math.floor(m / 60)}:${two(m % 60)}`
}
/** "54 min" or "1:05 h" (look book, Words). */
export function duration(seconds: number): string {
  const m = Math.round(seconds / 60)
  return m < 60 ? `${m} min` : `${hours(seconds)} h`
}

const two = (n: number): string => String(n).padStart(2, '0')
/** A real minus, never a hyphen. */
export const signed = (value: number, digits = 0): string => {
  const text = Math.abs(value).toFixed(digits)
  return Number(text) === 0 ? text : `${value > 0 ? '+' : '−'}${text}`
}
export const plain = (value: number, digits = 0): string => value.toFixed(digits).replace('-', '−')
export const thousands = (value: number): string => String(Math.round(value)).replace(/\B(?=(\d{3})+(?!\d))/g, ',')

export const distanceUnit = (units: Units): string => (units === 'metric' ? 'km' : 'mi')
/** Metres of one kilometre or mile. */
export const metresOf = (units: Units): number => (units === 'metric' ? 1000 : METRES_PER_MILE)
/** Number only: "10.1". */
export const distanceNumber = (metres: number, units: Units, digits = 1): string =>
  (metres / metresOf(units)).toFixed(digits)
/** "10.1 km" */
export const distance = (metres: number, units: Units, digits = 1): string =>
  `${distanceNumber(metres, units, digits)} ${distanceUnit(units)}`

/** "812 m" or "2,664 ft": heights and gains. */
export const altitudeUnit = (units: Units): string => (units === 'metric' ? 'm' : 'ft')
export const altitudeNumber = (metres: number, units: Units): string =>
  thousands(metres / (units === 'metric' ? 1 : METRES_PER_FOOT))
export const altitude = (metres: number, units: Units): string =>
  `${altitudeNumber(metres, units)} ${altitudeUnit(units)}`
/** "6 %" of 0.06, with a real minus. */
export const gradient = (grade: number, digits = 0): string => `${signedDown(grade * 100, digits)} %`
const signedDown = (value: number, digits: number): string => signed(value, digits).replace(/^\+/, '')

export const paceUnit = (units: Units): string => (units === 'metric' ? '/km' : '/mi')
/** Seconds for one kilometre or mile at this speed. */
const paceS = (speedMps: number, units: Units): number => (units === 'metric' ? 1000 : METRES_PER_MILE) / speedMps
/** "4:33" */
export const paceNumber = (speedMps: number, units: Units): string => clock(paceS(speedMps, units))
/** "4:33 /km" */
export const pace = (speedMps: number, units: Units): string => `${paceNumber(speedMps, units)} ${paceUnit(units)}`
/** Speed of a pace written "4:33", null when it is not one. */
export function parsePace(text: string, units: Units): number | null {
  const match = /^(\d{1,2}):([0-5]\d)$/.exec(text.trim())
  if (!match) return null
  const seconds = Number(match[1]) * 60 + Number(match[2])
  return seconds > 0 ? (units === 'metric' ? 1000 : METRES_PER_MILE) / seconds : null
}
/** Seconds of "1:36:30" or "23:10", null when it is not a time. */
export function parseRaceTime(text: string): number | null {
  const match = /^(?:(\d{1,2}):)?([0-5]?\d):([0-5]\d)$/.exec(text.trim())
  if (!match) return null
  return Number(match[1] ?? 0) * 3600 + Number(match[2]) * 60 + Number(match[3])
}

/** Metres of "15" or "9.3" in the athlete's own unit, null when it is no distance a run goal may have. */
export function parseDistance(text: string, units: Units): number | null {
  const match = /^\d{1,2}(?:[.,]\d{1,3})?$/.exec(text.trim())
  if (!match) return null
  const metres = Number(match[0].replace(',', '.')) * (units === 'metric' ? 1000 : METRES_PER_MILE)
  return metres >= OWN_DISTANCE_M.least && metres <= OWN_DISTANCE_M.most ? Math.round(metres) : null
}
/** Watts of "220", null when it is no power a person rides at. */
export function parsePower(text: string): number | null {
  const match = /^(\d{2,3})(?: ?W)?$/i.exec(text.trim())
  const watts = match ? Number(match[1]) : 0
  return watts >= 30 && watts <= 700 ? watts : null
}

/** A year somebody who trains may be born in, null when it is none. */
export function parseBirthYear(text: string): number | null {
  const year = /^\d{4}$/.test(text.trim()) ? Number(text) : 0
  return year >= 1920 && year <= 2020 ? year : null
}

/** The second number of a card: distance for a run, load for a ride. */
export function secondNumber(
  session: { sport: Sport; distanceM: number | null; tss: number | null },
  units: Units,
): string {
  if (session.sport === 'run' && session.distanceM !== null) return distance(session.distanceM, units)
  return session.tss === null ? '' : `${Math.round(session.tss)} load`
}

/** Our units as core's sentences take them. */
export const displayUnits = (units: Units): { distance: 'km' | 'mi' } => ({
  distance: units === 'metric' ? 'km' : 'mi',
})

/** A threshold's number in the athlete's units. */
export function thresholdParts(
  name: ThresholdName,
  value: number,
  units: Units,
): { readonly value: string; readonly unit: string } {
  switch (name) {
    case 'thresholdSpeedMps':
      return { value: paceNumber(value, units), unit: paceUnit(units) }
    case 'ftpW':
    case 'cpW':
      return { value: String(Math.round(value)), unit: 'W' }
    case 'wPrimeJ':
      return { value: plain(value / 1000, 1), unit: 'kJ' }
    default:
      return { value: String(Math.round(value)), unit: 'bpm' }
  }
}

export const daysWords = (days: number): string => (days === 1 ? 'a day' : `${days} days`)
