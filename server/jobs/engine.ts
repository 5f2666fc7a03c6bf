import type { Deps } from '../usecases/deps.ts'
import type { JobQueue } from '../usecases/job-queue.ts'
import type { Handler, Job } from './job.ts'

/** A running queue, whoever runs it. */
export interface JobEngine extends JobQueue {
  /** Waits for what runs and takes nothing more. */
  stop(): Promise<void>
}

export interface EngineSettings {
  readonly deps: Deps
  readonly jobs: readonly Job[]
  /** What to do; null in a process that only enqueues. */
  readonly handlers: readonly Handler[] | null
  /** A failed job, and what the queue itself complains of. */
  readonly onError: (cause: unknown) => void
}
