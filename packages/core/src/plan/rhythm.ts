/** A loading or recovery week of the rhythm. */
export interface RhythmWeek {
  readonly kind: 'load' | 'recovery'
  /** Mesocycle, from 0. */
  readonly cycle: number
  /** Loading weeks before this one in its mesocycle. */
  readonly loadInCycle: number
}

/** Weeks that are light whatever the rhythm. */
export interface LightWeeks {
  /** Weeks at the start that lead back from a break: the rhythm begins behind them (science.md S8.7, G05). */
  readonly returnWeeks?: number
  /** Weeks, by index, that life makes light: days off, or a race the days around which are easy. */
  readonly lightWeeks?: ReadonlySet<number>
}

/** What the rhythm has to fit. */
export interface RhythmOptions extends LightWeeks {
  /** Recovery after two loading weeks instead of three (science.md S5.2). */
  readonly twoToOne: boolean
  /** A taper follows: the last weeks are loading ones, whose relief it is. */
  readonly endsInTaper: boolean
  /** The first mesocycle is a whole one, whatever comes after it. */
  readonly isLongFirst?: boolean
  /** Weeks, by index, that life makes light anyway: days off, or a race the days around which are easy. */
  readonly lightWeeks?: ReadonlySet<number>
}

/** Costs of a rhythm in loading weeks lost [P]. */
const COST = {
  /** A recovery week, or a loading week that life has made light. */
  lightWeek: 1,
  /** A loading week that life has made light, one or two weeks from a recovery week: one light week would do for both. */
  near: 1.5,
  /** A last run of loading weeks shorter than the rhythm's, for each week. */
  lastShort: { threeToOne: 1.2, twoToOne: 1 },
  /** … and for one of a single week under 3:1. */
  lastSingle: 1.6,
  /** A mesocycle of one loading week: under 3:1 only where nothing else fits, under 2:1 once. */
  single: { threeToOne: 3, twoToOne: 0.5 },
  singleAgain: 3.5,
  /** A first mesocycle that is short where the base asks for a whole one (science.md S5.4). */
  shortFirst: 2.5,
  /** Shorter mesocycles come first where a race follows, last where none does. */
  later: 0.01,
} as const

/**
 * Loading and recovery weeks of `count` weeks (science.md S5.2): mesocycles of up to three loading weeks (two under 2:1)
 * and a recovery week, the shorter ones first, and before a taper a last run of loading weeks. Recovery weeks stand on the
 * weeks that life makes light where that costs no loading week more.
 */
export function rhythmOf(count: number, options: RhythmOptions): RhythmWeek[] {
  const back = Math.min(options.returnWeeks ?? 0, count)
  const light = new Set([...(options.lightWeeks ?? [])].map((week) => week - back))
  const after = cycleLengths(count - back, { ...options, lightWeeks: light })
  // the weeks back are a mesocycle of their own without a recovery week
  const cycles = back === 0 ? after : [{ loads: back, hasRecovery: false }, ...after]
  return cycles.flatMap(({ loads, hasRecovery }, cycle) =>
    Array.from({ length: loads + (hasRecovery ? 1 : 0) }, (_, index): RhythmWeek => ({
      kind: index === loads ? 'recovery' : 'load',
      cycle,
      loadInCycle: index,
    })),
  )
}

interface Cycle {
  readonly loads: number
  readonly hasRecovery: boolean
}
interface Rhythm {
  readonly cost: number
  readonly cycles: readonly Cycle[]
}

/** The cheapest row of mesocycles; ties go to the longer first ones. */
function cycleLengths(count: number, options: RhythmOptions): readonly Cycle[] {
  const { twoToOne, endsInTaper } = options
  const light = options.lightWeeks ?? new Set<number>()
  const most = twoToOne ? 2 : 3
  if (count <= 0) return []
  const known = new Map<string, Rhythm | null>()
  const best = (from: number, hasSingle: boolean): Rhythm | null => {
    const key = `${from} ${hasSingle}`
    const found = known.get(key)
    if (found !== undefined) return found
    const rest = count - from
    let cheapest: Rhythm | null = null
    const consider = (cost: number, cycles: readonly Cycle[]): void => {
      if (cheapest === null || cost < cheapest.cost - 1e-9) cheapest = { cost, cycles }
    }
    if (rest === 0 && !endsInTaper) consider(0, [])
    if (rest >= 1 && rest <= most)
      consider(lastCost(from, rest) + wasted(from, rest), [{ loads: rest, hasRecovery: false }])
    for (let loads = most; loads >= 1; loads--) {
      const recovery = from + loads
      if (recovery >= count) continue
      const tail = best(recovery + 1, hasSingle || loads === 1)
      if (tail === null) continue
      const own = recoveryCost(recovery) + wasted(from, loads) + shapeCost(from, loads, hasSingle)
      consider(own + tail.cost, [{ loads, hasRecovery: true }, ...tail.cycles])
    }
    known.set(key, cheapest)
    return cheapest
  }
  const wasted = (from: number, loads: number): number => {
    let sum = 0
    for (let week = from; week < from + loads; week++) if (light.has(week)) sum += COST.lightWeek
    return sum
  }
  const recoveryCost = (week: number): number =>
    COST.lightWeek + COST.near * [week - 2, week - 1, week + 1, week + 2].filter((each) => light.has(each)).length
  const shapeCost = (from: number, loads: number, hasSingle: boolean): number => {
    if (loads === most) return 0
    if (options.isLongFirst && from === 0) return COST.shortFirst
    const later = COST.later * (endsInTaper ? from : count - from)
    if (loads > 1) return later
    if (!twoToOne) return later + COST.single.threeToOne
    return later + (hasSingle ? COST.singleAgain : COST.single.twoToOne)
  }
  const lastCost = (from: number, loads: number): number => {
    if (!endsInTaper || from === 0) return 0
    const short = (most - loads) * (twoToOne ? COST.lastShort.twoToOne : COST.lastShort.threeToOne)
    return short + (!twoToOne && loads === 1 ? COST.lastSingle : 0)
  }
  return best(0, false)?.cycles ?? [{ loads: count, hasRecovery: false }]
}
