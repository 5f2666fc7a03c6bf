import { clockShiftedBy, mailOf, openApplication } from '../server/application.ts'
import { HANDLERS } from '../server/jobs/handlers.ts'
import { handlersOf, JOBS } from '../server/jobs/registry.ts'
import { startTrigger } from '../server/jobs/trigger-engine.ts'
import type { Deps } from '../server/usecases/deps.ts'
import type { Enqueue } from '../server/usecases/job-queue.ts'

/** Opened with the first task of a process, and kept for those after it. */
let opened: Promise<{ readonly deps: Deps; readonly enqueue: Enqueue }> | null = null

/** Does one job in a process of Trigger.dev: the same handler as everywhere, on the database that DATABASE_URL names. */
export async function runJob(name: string, data: unknown): Promise<void> {
  const handler = handlersOf(JOBS, HANDLERS).get(name)
  if (!handler) throw new Error(`No worker knows the job ${name}.`)
  opened ??= open(process.env)
  // a database that was away for a moment must not fail every task after it
  opened.catch(() => (opened = null))
  const { deps, enqueue } = await opened
  await handler.run(deps, data, enqueue)
}

async function open(env: Readonly<Record<string, string | undefined>>) {
  const { DATABASE_URL: databaseUrl, TRIGGER_SECRET_KEY: secretKey, TRIGGER_API_URL: url } = env
  if (!databaseUrl || !secretKey)
    throw new Error('Tasks need DATABASE_URL, the database they share with the server, and TRIGGER_SECRET_KEY.')
  const deps = await openApplication({
    root: env['COACH_ROOT'] ?? process.cwd(),
    dataFolder: env['COACH_DATA'] ?? 'data',
    databaseUrl,
    version: 'trigger',
    role: 'command',
    mail: mailOf(env),
    now: clockShiftedBy(env['COACH_CLOCK_SHIFT_DAYS']),
  })
  const { enqueue } = await startTrigger({ jobs: JOBS, secretKey, url: url ?? 'https://api.trigger.dev' })
  return { deps, enqueue }
}
