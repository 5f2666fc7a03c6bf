/** Validator codes of integrations.md §8; each has its line in SPEC.md. */
export const AWP_CODES = [
  'AWP000',
  'AWP001',
  'AWP002',
  'AWP003',
  'AWP004',
  'AWP005',
  'AWP006',
  'AWP007',
  'AWP008',
  'AWP009',
  'AWP010',
  'AWP100',
] as const
export type AwpCode = (typeof AWP_CODES)[number]

/** One finding about a document: which rule, where, how bad, and the sentence a person reads. */
export interface AwpIssue {
  readonly code: AwpCode
  readonly severity: 'error' | 'warning'
  /** `steps[2].content[0].power`, or the empty string for the document. */
  readonly path: string
  readonly text: string
}
