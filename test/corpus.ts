import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/**
 * The folder of real files that nobody here wrote, absolute and without a slash at the end; null where there is none
 * (a user has none: the suites that read it are then skipped, and `npm test` says so in one line).
 */
export function corpusFolder(): string | null {
  const folder = fileURLToPath(new URL('../../shared/data', import.meta.url))
  return existsSync(folder) ? folder : null
}
