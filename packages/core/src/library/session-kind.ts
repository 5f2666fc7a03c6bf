import type { Sport } from '../athlete/sport.ts'

/** What an athlete may like or dislike, in words people use; `taste.ts` reads each off the archetypes themselves. */
export const SESSION_KINDS = [
  'hills',
  'long-intervals',
  'short-intervals',
  'steady-blocks',
  'progression',
  'over-unders',
  'surges',
  'low-cadence',
  'strides-sprints',
] as const
export type SessionKind = (typeof SESSION_KINDS)[number]

/** The sports that have sessions of a kind, in the order of the list. */
export const KINDS_OF_SPORT: Record<Sport, readonly SessionKind[]> = {
  run: ['hills', 'long-intervals', 'short-intervals', 'steady-blocks', 'progression', 'over-unders', 'strides-sprints'],
  ride: SESSION_KINDS,
}

/** A kind as a heading, and in a sentence. */
export const KIND_WORDS: Record<
  SessionKind,
  { readonly name: string; readonly within: string; readonly example: string }
> = {
  hills: { name: 'Hills', within: 'hills', example: 'climbs and hill repeats' },
  'long-intervals': { name: 'Long intervals', within: 'long intervals', example: 'repeats of 2 to 10 min' },
  'short-intervals': { name: 'Short intervals', within: 'short intervals', example: 'repeats of 30 to 90 s' },
  'steady-blocks': {
    name: 'Steady blocks',
    within: 'long steady blocks',
    example: 'one or a few blocks of 12 min and more',
  },
  progression: { name: 'Progressions', within: 'progressions', example: 'faster and faster to the end' },
  'over-unders': {
    name: 'Over-unders',
    within: 'over-unders',
    example: 'a little over and a little under threshold by turns',
  },
  surges: { name: 'Surges', within: 'surges', example: 'steady work with bursts in it' },
  'low-cadence': { name: 'Low cadence', within: 'low cadence', example: 'a big gear at 50 to 60 rpm' },
  'strides-sprints': {
    name: 'Strides and sprints',
    within: 'strides and sprints',
    example: 'a few fast seconds in an easy session',
  },
}

/** What an athlete thinks of sessions, by kind. */
export interface Taste {
  readonly likes: readonly SessionKind[]
  readonly dislikes: readonly SessionKind[]
}

export const NO_TASTE: Taste = { likes: [], dislikes: [] }
