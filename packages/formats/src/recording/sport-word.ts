import type { ActivitySport } from '@coach-wattz/core/athlete/sport'

/** What a word for a sport means to us. */
export interface SportReading {
  readonly sport: ActivitySport
  readonly indoor: boolean
}

/** Ordered: the first pattern that fits wins, so that `indoor_cycling` is asked before `cycling` and `trail_running` before `trail`. */
const WORDS: readonly (readonly [pattern: RegExp, sport: ActivitySport])[] = [
  [/swim/, 'swim'],
  [/treadmill|\brun|_run|running|jog/, 'run'],
  [/spin|cycl|bik|\bride|_ride|virtualride|velo|gravel/, 'ride'],
  [/walk|hik|trek/, 'walk'],
  [/strength|weight|crossfit|gym/, 'strength'],
]
const INDOOR = /indoor|virtual|treadmill|spin|trainer|lap_swim|zwift/

/** Strava writes its own numbers into `<type>` of a GPX. */
const STRAVA_NUMBERS: Readonly<Record<string, ActivitySport>> = {
  '1': 'ride',
  '9': 'run',
  '10': 'walk',
  '4': 'walk',
  '16': 'swim',
}

/** Reads a recorder's own word (`Biking`, `trail_running`, `VirtualRide`, `9`) into a sport; unknown words are 'other'. */
export function sportFromWord(word: string | null): SportReading {
  const plain = (word ?? '')
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_')
    .replace(/motor(bik|cycl)\w*/g, 'motor')
  const number = STRAVA_NUMBERS[plain]
  if (number) return { sport: number, indoor: false }
  const found = WORDS.find(([pattern]) => pattern.test(plain))
  return { sport: found?.[1] ?? 'other', indoor: INDOOR.test(plain) }
}
