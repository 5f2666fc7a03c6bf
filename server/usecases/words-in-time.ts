import type { LocalDate } from '@coach-wattz/core/time/local-date'
import { localDayOf } from '@coach-wattz/core/time/local-day'
import type { SessionWords } from '../repositories/feedback-repository.ts'
import { utcOffsetAt } from './local-today.ts'

/**
 * Words on planned sessions that were said from the day of the session on, and those from before: the session was missed and
 * stands on a later day now. What was said of the old day says nothing of the new one.
 */
export function wordsInTime(
  { ofWorkouts, ofActivities }: SessionWords,
  sessions: readonly { readonly id: string; readonly date: LocalDate }[],
  timeZone: string,
): { readonly words: SessionWords; readonly earlier: SessionWords['ofWorkouts'] } {
  const dates = new Map(sessions.map(({ id, date }) => [id, date]))
  const isEarlier = (id: string, told: Date): boolean => {
    const date = dates.get(id)
    const at = told.toISOString()
    return date !== undefined && localDayOf(at, utcOffsetAt(at, timeZone)) < date
  }
  const [inTime, earlier]: [typeof ofWorkouts, typeof ofWorkouts] = [
    new Map([...ofWorkouts].filter(([id, { updatedAt }]) => !isEarlier(id, updatedAt))),
    new Map([...ofWorkouts].filter(([id, { updatedAt }]) => isEarlier(id, updatedAt))),
  ]
  return { words: { ofWorkouts: inTime, ofActivities }, earlier }
}
