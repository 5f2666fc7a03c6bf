import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openAccounts } from '../server/accounts/accounts.ts'
import { createId } from '../server/database/create-id.ts'
import { createDecodePool, decodeWorkerPath } from '../server/integrations/files/decode-pool.ts'
import { ensureOwnAthlete } from '../server/repositories/athlete-repository.ts'
import { createOriginalFileStore } from '../server/repositories/original-file-store.ts'
import type { Deps } from '../server/usecases/deps.ts'
import type { TestDatabase } from './databases.ts'

export const PROJECT_ROOT = fileURLToPath(new URL('..', import.meta.url))

/** What use cases get in a test: the real parts on a test database, with a clock that stands still. */
export async function makeDeps(
  { database, dataFolder }: TestDatabase,
  now: string,
): Promise<Deps & { incoming: string }> {
  return {
    database,
    accounts: await openAccounts(database, {
      ensureAthlete: (athlete) => ensureOwnAthlete(database, athlete),
      now: () => new Date(now),
    }),
    decodePool: createDecodePool({ workerPath: decodeWorkerPath(PROJECT_ROOT) }),
    originalFiles: createOriginalFileStore(dataFolder),
    now: () => new Date(now),
    newId: createId,
    sha256: (text) => createHash('sha256').update(text).digest('hex'),
    incoming: join(dataFolder, 'incoming'),
  }
}
