import { fromDayNumber, type LocalDate } from './local-date.ts'

/** Largest offset of a zone from UTC in seconds: −12 h … +14 h. */
const OFFSET_MIN_S = -12 * 3600
const OFFSET_MAX_S = 14 * 3600

/** True for an offset a clock on Earth can show. */
export const isUtcOffset = (offsetS: number): boolean => offsetS >= OFFSET_MIN_S && offsetS <= OFFSET_MAX_S

/** Local calendar day of an instant (ISO, UTC) at an offset in seconds (science.md S0.1). Throws on a string that is no instant. */
export function localDayOf(instant: string, offsetS: number): LocalDate {
  const milliseconds = Date.parse(instant)
  if (!Number.isFinite(milliseconds)) throw new Error(`Not an instant: ${instant}`)
  return fromDayNumber(Math.floor((milliseconds / 1000 + offsetS) / 86_400))
}
