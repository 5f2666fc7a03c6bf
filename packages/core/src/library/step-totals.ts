import { intensityOfRpe } from '../load/rpe-load.ts'
import { loadOfIntensity } from '../load/tss.ts'
import { domainSeconds } from '../workout/intensity.ts'
import { workoutTotals } from '../workout/totals.ts'
import { assert } from '../result/assert.ts'
import { stepPlanOf } from './archetype-step.ts'
import { buildVariant } from './build-workout.ts'
import { archetypeById } from './find-archetype.ts'
import { stepWorkS, withRepeats } from './progression-dsl.ts'
import { variantKey, type WorkoutVariant } from './scale.ts'
import { EXPECTED_RPE } from './step-target.ts'

/** What a planner needs to know of a session before it builds it. */
export interface StepTotals {
  readonly durationS: number
  /** Planned MID + HIGH (science.md S0.4, G07). */
  readonly hardMinutes: number
  readonly lowS: number
  readonly midS: number
  readonly highS: number
  /** Work without recoveries: the library's TIZ. */
  readonly tizS: number
  readonly if: number
  readonly tss: number
  /** Load to plan with: short-interval runs count by effort when that is more (science.md §11). */
  readonly planningTss: number
  /** Mean fraction of threshold: × threshold speed × durationS is a run's distance. */
  readonly meanFraction: number
}

/** Runs whose rTSS reads too low (science.md §11). */
const UNDER_READING = new Set(['R27', 'R31', 'R32', 'R33', 'R34'])

const cache = new Map<string, StepTotals>()

/** Totals of a step of the library, computed once and kept. */
export function archetypeStepTotals(id: string, step: number): StepTotals {
  return variantTotals({ archetypeId: id, step })
}

/** Totals of any variant of the library (independent of what the athlete follows), computed once and kept. */
export function variantTotals(variant: WorkoutVariant): StepTotals {
  const key = variantKey(variant)
  const known = cache.get(key)
  if (known) return known
  const archetype = archetypeById(variant.archetypeId)
  const awp = buildVariant(variant)
  // with a threshold speed of 1 m/s the distance is the sum of the fractions
  const totals = workoutTotals(awp, { thresholdSpeedMps: 1, ftpW: 1000 })
  assert(totals.durationS !== null && totals.if !== null && totals.tss !== null, `${key} has no totals.`)
  const fractionSeconds = archetype.sport === 'run' ? totals.distanceM : totals.kJ
  const domains = domainSeconds(awp)
  const effortTss = loadOfIntensity(totals.durationS, intensityOfRpe(EXPECTED_RPE[archetype.focus]))
  const result: StepTotals = {
    durationS: totals.durationS,
    hardMinutes: (domains.midS + domains.highS) / 60,
    ...domains,
    tizS:
      variant.easyMin === undefined
        ? stepWorkS(withRepeats(stepPlanOf(archetype, variant.step), variant.repeats))
        : variant.easyMin * 60,
    if: totals.if,
    tss: totals.tss,
    planningTss: UNDER_READING.has(archetype.id) ? Math.max(totals.tss, effortTss) : totals.tss,
    meanFraction: (fractionSeconds ?? 0) / totals.durationS,
  }
  cache.set(key, result)
  return result
}
