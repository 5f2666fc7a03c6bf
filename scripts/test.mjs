// `npm test`, which is also the gate and what CI runs: installs what is missing, then every check and every suite. It goes on
// after a failure, so that one run tells everything, and ends with one line: "N passed, N failed".
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ensureGenerated } from './build.mjs'
import { checkMachineNode, childEnv, ensureInstalled, fail, LaunchError, root, treeNode } from './install.mjs'

const REPORTS = join(root, 'artifacts/test')
const tally = { passed: 0, failed: 0, skipped: 0 }
const stages = []

try {
  checkMachineNode()
  await stage('install', () => ensureInstalled())
  await stage('generate', () => ensureGenerated())
} catch (error) {
  fail(error)
}
rmSync(REPORTS, { recursive: true, force: true })
mkdirSync(REPORTS, { recursive: true })

await check('lint', [['node_modules/oxlint/bin/oxlint']])
await check('format', [['node_modules/oxfmt/bin/oxfmt', '--check']])
await check('types', [['scripts/typecheck.mjs']])
await check('dead code', [['node_modules/knip/bin/knip.js']])
await suite('unit')
await suite('repositories')
if (existsSync(join(root, '../shared/data'))) await suite('corpus')
else console.log('\ncorpus: skipped, there is no ../shared/data here (real files that are not part of the project)')
await check('build', [['scripts/build-app.mjs']])
await browser()

console.log(
  `\n${stages.map(({ name, seconds, note }) => `${name.padEnd(14)}${seconds.toFixed(1).padStart(7)} s  ${note}`).join('\n')}`,
)
if (tally.skipped > 0) console.log(`${tally.skipped} skipped`)
console.log(`\n${tally.passed} passed, ${tally.failed} failed`)
process.exit(tally.failed > 0 ? 1 : 0)

/** A check counts as one test: it holds or it does not. */
async function check(name, commands) {
  await stage(name, () => {
    const failed = commands.filter((args) => run(args).status !== 0)
    tally[failed.length === 0 ? 'passed' : 'failed'] += 1
    return failed.length === 0 ? 'passed' : 'FAILED'
  })
}

/** One Vitest project; its own report says how many tests passed. */
async function suite(name, env = {}) {
  await stage(name, () => {
    const report = join(REPORTS, `${name}.json`)
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
    const { status } = run(['node_modules/vitest/vitest.mjs', 'run', '--project', name, ...reporters], env)
    const counts = existsSync(report)
      ? JSON.parse(readFileSync(report, 'utf8'))
      : { numPassedTests: 0, numFailedTests: 0 }
    // A suite that breaks before its tests run has no failed test, and has failed all the same.
    const failed = counts.numFailedTests + (status !== 0 && counts.numFailedTests === 0 ? 1 : 0)
    const skipped = (counts.numPendingTests ?? 0) + (counts.numTodoTests ?? 0)
    tally.passed += counts.numPassedTests
    tally.failed += failed
    tally.skipped += skipped
    return `${counts.numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
  })
}

/** The journeys need a Chromium that starts; without one they fail, they are not passed over. */
async function browser() {
  try {
    const { findChromium } = await import('./chromium.mjs')
    const found = await findChromium()
    console.log(`\nbrowser: ${found.version}`)
    await suite('e2e')
  } catch (error) {
    if (!(error instanceof LaunchError)) throw error
    console.error(`\n${error.message}`)
    tally.failed += 1
    stages.push({ name: 'e2e', seconds: 0, note: 'FAILED, no browser' })
  }
}

async function stage(name, work) {
  console.log(`\n── ${name}`)
  const start = performance.now()
  const note = (await work()) ?? ''
  stages.push({ name, seconds: (performance.now() - start) / 1000, note })
}

function run(args, env = {}) {
  return spawnSync(treeNode, args, {
    cwd: root,
    stdio: 'inherit',
    env: childEnv({ ...env, FORCE_COLOR: '0', NO_COLOR: '1' }),
  })
}
