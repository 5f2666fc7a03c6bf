// Finds a Chromium for the browser tests: CHROMIUM_PATH, the one in the npm package, or one of the machine.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { LaunchError, root } from './install.mjs'

const SYSTEM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/**
 * A Chromium that has been seen to start, and the environment it needs. Throws `LaunchError` when there is none.
 * @returns {Promise<{ path: string, env: Record<string, string>, version: string }>}
 */
export async function findChromium() {
  if (process.env.CHROMIUM_PATH) {
    const found = tryStart(process.env.CHROMIUM_PATH, {})
    if (found) return found
    throw new LaunchError(`CHROMIUM_PATH is ${process.env.CHROMIUM_PATH}, and that does not start.`)
  }
  const packed = await fromPackage()
  if (packed) return packed
  for (const path of SYSTEM) {
    const found = existsSync(path) ? tryStart(path, {}) : null
    if (found) return found
  }
  throw new LaunchError(
    'No Chromium starts on this machine, so the browser journeys cannot run. Install one (Debian: apt-get install chromium) or name one: CHROMIUM_PATH=/path/to/chromium',
  )
}

/** `@sparticuz/chromium` ships a headless Chromium for Linux on x64, and the libraries a bare system lacks. */
async function fromPackage() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null
  // The package unpacks into the temporary folder, which is everybody's; ours is one of the checkout.
  const folder = join(root, 'node_modules/.cache/chromium')
  mkdirSync(folder, { recursive: true })
  const before = process.env.TMPDIR
  process.env.TMPDIR = folder
  try {
    const { default: chromium, inflate } = await import('@sparticuz/chromium')
    const path = await chromium.executablePath()
    const plain = tryStart(path, {})
    if (plain) return plain
    if (!existsSync(join(folder, 'al2023'))) {
      await inflate(join(root, 'node_modules/@sparticuz/chromium/bin/al2023.tar.br'))
    }
    return tryStart(path, { LD_LIBRARY_PATH: join(folder, 'al2023/lib'), FONTCONFIG_PATH: join(folder, 'fonts') })
  } finally {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
  }
}

function tryStart(path, env) {
  const result = spawnSync(path, ['--version', '--no-sandbox'], {
    env: { ...process.env, ...env },
    encoding: 'utf8',
    timeout: 20_000,
  })
  return result.status === 0 ? { path, env, version: result.stdout.trim() } : null
}
