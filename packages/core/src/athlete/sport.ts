/** Sports we plan. */
export type Sport = 'run' | 'ride'
/** Sports we know when we read an activity; only run and ride are planned. */
export type ActivitySport = 'run' | 'ride' | 'swim' | 'walk' | 'strength' | 'other'

export const LEVELS = ['BEGINNER', 'INTERMEDIATE', 'ADVANCED'] as const
export type Level = (typeof LEVELS)[number]
