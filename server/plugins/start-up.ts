import { join } from 'node:path'
import { clockShiftedBy, mailOf, openApplication, type Application } from '../application.ts'
import { setApplication } from '../http/application.ts'
import { jobsByOf } from '../jobs/start-engine.ts'
import packageFile from '../../package.json'

/** What `scripts/serve.mjs` waits for before it lets requests in. */
interface StartUp {
  readonly dataFolder: string
  readonly database: string
  close(): Promise<void>
}

/** Opens the application; the promise stays where the launcher finds it, and rejects with one clear sentence. */
export default defineNitroPlugin((nitro) => {
  const root = process.env.COACH_ROOT ?? process.cwd()
  const dataFolder = process.env.COACH_DATA ?? join(root, 'data')
  const opening = openApplication({
    root,
    dataFolder,
    databaseUrl: process.env.DATABASE_URL || undefined,
    secret: process.env.COACH_SECRET || undefined,
    address: process.env.COACH_ADDRESS,
    version: packageFile.version,
    role: 'server',
    jobsBy: jobsByOf(process.env),
    mail: mailOf(process.env),
    now: clockShiftedBy(process.env.COACH_CLOCK_SHIFT_DAYS),
  }).then((application) => {
    setApplication(application)
    return startUpOf(application, dataFolder)
  })
  // The launcher awaits the same promise and tells the sentence; in development there is no launcher.
  opening.catch((cause: unknown) => {
    if (import.meta.dev) console.error(cause instanceof Error ? cause.message : cause)
  })
  Object.assign(globalThis, { [Symbol.for('coach-wattz.start-up')]: opening })
  nitro.hooks.hook('close', async () => (await opening).close())
})

function startUpOf(application: Application, dataFolder: string): StartUp {
  let closing: Promise<void> | null = null
  return {
    dataFolder,
    database: application.database.location,
    close: () => {
      setApplication(null)
      return (closing ??= application.close())
    },
  }
}
