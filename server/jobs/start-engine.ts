import type { EngineSettings, JobEngine } from './engine.ts'
import { HANDLERS } from './handlers.ts'
import { JOBS } from './registry.ts'

/** Who runs the jobs: the server itself, worker processes beside it, or Trigger.dev. */
export type JobsBy = 'server' | 'workers' | { readonly trigger: { readonly url: string; readonly secretKey: string } }

/** A worker has nothing else to do than to look. */
const WORKER_POLLING_S = 3

/** The engine of this process. Loaded when it is asked for: a start pays for no engine but its own. */
export async function startEngine(
  by: JobsBy,
  role: 'server' | 'worker',
  settings: Pick<EngineSettings, 'deps' | 'onError'>,
): Promise<JobEngine> {
  if (typeof by === 'object') {
    const { startTrigger } = await import('./trigger-engine.ts')
    return startTrigger({ jobs: JOBS, ...by.trigger })
  }
  const { startPgBoss } = await import('./pg-boss-engine.ts')
  const runs = role === 'worker' || by === 'server'
  return startPgBoss({
    ...settings,
    jobs: JOBS,
    handlers: runs ? HANDLERS : null,
    ...(role === 'worker' ? { pollingS: WORKER_POLLING_S } : {}),
  })
}

/** Who the environment says runs the jobs (COACH_JOBS); the settings have been checked before. */
export function jobsByOf(env: Readonly<Record<string, string | undefined>>): JobsBy {
  if (env['COACH_JOBS'] === 'workers') return 'workers'
  if (env['COACH_JOBS'] !== 'trigger') return 'server'
  return {
    trigger: { url: env['TRIGGER_API_URL'] || 'https://api.trigger.dev', secretKey: env['TRIGGER_SECRET_KEY'] ?? '' },
  }
}
