// `npm run typecheck`: the pure packages without DOM and Node, the app through Nuxt's own projects, and everything that
// runs on Node without Nuxt: command line, tests, bench.
import { spawnSync } from 'node:child_process'
import { ensureGenerated } from './build.mjs'
import { childEnv, ensureInstalled, fail, root, treeNode } from './install.mjs'

const TSC = 'node_modules/typescript/bin/tsc'
const COMMANDS = [
  ['packages/core', [TSC, '-p', 'packages/core/tsconfig.json']],
  ['packages/formats', [TSC, '-p', 'packages/formats/tsconfig.json']],
  ['app and server', ['node_modules/nuxt/bin/nuxt.mjs', 'typecheck']],
  ['command line, tests, bench', [TSC, '-p', 'test/tsconfig.json']],
]

try {
  ensureInstalled()
  ensureGenerated()
} catch (error) {
  fail(error)
}
let failed = false
for (const [name, args] of COMMANDS) {
  const { status } = spawnSync(treeNode, args, { cwd: root, stdio: 'inherit', env: childEnv() })
  console.log(`types of ${name}: ${status === 0 ? 'sound' : 'FAILED'}`)
  failed ||= status !== 0
}
process.exit(failed ? 1 : 0)
