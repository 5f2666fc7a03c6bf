import { rm } from 'node:fs/promises'
import { workoutDurationS } from '@coach-wattz/core/workout/totals'
import { zwoCodec } from '@coach-wattz/formats/zwo/zwo-codec'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser, newVisitor, startApp, type RunningApp } from './browser.ts'
import { cyclistFolder, sundayFromNow, type TrainingFolder } from './training-files.ts'
import {
  createOwner,
  download,
  importCounts,
  importFolder,
  open,
  plannedSessions,
  previewPlan,
  savePlan,
} from './visit.ts'

describe('a cyclist, from the first visit to the trainer', () => {
  let app: RunningApp
  let browser: Browser
  let context: BrowserContext
  let page: Page
  let problems: string[]
  let folder: TrainingFolder

  beforeAll(async () => {
    ;[app, browser, folder] = await Promise.all([startApp(), launchBrowser(), cyclistFolder()])
    ;({ context, page, problems } = await newVisitor(browser, app.url))
    await createOwner(page)
  })
  afterAll(async () => {
    await context?.close()
    await browser?.close()
    if (folder) await rm(folder.path, { recursive: true, force: true })
    expect(await app?.stop()).toBe(0)
  })

  it('imports rides with power and estimates an FTP, with its method and its confidence', async () => {
    await importFolder(page, folder.path)
    expect(await importCounts(page)).toMatchObject({ New: folder.activities, 'Not readable': 0 })
    const learned = page.getByRole('region', { name: 'What we learned about you' })
    await learned.getByRole('heading', { name: 'Riding', exact: true }).waitFor()
    const text = await learned.innerText()
    // Twenty minutes were ridden at 263 W: 95 % of that is 250 W.
    const ftp = Number(/(\d{3}) W\b/.exec(text)?.[1])
    expect(ftp).toBeGreaterThan(235)
    expect(ftp).toBeLessThan(262)
    expect(text).toMatch(/FTP, .+\. Confidence (high|medium|low)\./)
  })

  it('plans a gran fondo, saves it and shows watts', async () => {
    await previewPlan(page, { sport: 'Riding', kind: 'Gran fondo', date: sundayFromNow(98), name: 'Alpine gran fondo' })
    await page.getByRole('heading', { level: 1, name: /\d+ weeks to Alpine gran fondo/ }).waitFor()
    await savePlan(page)
    const sessions = await plannedSessions(page)
    expect(sessions.length).toBeGreaterThan(30)
    await open(page, '/plan')
    await page.getByRole('heading', { level: 1, name: 'Alpine gran fondo' }).waitFor()
    await page.getByRole('heading', { name: 'Guard certificate' }).waitFor()
    await page.getByText(/^Valid, rulebook/).waitFor()
  })

  it('downloads sessions for the trainer: watts on the page, the same total seconds in the file', async () => {
    const sessions = (await plannedSessions(page)).filter((one) => !one.race)
    for (const session of [sessions[1], sessions[8]]) {
      if (!session) throw new Error('The plan has too few sessions.')
      await open(page, `/workout/${session.id}`)
      expect(await page.getByRole('table', { name: 'Steps and targets' }).innerText()).toMatch(/\d+(–\d+)?\s*W/)
      const file = await download(page, () => page.getByRole('link', { name: 'Download ZWO' }).first().click())
      const decoded = zwoCodec.decode(file.text)
      if (!decoded.ok) throw new Error(decoded.error.why)
      expect(decoded.value.awp.sport).toBe('ride')
      expect(workoutDurationS(decoded.value.awp)).toBe(session.durationS)
    }
    expect(problems).toEqual([])
  })
})
