import type { Application } from '../application.ts'

/** Set by the start-up plugin once the database is open; read by every route. */
let running: Application | null = null

export const setApplication = (application: Application | null): void => {
  running = application
}

/** The running application. Requests before start-up has finished are answered 503 by the listener, so this is a bug when it throws. */
export function useApplication(): Application {
  if (!running) throw new Error('A request came in before start-up had finished.')
  return running
}
