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
  nextStep,
  open,
  plannedSessions,
  previewPlan,
  savePlan,
  takeCourse,
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

  it('says what is wrong with a file that is no course, and reads one without elevation', async () => {
    await open(page, '/plan/new')
    await page.getByRole('group', { name: 'Sport' }).getByRole('button', { name: 'Riding' }).click()
    await page.getByLabel('Day', { exact: true }).fill(sundayFromNow(98))
    await nextStep(page)
    const file = page.getByTestId('course')
    await file.setInputFiles({ name: 'notes.gpx', mimeType: 'text/plain', buffer: Buffer.from('no course at all') })
    await page.getByRole('alert').filter({ hasText: 'A course is read from a GPX file.' }).waitFor()
    // The browser itself reports the refused request.
    expect(problems.splice(0).filter((problem) => !problem.includes('422'))).toEqual([])
    const points = Array.from({ length: 200 }, (_, i) => `<rtept lat="${46 + i / 1000}" lon="9"/>`).join('')
    const flat = `<?xml version="1.0"?><gpx version="1.1"><rte><name>Lake shore</name>${points}</rte></gpx>`
    await file.setInputFiles({ name: 'lake.gpx', mimeType: 'application/gpx+xml', buffer: Buffer.from(flat) })
    await page.getByRole('heading', { name: 'Lake shore' }).waitFor()
    await page.getByText('This file has no elevation.').waitFor()
    expect(await page.getByRole('slider').count()).toBe(0)
    await page.getByRole('button', { name: 'Take another, or none' }).click()
    await page.getByText('Drop the GPX file of the course here').waitFor()
  })

  it('walks along a course by the keyboard', async () => {
    await takeCourse(page, /^Alpine gran fondo/)
    const profile = page.getByRole('slider')
    await profile.focus()
    await page.keyboard.press('End')
    expect(await profile.getAttribute('aria-valuetext')).toMatch(/^135\.0 km, 7\d\d m, −?\d+ %/)
    await page.keyboard.press('Home')
    expect(await profile.getAttribute('aria-valuetext')).toMatch(/^0\.0 km, /)
    for (let presses = 0; presses < 25; presses++) await page.keyboard.press('ArrowRight')
    expect(await profile.getAttribute('aria-valuetext')).toMatch(/climb, above all categories$/)
    await page.getByText('Show as a table').click()
    await page.getByRole('region', { name: 'Profile as a table' }).getByRole('cell', { name: /^km 0/ }).waitFor()
    await page.getByRole('button', { name: 'Take another, or none' }).click()
  })

  it('plans a gran fondo over a course, saves it and shows which sessions come from which kilometres', async () => {
    await previewPlan(page, {
      sport: 'Riding',
      kind: 'Gran fondo',
      date: sundayFromNow(98),
      name: 'Alpine gran fondo',
      course: /^Alpine gran fondo/,
    })
    await page.getByRole('heading', { name: 'What the course asks of your training' }).waitFor()
    await page.getByRole('heading', { level: 1, name: /\d+ weeks to Alpine gran fondo/ }).waitFor()
    await savePlan(page)
    const sessions = await plannedSessions(page)
    expect(sessions.length).toBeGreaterThan(30)
    await open(page, '/plan')
    await page.getByRole('heading', { level: 1, name: 'Alpine gran fondo' }).waitFor()
    await page.getByRole('heading', { name: 'Guard certificate' }).waitFor()
    await page.getByText(/^Valid, rulebook/).waitFor()
    await page.getByRole('heading', { name: 'The course: Alpine gran fondo' }).waitFor()
    const asks = page.getByRole('region', { name: 'What the course asks of your training' })
    expect(await asks.innerText()).toMatch(/km \d+\.\d–\d+\.\d/)
    await page.getByRole('link', { name: 'Change settings' }).click()
    await nextStep(page)
    await page.getByRole('heading', { name: 'Alpine gran fondo', exact: true }).waitFor()
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
