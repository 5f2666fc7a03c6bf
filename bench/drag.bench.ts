import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { addDays, type LocalDate } from '@coach-wattz/core/time/local-date'
import { mondayOf } from '@coach-wattz/core/time/week'
import type { Page } from 'playwright-core'
import { createViteServer } from 'vitest/node'
import type { ActivePlanReply } from '../shared/contracts/plans.ts'
import { launchBrowser, newVisitor } from '../test/e2e/browser.ts'
import { OWNER, open, signIn } from '../test/e2e/visit.ts'
import type { dragTimes, DragTimes } from './drag-work.ts'
import { median, percentile95, type Figure } from './figure.ts'
import { openSession } from './http-session.ts'
import { serveApp } from './served-app.ts'

const WEEKS = 24
/** One frame of a screen at 60 Hz (design.md §10). */
const FRAME_MS = 16
const STEPS = 60

/**
 * A card dragged over a plan of 24 weeks in a real Chromium: what a day answers, what a change does, and all three offers, by
 * the same modules as the app, timed call by call; then the built app itself, frame by frame while the mouse moves a card.
 */
export async function benchDrag(): Promise<Figure[]> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'coach-bench-'))
  const [app, browser] = await Promise.all([serveApp(dataFolder), launchBrowser()])
  try {
    const { send } = await openSession(app.url)
    await send('POST', '/api/sample')
    const { today } = (await send('GET', '/api/today')) as { today: LocalDate }
    const date = addDays(mondayOf(today), WEEKS * 7 - 1)
    await send('POST', '/api/training-plan/generate', { goal: { kind: 'HM', sport: 'run', date }, save: true })
    const reply = (await send('GET', '/api/plans/active')) as ActivePlanReply
    const { pickUps, answers, impacts, offers, weeks } = await timesInBrowser(await browser.newPage(), reply)
    const { page } = await newVisitor(browser, app.url)
    await signIn(page, OWNER)
    await page.request.post('/api/sample')
    const frames = await draggedFrames(page, reply, today)
    const figure = (name: string, times: readonly number[], budget: number | null, what: string): Figure => ({
      name,
      value: percentile95(times),
      unit: 'ms',
      budget,
      how: `${what}, p95 of ${times.length} in Chromium, plan of ${weeks} weeks, median ${median(times).toFixed(1)} ms`,
    })
    return [
      figure('drag pick-up', pickUps, null, 'the plan judged as it is, once a card'),
      figure('drag answer', answers, FRAME_MS, 'what a day says to a card held over it'),
      figure('drag impact', impacts, FRAME_MS, 'a change assessed: limits, week, spacing, fitness at the goal'),
      figure('drag offers', offers, null, 'all three offers for a drop that breaks something'),
      figure('drag frame', frames, null, 'from one frame to the next while the mouse moves a card in the built app'),
    ]
  } finally {
    await browser.close()
    await app.stop()
    rmSync(dataFolder, { recursive: true, force: true })
  }
}

/** The app's own modules, served to the browser one by one and run on the plan. */
async function timesInBrowser(page: Page, reply: ActivePlanReply): Promise<DragTimes> {
  const root = fileURLToPath(new URL('..', import.meta.url))
  const server = await createViteServer({
    root,
    configFile: false,
    logLevel: 'silent',
    appType: 'custom',
    server: { port: 0, host: '127.0.0.1', watch: null, hmr: false },
  })
  await server.listen()
  try {
    const [address] = server.resolvedUrls?.local ?? []
    if (!address) throw new Error('The modules are not served.')
    await page.route(`${address}blank`, (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }))
    await page.goto(`${address}blank`)
    return await page.evaluate(
      async ([path, told]) => {
        const work = (await import(path)) as { readonly dragTimes: typeof dragTimes }
        return work.dragTimes(told)
      },
      ['/bench/drag-work.ts', reply] as const,
    )
  } finally {
    await page.close()
    await server.close()
  }
}

/** Milliseconds from frame to frame while a card is dragged over the month in view. */
async function draggedFrames(page: Page, { plan }: ActivePlanReply, today: LocalDate): Promise<number[]> {
  const session = plan?.blocks
    .flatMap(({ weeks }) => weeks.flatMap(({ workouts }) => workouts))
    .find((workout) => !workout.race && workout.date >= addDays(mondayOf(today), 7))
  if (!session) throw new Error('The plan has no session to drag.')
  await open(page, `/calendar?date=${session.date}`)
  const card = page.locator(`[data-workout="${session.id}"]`).locator('visible=true').first()
  await card.evaluate((element) => element.scrollIntoView({ block: 'center' }))
  const from = await card.boundingBox()
  if (!from) throw new Error('The card is not on the page.')
  await page.mouse.move(from.x + 20, from.y + 12)
  await page.mouse.down()
  await page.mouse.move(from.x + 32, from.y + 20, { steps: 3 })
  await page.locator('[data-date]:has(.answer)').first().waitFor()
  await page.evaluate(() => {
    const own = window as unknown as { frames: number[] }
    own.frames = []
    let before = performance.now()
    const next = (): void => {
      const now = performance.now()
      own.frames.push(now - before)
      before = now
      requestAnimationFrame(next)
    }
    requestAnimationFrame(next)
  })
  const { width, height } = page.viewportSize() ?? { width: 1280, height: 860 }
  for (let step = 0; step < STEPS; step++)
    await page.mouse.move(width * (0.25 + (0.6 * (step % 20)) / 20), height * (0.3 + (0.5 * step) / STEPS))
  await page.keyboard.press('Escape')
  return page.evaluate(() => (window as unknown as { frames: number[] }).frames)
}
