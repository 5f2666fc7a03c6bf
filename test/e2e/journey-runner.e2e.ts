import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { workoutDurationS } from '@coach-wattz/core/workout/totals'
import { zwoCodec } from '@coach-wattz/formats/zwo/zwo-codec'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { WorkoutReply } from '../../shared/contracts/plans.ts'
import { corpusFolder } from '../corpus.ts'
import { launchBrowser, newVisitor, startApp, type RunningApp } from './browser.ts'
import { runnerFolder, sundayFromNow, type TrainingFolder } from './training-files.ts'
import {
  createOwner,
  download,
  importCounts,
  importFolder,
  open,
  OWNER,
  outcomeOf,
  plannedSessions,
  previewPlan,
  savePlan,
  secondBrowser,
  settled,
  type PlannedOnPage,
  showPreview,
} from './visit.ts'

describe('a runner, from the first visit to the device', () => {
  let app: RunningApp
  let browser: Browser
  let context: BrowserContext
  let page: Page
  let problems: string[]
  let folder: TrainingFolder
  /** The session that is moved, opened and downloaded. */
  let session: PlannedOnPage

  beforeAll(async () => {
    ;[app, browser, folder] = await Promise.all([startApp(), launchBrowser(), runnerFolder()])
    ;({ context, page, problems } = await newVisitor(browser, app.url))
  })
  afterAll(async () => {
    await browser?.close()
    if (folder) await rm(folder.path, { recursive: true, force: true })
    expect(await app?.stop()).toBe(0)
  })

  it('creates the owner', async () => {
    await createOwner(page)
    expect((await page.request.get('/api/me')).status()).toBe(200)
  })

  it('imports a folder of files: every file ends in an outcome, the broken one in a refusal that says why', async () => {
    await importFolder(page, folder.path)
    const counts = await importCounts(page)
    expect(counts).toEqual({ New: folder.activities, 'Already here': 0, 'Not readable': 1, 'Still to read': 0 })
    const broken = await outcomeOf(page, 'broken.fit')
    expect(broken.word).toBe('Not readable')
    expect(broken.sentence).toMatch(/^[A-Z].*\.$/)
  })

  it('says what it learned about the runner', async () => {
    const learned = page.getByRole('region', { name: 'What we learned about you' })
    await learned.getByRole('heading', { name: 'Running', exact: true }).waitFor()
    const text = await learned.innerText()
    expect(text).toContain(`${folder.activities} activities`)
    expect(text).toMatch(/km a week/)
    expect(text).toContain('Threshold pace')
    expect(text).toMatch(/Half marathon equivalent, likely \d+:\d\d:\d\d–\d+:\d\d:\d\d/)
    expect(text).toMatch(/Confidence (high|medium|low)/)
    // The stretches were written around 3.75 m/s = 4:27 /km; the estimate has to land near it.
    const pace = /(\d):(\d\d) \/km/.exec(text)
    const seconds = Number(pace?.[1]) * 60 + Number(pace?.[2])
    expect(seconds).toBeGreaterThan(250)
    expect(seconds).toBeLessThan(300)
  })

  it('shows a half-marathon plan before anything is saved', async () => {
    await previewPlan(page, {
      sport: 'Running',
      kind: 'Half marathon',
      date: sundayFromNow(84),
      name: 'Lake half marathon',
      targetTime: '1:42:00',
    })
    await page.getByRole('heading', { level: 1, name: /\d+ weeks to Lake half marathon/ }).waitFor()
    await page.getByText('Nothing is saved yet').waitFor()
    await page.getByRole('heading', { name: 'Guard report' }).waitFor()
    expect(await plannedSessions(page)).toEqual([])
  })

  it('keeps the form when going back from the preview', async () => {
    await page.getByRole('list', { name: 'Steps' }).getByRole('button', { name: 'Goal' }).click()
    await page.getByLabel('Its name, if it has one').waitFor()
    expect(await page.getByLabel('Its name, if it has one').inputValue()).toBe('Lake half marathon')
    // the browser's own way back leads to the step before
    await page.goBack()
    await page.getByText('Nothing is saved yet').waitFor()
    await page.getByRole('button', { name: 'Back', exact: true }).click()
    await showPreview(page)
    await page.getByText('Nothing is saved yet').waitFor()
  })

  it('saves it and shows it on the calendar, month and week', async () => {
    await savePlan(page)
    const sessions = await plannedSessions(page)
    // the weeks that are near are written, the others stand in outline
    expect(sessions.length).toBeGreaterThan(12)
    await open(page, `/calendar?date=${sessions[0]?.date}`)
    await page.getByRole('grid').waitFor()
    await page.getByRole('grid').locator(`[data-workout="${sessions[0]?.id}"]`).waitFor()
    expect(await page.getByText('Done, not in the plan').count()).toBe(1)
    await page.getByRole('navigation', { name: 'View' }).getByRole('link', { name: 'Week' }).click()
    await page.getByRole('group', { name: 'Days of the week' }).waitFor()
    await page
      .getByText(/^Week \d+ of \d+/)
      .first()
      .waitFor()
  })

  it('moves a session by the keyboard, and undoes it', async () => {
    session = await movableSession(page)
    await open(page, `/calendar?date=${session.date}`)
    await page.locator(`[data-date="${session.date}"]`).focus()
    await page.keyboard.press('m')
    const dialog = page.getByRole('dialog', { name: /which day\?$/ })
    await dialog.getByRole('radio', { checked: true }).waitFor()
    const target = await firstFittingDay(dialog)
    for (let presses = 0; presses < 30; presses++) {
      const at = await dialog.getByRole('radio', { checked: true }).getAttribute('data-day')
      if (at === target) break
      await page.keyboard.press((at ?? '') < target ? 'ArrowRight' : 'ArrowLeft')
    }
    await page.keyboard.press('Enter')
    await dialog.waitFor({ state: 'hidden' })
    const toast = page.getByRole('status').filter({ hasText: `${session.title} moved to` })
    await toast.waitFor()
    expect(await dateOf(page, session.id)).toBe(target)
    await toast.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('Undone. The plan is as it was before.').waitFor()
    expect(await dateOf(page, session.id)).toBe(session.date)
  })

  it('drags it with the mouse to a day that takes it, and undoes it', async () => {
    await open(page, `/calendar?view=week&date=${session.date}`)
    const to = await dragTo(page, session, '.fits, .swaps')
    const toast = page.getByRole('status').filter({ hasText: `${session.title} moved to` })
    await toast.waitFor()
    // letting go opens no session
    expect(new URL(page.url()).pathname).toBe('/calendar')
    expect(await dateOf(page, session.id)).toBe(to)
    await toast.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('Undone. The plan is as it was before.').waitFor()
    expect(await dateOf(page, session.id)).toBe(session.date)
  })

  it('is told what breaks where a day does not take it, takes one of the ways out, and undoes that', async () => {
    await open(page, `/calendar?date=${session.date}`)
    const wanted = await dragTo(page, session, '.hard-limit, .too-short, .warns')
    const dialog = page.getByRole('dialog', { name: new RegExp(`^${escaped(session.title)} to `) })
    await dialog
      .getByText(/^(Hard limit|Your minutes|Warning)$/)
      .first()
      .waitFor()
    expect(await dateOf(page, session.id)).toBe(session.date)
    // Escape puts it back, the next drop opens it again
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    expect(await dateOf(page, session.id)).toBe(session.date)
    await dragTo(page, session, wanted)
    await dialog.getByRole('radio').first().waitFor()
    await page.keyboard.press('1')
    const name = (await dialog.locator('.offer:has(input:checked) .ot b').innerText()).trim()
    await dialog.getByRole('button', { name, exact: true }).click()
    const toast = page.getByRole('status').filter({ hasText: `${session.title} moved to` })
    await toast.waitFor()
    expect(await dateOf(page, session.id)).not.toBe(session.date)
    await toast.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('Undone. The plan is as it was before.').waitFor()
    expect(await dateOf(page, session.id)).toBe(session.date)
  })

  it('picks it up by the space bar, hears the days, and puts it back or lets it go', async () => {
    await open(page, `/calendar?date=${session.date}`)
    const bar = page.locator('.held-bar')
    const pickUp = async () => {
      await page.locator(`[data-date="${session.date}"]`).focus()
      await page.keyboard.press(' ')
      await bar.getByText(/is picked up\. Arrow keys choose a day/).waitFor()
    }
    await pickUp()
    await page.keyboard.press('ArrowRight')
    await bar.getByText(/^\w+ \d+ \w+: \S/).waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(() => bar.innerText()).toBe('')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-date'))).toBe(session.date)
    expect(await dateOf(page, session.id)).toBe(session.date)

    await pickUp()
    const target = await answeringDay(page, '.fits, .swaps')
    for (let presses = 0; presses < 40; presses++) {
      const at = await page.evaluate(() => document.activeElement?.getAttribute('data-date') ?? '')
      if (at === target) break
      await page.keyboard.press(at < target ? 'ArrowRight' : 'ArrowLeft')
    }
    await page.keyboard.press(' ')
    const toast = page.getByRole('status').filter({ hasText: `${session.title} moved to` })
    await toast.waitFor()
    expect(await dateOf(page, session.id)).toBe(target)
    await toast.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('Undone. The plan is as it was before.').waitFor()
  })

  it('moves it by the menu, and undoes it in the history of the plan', async () => {
    await open(page, `/calendar?view=week&date=${session.date}`)
    const card = page.locator('.slot-card').filter({ has: page.locator(`[data-workout="${session.id}"]`) })
    await card.getByRole('button', { name: `What to do with ${session.title}` }).click()
    await page.getByRole('menuitem', { name: 'Move to…' }).click()
    const dialog = page.getByRole('dialog', { name: /which day\?$/ })
    const target = await firstFittingDay(dialog)
    await dialog.locator(`[data-day="${target}"]`).click()
    await dialog.getByRole('button', { name: /^(Accept and move|Move) to/ }).click()
    await dialog.waitFor({ state: 'hidden' })
    expect(await dateOf(page, session.id)).toBe(target)

    await open(page, '/plan')
    const row = page.locator('.hist > li').first()
    expect(await row.innerText()).toContain('By you')
    await row.getByRole('button', { name: 'Undo' }).click()
    await page.locator('.hist > li.undone').first().waitFor()
    expect(await dateOf(page, session.id)).toBe(session.date)
  })

  it('opens the session and downloads it for the device: the file has the same total seconds', async () => {
    await open(page, `/calendar?view=week&date=${session.date}`)
    await page.locator(`[data-workout="${session.id}"]`).click()
    await page.getByRole('heading', { level: 1, name: session.title }).waitFor()
    await page.getByRole('table', { name: 'Steps and targets' }).waitFor()
    expect(await page.getByRole('table', { name: 'Steps and targets' }).innerText()).toMatch(/\/km/)
    const file = await download(page, () => page.getByRole('link', { name: 'Download ZWO' }).first().click())
    expect(file.name).toMatch(/^[A-Za-z0-9_-]{1,60}\.zwo$/)
    const decoded = zwoCodec.decode(file.text)
    if (!decoded.ok) throw new Error(decoded.error.why)
    const { thresholds } = (await (await page.request.get(`/api/workouts/${session.id}`)).json()) as WorkoutReply
    expect(workoutDurationS(decoded.value.awp, thresholds)).toBe(session.durationS)
  })

  it('ends other sessions when the password changes, and one by one', async () => {
    const second = await secondBrowser(browser, app.url, OWNER)
    const third = await secondBrowser(browser, app.url, OWNER)
    await open(page, '/settings')
    await page.getByText('this one').waitFor()
    const before = await page.getByRole('button', { name: /^End the session on/ }).count()
    expect(before).toBe(2)
    await page
      .getByRole('button', { name: /^End the session on/ })
      .first()
      .click()
    await page.getByText('The session has ended.').waitFor()
    expect(await page.getByRole('button', { name: /^End the session on/ }).count()).toBe(1)

    await page.getByLabel('Present password').fill(OWNER.password)
    await page.getByLabel('New password').fill('another long password')
    await page.getByRole('button', { name: 'Change the password' }).click()
    await page.getByText('The password is changed. All other sessions have ended.').waitFor()
    for (const other of [second, third]) {
      expect((await other.page.request.get('/api/me')).status()).toBe(401)
      await other.page.goto('/calendar')
      expect(new URL(other.page.url()).pathname).toBe('/sign-in')
      await other.context.close()
    }
    expect((await page.request.get('/api/me')).status()).toBe(200)
  })

  it('signs out', async () => {
    await open(page, '/settings')
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.waitForURL('**/sign-in')
    expect((await page.request.get('/api/me')).status()).toBe(401)
    expect(problems).toEqual([])
    await context.close()
  })

  it('shows nothing to another visitor: pages lead to sign-in, the API refuses, nobody else can sign up', async () => {
    const stranger = await newVisitor(browser, app.url)
    for (const path of [
      '/',
      '/welcome',
      '/calendar',
      '/import',
      '/plan',
      '/plan/new',
      '/settings',
      `/workout/${session.id}`,
    ]) {
      await stranger.page.goto(path)
      await settled(stranger.page)
      expect([path, new URL(stranger.page.url()).pathname]).toEqual([path, '/sign-in'])
      expect(await stranger.page.content()).not.toContain(session.title)
    }
    const asked = stranger.page.request
    for (const path of [
      'me',
      'today',
      'calendar',
      'profile',
      'athlete',
      'plans/active',
      `workouts/${session.id}`,
      `workouts/${session.id}/download?format=zwo`,
      'imports',
      'account/sessions',
    ]) {
      expect([path, (await asked.get(`/api/${path}`)).status()]).toEqual([path, 401])
    }
    for (const path of ['imports', 'plans', 'plans/preview', 'athlete/thresholds', 'sample', 'account/password']) {
      expect([path, (await asked.post(`/api/${path}`, { data: {} })).status()]).toEqual([path, 401])
    }
    const again = await asked.post('/api/account/owner', {
      data: { name: 'Eve', email: 'eve@example.org', password: 'yet another password', timeZone: 'UTC' },
    })
    expect(again.status()).toBe(409)
    await stranger.context.close()
  })

  it('lets the owner in again with the new password alone', async () => {
    const old = await newVisitor(browser, app.url)
    const reply = await old.page.request.post('/api/account/sign-in', {
      data: { email: OWNER.email, password: OWNER.password },
    })
    expect(reply.status()).toBe(401)
    await old.context.close()
    const now = await secondBrowser(browser, app.url, { ...OWNER, password: 'another long password' })
    expect((await plannedSessions(now.page)).length).toBeGreaterThan(12)
    await now.context.close()
  })
})

