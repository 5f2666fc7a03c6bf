import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  checkAccessibility,
  launchBrowser,
  newVisitor,
  screenshotAll,
  startApp,
  VIEWPORTS,
  type RunningApp,
} from './browser.ts'
import { createOwner, open, plannedSessions, settled, sidewaysScroll, type PlannedOnPage } from './visit.ts'

describe('a session moved by a finger, what breaks and the ways out, and the history of it all', () => {
  let app: RunningApp
  let browser: Browser
  let context: BrowserContext
  let page: Page
  let problems: string[]
  let finger: CDPSession
  let session: PlannedOnPage
  /** The plan as it was before anything here was done. */
  let untouched: string

  beforeAll(async () => {
    ;[app, browser] = await Promise.all([startApp(), launchBrowser()])
    ;({ context, page, problems } = await newVisitor(browser, app.url))
    await createOwner(page)
    await open(page, '/welcome')
    await page.getByRole('button', { name: /^Look around/ }).click()
    await page.getByText('You are looking around as the sample athlete.').waitFor({ timeout: 60_000 })
    await settled(page)
    finger = await context.newCDPSession(page)
    await finger.send('Emulation.setTouchEmulationEnabled', { enabled: true })
    // what other pages said on the way here is for their journeys
    problems.length = 0
    untouched = await planBytes(page)
  })
  afterAll(async () => {
    await context?.close()
    await browser?.close()
    expect(await app?.stop()).toBe(0)
  })

  it('holds a card by a long press, follows the finger, and lets it go on a day that takes it', async () => {
    // the first session that some day takes as it is
    const sessions = (await plannedSessions(page)).filter(({ race, date }) => !race && date > dayIn(7))
    let to: string | null = null
    for (session of sessions.slice(0, 10)) {
      await open(page, `/calendar?date=${session.date}`)
      to = await touchTo('.fits, .swaps').catch(() => null)
      if (to !== null) break
      await lift()
    }
    const toast = page.getByRole('status').filter({ hasText: `${session.title} moved to` })
    await toast.waitFor()
    expect(await dateOf(page, session.id)).toBe(to)
    await toast.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('Undone. The plan is as it was before.').waitFor()
    expect(await planBytes(page)).toBe(untouched)
  })

  it('scrolls the page where the finger moves before the press is long enough', async () => {
    await open(page, `/calendar?view=week&date=${session.date}`)
    const { x, y } = await cardAt()
    await touch('touchStart', x, y)
    await touch('touchMove', x, y - 40)
    await page.waitForTimeout(450)
    await touch('touchMove', x, y - 60)
    expect(await page.locator('[data-date] .answer').count()).toBe(0)
    await lift()
    expect(await planBytes(page)).toBe(untouched)
  })

  it('shows what breaks with the ways out, readable to everyone, on the phone too', async () => {
    await open(page, `/calendar?date=${session.date}`)
    await touchTo('.hard-limit, .too-short, .warns')
    const dialog = page.getByRole('dialog', { name: new RegExp(`^${session.title} to `) })
    await dialog.getByRole('radio').first().waitFor()
    expect.soft(await checkAccessibility(page)).toEqual([])
    await screenshotAll(page, '60-negotiation')
    await page.setViewportSize(VIEWPORTS.phone)
    expect.soft(await checkAccessibility(page)).toEqual([])
    expect.soft(await sidewaysScroll(page)).toBe(0)
    await page.setViewportSize(VIEWPORTS.desktop)
    await page.keyboard.press('1')
    const name = (await dialog.locator('.offer:has(input:checked) .ot b').innerText()).trim()
    await dialog.getByRole('button', { name, exact: true }).click()
    await page
      .getByRole('status')
      .filter({ hasText: `${session.title} moved to` })
      .waitFor()
    expect(await planBytes(page)).not.toBe(untouched)
  })

  it('tells in the history what each change did, compares two versions, and restores one', async () => {
    await open(page, '/plan')
    const rows = page.locator('.hist > li')
    const total = await rows.count()
    expect(total).toBeGreaterThan(2)
    await rows.first().getByRole('button', { name: 'What it changed' }).click()
    await rows.first().getByText(session.title).last().waitFor()
    expect.soft(await checkAccessibility(page)).toEqual([])
    await screenshotAll(page, '61-history')
    await rows.first().getByRole('button', { name: 'Compare with…' }).click()
    const compare = page.getByRole('dialog', { name: 'Compare two versions' })
    await compare.getByRole('region', { name: 'What differs' }).getByText(session.title).first().waitFor()
    expect.soft(await checkAccessibility(page)).toEqual([])
    await screenshotAll(page, '62-compare')
    await page.keyboard.press('Escape')
    await compare.waitFor({ state: 'detached' })

    // the change before the last: the plan as it was
    await rows.nth(1).getByRole('button', { name: 'What it changed' }).click()
    await rows.nth(1).getByRole('button', { name: 'Restore this version…' }).click()
    const restore = page.getByRole('dialog', { name: /^Restore the plan after change \d+$/ })
    await restore.getByRole('region', { name: 'What would change' }).getByText(session.title).first().waitFor()
    expect.soft(await checkAccessibility(page)).toEqual([])
    await screenshotAll(page, '63-restore')
    await restore.getByRole('button', { name: /^(Accept and restore|Restore)$/ }).click()
    await page.getByText('The earlier version is back for the weeks to come.').waitFor()
    expect(await planBytes(page)).toBe(untouched)
    await page
      .getByText(/went back to how they were after change \d+/)
      .first()
      .waitFor()
    await rows.first().getByRole('button', { name: 'Undo this' }).click()
    await page.getByText('Undone. The plan is as it was before.').waitFor()
    expect(await planBytes(page)).not.toBe(untouched)
    expect(problems).toEqual([])
  })

  it('lists in the settings what was learned from moves', async () => {
    await open(page, '/settings#preferences')
    await page.getByRole('heading', { name: 'What we learned from your moves' }).waitFor()
    expect(problems).toEqual([])
  })

  const touch = (type: 'touchStart' | 'touchMove', x: number, y: number) =>
    finger.send('Input.dispatchTouchEvent', { type, touchPoints: [{ x, y }] })
  const lift = () => finger.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })

  async function cardAt(): Promise<{ x: number; y: number }> {
    const card = page.locator(`[data-workout="${session.id}"]`).locator('visible=true').first()
    await card.evaluate((element) => element.scrollIntoView({ block: 'center' }))
    const box = await card.boundingBox()
    if (!box) throw new Error('The card is not on the page.')
    return { x: box.x + 20, y: box.y + 12 }
  }

  /** Presses long on the card, takes it to the first day that answers so, and lets go. Gives that day. */
  async function touchTo(answer: string): Promise<string> {
    const from = await cardAt()
    await touch('touchStart', from.x, from.y)
    const cell = page.locator(`[data-date]:has(.answer:is(${answer}))`).first()
    await cell.waitFor({ timeout: 6000 })
    const date = (await cell.getAttribute('data-date')) ?? ''
    const day = page.locator(`[data-date="${date}"]`)
    await day.evaluate((element) => element.scrollIntoView({ block: 'center' }))
    const to = await day.boundingBox()
    if (!to) throw new Error(`${date} is not on the page.`)
    const [x, y] = [to.x + to.width / 2, to.y + Math.min(20, to.height / 2)]
    for (let step = 1; step <= 6; step++)
      await touch('touchMove', from.x + ((x - from.x) * step) / 6, from.y + ((y - from.y) * step) / 6)
    await day.locator('.answer.over').waitFor()
    await lift()
    return date
  }
})

const dayIn = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

const dateOf = async (page: Page, id: string): Promise<string | undefined> =>
  (await plannedSessions(page)).find((one) => one.id === id)?.date

async function planBytes(page: Page): Promise<string> {
  const reply = await page.request.get('/api/plans/active')
  return JSON.stringify(((await reply.json()) as { plan: unknown }).plan)
}
