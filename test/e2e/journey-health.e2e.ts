import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkAccessibility, launchBrowser, newVisitor, screenshotAll, startApp, type RunningApp } from './browser.ts'
import { createOwner, open, settled } from './visit.ts'

interface Session {
  readonly id: string
  readonly date: string
  readonly sport: string
  readonly archetype: string | null
}
interface Active {
  readonly plan: {
    readonly blocks: readonly { readonly weeks: readonly { readonly workouts: readonly Session[] }[] }[]
  }
  readonly today: string
  readonly report: {
    readonly ok: boolean
    readonly verdicts: readonly { readonly rule: string; readonly status: string }[]
  }
}

describe('a shin that hurts, from the first word to running and walking', () => {
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
  const active = async (): Promise<Active> => (await page.request.get('/api/plans/active')).json() as Promise<Active>
  const sessionsOf = ({ plan }: Active): Session[] =>
    plan.blocks.flatMap((block) => block.weeks.flatMap((w) => [...w.workouts]))
  const statusOf = ({ report }: Active, rule: string) =>
    report.verdicts.find((verdict) => verdict.rule === rule)?.status
  const dialog = () => page.getByRole('dialog')

  it('tells the pain, and sees the bike in place of the run before anything changes', async () => {
    const before = await active()
    await open(page, '/settings#health')
    await page.getByRole('button', { name: 'Tell what hurts' }).click()
    await page.getByLabel('Where', { exact: true }).fill('shin')
    await page.getByRole('radio', { name: '5', exact: true }).click()
    expect.soft(await checkAccessibility(page)).toEqual([])
    await screenshotAll(page, '60-health-tell')
    await page.getByRole('button', { name: 'Keep it' }).click()
    await dialog()
      .getByRole('heading', { name: /would change$/ })
      .waitFor()
    await dialog().getByText('in place of the run, because of your shin').first().waitFor()
    expect.soft(await checkAccessibility(page)).toEqual([])
    await screenshotAll(page, '61-health-change')
    // nothing has changed, and a no leaves it so; the certificate says what stands against it
    await dialog().getByRole('button', { name: 'Leave it as it is' }).click()
    const told = await active()
    expect(told.plan).toEqual(before.plan)
    expect([statusOf(before, 'G17'), statusOf(told, 'G17'), told.report.ok]).toEqual(['kept', 'broken', false])
  })

  it('changes the plan on one click from its page, shows it in the calendar, and takes it back byte for byte', async () => {
    const before = await active()
    await open(page, '/plan')
    await page.getByText(/against what you told us of your health/).waitFor()
    await screenshotAll(page, '62-health-plan')
    await page.getByRole('button', { name: 'See what would change' }).click()
    await dialog().getByRole('button', { name: 'Change the plan' }).click()
    await page.getByText('The plan is changed.').waitFor()
    const after = await active()
    expect(statusOf(after, 'G17')).toBe('kept')
    const changed = sessionsOf(after).filter((one) => {
      const was = sessionsOf(before).find(({ id }) => id === one.id)
      return was?.sport === 'run' && one.sport === 'ride'
    })
    expect(changed.length).toBeGreaterThan(0)
    await page.getByRole('button', { name: 'Undo', exact: true }).first().click()
    await page.getByText('Undone. The plan is as it was before.').waitFor()
    expect(JSON.stringify((await active()).plan)).toBe(JSON.stringify(before.plan))

    await page.getByRole('button', { name: 'See what would change' }).click()
    await dialog().getByRole('button', { name: 'Change the plan' }).click()
    await page.getByText('The plan is changed.').waitFor()
    await open(page, `/workout/${changed[0]!.id}`)
    await page.getByText('An easy ride in place of the run, because of your shin.').first().waitFor()
    await open(page, '/calendar')
    await page
      .getByText(/^Endurance ride|^Easy ride/i)
      .first()
      .waitFor()
    await screenshotAll(page, '63-health-calendar')
  })

  it('ends the injury: running and walking by turns brings the runs back', async () => {
    await open(page, '/settings#health')
    await page.getByText('Pain 5 of 10. No running until the pain is 2 or less.').waitFor()
    await screenshotAll(page, '64-health-flag')
    await page.getByRole('button', { name: 'shin is over' }).click()
    await dialog().getByText('On the way back after your shin').first().waitFor()
    await screenshotAll(page, '65-health-back')
    await dialog().getByRole('button', { name: 'Change the plan' }).click()
    await page.getByText('The plan is changed.').waitFor()
    const back = await active()
    const runs = sessionsOf(back).filter(({ date, sport }) => date >= back.today && sport === 'run')
    expect(runs[0]!.archetype).toBe('R05')
    expect(['G17', 'G18'].map((rule) => statusOf(back, rule))).not.toContain('broken')
  })

  it('asks on the day of the review, in two taps', async () => {
    const { today } = await active()
    const yesterday = new Date(Date.parse(today) - 864e5).toISOString().slice(0, 10)
    const flag = { kind: 'INJURY', part: 'knee', startDate: yesterday, reviewDate: today, pain: 1, limp: false }
    expect((await page.request.post('/api/athlete/flags', { data: flag })).status()).toBe(200)
    await open(page, '/')
    await page.getByRole('heading', { name: 'How is your knee?' }).waitFor()
    expect.soft(await checkAccessibility(page)).toEqual([])
    await screenshotAll(page, '66-health-today')
    await page.getByRole('radio', { name: '0', exact: true }).click()
    await page.getByRole('button', { name: 'Keep it' }).click()
    await page.getByRole('heading', { name: 'How is your knee?' }).waitFor({ state: 'detached' })
    expect(problems).toEqual([])
  })
})
