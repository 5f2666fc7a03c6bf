import type { Browser, BrowserContext, Page, Response } from 'playwright-core'
import { newVisitor, type Theme, type ViewportName } from './browser.ts'

export interface Owner {
  readonly name: string
  readonly email: string
  readonly password: string
}
export const OWNER: Owner = { name: 'Robin', email: 'robin@example.org', password: 'a long first password' }

/** Opens a path and waits until the page answers to clicks and keys, not only until it is painted. */
export async function open(page: Page, path: string): Promise<Response | null> {
  const response = await page.goto(path)
  await settled(page)
  return response
}

/** Waits until Vue has taken over the page that came from the server. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const nuxt = (window as unknown as { useNuxtApp?: () => { isHydrating?: boolean } }).useNuxtApp
    return nuxt !== undefined && nuxt().isHydrating === false
  })
}

/** The first visit: makes the owner's account on the welcome page. */
export async function createOwner(page: Page, owner: Owner = OWNER): Promise<void> {
  await open(page, '/')
  await page.waitForURL('**/welcome')
  await page.getByLabel('Your name').fill(owner.name)
  await page.getByLabel('E-mail').fill(owner.email)
  await page.getByLabel('Password').fill(owner.password)
  await page.getByRole('button', { name: 'Create the account' }).click()
  await page.getByRole('heading', { name: 'How do you want to begin?' }).waitFor()
}

export async function signIn(page: Page, owner: Owner = OWNER): Promise<void> {
  await open(page, '/sign-in')
  await page.getByLabel('E-mail').fill(owner.email)
  await page.getByLabel('Password').fill(owner.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL((url) => url.pathname !== '/sign-in')
}

/** A second browser of the same person: own cookies, signed in. */
export async function secondBrowser(
  browser: Browser,
  url: string,
  owner: Owner,
  options: { readonly viewport?: ViewportName; readonly theme?: Theme } = {},
): Promise<{ context: BrowserContext; page: Page; problems: string[] }> {
  const visitor = await newVisitor(browser, url, options)
  await signIn(visitor.page, owner)
  return visitor
}

/** Chooses a folder on the import page and waits until every file has its outcome. */
export async function importFolder(page: Page, folder: string, timeoutMs = 120_000): Promise<void> {
  await open(page, '/import')
  const handedOver = importHandedOver(page, timeoutMs)
  await page.getByTestId('folder').setInputFiles(folder)
  await handedOver
  await page.getByText('All read').waitFor({ timeout: timeoutMs })
}

/** The page may still show the end of the run before; this one has ended only after its own last request. */
const importHandedOver = (page: Page, timeout: number): Promise<Response> =>
  page.waitForResponse((reply) => reply.url().endsWith('/finish'), { timeout })

export async function importFiles(
  page: Page,
  files: readonly { readonly name: string; readonly bytes: Uint8Array }[],
): Promise<void> {
  await open(page, '/import')
  await page
    .getByTestId('files')
    .setInputFiles(
      files.map(({ name, bytes }) => ({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) })),
    )
  await page.getByText('All read').waitFor({ timeout: 60_000 })
}

/** The four counts under the progress bar, by their labels. */
export async function importCounts(page: Page): Promise<Record<string, number>> {
  const cells = page.locator('dl.counts > div')
  const counts: Record<string, number> = {}
  for (const cell of await cells.all()) {
    const label = (await cell.locator('dt').innerText()).trim()
    counts[label] = Number((await cell.locator('dd').innerText()).replaceAll(/\D/g, ''))
  }
  return counts
}

/** The outcome word and the sentence of one file in the table of the import page. */
export async function outcomeOf(page: Page, name: string): Promise<{ word: string; sentence: string }> {
  const row = page.getByRole('row').filter({ hasText: name })
  await row.first().waitFor()
  return {
    word: (await row.first().locator('.what').innerText()).trim(),
    sentence: (await row.first().locator('.why-not').allInnerTexts()).join(' ').trim(),
  }
}

