import { SCALES } from '../evidence/wellness-day.ts'
import { addDays, type LocalDate } from '../time/local-date.ts'
import type { ReadinessSignal } from './readiness.ts'
import type { Mornings } from './readiness-baseline.ts'

/** Less sleep than this moves the hardest work by a day, less than the second leaves easy only (science.md S8.6). */
const SHORT_NIGHT_S = 6 * 3600
const VERY_SHORT_NIGHT_S = 5 * 3600
/** Of 20 points over the four questions (science.md S8.6). */
const AMBER_POINTS = 15

/** What a short night leaves of a day: hard work may wait a day, or there is none. */
export const SHORT_NIGHT = 'sleep-short'

/** Last night, and the one before (science.md S8.6). */
export function sleepSignal(mornings: Mornings, today: LocalDate): ReadinessSignal {
  const night = mornings.on(today)?.sleepS ?? null
  const before = mornings.on(addDays(today, -1))?.sleepS ?? null
  if (night === null) return { kind: 'sleep', level: 'UNKNOWN', reason: { code: 'sleep-unknown', facts: {} } }
  const facts = { valueS: night, limitS: SHORT_NIGHT_S }
  if (night >= SHORT_NIGHT_S) return { kind: 'sleep', level: 'GREEN', reason: { code: 'sleep-enough', facts } }
  if (night < VERY_SHORT_NIGHT_S)
    return {
      kind: 'sleep',
      level: 'AMBER',
      reason: { code: 'sleep-very-short', facts: { ...facts, limitS: VERY_SHORT_NIGHT_S } },
    }
  if (before !== null && before < SHORT_NIGHT_S)
    return { kind: 'sleep', level: 'AMBER', reason: { code: 'sleep-two-nights', facts: { ...facts, beforeS: before } } }
  return { kind: 'sleep', level: 'AMBER', reason: { code: SHORT_NIGHT, facts } }
}

/**
 * What the athlete says of themselves, each question 1 to 5 with 5 the worst (science.md S8.6). Points that are known are
 * enough for AMBER; GREEN takes all four answers, because an open one could be the missing points.
 */
export function subjectiveSignal(mornings: Mornings, today: LocalDate): ReadinessSignal {
  const day = mornings.on(today)
  const answers = SCALES.flatMap((scale) => day?.[scale] ?? [])
  const points = answers.reduce((sum, answer) => sum + answer, 0)
  const facts = { points, limit: AMBER_POINTS, answers: answers.length }
  if (points >= AMBER_POINTS) return { kind: 'subjective', level: 'AMBER', reason: { code: 'feels-bad', facts } }
  return answers.length < SCALES.length
    ? { kind: 'subjective', level: 'UNKNOWN', reason: { code: 'feels-unknown', facts: { answers: answers.length } } }
    : { kind: 'subjective', level: 'GREEN', reason: { code: 'feels-fine', facts } }
}
