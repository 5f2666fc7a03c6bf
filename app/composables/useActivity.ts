import type { ActivityReply } from '#shared/contracts/activities'

/** One activity beside the plan in force. */
export function useActivity(id: MaybeRefOrGetter<string>) {
  return useFetch<ActivityReply>(() => `/api/activities/${encodeURIComponent(toValue(id))}`, {
    key: () => `activity-${toValue(id)}`,
  })
}
