/**
 * What a use case answers: done with a value, or refused with a code and words for a person. The outermost edge turns
 * it into HTTP, an exit code or a sentence (style.md §7).
 */
export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refused: Refused }

export interface Refused {
  readonly code: string
  readonly title: string
  /** What happened, why, what to do. */
  readonly detail: string
  /** Sentences by input path, for forms. */
  readonly fields?: Readonly<Record<string, string>>
  readonly data?: unknown
}

export const done = <T>(value: T): Outcome<T> => ({ ok: true, value })
export const refuse = (
  code: string,
  title: string,
  detail: string,
  more: Pick<Refused, 'fields' | 'data'> = {},
): { ok: false; refused: Refused } => ({
  ok: false,
  refused: { code, title, detail, ...more },
})
