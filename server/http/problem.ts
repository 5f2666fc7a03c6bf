import { isError, setHeader, setResponseStatus, type H3Event } from 'h3'
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
  'owner-only': 403,
  unexpected: 500,
}

/** Thrown inside a route where an outcome cannot be returned; {@link problemOf} turns it into the reply. */
export class RefusedRequest extends Error {
  override readonly name = 'RefusedRequest'
  readonly refused: Refused
  constructor(refused: Refused) {
    super(refused.title)
    this.refused = refused
  }
}

/** Answers a refusal: status, problem body (RFC 9457), nothing else. */
export function answerProblem(event: H3Event, { code, title, detail, fields, data }: Refused): Problem {
  setResponseStatus(event, STATUS[code] ?? 400)
  setHeader(event, 'content-type', 'application/problem+json')
  setHeader(event, 'cache-control', 'no-store')
  return { code, title, detail, ...(fields ? { fields } : {}), ...(data === undefined ? {} : { data }) }
}

/** What a failed request is to the one who asked. A fault of ours goes to the log whole and to the wire without a trace. */
export function problemOf(cause: unknown): Refused {
  if (cause instanceof RefusedRequest) return cause.refused
  if (isError(cause) && cause.statusCode < 500)
    return { code: 'invalid-input', title: 'Not readable', detail: 'The request does not have the expected form.' }
  console.error(cause)
  return {
    code: 'unexpected',
    title: 'Something went wrong on our side',
    detail: 'Nothing was changed. Try again; if it happens again, the log of the server has the cause.',
  }
}
