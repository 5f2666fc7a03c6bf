import type { LocalDate } from '@coach-wattz/core/time/local-date'
import { localDayOf } from '@coach-wattz/core/time/local-day'
import { utcOffsetAt } from './local-today.ts'

/** The night is over at three by the athlete's own clock (design.md §5). */
const NIGHT_ENDS_S = 3 * 3600

/**
 * The latest night that is over for an athlete, named by the day it ends on. Read off the clock on the wall: an hour that
 * does not exist in spring is over when the clock has jumped past it, one that comes twice in autumn when it first ends.
 */
export function auditNight(now: Date, timeZone: string): LocalDate {
  const instant = now.toISOString()
  return localDayOf(instant, utcOffsetAt(instant, timeZone) - NIGHT_ENDS_S)
}
