import { localDayOf } from '@coach-wattz/core/time/local-day'
import type { LocalDate } from '@coach-wattz/core/time/local-date'
import { zoneOffsetS } from '@coach-wattz/core/time/time-zone'

/** The athlete's calendar day at an instant (design.md §5: athlete-local). An unknown zone reads as UTC. */
export const localToday = (now: Date, timeZone: string): LocalDate =>
  localDayOf(now.toISOString(), utcOffsetAt(now.toISOString(), timeZone))

/** Seconds east of UTC at an instant in a zone; 0 for a zone we do not know. */
export const utcOffsetAt = (isoInstant: string, timeZone: string): number => zoneOffsetS(timeZone, isoInstant) ?? 0
