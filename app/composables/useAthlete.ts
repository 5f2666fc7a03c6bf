import type { AthleteReply } from '#shared/contracts/athlete'

/** Settings, thresholds with their history, and where the data lies. */
export const useAthlete = () => useFetch<AthleteReply>('/api/athlete', { key: 'athlete' })
