import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { workoutsOf, type Plan, type PlannedWorkout } from '@coach-wattz/core/plan/plan'
import { daysBetween } from '@coach-wattz/core/time/local-date'
import type { TodayReply } from '../../shared/contracts/home.ts'
import type { WellnessDayReply } from '../../shared/contracts/wellness.ts'
import {
  checkAccessibility,
  launchBrowser,
  newVisitor,
  screenshotAll,
  startApp,
  VIEWPORTS,
  type RunningApp,
} from './browser.ts'
import { createOwner, open, settled, sidewaysScroll } from './visit.ts'

/** Mornings of the sample athlete, on the day of a hard session: the clock is moved to it. */
describe('a morning that holds back the plan', () => {
  let dataFolder: string
  let app: RunningApp | null = null
  let browser: Browser
  let context: BrowserContext
  let page: Page
  let problems: string[]
  let hard: PlannedWorkout

  const start = async (shiftDays: number): Promise<void> => {
    app = await startApp({ dataFolder, env: { COACH_CLOCK_SHIFT_DAYS: String(shiftDays) } })
  }
  beforeAll(async () => {
    dataFolder = await mkdtemp(join(tmpdir(), 'coach-wattz-'))
    browser = await launchBrowser()
    await start(0)
    const visitor = await newVisitor(browser, app!.url)
    await createOwner(visitor.page)
    await visitor.page.request.post('/api/sample')
    const today = await todayOf(visitor.page)
    const { plan } = (await (await visitor.page.request.get('/api/plans/active')).json()) as { plan: Plan }
    hard = workoutsOf(plan).find((one) => one.hard && !one.race && one.date > today)!
    const cookies = await visitor.context.cookies()
    await visitor.context.close()
    await app!.stop()
    await start(daysBetween(today, hard.date))
    ;({ context, page, problems } = await newVisitor(browser, app!.url))
    await context.addCookies(cookies.map(({ name, value }) => ({ name, value, url: app!.url })))
  }, 240_000)
  afterAll(async () => {
    await context?.close()
    await browser?.close()
    expect(await app?.stop()).toBe(0)
    await rm(dataFolder, { recursive: true, force: true })
  })
  const todayOf = async (at: Page): Promise<string> =>
    ((await (await at.request.get('/api/today')).json()) as TodayReply).today
  const inspect = async (name: string): Promise<string[]> => {
    await screenshotAll(page, name)
    const findings: string[] = []
    for (const [viewport, size] of Object.entries(VIEWPORTS)) {
      await page.setViewportSize(size)
      const wider = await sidewaysScroll(page)
      if (wider > 0) findings.push(`${name}, ${viewport}: scrolls sideways by ${wider} px`)
      findings.push(...(await checkAccessibility(page)).map((finding) => `${name}, ${viewport}: ${finding}`))
    }
    return [...findings, ...problems.splice(0)]
  }
  const form = () => page.getByRole('form', { name: 'This morning' })

  it('asks in twenty seconds, with what a watch brought filled in', async () => {
    await open(page, '/')
    expect(await todayOf(page)).toBe(hard.date)
    await form().waitFor()
    expect(await inspect('check-in')).toEqual([])
  })

  it('makes the hard session easy, says why, and gives it back', async () => {
    for (const name of ['Tired', 'Sore', 'Stressed', 'Mood'])
      await form().getByRole('radiogroup', { name }).getByRole('radio', { name: '4' }).click()
    await form().getByRole('button', { name: 'Save' }).click()
    const toast = page.getByRole('status').filter({ hasText: `${hard.title} is an easy session today` })
    await toast.waitFor()
    await toast.getByRole('button', { name: 'Undo' }).click()
    await page.getByRole('status').filter({ hasText: 'Undone' }).waitFor()
    const { plan } = (await (await page.request.get('/api/plans/active')).json()) as { plan: Plan }
    expect(workoutsOf(plan).find(({ id }) => id === hard.id)).toEqual(hard)
  })

  it('keeps the morning, sign by sign, with the last sixty days', async () => {
    await page.getByText('Hold back').waitFor()
    await page.getByText('Last 60 days').click()
    await page.getByRole('img', { name: /^HRV by day/ }).waitFor()
    await settled(page)
    expect(await inspect('check-in-told')).toEqual([])
    const day = (await (await page.request.get(`/api/wellness/${hard.date}`)).json()) as WellnessDayReply
    expect([day.readiness.level, day.checkIn?.fatigue]).toEqual(['AMBER', 4])
  })
})
