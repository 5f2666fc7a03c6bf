import type { Symptoms } from '@coach-wattz/core/athlete/flag'
import { unknownDay, type WellnessDay } from '@coach-wattz/core/evidence/wellness-day'
import type { LocalDate } from '@coach-wattz/core/time/local-date'
import { ILLNESS_COST } from './illness.ts'
import { normal, seasonDice } from './season-dice.ts'

interface Inside {
  /** Points of performance that fatigue and illness take. */
  readonly strain: number
  readonly ill: Symptoms | null
}

/** rMSSD of 66 ms and its day-to-day spread, as the science's own baseline has them (science.md S8.6). */
const HRV = { mean: 4.19, spread: 0.1 }
const RESTING_BPM = 48
const SLEEP_H = 7.4
const BAD_NIGHT = 0.06
/** Points of strain that one step of how one feels stands for. */
const POINTS_A_STEP = 4

/** What a watch and an athlete tell of a morning: drawn from the hidden state, with the noise such numbers have. */
export function morningOf(seed: number, day: number, date: LocalDate, { strain, ill }: Inside): WellnessDay {
  const dice = seasonDice(seed, 'morning', day + 1000)
  const illness = ill === null ? 0 : ILLNESS_COST[ill].bpm
  const hrv = HRV.mean + HRV.spread * normal(dice) - 0.008 * strain - 0.012 * illness
  const bpm = RESTING_BPM + 1.6 * normal(dice) + 0.12 * strain + illness
  const isBad = dice.chance(BAD_NIGHT)
  const sleepH = Math.max(3, SLEEP_H + 0.6 * normal(dice) - (isBad ? 2 : 0) - (ill === null ? 0 : 0.5))
  const feels = (usual: number): number =>
    Math.min(5, Math.max(1, Math.round(usual + strain / POINTS_A_STEP / 2 + illness / 6 + 0.6 * normal(dice))))
  const round = (value: number, digits: number): number => Math.round(value * 10 ** digits) / 10 ** digits
  return {
    ...unknownDay(date),
    hrvRmssdMs: round(Math.exp(hrv), 1),
    restingHrBpm: Math.round(bpm),
    sleepS: 60 * Math.round(60 * sleepH),
    fatigue: feels(2),
    soreness: feels(2),
    stress: feels(1.8),
    mood: feels(1.8),
  }
}
