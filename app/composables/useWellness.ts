import type { WellnessDayReply, WellnessReply } from '#shared/contracts/wellness'

/** One morning, with what came of it. */
export const useWellnessDay = (date: string) =>
  useFetch<WellnessDayReply>(`/api/wellness/${date}`, { key: `wellness-${date}` })

/** The mornings between two days with their normal bands, once `load` is called. */
export function useWellnessTrend(from: string, to: string) {
  const { data, error, execute, status } = useFetch<WellnessReply>('/api/wellness', {
    key: `wellness-${from}-${to}`,
    query: { from, to },
    immediate: false,
    server: false,
  })
  return { data, error, load: execute, status }
}
