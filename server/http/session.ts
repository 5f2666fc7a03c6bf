import { appendResponseHeader, getCookie, getHeader, getHeaders, getRequestIP, type H3Event } from 'h3'
import { timingSafeEqual } from 'node:crypto'
import type { Application } from '../application.ts'
import { sampleAthleteOf } from '../usecases/open-sample.ts'
import { refuse } from '../usecases/outcome.ts'
import { RefusedRequest } from './problem.ts'

/** Cookie that turns the view to the sample athlete; it can only choose between the account's own two athletes. */
export const VIEW_COOKIE = 'coach_view'

export interface Viewer {
  /** Null for the command line, which comes with the folder's local token instead of a session. */
  readonly userId: string | null
  readonly sessionId: string | null
  readonly athleteId: string
  readonly sample: boolean
}

/** Who asks, or null. The athlete comes from the session, never from the request (design.md §7). */
export async function viewerOf(event: H3Event, application: Application): Promise<Viewer | null> {
  const token = bearerToken(event)
  if (token !== null) return viewerOfLocalToken(event, application, token)
  const session = await application.accounts.sessionOf(requestHeaders(event))
  if (!session) return null
  for (const cookie of session.setCookies) appendResponseHeader(event, 'set-cookie', cookie)
  const sample = getCookie(event, VIEW_COOKIE) === 'sample' ? await sampleAthleteOf(application, session.userId) : null
  return {
    userId: session.userId,
    sessionId: session.sessionId,
    athleteId: sample ?? session.athleteId,
    sample: sample !== null,
  }
}

export async function requireViewer(event: H3Event, application: Application): Promise<Viewer> {
  const viewer = await viewerOf(event, application)
  if (!viewer)
    throw new RefusedRequest(
      refuse('not-signed-in', 'Please sign in', 'This page belongs to an account. Sign in and try again.').refused,
    )
  return viewer
}

/** Headers of the request as the web's own type. */
export function requestHeaders(event: H3Event): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(getHeaders(event))) if (value !== undefined) headers.set(name, value)
  return headers
}

export const requestIp = (event: H3Event): string => getRequestIP(event) ?? 'unknown'

function bearerToken(event: H3Event): string | null {
  const header = getHeader(event, 'authorization')
  return header?.startsWith('Bearer ') ? header.slice('Bearer '.length) : null
}

/** The command line on the same machine proves itself by the token in the data folder's lock, which only its owner can read. */
async function viewerOfLocalToken(event: H3Event, application: Application, token: string): Promise<Viewer | null> {
  const expected = application.database.localToken
  const address = requestIp(event)
  const isLoopback = address === '127.0.0.1' || address === '::1' || address === '::ffff:127.0.0.1'
  if (expected === null || !isLoopback) return null
  const [given, wanted] = [Buffer.from(token), Buffer.from(expected)]
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return null
  const athleteId = await application.accounts.ownerAthleteId()
  return athleteId === null ? null : { userId: null, sessionId: null, athleteId, sample: false }
}