export interface GoalEntry {
  readonly sport: 'Running' | 'Riding'
  readonly kind: string
  readonly date: string
  readonly name?: string
  readonly targetTime?: string
  /** The name of one of the built-in courses. */
  readonly course?: RegExp
}

/** Fills the short form of a new plan and asks for its preview. */
export async function previewPlan(page: Page, goal: GoalEntry): Promise<void> {
  await open(page, '/plan/new')
  await page.getByRole('group', { name: 'Sport' }).getByRole('button', { name: goal.sport }).click()
  await page.getByLabel('Goal', { exact: true }).selectOption({ label: goal.kind })
  await page.getByLabel('Day', { exact: true }).fill(goal.date)
  if (goal.name) await page.getByLabel('Its name, if it has one').fill(goal.name)
  if (goal.targetTime) await page.getByLabel('Target time, if you have one').fill(goal.targetTime)
  if (goal.course) {
    await nextStep(page)
    await takeCourse(page, goal.course)
  }
  await showPreview(page)
}

/** Takes one of the built-in courses on the wizard's step for it. */
export async function takeCourse(page: Page, name: RegExp): Promise<void> {
  await page.getByText('Drop the GPX file of the course here').waitFor()
  await page.getByRole('button', { name }).click()
  await page.getByRole('heading', { name: 'How long it takes' }).waitFor()
}

/** The step of the wizard that is open, as its steps name it. */
const stepAt = (page: Page): Promise<string> =>
  page.getByRole('list', { name: 'Steps' }).locator('[aria-current=step]').innerText()

/** Goes on by one step of the wizard, and waits until it is there. */
export async function nextStep(page: Page): Promise<void> {
  const before = await stepAt(page)
  await page.getByRole('button', { name: /^Next: / }).click()
  await page.waitForFunction(
    (name) => document.querySelector('ol[aria-label=Steps] [aria-current=step]')?.textContent?.trim() !== name,
    before,
  )
}

/** Goes through the steps that are left and asks for the preview. */
export async function showPreview(page: Page): Promise<void> {
  while (await page.getByRole('button', { name: /^Next: / }).isVisible()) await nextStep(page)
  // asked once, before the first plan
  const nothing = page.getByLabel('None of these')
  if (await nothing.isVisible()) await nothing.check()
  await page.getByRole('button', { name: 'Show the plan' }).click()
}

/** Saves the plan in view and waits for the calendar. */
export async function savePlan(page: Page): Promise<void> {
  await page.getByRole('button', { name: /save( the plan)?$/i }).click()
  await page.waitForURL('**/calendar**')
  await page.locator('[data-workout]').first().waitFor()
}

export interface PlannedOnPage {
  readonly id: string
  readonly date: string
  readonly title: string
  readonly race: boolean
  readonly durationS: number
}

/** The sessions of the plan in force, as the API tells them. */
export async function plannedSessions(page: Page): Promise<PlannedOnPage[]> {
  const reply = await page.request.get('/api/plans/active')
  const { plan } = (await reply.json()) as {
    plan: { blocks: { weeks: { workouts: PlannedOnPage[] }[] }[] } | null
  }
  return plan?.blocks.flatMap((block) => block.weeks.flatMap((week) => week.workouts)) ?? []
}

/** Takes the file behind a link and gives its bytes and name. */
export async function download(page: Page, click: () => Promise<void>): Promise<{ name: string; text: string }> {
  const [file] = await Promise.all([page.waitForEvent('download'), click()])
  const chunks: Buffer[] = []
  for await (const chunk of await file.createReadStream()) chunks.push(Buffer.from(chunk as Uint8Array))
  return { name: file.suggestedFilename(), text: Buffer.concat(chunks).toString('utf8') }
}

/** Pixels by which the page is wider than its window: zero on a page that does not scroll sideways. */
export const sidewaysScroll = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
