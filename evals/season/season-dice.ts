import { Dice } from '@coach-wattz/core/testing/seeded-athlete'

/** What is rolled for, so that one more roll in one place changes nothing in another. */
export type Purpose = 'athlete' | 'body' | 'life' | 'day' | 'morning'
const SALT: Record<Purpose, number> = { athlete: 11, body: 23, life: 37, day: 41, morning: 53 }

/** The dice of a season for one purpose, and of one of its days. */
export function seasonDice(seed: number, purpose: Purpose, day = 0): Dice {
  let state = Math.imul(seed + 1, 0x9e37_79b1) ^ Math.imul(SALT[purpose], 0x85eb_ca6b) ^ Math.imul(day + 7, 0xc2b2_ae35)
  state = Math.imul(state ^ (state >>> 15), 0x2c1b_3c6d)
  return new Dice(state ^ (state >>> 13))
}

/** A standard normal number (Box–Muller). */
export function normal(dice: Dice): number {
  const u = Math.max(1e-12, dice.roll())
  return Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * dice.roll())
}

export const between = (dice: Dice, low: number, high: number): number => low + (high - low) * dice.roll()
