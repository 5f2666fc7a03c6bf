import { Temporal } from 'temporal-polyfill'
import type { LocalDate } from '@coach-wattz/core/time/local-date'

/** The athlete's calendar day at an instant (design.md §5: athlete-local). An unknown zone reads as UTC. */
export function localToday(now: Date, timeZone: string): LocalDate {
  const instant = Temporal.Instant.fromEpochMilliseconds(now.getTime())
  try {
    return instant.toZonedDateTimeISO(timeZone).toPlainDate().toString()
  } catch (cause) {
    if (cause instanceof RangeError) return instant.toZonedDateTimeISO('UTC').toPlainDate().toString()
    throw cause
  }
}

/** Seconds east of UTC at an instant in a zone; 0 for a zone we do not know. */
export function utcOffsetAt(isoInstant: string, timeZone: string): number {
  const instant = Temporal.Instant.from(isoInstant)
  try {
    return instant.toZonedDateTimeISO(timeZone).offsetNanoseconds / 1e9
  } catch (cause) {
    if (cause instanceof RangeError) return 0
    throw cause
  }
}
