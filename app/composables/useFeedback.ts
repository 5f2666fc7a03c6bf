import type { ToldFeedback } from '@coach-wattz/core/matching/feedback'
import type { OpenSessionsReply, TellSessionsReply, ToldSession } from '#shared/contracts/sessions'

/** What only the athlete can say of the sessions of late. */
export const useOpenSessions = () => useFetch<OpenSessionsReply>('/api/sessions/open', { key: 'open-sessions' })

/** Of one session or activity. */
export type ToldAbout = { readonly workoutId: string } | { readonly activityId: string }

/** Tells of sessions, says what followed, and reads again what the page shows. */
export function useTellSessions(refresh: () => Promise<unknown>) {
  const { run, pending, problem } = useCommand<TellSessionsReply>('PUT')
  const { tell: tellRepaired } = useRepaired()
  async function tell(words: readonly (ToldAbout & Partial<ToldFeedback>)[], kept = 'Kept.'): Promise<boolean> {
    const sessions: Partial<ToldSession>[] = words.map((word) => ({ ...word }))
    const reply = await run('/api/sessions/feedback', { sessions })
    if (!reply) return false
    await refresh()
    tellRepaired(kept, reply.repaired, refresh)
    return true
  }
  return { tell, pending, problem }
}
