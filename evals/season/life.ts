import type { Symptoms } from '@coach-wattz/core/athlete/flag'
import { seasonDice } from './season-dice.ts'

/** Something that takes days out of a season. */
export type Trouble =
  | { readonly kind: 'illness'; readonly from: number; readonly days: number; readonly symptoms: Symptoms }
  /** Away with so many minutes a day, told `toldBefore` days ahead. */
  | {
      readonly kind: 'travel'
      readonly from: number
      readonly days: number
      readonly minutes: number
      readonly toldBefore: number
    }
  /** No training at all; `announced` as days off a week before, or not a word until it is over. */
  | { readonly kind: 'gap'; readonly from: number; readonly days: number; readonly announced: boolean }

/** What a day holds, the same under every coach: numbers in [0, 1) that are held against chances, and noise. */
export interface DayRolls {
  readonly busy: number
  readonly short: number
  readonly eager: number
  readonly fails: number
  readonly givesUp: number
  readonly tells: number
  readonly trainsIll: number
  readonly share: number
  readonly form: number
  readonly effort: number
  readonly pace: number
}

/** The scripted life of a season: it depends on the seed and the day, never on the coach. */
export interface Life {
  readonly troubles: readonly Trouble[]
  readonly days: readonly DayRolls[]
}

/** Life leaves the first week alone, so that every coach is known by then. */
const QUIET_DAYS = 7
/** Days before the race without a gap or a journey; an illness may come until then. */
const RACE_DAYS = 10

/** The life of a seed over so many weeks. */
export function seasonLife(seed: number, weeks: number): Life {
  const days = 7 * weeks
  const dice = seasonDice(seed, 'life')
  const troubles: Trouble[] = []
  const place = (length: number): number | null => {
    for (let tries = 0; tries < 20; tries++) {
      const from = dice.int(QUIET_DAYS, Math.max(QUIET_DAYS, days - RACE_DAYS - length))
      const isFree = troubles.every((other) => from > other.from + other.days + 6 || from + length + 6 < other.from)
      if (isFree && from + length <= days - RACE_DAYS) return from
    }
    return null
  }
  if (dice.chance(0.4)) {
    const length = dice.pick([7, 10, 14, 17, 21, 28])
    const from = place(length)
    if (from !== null) troubles.push({ kind: 'gap', from, days: length, announced: dice.chance(0.4) })
  }
  if (dice.chance(0.7)) {
    const length = dice.int(4, 8)
    const from = place(length)
    const minutes = dice.pick([0, 0, 25, 40])
    if (from !== null) troubles.push({ kind: 'travel', from, days: length, minutes, toldBefore: dice.int(1, 10) })
  }
  for (let turn = 0; turn < 2; turn++) {
    if (!dice.chance(turn === 0 ? 0.7 : 0.3)) continue
    const symptoms = dice.pick<Symptoms>(['above-neck', 'above-neck', 'below-neck', 'fever'])
    const length = symptoms === 'above-neck' ? dice.int(2, 6) : dice.int(2, 7)
    const from = place(length)
    if (from !== null) troubles.push({ kind: 'illness', from, days: length, symptoms })
  }
  return {
    troubles: troubles.toSorted((a, b) => a.from - b.from),
    days: Array.from({ length: days }, (_, day) => dayRolls(seed, day)),
  }
}

function dayRolls(seed: number, day: number): DayRolls {
  const dice = seasonDice(seed, 'day', day)
  const [busy, short, eager, fails, givesUp] = [dice.roll(), dice.roll(), dice.roll(), dice.roll(), dice.roll()]
  const [tells, trainsIll, share] = [dice.roll(), dice.roll(), dice.roll()]
  // sums of three even numbers: close to a normal one and never far out
  const noise = (): number => 2 * (dice.roll() + dice.roll() + dice.roll() - 1.5)
  return { busy, short, eager, fails, givesUp, tells, trainsIll, share, form: noise(), effort: noise(), pace: noise() }
}

/** A life in which nothing happens: what the same athlete's undisturbed season is lived with. */
export const quietLife = (weeks: number): Life => ({
  troubles: [],
  days: Array.from({ length: 7 * weeks }, () => QUIET_DAY),
})
const QUIET_DAY: DayRolls = {
  busy: 1,
  short: 1,
  eager: 1,
  fails: 1,
  givesUp: 1,
  tells: 0,
  trainsIll: 1,
  share: 0.5,
  form: 0,
  effort: 0,
  pace: 0,
}

/** The trouble that holds a day; null on an ordinary one. */
export const troubleOn = (life: Life, day: number): Trouble | null =>
  life.troubles.find(({ from, days }) => day >= from && day < from + days) ?? null
