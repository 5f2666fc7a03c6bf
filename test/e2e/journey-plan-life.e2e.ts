import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkAccessibility, launchBrowser, newVisitor, screenshotAll, startApp, type RunningApp } from './browser.ts'
import { createOwner, open, plannedSessions, settled, showPreview } from './visit.ts'

describe('a plan that runs: other ways, other answers, another like it, its end', () => {
  let app: RunningApp
  let browser: Browser
  let context: BrowserContext
  let page: Page
  let problems: string[]

  beforeAll(async () => {
    ;[app, browser] = await Promise.all([startApp(), launchBrowser()])
    ;({ context, page, problems } = await newVisitor(browser, app.url))
    await createOwner(page)
    await open(page, '/welcome')
    await page.getByRole('button', { name: /^Look around/ }).click()
    await page.getByText('You are looking around as the sample athlete.').waitFor({ timeout: 60_000 })
    await settled(page)
  })
  afterAll(async () => {
    await context?.close()
    await browser?.close()
    expect(await app?.stop()).toBe(0)
  })
  const showPlan = async (): Promise<void> => {
    await showPreview(page)
    await page.getByText('Nothing is saved yet').waitFor()
  }

  it('changes what the plan is made for: the weeks that have begun stay, and one click brings all back', async () => {
    const before = await plannedSessions(page)
    await open(page, '/plan')
    await page.getByRole('link', { name: 'Change settings' }).click()
    await page.getByRole('heading', { level: 1, name: 'Change the plan' }).waitFor()
    // with all answers given, every step is one click away
    await page.getByRole('list', { name: 'Steps' }).getByRole('button', { name: 'Time' }).click()
    await page.getByRole('button', { name: 'Add a second session on Tuesday' }).click()
    await page.getByLabel('Sport, Tuesday, second session').selectOption('ride')
    expect.soft(await checkAccessibility(page)).toEqual([])
    await screenshotAll(page, '40-plan-change')
    await page.getByLabel('Days a week, at most').selectOption('3')
    await showPlan()
    await page.getByRole('heading', { name: 'The first new weeks' }).waitFor()
    await screenshotAll(page, '41-plan-change-preview')
    await page.getByRole('button', { name: /save( the plan)?$/i }).click()
    await page.waitForURL((url) => url.pathname === '/plan')
    await page.getByText(/were planned anew; the weeks before stayed/).waitFor()
    const after = await plannedSessions(page)
    const today = ((await (await page.request.get('/api/me')).json()) as { today: string }).today
    const past = (sessions: typeof before) => sessions.filter(({ date }) => date <= today).map(({ id }) => id)
    expect(past(after)).toEqual(past(before))
    expect(after.map(({ id }) => id)).not.toEqual(before.map(({ id }) => id))
    await page.getByRole('button', { name: 'Undo' }).first().click()
    await page.getByText('Undone. The plan is as it was before.').waitFor()
    expect(await plannedSessions(page)).toEqual(before)
  })

  it('takes minutes painted by the mouse, by a finger and by the keyboard', async () => {
    await open(page, '/plan/new?copy&step=time')
    const row = page.getByRole('slider', { name: 'Monday, minutes' })
    const minutes = async (): Promise<number> => Number(await row.getAttribute('aria-valuenow'))
    await row.scrollIntoViewIfNeeded()
    const box = await row.boundingBox()
    if (!box) throw new Error('The row of Monday is not on the page.')
    const cells = await row.locator('i').count()
    const at = (quarters: number) => ({ x: box.x + (box.width * (quarters - 0.5)) / cells, y: box.y + box.height / 2 })
    await page.mouse.move(at(2).x, at(2).y)
    await page.mouse.down()
    expect(await minutes()).toBe(30)
    await page.mouse.move(at(6).x, at(6).y, { steps: 4 })
    expect(await minutes()).toBe(90)
    await page.mouse.up()
    await page.mouse.move(at(9).x, at(9).y)
    expect(await minutes()).toBe(90)
    const finger = await context.newCDPSession(page)
    await finger.send('Emulation.setTouchEmulationEnabled', { enabled: true })
    const touch = (type: 'touchStart' | 'touchMove', quarters: number) =>
      finger.send('Input.dispatchTouchEvent', { type, touchPoints: [at(quarters)] })
    await touch('touchStart', 6)
    await touch('touchMove', 5)
    await touch('touchMove', 3)
    await expect.poll(minutes).toBe(45)
    await finger.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
    await finger.send('Emulation.setTouchEmulationEnabled', { enabled: false })
    await row.focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('PageUp')
    expect(await minutes()).toBe(120)
    expect(await row.getAttribute('aria-valuetext')).toBe('120 minutes')
    await page.keyboard.press('Home')
    expect(await row.getAttribute('aria-valuetext')).toBe('no time')
  })

  it('shows other ways to the goal side by side, chosen by keyboard', async () => {
    await open(page, '/plan')
    await page.getByRole('link', { name: 'Plan another like it' }).click()
    await page.getByRole('heading', { level: 1, name: 'A new plan' }).waitFor()
    await showPlan()
    const ways = page.getByRole('radio')
    await ways.nth(1).waitFor()
    expect(await ways.count()).toBeGreaterThanOrEqual(2)
    expect(await ways.nth(0).isChecked()).toBe(true)
    await screenshotAll(page, '42-plan-ways')
    expect.soft(await checkAccessibility(page)).toEqual([])
    const shown = page.waitForResponse((reply) => reply.url().endsWith('/api/plans/preview'))
    await ways.nth(0).focus()
    await page.keyboard.press('ArrowDown')
    expect((await shown).status()).toBe(200)
    expect(await ways.nth(1).isChecked()).toBe(true)
  })

  it('is archived from its page', async () => {
    await open(page, '/plan')
    await page.getByRole('button', { name: 'Archive this plan' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Archive', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'No plan yet' }).waitFor()
    expect(await plannedSessions(page)).toEqual([])
    await screenshotAll(page, '43-plan-archived')
    const earlier = page.getByRole('region', { name: 'Earlier plans' })
    await earlier.getByRole('link').first().click()
    await page.getByRole('heading', { level: 1, name: 'A new plan' }).waitFor()
    expect(await page.getByLabel('Goal', { exact: true }).inputValue()).not.toBe('')
    expect(problems).toEqual([])
  })
})
