import type { Me } from '#shared/contracts/home'

/** Who is in view: one request shared by the shell and every page. */
export function useMe() {
  const { data, refresh } = useFetch<Me>('/api/me', { key: 'me', dedupe: 'defer' })
  const units = computed(() => data.value?.units ?? 'metric')
  return { me: data, units, refresh }
}
