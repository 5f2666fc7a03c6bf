import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CalendarReply } from '../../shared/contracts/home.ts'
import { PLAN_REQUEST } from './api-routes.ts'
import {
  checkAccessibility,
  launchBrowser,
  newVisitor,
  screenshotAll,
  startApp,
  VIEWPORTS,
  type RunningApp,
} from './browser.ts'
import { createOwner, open, sidewaysScroll, signIn } from './visit.ts'

/** The sample athlete's sessions of late: asked about, told, linked, and shown in every place alike. */
describe('what the athlete says of sessions', () => {
  let app: RunningApp
  let browser: Browser
  let context: BrowserContext
  let page: Page
  let problems: string[]

  beforeAll(async () => {
    ;[app, browser] = await Promise.all([startApp(), launchBrowser()])
    ;({ context, page, problems } = await newVisitor(browser, app.url))
    await createOwner(page)
    await page.getByRole('button', { name: /Look around/ }).click()
    await page.waitForURL((url) => url.pathname === '/', { timeout: 60_000 })
  })
  afterAll(async () => {
    await context?.close()
    await browser?.close()
    expect(await app?.stop()).toBe(0)
  })

  async function inspect(name: string): Promise<string[]> {
    await screenshotAll(page, name)
    const findings: string[] = []
    for (const size of Object.values(VIEWPORTS)) {
      await page.setViewportSize(size)
      const wider = await sidewaysScroll(page)
      if (wider > 0) findings.push(`${name}: scrolls sideways by ${wider} px`)
      findings.push(...(await checkAccessibility(page)))
    }
    return [...findings, ...problems.splice(0)]
  }
  async function daysOfLate(): Promise<CalendarReply['weeks'][number]['days'][number][]> {
    const today = new Date()
    const day = (back: number) => new Date(today.getTime() - back * 86_400_000).toISOString().slice(0, 10)
    const reply = await page.request.get(`/api/calendar?from=${day(20)}&to=${day(0)}`)
    return ((await reply.json()) as CalendarReply).weeks.flatMap(({ days }) => [...days]).toReversed()
  }

  it('shows what was done of the week on Today, and asks of the last sessions', async () => {
    await open(page, '/')
    expect.soft(await inspect('40-today')).toEqual([])
    await open(page, '/calendar')
    await page.getByRole('grid').waitFor()
    expect.soft(await inspect('40-calendar')).toEqual([])
    await open(page, '/calendar?view=week')
    await page
      .getByRole('button', { name: /^What to do with/ })
      .first()
      .waitFor()
    expect.soft(await inspect('40-week')).toEqual([])
  })

  it('takes back and changes what was said, on the page of the session', async () => {
    const done = (await daysOfLate()).flatMap(({ marks }) => marks).find(({ done: figures }) => figures !== null)!
    await open(page, `/workout/${done.workoutId}?tell=1`)
    await page.getByRole('radio', { name: '9, ' }).click()
    await page.getByRole('radio', { name: 'Weak', exact: true }).click()
    await page.getByRole('button', { name: 'Too hard' }).click()
    expect.soft(await inspect('41-workout-telling')).toEqual([])
    await page.getByRole('button', { name: 'Keep', exact: true }).click()
    await page.getByText('You said: Effort 9 of 10').waitFor()
    await page.getByRole('button', { name: 'Change what you said' }).click()
    await page.getByRole('radio', { name: '4, ' }).click()
    await page.getByRole('button', { name: 'Too hard' }).click()
    await page.getByRole('button', { name: 'Keep', exact: true }).click()
    await page.getByText('You said: Effort 4 of 10').waitFor()
    expect.soft(await inspect('42-workout-told')).toEqual([])
  })

  it('shows an activity, says it is no session of the plan, and takes that back', async () => {
    const day = (await daysOfLate()).find(({ marks }) => marks.some(({ done: figures }) => figures !== null))!
    const activityId = day.marks.find(({ done: figures }) => figures !== null)!.done!.activityIds[0]!
    await open(page, `/activity/${activityId}`)
    await page.getByRole('heading', { name: 'In the plan' }).waitFor()
    expect.soft(await inspect('43-activity')).toEqual([])
    await page.getByRole('button', { name: 'Not part of the plan' }).click()
    await page.getByText('By your word this is no session of the plan.').waitFor()
    await page.getByText('Link it to a session').click()
    expect.soft(await inspect('44-activity-apart')).toEqual([])
    await page.getByRole('button', { name: 'Take my word back' }).click()
    await page.getByText('Found by day, sport, length and distance.').waitFor()
  })

  it('answers "not there" for activities of nobody', async () => {
    await open(page, '/activity/nobody')
    await page.getByText('No such activity').waitFor()
    problems.splice(0)
  })
})

/** A plan of twelve days ago and nothing recorded since: asked once, in one card, and then left alone. */
describe('sessions nobody recorded', () => {
  let dataFolder: string
  let browser: Browser

  beforeAll(async () => {
    dataFolder = await mkdtemp(join(tmpdir(), 'coach-asked-'))
    browser = await launchBrowser()
    const app = await startApp({ dataFolder })
    const { context, page } = await newVisitor(browser, app.url)
    await createOwner(page)
    const made = await page.request.post('/api/plans', { data: PLAN_REQUEST })
    expect(made.status()).toBe(200)
    await context.close()
    expect(await app.stop()).toBe(0)
  })
  afterAll(async () => {
    await browser?.close()
    await rm(dataFolder, { recursive: true, force: true })
  })

  it('are asked of in one card, answered one by one, and then not asked for a week', async () => {
    const app = await startApp({ dataFolder, env: { COACH_CLOCK_SHIFT_DAYS: '12' } })
    const { context, page, problems } = await newVisitor(browser, app.url)
    try {
      await signIn(page)
      await open(page, '/')
      const question = page.getByRole('region', { name: 'A question' })
      await question.getByRole('heading', { name: 'Were these sessions done?' }).waitFor()
      const rows = question.locator('li')
      expect(await rows.count()).toBeGreaterThan(1)
      await rows.nth(0).getByRole('button', { name: 'Not done', exact: true }).click()
      await rows.nth(0).getByRole('button', { name: 'Busy' }).click()
      await screenshotAll(page, '45-done-or-not')
      expect.soft([...(await checkAccessibility(page)), ...problems.splice(0)]).toEqual([])
      await question.getByRole('button', { name: 'Keep', exact: true }).click()
      const left = (await rows.count()) - 1
      await expect.poll(() => rows.count()).toBeLessThanOrEqual(left)
      await question
        .getByRole('button', { name: /Not yet uploaded|None is uploaded yet/ })
        .last()
        .click()
      const keep = question.getByRole('button', { name: 'Keep', exact: true })
      if (left === 1) await keep.click()
      await question.waitFor({ state: 'detached' })
      await open(page, '/')
      expect(await question.count()).toBe(0)
      expect.soft(problems.splice(0)).toEqual([])
    } finally {
      await context.close()
      expect(await app.stop()).toBe(0)
    }
  })
})
