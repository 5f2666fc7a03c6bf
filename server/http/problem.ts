import { createError, type H3Error } from 'h3'
import type { Problem } from '../../shared/contracts/route.ts'
import type { Refused } from '../usecases/outcome.ts'

/**
 * The one place where an outcome becomes HTTP. A use case names what happened; only this table knows the number
 * (style.md example 20).
 */
const STATUS: Record<string, number> = {
  'invalid-input': 422,
  'not-signed-in': 401,
  'wrong-credentials': 401,
  'owner-exists': 409,
  'rate-limited': 429,
  'not-found': 404,
  'plan-blocked': 409,
  'plan-refused': 422,
  'stale-revision': 409,
  'cannot-undo': 409,
  'preview-changed': 409,
  'too-large': 413,
  'cannot-export': 422,
  'import-closed': 409,
  'cross-site': 403,
}

/** An expected refusal as an HTTP error with a problem body. */
export function problem(refused: Refused): H3Error<Problem> {
  const statusCode = STATUS[refused.code] ?? 400
  return createError({
    statusCode,
    statusMessage: refused.title,
    data: {
      code: refused.code,
      title: refused.title,
      detail: refused.detail,
      ...(refused.fields ? { fields: refused.fields } : {}),
      ...(refused.data === undefined ? {} : { data: refused.data }),
    } satisfies Problem,
  })
}
