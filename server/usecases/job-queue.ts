/** Puts work of one kind into the queue, by the job's name; one of a key that still waits or runs is not put in twice. */
export type Enqueue = (name: string, payloads: readonly object[]) => Promise<void>

/** What waits, runs and was given up on of one job. */
export interface QueueDepth {
  readonly job: string
  readonly waiting: number
  readonly running: number
  /** Given up on after its last try. */
  readonly failed: number
}

/** The queue as use cases know it; jobs/ has its engines. */
export interface JobQueue {
  readonly kind: 'pg-boss' | 'trigger'
  readonly enqueue: Enqueue
  /** By job; null where another system keeps the queue. */
  depths(): Promise<readonly QueueDepth[] | null>
}
