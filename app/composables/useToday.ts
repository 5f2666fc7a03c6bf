import type { TodayReply } from '#shared/contracts/home'

/** Today’s sessions, why, and this week. */
export const useToday = () => useFetch<TodayReply>('/api/today', { key: 'today' })
