import { Temporal } from 'temporal-polyfill'

/** Offset of an IANA zone from UTC in seconds at an instant (ISO), daylight saving applied. Null for an unknown zone. */
export function zoneOffsetS(timeZone: string, instant: string): number | null {
  try {
    return Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).offsetNanoseconds / 1e9
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}
