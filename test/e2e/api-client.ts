import { Problem } from '../../shared/contracts/route.ts'
import { OWNER, type Owner } from './visit.ts'

/** What came back, read whole. */
export interface Reply {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The parsed JSON, or null when the body is none. */
  readonly json: unknown
}

/** One visitor with their own cookies, over plain HTTP. */
export interface ApiClient {
  call(
    method: string,
    path: string,
    options?: { readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> },
  ): Promise<Reply>
  /** Sends bytes as they are. */
  upload(path: string, bytes: Uint8Array): Promise<Reply>
  cookie(): string
}

export function apiClient(url: string): ApiClient {
  const jar = new Map<string, string>()
  const cookie = (): string => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
  const send = async (method: string, path: string, init: RequestInit): Promise<Reply> => {
    const headers = new Headers(init.headers)
    if (jar.size > 0) headers.set('cookie', cookie())
    const response = await fetch(new URL(path, url), { ...init, method, headers, redirect: 'manual' })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '' || /max-age=0/i.test(line)) jar.delete(name)
      else jar.set(name, value)
    }
    const text = await response.text()
    return { status: response.status, headers: response.headers, text, json: parsed(text) }
  }
  return {
    cookie,
    call: (method, path, { body, headers = {} } = {}) =>
      send(method, path, {
        headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    upload: (path, bytes) =>
      send('POST', path, {
        headers: { 'content-type': 'application/octet-stream' },
        body: new Blob([new Uint8Array(bytes)]),
      }),
  }
}

/** The body of a refusal, which has our form and leaks nothing of the inside. */
export function problemIn(reply: Reply): Problem {
  if (/\bat \S+ \(|node_modules|\.output|\/server\/|file:\/\/|Prisma|"stack"/.test(reply.text))
    throw new Error(`The reply shows the inside: ${reply.text.slice(0, 400)}`)
  if (!reply.headers.get('content-type')?.startsWith('application/problem+json'))
    throw new Error(`Not a problem body (${reply.status}): ${reply.text.slice(0, 400)}`)
  return Problem.strict().parse(reply.json)
}

export async function createOwnerBy(client: ApiClient, owner: Owner = OWNER): Promise<Reply> {
  return client.call('POST', '/api/account/owner', { body: { ...owner, timeZone: 'Europe/Vienna' } })
}

/** Waits until a run has ended and answers its progress and outcomes. */
export async function importEnded(
  client: ApiClient,
  id: string,
): Promise<{ progress: Record<string, unknown>; items: Record<string, unknown>[] }> {
  for (let tries = 0; tries < 600; tries++) {
    const { json } = await client.call('GET', `/api/imports/${id}`)
    const reply = json as { progress: Record<string, unknown>; items: Record<string, unknown>[] }
    if (['DONE', 'CANCELLED', 'FAILED'].includes(String(reply.progress.status))) return reply
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error(`Import ${id} did not end.`)
}

/** The id in a reply. */
export async function idOf(reply: Promise<Reply>): Promise<string> {
  return ((await reply).json as { id: string }).id
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    if (cause instanceof SyntaxError) return null
    throw cause
  }
}
