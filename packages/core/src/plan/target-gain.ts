import type { Level } from '../athlete/sport.ts'
import { countText } from '../units/format.ts'
import type { RaceTarget } from './race-target.ts'

/** Gain in a time of training, linear in weeks; beginners gain faster (science.md S7.1 G16). */
const GAIN = {
  soft: { weeks: 8, share: 0.03, beginner: 0.05 },
  hard: { weeks: 12, share: 0.06, beginner: 0.1 },
} as const

/** What so many weeks usually bring, and what they bring at most: shares of a run's time, or of a ride's power. */
export function gainOf(level: Level, weeks: number): Pick<RaceTarget, 'softShare' | 'hardShare'> {
  const gain = ({ weeks: per, share, beginner }: (typeof GAIN)['soft' | 'hard']): number =>
    ((level === 'BEGINNER' ? beginner : share) * weeks) / per
  return { softShare: gain(GAIN.soft), hardShare: gain(GAIN.hard) }
}

export type Gain = Pick<RaceTarget, 'softShare' | 'hardShare'> & { readonly improvement: number }

/** Room for the last digits of a figure, as the rules have it: a wish on the limit is within it. */
export const SHARE_ROOM = 1e-9

export const verdictOf = ({ improvement, softShare, hardShare }: Gain): RaceTarget['verdict'] =>
  improvement > hardShare + SHARE_ROOM ? 'red' : improvement > softShare + SHARE_ROOM ? 'amber' : 'green'

const percent = (share: number): string => `${Math.round(share * 1000) / 10} %`

/** `3.2 %`, for a sentence. */
export const gainText = ({ improvement }: Gain): string => percent(improvement)

/** What the weeks bring, as the second half of a sentence that begins with the wish. */
export function weeksBring(gain: Gain, weeks: number): string {
  const { softShare, hardShare } = gain
  const span = countText(weeks, 'week')
  const verdict = verdictOf(gain)
  if (verdict === 'green') return `${span} of training bring up to ${percent(softShare)}.`
  if (verdict === 'amber')
    return `${span} of training usually bring up to ${percent(softShare)}, at most ${percent(hardShare)}.`
  return `${span} of training bring at most ${percent(hardShare)}.`
}
