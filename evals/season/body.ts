import type { Dice } from '@coach-wattz/core/testing/seeded-athlete'
import { between } from './season-dice.ts'

/** How one body answers to load; no coach sees it. */
export interface BodyTraits {
  /** Days. */
  readonly fitnessTau: number
  readonly fatigueTau: number
  /** Points of performance for a point of fitness, and of fatigue. */
  readonly fitnessGain: number
  readonly fatigueGain: number
  /** How much more a load tires that follows closely on others (Busso 2003). */
  readonly closeness: number
  /** Points of performance for one point of effort (CR10). */
  readonly pointsAnEffort: number
}

export function bodyTraits(dice: Dice): BodyTraits {
  const fitnessGain = between(dice, 0.5, 0.7)
  return {
    fitnessTau: between(dice, 35, 50),
    fatigueTau: between(dice, 7, 12),
    fitnessGain,
    fatigueGain: fitnessGain * between(dice, 0.55, 0.7),
    closeness: between(dice, 0.3, 0.7),
    pointsAnEffort: between(dice, 2.5, 4),
  }
}

/** Fatigue over fitness from which a load tires more than its own share. */
const CLOSE_FROM = 1.2
const NO_LOAD_YET = 1

/**
 * The hidden fitness–fatigue response (Banister 1991, with Busso's 2003 growing weight of fatigue): performance = 100 +
 * gain · fitness − gain · fatigue, both exponential means of daily load in TSS.
 */
export class Body {
  private readonly traits: BodyTraits
  private fitness = 0
  private fatigue = 0
  private illness = 0

  constructor(traits: BodyTraits) {
    this.traits = traits
  }

  /** The evening of a day with this load; `sick` takes points of performance, which come back by a fifth a day. */
  live(loadTss: number, sick: number): void {
    const { fitnessTau, fatigueTau, closeness } = this.traits
    const close = Math.max(0, this.fatigue / Math.max(NO_LOAD_YET, this.fitness) - CLOSE_FROM)
    this.fitness += (loadTss - this.fitness) * (1 - Math.exp(-1 / fitnessTau))
    this.fatigue += (loadTss * (1 + closeness * close) - this.fatigue) * (1 - Math.exp(-1 / fatigueTau))
    this.illness = Math.max(sick, this.illness * 0.8)
  }

  /** Points; about 100 untrained. */
  performance(): number {
    const { fitnessGain, fatigueGain } = this.traits
    return 100 + fitnessGain * this.fitness - fatigueGain * this.fatigue - this.illness
  }

  /** Points that fatigue and illness take from what the same fitness does when rested as usual. */
  strain(): number {
    return this.traits.fatigueGain * (this.fatigue - this.fitness) + this.illness
  }

  /** Steps of effort a session of the usual targets feels easier than expected; negative: harder. */
  ease(usualPerformance: number): number {
    return (this.performance() - usualPerformance) / this.traits.pointsAnEffort
  }
}
