/** A signed-in visitor of a running server, over plain HTTP. */
export interface HttpSession {
  /** Sends JSON, answers JSON; throws on every refusal. */
  send(method: 'GET' | 'POST', path: string, body?: unknown): Promise<unknown>
  upload(path: string, bytes: Uint8Array<ArrayBuffer>): Promise<unknown>
}

/** Makes the first account of a fresh server. */
export async function openSession(url: string): Promise<HttpSession> {
  const cookies = new Map<string, string>()
  const call = async (method: string, path: string, type?: string, body?: BodyInit): Promise<unknown> => {
    const reply = await fetch(new URL(path, url), {
      method,
      headers: {
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(type === undefined ? {} : { 'content-type': type }),
      },
      ...(body === undefined ? {} : { body }),
    })
    const text = await reply.text()
    if (!reply.ok) throw new Error(`${method} ${path} answers ${reply.status}: ${text.slice(0, 300)}`)
    for (const line of reply.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      cookies.set(name, value)
    }
    return JSON.parse(text)
  }
  const session: HttpSession = {
    send: (method, path, body) =>
      body === undefined ? call(method, path) : call(method, path, 'application/json', JSON.stringify(body)),
    upload: (path, bytes) => call('POST', path, 'application/octet-stream', new Blob([bytes])),
  }
  const owner = { name: 'Robin', email: 'robin@example.org', password: 'a long first password', timeZone: 'UTC' }
  await session.send('POST', '/api/account/owner', owner)
  return session
}
