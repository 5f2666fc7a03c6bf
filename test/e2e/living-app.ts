import type { Plan, PlannedWorkout, TrainingWeek } from '@coach-wattz/core/plan/plan'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { newVisitor, startApp, type RunningApp } from './browser.ts'
import { dayAfter, THRESHOLD_MPS } from './fortnight-files.ts'

const DAY_MS = 86_400_000

interface ActivePlan {
  readonly plan: Plan
  readonly revision: number
  readonly today: string
}

/** An athlete's app whose clock can be moved: on another day the server has been stopped and started again. */
export interface LivingApp {
  readonly page: Page
  readonly problems: readonly string[]
  /** Half past nine of that day, or another hour of the day; server and browser agree on it. */
  wakeUpOn(day: string, time?: string): Promise<void>
  active(): Promise<ActivePlan>
  end(): Promise<void>
}

/** Opens an app for one athlete on a day. */
export async function openLivingApp(browser: Browser, day: string): Promise<LivingApp> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'coach-wattz-living-'))
  const startOn = (instant: string, port?: number): Promise<RunningApp> =>
    startApp({
      dataFolder,
      ...(port === undefined ? {} : { port }),
      env: { COACH_CLOCK_SHIFT_DAYS: String((Date.parse(instant) - Date.now()) / DAY_MS) },
    })
  let app = await startOn(`${day}T08:30:00Z`)
  const visitor = await newVisitor(browser, app.url)
  const { page, problems }: { context: BrowserContext; page: Page; problems: string[] } = visitor
  await page.clock.setFixedTime(new Date(`${day}T08:30:00Z`))
  return {
    page,
    problems,
    async wakeUpOn(next, time = '08:30') {
      await page.goto('about:blank')
      const { port } = new URL(app.url)
      await app.stop()
      app = await startOn(`${next}T${time}:00Z`, Number(port))
      await page.clock.setFixedTime(new Date(`${next}T${time}:00Z`))
    },
    async active() {
      return (await (await page.request.get('/api/plans/active')).json()) as ActivePlan
    },
    async end() {
      await visitor.context.close()
      await app.stop()
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}

export const weekOf = (plan: Plan, day: string): TrainingWeek => {
  const found = plan.blocks
    .flatMap(({ weeks }) => weeks)
    .find(({ startDate }) => day >= startDate && day < dayAfter(startDate, 7))
  if (!found) throw new Error(`The plan has no week with ${day}.`)
  return found
}
export const sessionsOf = (plan: Plan): PlannedWorkout[] =>
  plan.blocks.flatMap(({ weeks }) => weeks.flatMap(({ workouts }) => workouts))
export const sessionOf = (plan: Plan, id: string): PlannedWorkout | undefined =>
  sessionsOf(plan).find((session) => session.id === id)

/** A half marathon on a Sunday, four days a week, made as the wizard makes it. */
export async function planHalfMarathon(page: Page, date: string): Promise<void> {
  const told = await page.request.post('/api/athlete/thresholds', {
    data: { name: 'thresholdSpeedMps', sport: 'run', value: THRESHOLD_MPS, from: dayAfter(date, -7 * 30) },
  })
  if (!told.ok()) throw new Error(`No threshold: ${await told.text()}`)
  const days = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'] as const
  const reply = await page.request.post('/api/plans', {
    data: {
      goal: { kind: 'HM', sport: 'run', date },
      maxDaysPerWeek: 4,
      longDay: 'SUN',
      longDayPinned: false,
      availability: { slots: days.map((day) => ({ day, minutes: day === 'SUN' ? 150 : 75 })) },
      level: 'INTERMEDIATE',
      birthYear: 1990,
    },
  })
  if (!reply.ok()) throw new Error(`No plan: ${await reply.text()}`)
}
