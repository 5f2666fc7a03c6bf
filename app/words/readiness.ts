import { signalSentence } from '@coach-wattz/core/adaptation/readiness-words'
import type { Readiness, ReadinessLevel, SignalKind } from '@coach-wattz/core/adaptation/readiness'
import type { WellnessSource } from '@coach-wattz/core/evidence/wellness-sources'

/** What a level means for the day; nothing here blames. */
export const LEVEL_WORDS: Record<ReadinessLevel, { readonly title: string; readonly text: string }> = {
  GREEN: { title: 'Ready', text: 'Nothing speaks against today.' },
  AMBER: { title: 'Hold back', text: 'One sign speaks against hard work today.' },
  RED: { title: 'Recover', text: 'Your mornings say that you need rest.' },
  UNKNOWN: { title: 'Not known yet', text: 'We do not know enough of this morning to say anything.' },
}

export const SCALE_WORDS = {
  fatigue: { name: 'Tired', ends: 'fresh to worn out' },
  soreness: { name: 'Sore', ends: 'not at all to very' },
  stress: { name: 'Stressed', ends: 'calm to very' },
  mood: { name: 'Mood', ends: 'good to low' },
} as const

export const ORIGIN_WORDS: Record<WellnessSource, string> = {
  CHECK_IN: 'you',
  INTERVALS: 'Intervals.icu',
  HRV4TRAINING: 'HRV4Training',
  ELITE_HRV: 'Elite HRV',
  BODY_MEASURES: 'your body measures',
  SAMPLE: 'the sample',
}

/** Each signal with its sentence: what speaks against the day first, what is not known last. */
export function signalLines({ signals }: Readiness): { kind: SignalKind; level: ReadinessLevel; text: string }[] {
  const order: Record<ReadinessLevel, number> = { RED: 0, AMBER: 1, GREEN: 2, UNKNOWN: 3 }
  return signals
    .toSorted((a, b) => order[a.level] - order[b.level])
    .map(({ kind, level, reason }) => ({ kind, level, text: signalSentence(reason) }))
}
