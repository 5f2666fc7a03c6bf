import { forgeFit } from '@coach-wattz/formats/testing/forge-fit'
import { describedRun } from '@coach-wattz/formats/testing/sample-descriptions'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Me } from '../../shared/contracts/home.ts'
import { checkAccessibility, launchBrowser, newVisitor, screenshotAll, startApp, type RunningApp } from './browser.ts'
import { dayFromNow } from './training-files.ts'
import { createOwner, importFiles, open, OWNER, plannedSessions, settled } from './visit.ts'

describe('looking around as the sample athlete', () => {
  let app: RunningApp
  let browser: Browser
  let context: BrowserContext
  let page: Page
  let problems: string[]

  beforeAll(async () => {
    ;[app, browser] = await Promise.all([startApp(), launchBrowser()])
    ;({ context, page, problems } = await newVisitor(browser, app.url))
    await createOwner(page)
    await importFiles(page, [{ name: 'mine.fit', bytes: forgeFit(describedRun(`${dayFromNow(-2)}T06:00:00Z`)) }])
  })
  afterAll(async () => {
    await context?.close()
    await browser?.close()
    expect(await app?.stop()).toBe(0)
  })
  const me = async (): Promise<Me> => (await (await page.request.get('/api/me')).json()) as Me

  it('opens from the first page, and says whose data is in view', async () => {
    expect(await me()).toMatchObject({ sample: false, activityCount: 1, plan: null })
    await open(page, '/welcome')
    await page.getByRole('button', { name: /^Look around/ }).click()
    await page.getByText('You are looking around as the sample athlete.').waitFor({ timeout: 60_000 })
    await settled(page)
    const seen = await me()
    expect(seen.sample).toBe(true)
    expect(seen.activityCount).toBeGreaterThan(200)
  })

  it('shows past activities beside the plan on the calendar', async () => {
    await open(page, `/calendar?date=${dayFromNow(-14)}`)
    await page.getByRole('grid').waitFor()
    const month = dayFromNow(-14).slice(0, 7)
    // what was done of a session is on its own card; what was done beside the plan has one of its own
    const filled = page.locator('.cell [data-workout] .cmp')
    expect(await filled.count(), `sessions of ${month} with what was done of them`).toBeGreaterThan(3)
    const apart = page.locator('.cell .sc.is-unplanned')
    expect(await apart.count(), `activities of ${month} beside the plan`).toBeGreaterThan(1)
    const done = page.locator('[data-workout]').filter({ has: page.getByRole('img', { name: 'done', exact: true }) })
    expect(await done.count(), `sessions of ${month} that were done`).toBeGreaterThan(3)
    await done.first().click()
    await page.getByRole('heading', { name: 'Done', exact: true }).waitFor()
    await page.getByText(/^Recorded: /).waitFor()
    await open(page, '/plan')
    await page.getByRole('heading', { name: 'History' }).waitFor()
    await open(page, '/import')
    await page.getByRole('heading', { name: 'What we learned about you' }).waitFor()
  })

  it('is left without a trace in the own data', async () => {
    const theirs = await plannedSessions(page)
    expect(theirs.length).toBeGreaterThan(30)
    await open(page, '/')
    await page.getByRole('button', { name: 'Back to my own data' }).click()
    await page.getByText('You are looking around').waitFor({ state: 'detached' })
    await settled(page)
    expect(await me()).toMatchObject({ name: 'Robin', sample: false, activityCount: 1, plan: null })
    expect(await plannedSessions(page)).toEqual([])
    const foreign = await page.request.get(`/api/workouts/${theirs[0]?.id}`)
    expect(foreign.status()).toBe(404)
    expect(problems.filter((problem) => !problem.includes('404'))).toEqual([])
  })

  it('deletes everything from the settings, after the password', async () => {
    await open(page, '/settings#data')
    await page.getByRole('button', { name: 'Delete everything' }).click()
    const dialog = page.getByRole('dialog', { name: 'Delete everything' })
    await dialog.getByLabel('Your password').fill('not the password')
    await dialog.getByRole('button', { name: 'Delete everything for good' }).click()
    await dialog.getByText(/Nothing was deleted/).waitFor()
    expect.soft(await checkAccessibility(page)).toEqual([])
    await screenshotAll(page, '70-delete-everything')
    await dialog.getByLabel('Your password').fill(OWNER.password)
    await dialog.getByRole('button', { name: 'Delete everything for good' }).click()
    await page.waitForURL('**/welcome')
    await page.getByRole('button', { name: 'Create the account' }).waitFor()
    expect((await page.request.get('/api/me')).status()).toBe(401)
  })
})
