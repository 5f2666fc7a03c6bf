import type { ProgressReply } from '#shared/contracts/progress'

/** What was expected and what came of it. */
export const useProgress = () => useFetch<ProgressReply>('/api/progress', { key: 'progress' })
