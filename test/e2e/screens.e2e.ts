import { rm } from 'node:fs/promises'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TodayReply } from '../../shared/contracts/home.ts'
import {
  checkAccessibility,
  launchBrowser,
  newVisitor,
  screenshotAll,
  startApp,
  VIEWPORTS,
  type RunningApp,
} from './browser.ts'
import { runnerFolder, sundayFromNow, type TrainingFolder } from './training-files.ts'
import {
  createOwner,
  nextStep,
  open,
  plannedSessions,
  previewPlan,
  savePlan,
  settled,
  sidewaysScroll,
  takeCourse,
} from './visit.ts'

/** Every screen, photographed in both themes on a phone and a desktop, held against axe, and never wider than a phone. */
describe('the screens', () => {
  let app: RunningApp
  let browser: Browser
  let context: BrowserContext
  let page: Page
  let problems: string[]
  let folder: TrainingFolder

  beforeAll(async () => {
    ;[app, browser, folder] = await Promise.all([startApp(), launchBrowser(), runnerFolder()])
    ;({ context, page, problems } = await newVisitor(browser, app.url))
  })
  afterAll(async () => {
    await context?.close()
    await browser?.close()
    if (folder) await rm(folder.path, { recursive: true, force: true })
    expect(await app?.stop()).toBe(0)
  })

  /** Photographs the screen; gives what is wrong with it, one sentence a finding. */
  async function inspect(name: string, at: Page = page, fromPage: string[] = problems): Promise<string[]> {
    await screenshotAll(at, name)
    const findings: string[] = []
    for (const [viewport, size] of Object.entries(VIEWPORTS)) {
      await at.setViewportSize(size)
      const wider = await sidewaysScroll(at)
      if (wider > 0) findings.push(`${name}, ${viewport}: scrolls sideways by ${wider} px`)
      findings.push(...(await checkAccessibility(at)).map((finding) => `${name}, ${viewport}: ${finding}`))
    }
    return [...findings, ...fromPage.splice(0)]
  }

  it('welcome, before and after the account', async () => {
    await open(page, '/')
    await page.getByRole('button', { name: 'Create the account' }).waitFor()
    expect.soft(await inspect('01-welcome')).toEqual([])
    await createOwner(page)
    expect.soft(await inspect('02-welcome-doors')).toEqual([])
  })

  it('today with nothing known', async () => {
    await open(page, '/')
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect.soft(await inspect('03-today-empty')).toEqual([])
  })

  it('plan and calendar without a plan', async () => {
    await open(page, '/plan')
    await page.getByRole('link', { name: 'Make a plan' }).waitFor()
    expect.soft(await inspect('04-plan-empty')).toEqual([])
    await open(page, '/calendar')
    await page.getByRole('grid').waitFor()
    expect.soft(await inspect('05-calendar-empty')).toEqual([])
    await open(page, '/progress')
    await page.getByRole('link', { name: 'Bring your training' }).waitFor()
    expect.soft(await inspect('05-progress-empty')).toEqual([])
  })

  it('sign-in', async () => {
    const stranger = await newVisitor(browser, app.url)
    await open(stranger.page, '/sign-in')
    await stranger.page.getByRole('button', { name: 'Sign in' }).waitFor()
    expect.soft(await inspect('06-sign-in', stranger.page, stranger.problems)).toEqual([])
    await stranger.context.close()
  })

  it('import: empty, while files are handed over, and done', async () => {
    await open(page, '/import')
    await page.getByText('Drop files or a folder here').waitFor()
    expect.soft(await inspect('07-import-empty')).toEqual([])
    let release = (): void => undefined
    const held = new Promise<void>((done) => (release = done))
    let passed = 0
    await page.route('**/api/imports/*/files**', async (route) => {
      if (++passed > 12) await held
      await route.continue()
    })
    await page.getByTestId('folder').setInputFiles(folder.path)
    await page.getByText(/^12 of \d+ handed over$/).waitFor()
    await page.locator('table.out').getByText('New').nth(5).waitFor()
    expect.soft(await inspect('08-import-progress')).toEqual([])
    release()
    await page.getByText('All read').waitFor({ timeout: 120_000 })
    await page.unroute('**/api/imports/*/files**')
    await page.getByRole('heading', { name: 'What we learned about you' }).waitFor()
    expect.soft(await inspect('09-import-done')).toEqual([])
  })

  it('today with history and no plan', async () => {
    await open(page, '/')
    await page.getByRole('heading', { level: 1, name: 'No plan yet' }).waitFor()
    expect.soft(await inspect('10-today-no-plan')).toEqual([])
    await open(page, '/progress')
    await page.getByRole('heading', { name: 'Expected and done' }).waitFor()
    expect.soft(await inspect('10-progress-no-plan')).toEqual([])
  })

  it('new plan: form, refusal, preview', async () => {
    await open(page, '/plan/new')
    await page.getByRole('button', { name: /^Next: / }).waitFor()
    expect.soft(await inspect('11-plan-new')).toEqual([])
    await page.getByLabel('Day', { exact: true }).fill(sundayFromNow(84))
    await nextStep(page)
    expect.soft(await inspect('11-plan-new-course')).toEqual([])
    await takeCourse(page, /^Hilly half marathon/)
    await page.getByText('Where does this come from?').click()
    expect.soft(await inspect('11-plan-new-course-read')).toEqual([])
    await page.getByRole('button', { name: 'Take another, or none' }).click()
    await nextStep(page)
    expect.soft(await inspect('11-plan-new-time')).toEqual([])
    await nextStep(page)
    expect.soft(await inspect('11-plan-new-preferences')).toEqual([])
    await nextStep(page)
    expect.soft(await inspect('11-plan-new-health')).toEqual([])
    await previewPlan(page, { sport: 'Running', kind: 'Marathon', date: sundayFromNow(25) })
    await page.getByRole('heading', { level: 1, name: 'Not safely, as it stands' }).waitFor()
    expect.soft(await inspect('12-plan-refusal')).toEqual([])
    await previewPlan(page, {
      sport: 'Running',
      kind: 'Half marathon',
      date: sundayFromNow(84),
      name: 'Lake half marathon',
      targetTime: '1:42:00',
    })
    await page.getByText('Nothing is saved yet').waitFor()
    expect.soft(await inspect('13-plan-preview')).toEqual([])
    await savePlan(page)
  })

  it('today before the plan begins', async () => {
    await open(page, '/')
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect.soft(await inspect('14-today-before')).toEqual([])
  })

  it('the sample athlete', async () => {
    await open(page, '/welcome')
    await page.getByRole('button', { name: /^Look around/ }).click()
    await page.getByText('You are looking around as the sample athlete.').waitFor({ timeout: 60_000 })
    await settled(page)
    expect.soft(await inspect('15-today-sample')).toEqual([])
  })

  it('today with a session and with a rest', async () => {
    const real = (await (await page.request.get('/api/today')).json()) as TodayReply
    const planned = (await plannedSessions(page)).find((one) => one.date >= real.today && !one.race)
    const workout = real.workouts[0] ?? real.nextWorkout
    if (!workout || !planned) throw new Error('The sample plan has no session ahead.')
    for (const [name, workouts] of [
      ['16-today-session', [workout]],
      ['17-today-rest', []],
    ] as const) {
      // The screen depends on the weekday; everything but the list of today's sessions is the real answer.
      await page.route('**/api/today', (route) =>
        route.fulfill({ json: { ...real, workouts, nextWorkout: real.nextWorkout ?? workout } }),
      )
      await open(page, '/plan')
      await page.locator('a[href="/"]:visible').first().click()
      await page.waitForURL((url) => url.pathname === '/')
      await page.getByRole('heading', { name: 'This week', exact: true }).waitFor()
      expect.soft(await inspect(name)).toEqual([])
      await page.unroute('**/api/today')
    }
  })

  it('calendar: month, week, menu, move dialog, key map', async () => {
    await open(page, '/calendar')
    await page.locator('[data-workout]').first().waitFor()
    expect.soft(await inspect('18-calendar-month')).toEqual([])
    await open(page, '/calendar?view=week')
    await page.getByRole('group', { name: 'Days of the week' }).waitFor()
    expect.soft(await inspect('19-calendar-week')).toEqual([])
    const movable = page.getByRole('button', { name: /^What to do with/ })
    const next = (await plannedSessions(page)).find((one) => one.date > today() && !one.race && one.title.length > 0)
    if (!next) throw new Error('The sample plan has no session ahead.')
    await open(page, `/calendar?view=week&date=${next.date}`)
    await movable.first().click()
    await page.getByRole('menu').waitFor()
    expect.soft(await inspect('20-calendar-menu')).toEqual([])
    await page.keyboard.press('Escape')
    await page.locator(`[data-date="${next.date}"]`).focus()
    await page.keyboard.press('m')
    const dialog = page.getByRole('dialog', { name: /which day\?$/ })
    await dialog.getByRole('radio', { checked: true }).waitFor()
    await page.keyboard.press('ArrowRight')
    expect.soft(await inspect('21-calendar-move')).toEqual([])
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keyboard' }).waitFor()
    expect.soft(await inspect('22-key-map')).toEqual([])
    await page.keyboard.press('Escape')
  })

  it('plan with its certificate', async () => {
    await open(page, '/plan')
    await page.getByRole('heading', { name: 'Guard certificate' }).waitFor()
    expect.soft(await inspect('23-plan')).toEqual([])
    await page.getByRole('link', { name: 'Certificate' }).click()
    await page.locator('#certificate').getByRole('button', { name: 'Show all' }).click()
    for (const detail of await page.locator('#certificate details').all()) await detail.locator('summary').click()
    expect.soft(await inspect('24-plan-certificate')).toEqual([])
  })

  it('progress', async () => {
    await open(page, '/progress')
    await page.getByRole('heading', { name: 'What the coach changed' }).waitFor()
    await page.getByRole('slider', { name: 'Fitness and fatigue by day' }).focus()
    await page.keyboard.press('ArrowLeft')
    for (const from of await page.getByText('Where does this come from?').all()) await from.click()
    expect.soft(await inspect('24-progress')).toEqual([])
  })

  it('workout of a run', async () => {
    const sessions = await plannedSessions(page)
    const key = sessions.find((one) => one.date > today() && /×/.test(one.title)) ?? sessions[0]
    await open(page, `/workout/${key?.id}`)
    await page.getByRole('table', { name: 'Steps and targets' }).waitFor()
    expect.soft(await inspect('25-workout-run')).toEqual([])
  })

  it('what runs by itself', async () => {
    await open(page, '/operator')
    await page.getByRole('heading', { name: 'This installation' }).waitFor()
    await page.getByRole('row', { name: 'Look at a plan after its night' }).first().waitFor()
    expect.soft(await inspect('27-operator')).toEqual([])
  })

  it('settings', async () => {
    await page.getByRole('button', { name: 'Back to my own data' }).click()
    await page.getByText('You are looking around').waitFor({ state: 'detached' })
    await open(page, '/settings')
    await page.getByText('this one').waitFor()
    expect.soft(await inspect('26-settings')).toEqual([])
  })

  it('workout of a ride', async () => {
    await previewPlan(page, {
      sport: 'Riding',
      kind: 'Gran fondo',
      date: sundayFromNow(112),
      course: /^Alpine gran fondo/,
    })
    await page.getByText('Nothing is saved yet').waitFor()
    expect.soft(await inspect('27-plan-preview-course')).toEqual([])
    await savePlan(page)
    await open(page, '/plan')
    await page.getByRole('heading', { name: 'The course: Alpine gran fondo' }).waitFor()
    expect.soft(await inspect('27-plan-course')).toEqual([])
    const sessions = await plannedSessions(page)
    const key = sessions.find((one) => /×/.test(one.title)) ?? sessions[0]
    await open(page, `/workout/${key?.id}`)
    await page.getByRole('table', { name: 'Steps and targets' }).waitFor()
    expect.soft(await inspect('27-workout-ride')).toEqual([])
  })

  it('the error page', async () => {
    await page.goto('/no/such/page')
    await page.getByRole('heading', { level: 1, name: 'This page is not here' }).waitFor()
    // The browser itself reports the page's own 404.
    expect(problems.splice(0).filter((problem) => !problem.includes('404'))).toEqual([])
    expect.soft(await inspect('28-error')).toEqual([])
  })
})

const today = (): string => new Date().toISOString().slice(0, 10)
