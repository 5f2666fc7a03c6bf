import { daysBetween } from '../time/local-date.ts'
import { amountOf } from './amount.ts'
import type { DoneSession, PlannedForMatch } from './matchable.ts'

/** Weights of science.md S9.1. */
const WEIGHTS = { date: 0.35, duration: 0.3, distance: 0.15, type: 0.2 } as const
/** Same day, one day off, two days off (science.md S9.1). */
const DATE_SCORES = [1, 0.6, 0.3] as const
/** A pair below this is none (science.md S9.1). */
export const MATCH_MIN_SCORE = 0.55

/** Days a session may be done early or late: two for key, long and race, else one (science.md S9.1). */
export const windowDays = (planned: PlannedForMatch): 1 | 2 =>
  planned.priority === 'KEY' || planned.focus === 'LONG' || planned.race ? 2 : 1

/**
 * How well something done fits a planned session, 0–1; null when it is no candidate: another sport, outside the window, or
 * done before the plan was made (science.md S9.1). What is unknown on either side is left out and the rest weighs more
 * (design.md law 5): a ride without a planned distance is scored by date, duration and type.
 */
export function matchScore(planned: PlannedForMatch, done: DoneSession): number | null {
  if (planned.sport !== done.sport || done.date < planned.planCreatedOn) return null
  const daysOff = Math.abs(daysBetween(planned.date, done.date))
  if (daysOff > windowDays(planned)) return null
  const parts: readonly (readonly [number, number | null])[] = [
    [WEIGHTS.date, DATE_SCORES[daysOff] ?? null],
    [WEIGHTS.duration, likeness(planned.durationS, done.movingS)],
    [WEIGHTS.distance, likeness(planned.distanceM, done.distanceM)],
    [WEIGHTS.type, typeScore(planned, done)],
  ]
  let [score, weight] = [0, 0]
  for (const [share, value] of parts) {
    if (value === null) continue
    score += share * value
    weight += share
  }
  // a recording of unknown length and distance is told by nothing but its day: too little to decide on
  return parts[1]![1] === null && parts[2]![1] === null ? null : score / weight
}

/** min(d, 1/d) of two amounts; null when one is unknown. */
function likeness(planned: number | null, done: number | null): number | null {
  const [wanted, made] = [amountOf(planned), amountOf(done)]
  return wanted === null || made === null ? null : Math.min(made / wanted, wanted / made)
}

/** Same focus 1, same domain .5, else 0 (science.md S9.1). Easy sessions differ by length, which is scored by itself. */
function typeScore(planned: PlannedForMatch, done: DoneSession): number | null {
  if (planned.race && done.race) return 1
  if (planned.domain === null || done.kind === null || done.kind.domain === null) return null
  if (planned.domain !== done.kind.domain) return planned.focus === done.kind.focus ? 1 : 0
  return planned.domain === 'LOW' || planned.focus === done.kind.focus ? 1 : 0.5
}
