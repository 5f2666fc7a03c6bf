import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CalendarReply } from '../../shared/contracts/home.ts'
import {
  checkAccessibility,
  launchBrowser,
  newVisitor,
  screenshotAll,
  startApp,
  VIEWPORTS,
  type RunningApp,
} from './browser.ts'
import { createOwner, open, sidewaysScroll } from './visit.ts'

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

  it('asks one question on Today and keeps the answer in two taps', async () => {
    await open(page, '/')
    const question = page.getByRole('region', { name: 'A question' })
    if ((await question.count()) > 0) expect.soft(await inspect('40-today-question')).toEqual([])
    expect.soft(await inspect('40-today')).toEqual([])
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
