import type { Accounts } from '../accounts/accounts.ts'
import { done, refuse, type Outcome } from './outcome.ts'

/** Ends one session of the account, or with `others` all but the one that asks. Another account's session is not found. */
export async function revokeSession(
  deps: { readonly accounts: Accounts },
  userId: string | null,
  ownSessionId: string | null,
  id: string,
): Promise<Outcome<{ done: true }>> {
  if (userId === null || ownSessionId === null)
    return refuse('not-found', 'No session', 'The command line has no session to end.')
  if (id === 'others') {
    await deps.accounts.revokeOtherSessions(userId, ownSessionId)
    return done({ done: true })
  }
  const revoked = await deps.accounts.revokeSession(userId, id)
  return revoked
    ? done({ done: true })
    : refuse('not-found', 'No such session', 'That session has ended already. Reload the list to see what is left.')
}