const corpus = corpusFolder()
describe.skipIf(corpus === null)('the files of others, by the browser', () => {
  let app: RunningApp
  let browser: Browser

  beforeAll(async () => {
    ;[app, browser] = await Promise.all([startApp(), launchBrowser()])
  })
  afterAll(async () => {
    await browser?.close()
    expect(await app?.stop()).toBe(0)
  })

  it('ends every real FIT, TCX and GPX file in an outcome', async () => {
    const { page, context, problems } = await newVisitor(browser, app.url)
    await createOwner(page)
    for (const name of ['fit', 'tcx_gpx']) {
      const path = join(corpus ?? '', name)
      const files = (await readdir(path, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
      await importFolder(page, path, 280_000)
      const counts = await importCounts(page)
      expect(counts['Still to read']).toBe(0)
      const outcomes = (counts['New'] ?? 0) + (counts['Already here'] ?? 0) + (counts['Not readable'] ?? 0)
      expect(outcomes).toBeGreaterThanOrEqual(files.length)
      expect(counts['New']).toBeGreaterThan(0)
    }
    expect(problems).toEqual([])
    await context.close()
  }, 600_000)
})

const dateOf = async (page: Page, id: string): Promise<string | undefined> =>
  (await plannedSessions(page)).find((one) => one.id === id)?.date

/** A session of the third week that is not the race: far enough from today to have free days around it. */
async function movableSession(page: Page): Promise<PlannedOnPage> {
  const sessions = (await plannedSessions(page)).filter((one) => !one.race)
  const found = sessions[Math.min(9, sessions.length - 1)]
  if (!found) throw new Error('The plan has no session to move.')
  return found
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** A day of the calendar in view that answers so to the card that is held, or the day itself once it answers. */
async function answeringDay(page: Page, answer: string): Promise<string> {
  const day = /^\d/.test(answer) ? `[data-date="${answer}"]:has(.answer)` : `[data-date]:has(.answer:is(${answer}))`
  const cell = page.locator(day).first()
  await cell.waitFor()
  return (await cell.getAttribute('data-date')) ?? ''
}

/** Drags a session's card with the mouse onto the first day that answers so, or onto a day itself. Gives that day. */
async function dragTo(page: Page, session: PlannedOnPage, answer: string): Promise<string> {
  const card = page.locator(`[data-workout="${session.id}"]`).locator('visible=true').first()
  await card.evaluate((element) => element.scrollIntoView({ block: 'center' }))
  const from = await card.boundingBox()
  if (!from) throw new Error('The card is not on the page.')
  await page.mouse.move(from.x + 20, from.y + 12)
  await page.mouse.down()
  await page.mouse.move(from.x + 32, from.y + 20, { steps: 3 })
  const date = await answeringDay(page, answer)
  const cell = page.locator(`[data-date="${date}"]`)
  await cell.evaluate((element) => element.scrollIntoView({ block: 'center' }))
  const to = await cell.boundingBox()
  if (!to) throw new Error(`${date} is not on the page.`)
  await page.mouse.move(to.x + to.width / 2, to.y + Math.min(20, to.height / 2), { steps: 6 })
  await cell.locator('.answer.over').waitFor()
  await page.mouse.up()
  return date
}

/** The first day whose verdict lets the session move. */
async function firstFittingDay(dialog: ReturnType<Page['getByRole']>): Promise<string> {
  const day = dialog.locator('.day.fits, .day.swaps, .day.warns').first()
  await day.waitFor()
  return (await day.getAttribute('data-day')) ?? ''
}
