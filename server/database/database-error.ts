/** Why a database could not be opened. Each is one clear sentence for the person who started the app (design.md law 7). */
export type DatabaseErrorCode =
  | 'DATA_FOLDER_UNUSABLE'
  | 'DATABASE_LOCKED'
  | 'DATABASE_DAMAGED'
  | 'DATABASE_URL_INVALID'
  | 'DATABASE_UNREACHABLE'
  | 'DATABASE_TOO_OLD'
  | 'DATABASE_NEWER'
  | 'MIGRATION_CHANGED'
  | 'MIGRATION_FAILED'

/** `message` is the sentence; `code` is for exit codes and tests; `cause` keeps the original for a log. */
export class DatabaseError extends Error {
  readonly code: DatabaseErrorCode

  constructor(code: DatabaseErrorCode, sentence: string, options?: { readonly cause?: unknown }) {
    super(sentence, options)
    this.name = 'DatabaseError'
    this.code = code
  }
}

/** The system's own short code (`EACCES`, `28P01`) of an unknown error, or its message. */
export function reasonOf(cause: unknown): string {
  if (cause instanceof AggregateError && cause.errors.length > 0) return reasonOf(cause.errors[0])
  if (cause instanceof Error) {
    const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : null
    if (cause.message === '') return code ?? cause.name
    return code !== null && !cause.message.includes(code) ? `${cause.message} (${code})` : cause.message
  }
  return String(cause)
}
