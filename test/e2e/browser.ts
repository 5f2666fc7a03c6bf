import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { findChromium } from '../../scripts/chromium.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))

export const THEMES = ['light', 'dark'] as const
export type Theme = (typeof THEMES)[number]
/** 360 px is the narrowest phone we draw for (product.md). */
export const VIEWPORTS = { phone: { width: 360, height: 780 }, desktop: { width: 1280, height: 860 } } as const
export type ViewportName = keyof typeof VIEWPORTS

/** A real Chromium, headless. */
export async function launchBrowser(): Promise<Browser> {
  const found = await findChromium()
  return await chromium.launch({
    executablePath: found.path,
    // The package's own default arguments crash when a page closes (--single-process).
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--font-render-hinting=none'],
    env: { ...definedOnly(process.env), ...found.env },
  })
}

/** A page of a new visitor: own cookies, fixed language and zone, downloads allowed. Errors of the page are collected. */
export async function newVisitor(
  browser: Browser,
  url: string,
  options: { readonly viewport?: ViewportName; readonly theme?: Theme } = {},
): Promise<{ context: BrowserContext; page: Page; problems: string[] }> {
  const context = await browser.newContext({
    baseURL: url,
    viewport: VIEWPORTS[options.viewport ?? 'desktop'],
    colorScheme: options.theme ?? 'light',
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    reducedMotion: 'reduce',
    acceptDownloads: true,
  })
  // Shorter than a test, so that a failure names the element that did not come.
  context.setDefaultTimeout(20_000)
  const page = await context.newPage()
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(`page error: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error' || /hydration|\[Vue warn\]/i.test(message.text())) {
      problems.push(`console: ${message.text()}`)
    }
  })
  page.on('request', (request) => {
    const address = new URL(request.url())
    if (address.origin !== new URL(url).origin && !['data:', 'blob:'].includes(address.protocol)) {
      problems.push(`asked another host: ${request.url()}`)
    }
  })
  return { context, page, problems }
}

export interface RunningApp {
  readonly url: string
  readonly dataFolder: string
  /** Everything it printed so far. */
  output(): string
  /** Ctrl-C, then waits for the end. Gives the exit code. */
  stop(): Promise<number | null>
}

/** Starts the production build on a free port. Without `dataFolder` the data lies in a temporary one, deleted by `stop`. */
export async function startApp(
  options: {
    readonly dataFolder?: string
    readonly port?: number
    readonly env?: Readonly<Record<string, string>>
  } = {},
): Promise<RunningApp> {
  const dataFolder = options.dataFolder ?? (await mkdtemp(join(tmpdir(), 'coach-wattz-')))
  const server = spawn(process.execPath, [join(root, 'scripts/serve.mjs')], {
    cwd: root,
    env: {
      ...definedOnly(process.env),
      DATABASE_URL: '',
      NODE_ENV: 'production',
      ...options.env,
      PORT: String(options.port ?? 0),
      HOST: '127.0.0.1',
      COACH_DATA: dataFolder,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  const ended = new Promise<number | null>((done) => server.on('close', (code) => done(code)))
  const url = await new Promise<string>((done, refuse) => {
    const read = (chunk: Buffer): void => {
      printed += chunk.toString()
      const ready = /ready at (http:\/\/\S+)/.exec(printed)
      if (ready?.[1]) done(ready[1])
    }
    server.stdout.on('data', read)
    server.stderr.on('data', read)
    void ended.then((code) => refuse(new Error(`The app ended with ${code} before it was ready:\n${printed}`)))
  })
  return {
    url,
    dataFolder,
    output: () => printed,
    async stop() {
      server.kill('SIGINT')
      const code = await ended
      if (!options.dataFolder) await rm(dataFolder, { recursive: true, force: true })
      return code
    },
  }
}

/** Photographs the page as it stands: both themes, phone and desktop, whole height, into `artifacts/screens/`. */
export async function screenshotAll(page: Page, name: string): Promise<void> {
  const folder = join(root, 'artifacts/screens')
  mkdirSync(folder, { recursive: true })
  const before = page.viewportSize()
  for (const theme of THEMES) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    for (const [viewport, size] of Object.entries(VIEWPORTS)) {
      await page.setViewportSize(size)
      await page.evaluate(() => document.fonts.ready.then(() => undefined))
      // A window as high as the page, so that bars which stick to its foot stand at the foot of the picture; a dialog
      // covers the page and is shown in the window a person has.
      const height = await page.evaluate(() =>
        document.querySelector('dialog[open]') ? 0 : document.documentElement.scrollHeight,
      )
      await page.setViewportSize({ width: size.width, height: Math.max(size.height, height) })
      await page.screenshot({ path: join(folder, `${name}-${theme}-${viewport}.png`), fullPage: height > 0 })
    }
  }
  await page.emulateMedia({ colorScheme: 'light' })
  if (before) await page.setViewportSize(before)
}

/** axe-core on the page as it stands, in both themes. Empty when nothing is wrong; else one sentence a finding. */
export async function checkAccessibility(page: Page): Promise<string[]> {
  const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
  const findings: string[] = []
  for (const theme of THEMES) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    // By the debugger, not by a script element: the page's own policy forbids foreign scripts, and should.
    await page.evaluate(readFileSync(axePath, 'utf8'))
    const violations = await page.evaluate(async () => {
      const { axe } = window as unknown as { axe: { run(options: unknown): Promise<{ violations: AxeViolation[] }> } }
      interface AxeViolation {
        id: string
        help: string
        nodes: { target: unknown[]; failureSummary?: string }[]
      }
      const result = await axe.run({
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
        resultTypes: ['violations'],
      })
      return result.violations.map(({ id, help, nodes }) => ({
        id,
        help,
        nodes: nodes.map((node) => `${node.target.join(' ')}: ${node.failureSummary?.split('\n')[1]?.trim() ?? ''}`),
      }))
    })
    for (const { id, help, nodes } of violations) {
      findings.push(`${new URL(page.url()).pathname}, ${theme}: ${id}, ${help} (${nodes.slice(0, 5).join('; ')})`)
    }
  }
  await page.emulateMedia({ colorScheme: 'light' })
  return findings
}

const definedOnly = (env: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined))
