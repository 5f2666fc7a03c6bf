import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser, newVisitor, startApp, type RunningApp } from './browser.ts'

const serve = fileURLToPath(new URL('../../scripts/serve.mjs', import.meta.url))

/** Runs the server until it ends by itself, which is what these cases are about. */
function serveOnce(env: Record<string, string>): Promise<{ code: number | null; text: string }> {
  const child = spawn(process.execPath, [serve], { env: { ...process.env, DATABASE_URL: '', ...env } })
  let text = ''
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()))
  const tooLate = setTimeout(() => child.kill('SIGKILL'), 20_000)
  return new Promise((done) => {
    child.on('close', (code) => {
      clearTimeout(tooLate)
      done({ code, text: text.trim() })
    })
  })
}

/** One sentence or two, on one line, and no stack. */
function expectOneSentence(text: string): void {
  expect(text.split('\n')).toHaveLength(1)
  expect(text).not.toMatch(/\bat .*:\d+:\d+|Error:/)
}

describe('the house', () => {
  let app: RunningApp
  let browser: Browser

  beforeAll(async () => {
    ;[app, browser] = await Promise.all([startApp(), launchBrowser()])
  })
  afterAll(async () => {
    await browser?.close()
    expect(await app?.stop()).toBe(0)
  })

  it('opens in a real browser, with its own font and without a request to another host', async () => {
    const { context, page, problems } = await newVisitor(browser, app.url)
    const reply = await page.goto('/', { waitUntil: 'networkidle' })
    expect(reply?.status()).toBe(200)
    expect(reply?.headers()['content-security-policy']).toContain(`frame-ancestors 'none'`)
    expect(reply?.headers()['x-content-type-options']).toBe('nosniff')
    expect(reply?.headers()['x-powered-by']).toBeUndefined()
    expect(problems).toEqual([])
    await context.close()
  })

  it('sends its scripts compressed', async () => {
    const html = await (await fetch(app.url)).text()
    const script = /<script type="module" src="([^"]+)"/.exec(html)?.[1]
    const reply = await fetch(new URL(script ?? '', app.url), { headers: { 'accept-encoding': 'gzip' } })
    expect(reply.headers.get('content-encoding')).toBe('gzip')
    expect(reply.headers.get('cache-control')).toContain('immutable')
  })

  it('says that the data folder is in use when a second process wants it', async () => {
    const { code, text } = await serveOnce({ PORT: '0', COACH_DATA: app.dataFolder })
    expect(code).toBe(1)
    expectOneSentence(text)
    expect(text).toContain('in use by process')
    expect((await fetch(app.url)).status).toBe(200)
  })

  it('says that the port is busy', async () => {
    const { code, text } = await serveOnce({ PORT: new URL(app.url).port, COACH_DATA: app.dataFolder })
    expect(code).toBe(1)
    expectOneSentence(text)
    expect(text).toContain('is already in use')
  })
})

describe('a start that cannot work', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'coach-wattz-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it('says that the data folder cannot be written', async () => {
    const file = join(folder, 'a-file')
    await writeFile(file, 'not a folder')
    const { code, text } = await serveOnce({ PORT: '0', COACH_DATA: file })
    expect(code).toBe(1)
    expectOneSentence(text)
    expect(text).toContain(`The data folder ${file} cannot be written`)
  })

  it('says that PORT is no port', async () => {
    const { code, text } = await serveOnce({ PORT: 'many', COACH_DATA: folder })
    expect(code).toBe(1)
    expectOneSentence(text)
  })

  it('says that the database is not reachable', async () => {
    const free = await freePort()
    const { code, text } = await serveOnce({
      PORT: '0',
      COACH_DATA: folder,
      DATABASE_URL: `postgresql://nobody:secret@127.0.0.1:${free}/coach`,
    })
    expect(code).toBe(1)
    expectOneSentence(text)
    expect(text).not.toContain('secret')
  })
})

function freePort(): Promise<number> {
  return new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => done(typeof address === 'object' && address ? address.port : 1))
    })
  })
}
