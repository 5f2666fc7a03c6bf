import { rm } from 'node:fs/promises'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser, newVisitor, startApp, type RunningApp } from './browser.ts'
import { runnerFolder, sundayFromNow, type TrainingFolder } from './training-files.ts'
import {
  createOwner,
  importFiles,
  importFolder,
  open,
  OWNER,
  outcomeOf,
  plannedSessions,
  previewPlan,
  savePlan,
} from './visit.ts'

describe('what goes wrong, in words', () => {
  let app: RunningApp
  let browser: Browser
  let context: BrowserContext
  let page: Page
  let folder: TrainingFolder

  beforeAll(async () => {
    ;[app, browser, folder] = await Promise.all([startApp(), launchBrowser(), runnerFolder()])
    ;({ context, page } = await newVisitor(browser, app.url))
    await createOwner(page)
  })
  afterAll(async () => {
    await context?.close()
    await browser?.close()
    if (folder) await rm(folder.path, { recursive: true, force: true })
    expect(await app?.stop()).toBe(0)
  })

  it('names the field that is wrong and keeps what was typed', async () => {
    await open(page, '/plan/new')
    await page.getByLabel('Its name, if it has one').fill('A race')
    await page.getByLabel('Target time, if you have one').fill('soon')
    await page.getByRole('button', { name: /^Next: / }).click()
    await page.getByText('Give the day of the race.').waitFor()
    await page.getByText('Write the time as hours, minutes and seconds, like 1:45:00.').waitFor()
    expect(await page.getByLabel('Its name, if it has one').inputValue()).toBe('A race')
    await page.reload()
    await page.getByRole('button', { name: /^Next: / }).waitFor()
    await expect.poll(() => page.getByLabel('Its name, if it has one').inputValue()).toBe('A race')
    await page.evaluate(() => localStorage.clear())
  })

  it('refuses from nothing to a marathon in four weeks, with three doors', async () => {
    await previewPlan(page, { sport: 'Running', kind: 'Marathon', date: sundayFromNow(25) })
    await page.getByRole('heading', { level: 1, name: 'Not safely, as it stands' }).waitFor()
    const doors = page.locator('.door')
    expect(await doors.count()).toBe(3)
    for (const text of await doors.allInnerTexts()) expect(text).toMatch(/\.$/)
    expect(await page.getByRole('alert').innerText()).toMatch(/\d+ weeks/)
    expect(await page.getByRole('button', { name: /save/i }).count()).toBe(0)
    await doors.first().click()
    await page.getByRole('heading', { level: 1, name: /\d+ weeks to marathon/ }).waitFor()
    expect(await plannedSessions(page)).toEqual([])
  })

  it('says of each file that is no activity why it was not read', async () => {
    await importFiles(page, [
      { name: 'notes.txt', bytes: Buffer.from('Tuesday: ran a bit') },
      { name: 'empty.fit', bytes: new Uint8Array(0) },
      { name: 'page.gpx', bytes: Buffer.from('<html><body>Please sign in</body></html>') },
      { name: 'bomb.tcx', bytes: Buffer.from('<!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>') },
      { name: 'noise.zip', bytes: Buffer.from('PK\u0003\u0004 and nothing of an archive') },
    ])
    for (const name of ['notes.txt', 'empty.fit', 'page.gpx', 'bomb.tcx', 'noise.zip']) {
      const { word, sentence } = await outcomeOf(page, name)
      expect({ name, word }).toEqual({ name, word: 'Not readable' })
      expect(`${name}: ${sentence}`).toMatch(/: [A-Z].{15,}\.$/s)
      expect(`${name}: ${sentence}`).not.toMatch(/undefined|null|Error|\[object/)
    }
  })

  it('takes a file that is dropped on the page', async () => {
    await open(page, '/import')
    const transfer = await page.evaluateHandle(() => {
      const data = new DataTransfer()
      data.items.add(new File(['not an activity'], 'dropped.doc'))
      return data
    })
    await page.locator('.drop').dispatchEvent('drop', { dataTransfer: transfer })
    const { word, sentence } = await outcomeOf(page, 'dropped.doc')
    expect(word).toBe('Not readable')
    expect(sentence).toMatch(/\.$/)
  })

  it('tells in a second tab that the plan changed meanwhile, and keeps the choice', async () => {
    await importFolder(page, folder.path)
    await previewPlan(page, { sport: 'Running', kind: '10 km', date: sundayFromNow(70) })
    await savePlan(page)
    const session = (await plannedSessions(page)).filter((one) => !one.race)[6]
    if (!session) throw new Error('The plan has too few sessions.')
    const other = await context.newPage()
    const pick = async (tab: Page): Promise<void> => {
      await open(tab, `/calendar?view=week&date=${session.date}`)
      await tab.locator(`[data-date="${session.date}"]`).focus()
      await tab.keyboard.press('m')
      const day = tab.getByRole('dialog').locator('.day.fits, .day.swaps, .day.warns').first()
      await day.waitFor()
      await day.click()
    }
    await pick(page)
    await pick(other)
    await other
      .getByRole('dialog')
      .getByRole('button', { name: /^(Accept and move|Move) to/ })
      .click()
    await other.getByRole('dialog').waitFor({ state: 'hidden' })
    const chosen = await page.getByRole('radio', { checked: true }).getAttribute('data-day')
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^(Accept and move|Move) to/ })
      .click()
    const alert = page.getByRole('dialog').getByRole('alert')
    await alert.waitFor()
    expect(await alert.innerText()).toMatch(/changed/i)
    expect(await page.getByRole('radio', { checked: true }).getAttribute('data-day')).toBe(chosen)
    await page.getByRole('button', { name: 'Look at the plan again' }).click()
    await alert.waitFor({ state: 'detached' })
    await other.close()
  })

  it('answers 404 to ids that are not the athlete’s, and to ids that are none', async () => {
    const none = '0198c0de-0000-7000-8000-000000000000'
    for (const [id, status] of [
      [none, 404],
      ['x', 404],
      ['%2e%2e%2f', 422],
      ["';drop table", 422],
    ] as const) {
      const at = encodeURIComponent(id)
      for (const path of [`workouts/${at}`, `workouts/${at}/download?format=zwo`, `imports/${at}`]) {
        expect([path, (await page.request.get(`/api/${path}`)).status()]).toEqual([path, status])
      }
    }
    const undo = await page.request.post('/api/plans/0198c0de-0000-7000-8000-000000000000/undo', {
      data: { revision: 1 },
    })
    expect(undo.status()).toBe(404)
    await page.goto('/workout/0198c0de-0000-7000-8000-000000000000')
    await page.getByRole('alert').waitFor()
    const missing = await page.goto('/no/such/page')
    expect(missing?.status()).toBe(404)
    await page.getByRole('heading', { level: 1, name: 'This page is not here' }).waitFor()
  })

  it('answers every malformed request with a problem in words, never with a crash', async () => {
    const bodies = [
      '',
      '{',
      'null',
      '[]',
      '"text"',
      '{"goal":null}',
      '{"days":-1}',
      `{"name":"${'x'.repeat(5000)}"}`,
      '{"__proto__":{"a":1}}',
      '{"name":"\u0000"}',
    ]
    const routes = [
      ['POST', 'plans/preview'],
      ['POST', 'plans'],
      ['POST', 'plans/x/changes'],
      ['POST', 'plans/x/undo'],
      ['PATCH', 'athlete'],
      ['POST', 'athlete/thresholds'],
      ['POST', 'account/owner'],
      ['POST', 'account/password'],
    ] as const
    for (const [method, path] of routes) {
      for (const body of bodies) {
        const reply = await page.request.fetch(`/api/${path}`, {
          method,
          headers: { 'content-type': 'application/json' },
          data: Buffer.from(body),
        })
        const asked = `${method} ${path} ${body.slice(0, 30)}`
        // An empty change of the athlete changes nothing and may say so.
        if (reply.ok() && method === 'PATCH') continue
        expect({ asked, isRefusal: reply.status() >= 400 && reply.status() < 500 }).toEqual({ asked, isRefusal: true })
        const problem = (await reply.json()) as { title?: unknown; detail?: unknown }
        expect({ asked, title: typeof problem.title, detail: typeof problem.detail }).toEqual({
          asked,
          title: 'string',
          detail: 'string',
        })
      }
    }
    for (const query of [
      'from=x&to=y',
      'from=2026-02-31&to=2026-03-01',
      'from=0001-01-01&to=9999-12-31',
      `from=${'9'.repeat(400)}`,
    ]) {
      const status = (await page.request.get(`/api/calendar?${query}`)).status()
      expect({ query, isRefusal: status >= 400 && status < 500 }).toEqual({ query, isRefusal: true })
    }
    for (const address of [
      '/calendar?date=x',
      '/calendar?date=2026-02-31&view=day',
      '/plan?week=-4',
      '/workout/%00',
      '/sign-in?to=//evil.example',
    ]) {
      const status = (await page.goto(address))?.status() ?? 0
      expect({ address, crashed: status >= 500 }).toEqual({ address, crashed: false })
      expect(new URL(page.url()).origin).toBe(new URL(app.url).origin)
    }
  })

  it('refuses requests that come from another site', async () => {
    const reply = await page.request.post('/api/imports', {
      headers: { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' },
    })
    expect(reply.status()).toBe(403)
  })

  it('asks for patience after five wrong passwords, and not before', async () => {
    const stranger = await newVisitor(browser, app.url)
    await open(stranger.page, '/sign-in')
    const alert = stranger.page.getByRole('alert')
    const attempt = async (): Promise<string> => {
      await stranger.page.getByLabel('E-mail').fill(OWNER.email)
      await stranger.page.getByLabel('Password').fill('not the password')
      await Promise.all([
        stranger.page.waitForResponse('**/api/account/sign-in'),
        stranger.page.getByRole('button', { name: 'Sign in' }).click(),
      ])
      await alert.waitFor()
      return alert.innerText()
    }
    const wrong = [await attempt(), await attempt(), await attempt(), await attempt(), await attempt()]
    for (const words of wrong) expect(words).not.toMatch(/minute|second/i)
    expect(await stranger.page.getByLabel('E-mail').inputValue()).toBe(OWNER.email)
    expect(await attempt()).toMatch(/minute|second/i)
    expect(stranger.problems.filter((problem) => !/status of (401|429)/.test(problem))).toEqual([])
    await stranger.context.close()
  })
})
