import { addDays, type LocalDate } from '../time/local-date.ts'

export const FLAG_KINDS = ['INJURY', 'ILLNESS'] as const
export type FlagKind = (typeof FLAG_KINDS)[number]

/** Something that switches rules on until it is cleared (design.md §4). */
export interface Flag {
  readonly kind: FlagKind
  /** `knee`, `achilles` … for an injury. */
  readonly part?: string
  readonly startDate: LocalDate
  readonly reviewDate?: LocalDate
  /** Pain of an injury on the worst of the last days, 0–10; absent: unknown (science.md G17). */
  readonly pain?: number
  /** Where an illness sits, the neck check of science.md S8.6; absent: unknown. */
  readonly symptoms?: Symptoms
  /** First day without symptoms and without drugs, once there is one (S8.6). */
  readonly symptomFreeSince?: LocalDate
}

export type Symptoms = 'above-neck' | 'below-neck' | 'fever'

/** An injury without a review date is held for four weeks, an illness for one (science.md G17, G19; review with the athlete). */
const DEFAULT_FLAG_DAYS = { INJURY: 28, ILLNESS: 7 } as const

/** The first day on which a flag no longer holds a plan that starts on `planStart`: its review, or the usual time from the start. */
export const flagEnd = (flag: Flag, planStart: LocalDate): LocalDate =>
  flag.reviewDate ?? addDays(planStart, DEFAULT_FLAG_DAYS[flag.kind])
