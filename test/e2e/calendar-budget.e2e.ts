import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser, newVisitor, startApp, type RunningApp } from './browser.ts'
import { createOwner } from './visit.ts'

const publicFolder = fileURLToPath(new URL('../../.output/public', import.meta.url))
/** design.md budgets: calendar page. */
const BUDGET_BYTES = 200_000

/** Scripts a page asks for before it can answer: those it names or preloads, and all they import. Paths from the root. */
function scriptsBeforeInteraction(html: string): Map<string, string> {
  const found = new Map<string, string>()
  const waiting = [
    ...html.matchAll(/<script[^>]+type="module"[^>]+src="([^"]+)"/g),
    ...html.matchAll(/<link[^>]+rel="modulepreload"[^>]+href="([^"]+\.js)"/g),
  ].map((match) => match[1] ?? '')
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (found.has(path)) continue
    const text = readFileSync(`${publicFolder}${path}`, 'utf8')
    found.set(path, text)
    // `import"./a.js"`, `from"./b.js"`; `import("./c.js")` comes later and does not count.
    for (const match of text.matchAll(/(?:\bfrom|\bimport)\s*["'](\.[^"']+\.js)["']/g)) {
      waiting.push(new URL(match[1] ?? '', `http://host${path}`).pathname)
    }
  }
  return found
}

describe('the calendar page', () => {
  let app: RunningApp
  let browser: Browser
  let context: BrowserContext
  let page: Page

  beforeAll(async () => {
    ;[app, browser] = await Promise.all([startApp(), launchBrowser()])
    ;({ context, page } = await newVisitor(browser, app.url))
    await createOwner(page)
  })
  afterAll(async () => {
    await context?.close()
    await browser?.close()
    expect(await app?.stop()).toBe(0)
  })

  it('asks for at most 200 kB of compressed scripts before it answers', async () => {
    const html = await (await page.request.get('/calendar')).text()
    const scripts = scriptsBeforeInteraction(html)
    const sizes = [...scripts].map(([path, text]) => ({ path, bytes: gzipSync(text, { level: 9 }).length }))
    const total = sizes.reduce((sum, one) => sum + one.bytes, 0)
    console.log(
      `calendar page: ${Math.round(total / 1000)} kB of ${scripts.size} scripts (budget ${BUDGET_BYTES / 1000} kB)`,
    )
    expect(scripts.size).toBeGreaterThan(1)
    expect(total).toBeLessThanOrEqual(BUDGET_BYTES)
  })

  it('leaves Zod and the guardrails’ schemas to the server', async () => {
    const scripts = scriptsBeforeInteraction(await (await page.request.get('/calendar')).text())
    const withZod = [...scripts]
      .filter(([, text]) => text.includes('ZodError') || text.includes('invalid_union'))
      .map(([path]) => path)
    expect(withZod).toEqual([])
  })
})
