// `npm run bench [-- plan cli server request drag audit import]`: speed and size beside the budgets of design.md §10.
import { spawnSync } from 'node:child_process'
import { ensureBuilt, ensureGenerated } from '../scripts/build.mjs'
import { childEnv, ensureInstalled, fail, root, treeNode } from '../scripts/install.mjs'

const only = process.argv.slice(2)
/** Benches that start the built server. */
const SERVED = new Set(['server', 'request', 'drag', 'import'])
try {
  ensureInstalled()
  ensureGenerated()
  if (only.length === 0 || only.some((name) => SERVED.has(name))) ensureBuilt()
} catch (error) {
  fail(error)
}
const result = spawnSync(treeNode, ['bench/bench.ts', ...only], { cwd: root, stdio: 'inherit', env: childEnv() })
process.exit(result.status ?? 1)
