import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface TriggeredRun {
  readonly task: string
  readonly idempotencyKey: string | undefined
  readonly payload: unknown
}

export interface ScriptedTrigger {
  readonly url: string
  /** Every run that was begun; a request with a key that was seen makes none. */
  readonly runs: TriggeredRun[]
  /** Requests, also those refused. */
  requests: number
  /** `wrong` answers 500 twice and then as it should; `refuses` does not know the key; `silent` never answers. */
  behave: 'answers' | 'slow' | 'wrong' | 'refuses' | 'silent'
  close(): Promise<void>
}

const SECRET = 'tr_dev_scripted'
export const SCRIPTED_SECRET = SECRET

/**
 * As much of Trigger.dev as a client sees when it hands over work: one run a key, begun apart from the request, and tried again
 * after a moment when it fails.
 */
export async function scriptedTrigger(
  run: (task: string, payload: unknown) => Promise<void>,
): Promise<ScriptedTrigger> {
  const known = new Map<string, string>()
  const open = new Set<ServerResponse>()
  let wrongs = 0
  const begin = async (task: string, payload: unknown, tries = 3): Promise<void> => {
    try {
      await run(task, payload)
    } catch {
      if (tries > 1) setTimeout(() => void begin(task, payload, tries - 1), 50)
    }
  }
  const answer = (response: ServerResponse, status: number, body: object): void => {
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(JSON.stringify(body))
  }
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      scripted.requests++
      if (scripted.behave === 'silent') return void open.add(response)
      if (scripted.behave === 'wrong' && ++wrongs <= 2) return answer(response, 500, { error: 'a bad moment' })
      const task = /^\/api\/v1\/tasks\/([^/]+)\/trigger$/.exec(request.url ?? '')?.[1]
      if (request.headers.authorization !== `Bearer ${SECRET}` || scripted.behave === 'refuses')
        return answer(response, 401, { error: 'Invalid API key' })
      if (task === undefined) return answer(response, 404, { error: 'no such route' })
      const { payload, options } = JSON.parse(body) as { payload: string; options: { idempotencyKey?: string } }
      const { json } = JSON.parse(payload) as { json: unknown }
      const key = options.idempotencyKey
      const before = key === undefined ? undefined : known.get(`${task} ${key}`)
      const id = before ?? `run_${scripted.runs.length + 1}`
      if (before === undefined) {
        if (key !== undefined) known.set(`${task} ${key}`, id)
        scripted.runs.push({ task, idempotencyKey: key, payload: json })
        setImmediate(() => void begin(task, json))
      }
      setTimeout(
        () => answer(response, 200, { id, isCached: before !== undefined }),
        scripted.behave === 'slow' ? 400 : 0,
      )
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const scripted: ScriptedTrigger = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    runs: [],
    requests: 0,
    behave: 'answers',
    close: async () => {
      for (const response of open) response.destroy()
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
  return scripted
}
