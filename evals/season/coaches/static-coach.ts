import type { Coach } from '../coach.ts'

/** The printed plan: ours, written whole before the season and never changed. */
export const staticCoach = (): Coach => ({
  name: 'static',
  start: ({ printed }) => printed,
  night: () => null,
})
