import type { LocalDate } from '../time/local-date.ts'

export const FLAG_KINDS = ['INJURY', 'ILLNESS'] as const
export type FlagKind = (typeof FLAG_KINDS)[number]

/** Something that switches rules on until it is cleared (design.md §4). */
export interface Flag {
  readonly kind: FlagKind
  /** `knee`, `achilles` … for an injury. */
  readonly part?: string
  readonly startDate: LocalDate
  readonly reviewDate?: LocalDate
}
