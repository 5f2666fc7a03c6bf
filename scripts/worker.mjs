// `npm run worker`: a process that does nothing but jobs, beside the server and as many others as one likes. PostgreSQL
// only: the embedded database belongs to one process. Ctrl-C lets what runs end; what was cut off goes to another worker.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ensureGenerated } from './build.mjs'
import { checkMachineNode, childEnv, ensureInstalled, fail, LaunchError, root, treeNode } from './install.mjs'
import { checkDataFolder, readSettings } from './settings.mjs'

try {
  checkMachineNode()
  const settings = readSettings()
  if (!settings.databaseUrl) {
    throw new LaunchError(
      'A worker needs a PostgreSQL that it shares with the server: set DATABASE_URL for both. On the embedded database the server runs the jobs itself.',
    )
  }
  checkDataFolder(settings)
  ensureInstalled()
  ensureGenerated()
  if (Number(process.versions.node.split('.')[0]) >= 24) await work(settings)
  else onTreeNode()
} catch (error) {
  fail(error)
}

async function work(settings) {
  const { clockShiftedBy, mailOf, openApplication } = await import('../server/application.ts')
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const opening = openApplication({
    root,
    version,
    dataFolder: settings.dataFolder,
    databaseUrl: settings.databaseUrl,
    secret: process.env.COACH_SECRET || undefined,
    role: 'worker',
    mail: mailOf(process.env),
    now: clockShiftedBy(process.env.COACH_CLOCK_SHIFT_DAYS),
  })
  let closing = null
  const close = () =>
    (closing ??= opening
      .then((application) => application.close())
      .then(
        () => process.exit(0),
        (error) => fail(sentenceOf(error)),
      ))
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void close())
  try {
    const application = await opening
    await application.jobs()
    console.log(`A worker is ready: ${application.database.location}. Stop it with Ctrl-C.`)
  } catch (error) {
    fail(sentenceOf(error))
  }
}

/** Our own errors are sentences; a bug keeps its stack, because someone has to find it. */
function sentenceOf(error) {
  return error instanceof Error && error.name === 'DatabaseError' ? new LaunchError(error.message) : error
}

function onTreeNode() {
  const worker = spawn(treeNode, [join(root, 'scripts/worker.mjs')], { cwd: root, env: childEnv(), stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => worker.kill(signal))
  worker.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
}
