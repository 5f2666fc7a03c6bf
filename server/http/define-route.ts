import {
  defineEventHandler,
  getHeader,
  getQuery,
  getRouterParams,
  readBody,
  setHeader,
  type EventHandler,
  type H3Event,
} from 'h3'
import type { z } from 'zod'
import type { Problem, RouteContract } from '../../shared/contracts/route.ts'
import type { Application } from '../application.ts'
import { refuse, type Outcome } from '../usecases/outcome.ts'
import { useApplication } from './application.ts'
import { answerProblem, problemOf, RefusedRequest } from './problem.ts'
import { requireViewer, type Viewer } from './session.ts'

type Parsed<Schema> = Schema extends z.ZodType ? z.infer<Schema> : undefined

interface PublicContext<Contract extends RouteContract> {
  readonly event: H3Event
  readonly application: Application
  readonly params: Parsed<Contract['params']>
  readonly query: Parsed<Contract['query']>
  readonly body: Parsed<Contract['body']>
}
interface Context<Contract extends RouteContract> extends PublicContext<Contract> {
  readonly viewer: Viewer
  readonly athleteId: string
}
type Reply<Contract extends RouteContract> = z.infer<Contract['reply']>

/** A route for someone signed in: parse → delegate → reply; the athlete comes from the session alone. */
export function defineRoute<const Contract extends RouteContract>(
  contract: Contract,
  handle: (context: Context<Contract>) => Promise<Outcome<Reply<Contract>>>,
): EventHandler {
  return answering(contract, async (event) => {
    const application = useApplication()
    const viewer = await requireViewer(event, application)
    const input = await parseInput(event, contract)
    return handle({ event, application, viewer, athleteId: viewer.athleteId, ...input })
  })
}

/** A route open to everyone, as its contract says: status, first owner, sign-in. */
export function definePublicRoute<const Contract extends RouteContract & { readonly open: true }>(
  contract: Contract,
  handle: (context: PublicContext<Contract>) => Promise<Outcome<Reply<Contract>>>,
): EventHandler {
  return answering(contract, async (event) =>
    handle({ event, application: useApplication(), ...(await parseInput(event, contract)) }),
  )
}

/** Every reply of ours: the value, or a problem; never a page, a stack or a path. */
function answering<T>(contract: RouteContract, run: (event: H3Event) => Promise<Outcome<T>>): EventHandler {
  return defineEventHandler(async (event): Promise<T | Problem> => {
    try {
      refuseCrossSite(event, contract)
      const outcome = await run(event)
      if (!outcome.ok) return answerProblem(event, outcome.refused)
      setHeader(event, 'cache-control', 'no-store')
      return outcome.value
    } catch (cause) {
      return answerProblem(event, problemOf(cause))
    }
  })
}

/** A form on another site must not act with this browser's cookie, whatever the cookie's own policy is. */
function refuseCrossSite(event: H3Event, contract: RouteContract): void {
  if (contract.method === 'GET') return
  const site = getHeader(event, 'sec-fetch-site')
  const origin = getHeader(event, 'origin')
  const host = getHeader(event, 'host')
  const foreignOrigin =
    origin !== undefined && origin !== 'null' && URL.canParse(origin) && new URL(origin).host !== host
  if (site === 'cross-site' || origin === 'null' || foreignOrigin)
    throw new RefusedRequest(
      refuse('cross-site', 'Refused', 'This request came from another site. Open Coach Wattz itself and try again.')
        .refused,
    )
}

async function parseInput<Contract extends RouteContract>(
  event: H3Event,
  contract: Contract,
): Promise<Pick<PublicContext<Contract>, 'params' | 'query' | 'body'>> {
  const raw = {
    params: contract.params ? readParams(event) : undefined,
    query: contract.query ? getQuery(event) : undefined,
    body: contract.body ? await readJson(event) : undefined,
  }
  return {
    params: parsePart(contract.params, raw.params),
    query: parsePart(contract.query, raw.query),
    body: parsePart(contract.body, raw.body),
  } as Pick<PublicContext<Contract>, 'params' | 'query' | 'body'>
}

/** A path that is not well escaped names nothing. */
function readParams(event: H3Event): unknown {
  try {
    return getRouterParams(event, { decode: true })
  } catch (cause) {
    if (cause instanceof URIError) return {}
    throw cause
  }
}

/** The longest form is a year of blackout dates, a few kilobytes. Files come as streams, not through here. */
const MAX_JSON_BYTES = 1024 * 1024

async function readJson(event: H3Event): Promise<unknown> {
  const length = Number(getHeader(event, 'content-length') ?? 0)
  if (length > MAX_JSON_BYTES || getHeader(event, 'transfer-encoding') !== undefined)
    throw new RefusedRequest(refuse('too-large', 'Too large', 'The request is larger than any form of ours.').refused)
  return readBody<unknown>(event)
}

function parsePart(schema: z.ZodType | undefined, raw: unknown): unknown {
  if (!schema) return undefined
  const parsed = schema.safeParse(raw === undefined ? {} : raw)
  if (parsed.success) return parsed.data
  const fields: Record<string, string> = {}
  for (const issue of parsed.error.issues) fields[issue.path.join('.') || 'body'] ??= issue.message
  const [first] = Object.entries(fields)
  throw new RefusedRequest(
    refuse(
      'invalid-input',
      'Something is missing or off',
      first ? `${first[0]}: ${first[1]}` : 'The request does not have the expected form.',
      { fields },
    ).refused,
  )
}
