import type { Accounts } from '../accounts/accounts.ts'
import type { Database } from '../database/database.ts'
import type { DecodePool } from '../integrations/files/decode-pool.ts'
import type { Mailer } from '../integrations/mail/mailer.ts'
import type { OriginalFileStore } from '../repositories/original-file-store.ts'

/** What use cases may touch of the world; the composition root hands it in (design.md law 1). */
export interface Deps {
  readonly database: Database
  readonly accounts: Accounts
  readonly decodePool: DecodePool
  readonly originalFiles: OriginalFileStore
  /** Absent where the operator can send no mail. */
  readonly mailer?: Mailer
  readonly now: () => Date
  readonly newId: () => string
  /** Lower-case hex. */
  readonly sha256: (text: string) => string
}
