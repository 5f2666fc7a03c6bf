import type { NoticesReply } from '#shared/contracts/notices'

/** What the coach did by itself, or asks; the count in the frame follows. */
export function useNotices() {
  const { data, error, refresh: reload } = useFetch<NoticesReply>('/api/notices', { key: 'notices', dedupe: 'defer' })
  const { refresh: refreshMe } = useMe()
  const seen = useCommand<{ done: true }, { until: string }>('POST')
  const refresh = () => Promise.all([reload(), refreshMe()])
  /** Everything that was shown has been seen. */
  async function see() {
    const newest = data.value?.notices[0]
    if (!newest || data.value?.unseen === 0) return
    if (await seen.run('/api/notices/seen', { until: newest.createdAt })) await refresh()
  }
  const { undo, pending } = useUndo()
  /** Takes a change of the coach's back, and reads anew whatever shows the plan. */
  const takeBack = (planId: string, revision: number) =>
    undo(planId, revision, async () => {
      await see()
      await Promise.all([refresh(), refreshNuxtData(['today', 'calendar', 'active-plan'])])
    })
  return { data, error, refresh, see, takeBack, pending }
}
