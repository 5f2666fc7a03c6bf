import type { LocalDate } from '../time/local-date.ts'

/** The health questions before a first plan (science.md G20, ACSM pre-participation screening 2015). */
export const SCREENING_QUESTIONS = [
  'chest-pain',
  'fainting',
  'heart-metabolic-or-kidney-disease',
  'pregnancy',
  'doctors-restriction',
] as const
export type ScreeningQuestion = (typeof SCREENING_QUESTIONS)[number]

/** What the athlete answered, and what was agreed since. */
export interface Screening {
  /** Questions answered with yes; none when all were answered with no. */
  readonly yes: readonly ScreeningQuestion[]
  /** A doctor has agreed to training since the last yes. */
  readonly doctorAgreed: boolean
  /** A parent or guardian has agreed, for athletes under 18. */
  readonly guardianAgreed: boolean
}

/** The answers as they are kept: with the day they were given. */
export interface KeptScreening extends Screening {
  readonly answeredOn: LocalDate
}

/** G20: a yes without a doctor's word keeps every session easy. Unanswered is not a yes: the wizard asks before it plans. */
export const needsDoctor = (screening: Screening | null | undefined): boolean =>
  screening !== null && screening !== undefined && screening.yes.length > 0 && !screening.doctorAgreed
