// `npm start`: installs, generates and builds what is missing, then serves. Runs on any Node from 20; the server itself
// runs on the Node 24 of the tree.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { ensureBuilt, ensureGenerated } from './build.mjs'
import { checkMachineNode, childEnv, ensureInstalled, fail, root, treeNode } from './install.mjs'
import { checkDataFolder, checkPort, readSettings } from './settings.mjs'

try {
  checkMachineNode()
  const settings = readSettings()
  await checkPort(settings)
  checkDataFolder(settings)
  ensureInstalled()
  ensureGenerated()
  ensureBuilt()
} catch (error) {
  fail(error)
}

// A stopped `npm start` ends the shell between npm and us, not us: when that parent is gone, close as asked.
if (process.env.npm_lifecycle_event) {
  const parent = process.ppid
  setInterval(() => process.ppid === parent || process.emit('SIGTERM'), 500).unref()
}

if (Number(process.versions.node.split('.')[0]) >= 24) {
  await import('./serve.mjs')
} else {
  const server = spawn(treeNode, [join(root, 'scripts/serve.mjs')], { cwd: root, env: childEnv(), stdio: 'inherit' })
  // The terminal sends Ctrl-C to both; the server closes its database and ends first.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => server.kill(signal))
  server.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
}
