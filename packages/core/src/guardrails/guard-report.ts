import type { LocalDate } from '../time/local-date.ts'

/** H: the plan is invalid until corrected. S: a warning the athlete may accept (science.md S7.1). */
export type Severity = 'H' | 'S'

export const RULE_IDS = [
  'G01',
  'G02',
  'G03',
  'G04',
  'G05',
  'G06',
  'G07',
  'G08',
  'G09',
  'G10',
  'G11',
  'G12',
  'G13',
  'G14',
  'G15',
  'G16',
  'G17',
  'G18',
  'G19',
  'G20',
  'G21',
  'G22',
  'G23',
  'G24',
  'G25',
  'G26',
  'G27',
  'G28',
  'G29',
] as const
export type RuleId = (typeof RULE_IDS)[number]

/** One broken limit, with what was measured and what is allowed. */
export interface Violation {
  readonly rule: RuleId
  readonly severity: Severity
  /** Week number of the plan, null for the plan as a whole. */
  readonly week: number | null
  readonly date: LocalDate | null
  readonly workoutId: string | null
  readonly measured: number
  readonly allowed: number
  /** Unit of both figures: `km`, `min`, `share`, `days`, `h`, `count`, `weeks`, `points`. */
  readonly unit: string
  /** One sentence for the athlete, with the numbers in it. */
  readonly text: string
}

/** One rule's verdict over the whole plan: the closest it came to its limit, kept even when nothing is broken. */
export interface Verdict {
  readonly rule: RuleId
  readonly name: string
  readonly status: 'kept' | 'warned' | 'broken' | 'not-judged'
  /** The measured value nearest to (or furthest beyond) its limit, the soft and hard limit there; null when the rule never applied. */
  readonly measured: number | null
  readonly soft: number | null
  readonly hard: number | null
  readonly unit: string
  readonly week: number | null
  /** Why it was not judged, or what it looked at, in one sentence. */
  readonly detail: string
}

/** The certificate (design.md §4 GuardReport, §6 certificate). */
export interface GuardReport {
  readonly kind: 'certificate'
  readonly rulebook: string
  readonly profile: 'default' | 'template'
  /** Digest of the plan's canonical JSON; filled by the caller, which owns the hash function. */
  readonly digest: string | null
  readonly ok: boolean
  readonly violations: readonly Violation[]
  readonly verdicts: readonly Verdict[]
  readonly notJudged: readonly RuleId[]
}
