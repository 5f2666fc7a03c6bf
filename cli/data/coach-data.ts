import type { LocalDate } from '@coach-wattz/core/time/local-date'
import type { AuditReply } from '../../shared/contracts/audit.ts'
import type { CalendarReply, TodayReply } from '../../shared/contracts/home.ts'
import type { ImportReply } from '../../shared/contracts/imports.ts'
import type { ProfileReply } from '../../shared/contracts/profile.ts'
import type { CheckIn, CheckInReply, WellnessDayReply } from '../../shared/contracts/wellness.ts'
import type { AdjustReply, AdjustRequest } from '../../shared/contracts/training-plan.ts'

/** What was asked was done, or is refused with a code and a sentence. */
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refused: { readonly code: string; readonly detail: string } }

/** The owner's data as the commands need them: from the running app, or from the database when nobody holds it. */
export interface CoachData {
  /** As of a day; null is today. */
  profile(on: LocalDate | null): Promise<ProfileReply>
  today(): Promise<TodayReply>
  morning(date: LocalDate): Promise<WellnessDayReply>
  /** Keeps what the athlete says of a morning, beside what they said of it before. */
  checkIn(date: LocalDate, told: CheckIn): Promise<CheckInReply>
  calendar(from: LocalDate, to: LocalDate): Promise<CalendarReply>
  /** Fits the plan in force to what came up; what the rules refuse is an answer, not bad input. */
  adjust(request: AdjustRequest): Promise<Answer<AdjustReply>>
  /** Hands files over one after another and waits until all are read; `onProgress` hears of each step. */
  importFiles(
    paths: readonly string[],
    onProgress: (progress: ImportReply['progress']) => void,
  ): Promise<Omit<ImportReply, 'next'>>
  /** Looks at the plan now, as the coach does every night. */
  audit(): Promise<AuditReply>
  close(): Promise<void>
}
