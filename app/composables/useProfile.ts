import type { ProfileReply } from '#shared/contracts/profile'

/** Who the athlete is by the data. */
export const useProfile = (immediate = true) => useFetch<ProfileReply>('/api/profile', { key: 'profile', immediate })
