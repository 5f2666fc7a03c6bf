// `npm run dev`: the app with hot reload, on the tree's own Node.
import { spawn } from 'node:child_process'
import { ensureGenerated } from './build.mjs'
import { childEnv, ensureInstalled, fail, root, treeNode } from './install.mjs'
import { checkDataFolder, readSettings } from './settings.mjs'

try {
  const settings = readSettings()
  checkDataFolder(settings)
  ensureInstalled()
  ensureGenerated()
  const args = ['node_modules/nuxt/bin/nuxt.mjs', 'dev', '--port', String(settings.port), '--host', settings.host]
  const env = childEnv({ COACH_DATA: settings.dataFolder })
  const dev = spawn(treeNode, args, { cwd: root, env, stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => dev.kill(signal))
  dev.on('exit', (code) => process.exit(code ?? 0))
} catch (error) {
  fail(error)
}
