import type { ActivePlanReply } from '#shared/contracts/plans'

/** The plan in force with its certificate, its history and the facts a browser needs to review a change. */
export const usePlan = () => useFetch<ActivePlanReply>('/api/plans/active', { key: 'active-plan' })
/** The same, read afresh when a card is picked up. */
export const readPlan = () => request<ActivePlanReply>('GET', '/api/plans/active')
