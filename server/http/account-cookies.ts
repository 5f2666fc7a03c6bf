import { appendResponseHeader, deleteCookie, setCookie, setHeader, type H3Event } from 'h3'
import { done, refuse, type Outcome } from '../usecases/outcome.ts'
import { requestHeaders, requestIp, VIEW_COOKIE } from './session.ts'

/** What accounts answers to sign-up, sign-in, sign-out and a new password. */
export type AccountAnswer =
  | { readonly ok: true; readonly setCookies: readonly string[] }
  | {
      readonly ok: false
      readonly code: 'owner-exists' | 'invalid-input' | 'wrong-credentials' | 'rate-limited' | 'not-signed-in'
      readonly detail?: string
      readonly retryAfterS?: number
    }

/** Who calls, for rate limits and for the list of sessions. */
export const callerOf = (event: H3Event): { headers: Headers; ip: string } => ({
  headers: requestHeaders(event),
  ip: requestIp(event),
})

export const forgetView = (event: H3Event): void => {
  deleteCookie(event, VIEW_COOKIE, { path: '/' })
}

const WORDS = {
  'owner-exists': ['There is an owner already', 'This installation has its owner. Sign in with that account.'],
  'invalid-input': ['Something is missing or off', 'Check the fields and try again.'],
  'wrong-credentials': ['That did not match', 'E-mail and password do not belong together. Check both and try again.'],
  'rate-limited': ['Too many tries', 'Too many tries in a short time.'],
  'not-signed-in': ['Please sign in', 'Your session has ended. Sign in and try again.'],
} as const

/** Passes the session cookies on, or says in words why there are none. */
export function answerWithCookies(event: H3Event, answer: AccountAnswer): Outcome<{ done: true }> {
  if (answer.ok) {
    for (const cookie of answer.setCookies) appendResponseHeader(event, 'set-cookie', cookie)
    return done({ done: true })
  }
  const [title, detail] = WORDS[answer.code]
  if (answer.retryAfterS !== undefined) {
    setHeader(event, 'retry-after', Math.ceil(answer.retryAfterS))
    return refuse(answer.code, title, `${detail} Wait ${Math.ceil(answer.retryAfterS)} seconds and try again.`)
  }
  return refuse(answer.code, title, answer.detail ?? detail)
}

/** From now on this browser looks at the sample athlete; the cookie ends with the browser. */
export const showSample = (event: H3Event): void => {
  setCookie(event, VIEW_COOKIE, 'sample', { path: '/', httpOnly: true, sameSite: 'lax' })
}
