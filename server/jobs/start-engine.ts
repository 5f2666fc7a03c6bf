import type { EngineSettings, JobEngine } from './engine.ts'
import { HANDLERS } from './handlers.ts'
import { JOBS } from './registry.ts'

/** Who runs the jobs: the server itself, worker processes beside it, or Trigger.dev. */
export type JobsBy = 'server' | 'workers'

/** A worker has nothing else to do than to look. */
const WORKER_POLLING_S = 3

/** The engine of this process. Loaded when it is asked for: a start pays for no engine but its own. */
export async function startEngine(
  by: JobsBy,
  role: 'server' | 'worker',
  settings: Pick<EngineSettings, 'deps' | 'onError'>,
): Promise<JobEngine> {
  const { startPgBoss } = await import('./pg-boss-engine.ts')
  const runs = role === 'worker' || by === 'server'
  return startPgBoss({
    ...settings,
    jobs: JOBS,
    handlers: runs ? HANDLERS : null,
    ...(role === 'worker' ? { pollingS: WORKER_POLLING_S } : {}),
  })
}
