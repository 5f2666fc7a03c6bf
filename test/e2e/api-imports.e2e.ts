import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { apiClient, createOwnerBy, idOf, importEnded, problemIn, type ApiClient } from './api-client.ts'
import { startApp, type RunningApp } from './browser.ts'

describe('imports over the HTTP API', () => {
  let app: RunningApp
  let owner: ApiClient

  beforeAll(async () => {
    app = await startApp()
    owner = apiClient(app.url)
    expect((await createOwnerBy(owner)).status).toBe(200)
  })
  afterAll(async () => {
    expect(await app?.stop()).toBe(0)
  })

  it('survives an upload that breaks off, and says nothing of it arrived', async () => {
    const run = await idOf(owner.call('POST', '/api/imports'))
    await brokenUpload(`/api/imports/${run}/files?name=half.fit`)
    await owner.upload(`/api/imports/${run}/files?name=junk.fit`, new Uint8Array(5000).fill(7))
    await owner.call('POST', `/api/imports/${run}/finish`)
    const { progress, items } = await importEnded(owner, run)
    expect(progress).toMatchObject({ status: 'DONE', received: 1, imported: 0, refused: 1 })
    expect(items.map(({ name }) => name)).toEqual(['junk.fit'])
    const late = await owner.upload(`/api/imports/${run}/files?name=late.fit`, new Uint8Array(1))
    expect(late.status).toBe(409)
    expect(problemIn(late).code).toBe('import-closed')
  })

  it('wrote no fault of its own into the log', () => {
    expect(app.output()).not.toMatch(/\bError\b|\bat .*:\d+:\d+/)
  })

  /** Announces 100 kB, sends a tenth of them, and goes away. */
  function brokenUpload(path: string): Promise<void> {
    const { hostname, port } = new URL(app.url)
    return new Promise((done) => {
      const upload = request({
        host: hostname,
        port,
        path,
        method: 'POST',
        headers: { cookie: owner.cookie(), 'content-type': 'application/octet-stream', 'content-length': '100000' },
      })
      upload.on('error', () => done())
      upload.on('close', () => done())
      upload.write(Buffer.alloc(10_000), () => setTimeout(() => upload.destroy(), 200))
    })
  }
})
