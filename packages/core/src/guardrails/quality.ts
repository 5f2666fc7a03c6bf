import type { ThresholdSet } from '../athlete/thresholds.ts'
import type { Awp } from '../workout/awp.ts'
import { leafDurationS, leafFraction, loadContext } from '../workout/leaf-load.ts'
import { eachLeaf } from '../workout/walk.ts'

/** Daniels' paces with a cap on a session (science.md S5.7e): marathon, threshold, interval, repetition. */
export type QualityPace = 'M' | 'T' | 'I' | 'R'
export const QUALITY_PACES: readonly QualityPace[] = ['M', 'T', 'I', 'R']

/** Time at each pace, and the ground covered in it and in all, in threshold-seconds (fraction of threshold speed × seconds). */
export interface QualitySeconds {
  readonly seconds: Readonly<Record<QualityPace, number>>
  readonly ground: Readonly<Record<QualityPace, number>>
  readonly allGround: number
}

/**
 * Lower edges as fractions of threshold speed, from the anchors of science.md §11: M .94 and HM .98 below, T 1.00, I from 10K
 * pace 1.03, R 1.16. MID begins at .90 (S0.4).
 */
const LOWER_EDGE: Readonly<Record<QualityPace, number>> = { M: 0.9, T: 0.985, I: 1.0205, R: 1.125 }
/** Up to half a minute at repetition pace is a stride, which is no load step (science.md S5.7b). */
const STRIDE_MOST_S = 30

function paceOf(fraction: number, seconds: number): QualityPace | null {
  if (fraction >= LOWER_EDGE.R) return seconds <= STRIDE_MOST_S ? null : 'R'
  if (fraction >= LOWER_EDGE.I) return 'I'
  if (fraction >= LOWER_EDGE.T) return 'T'
  return fraction >= LOWER_EDGE.M ? 'M' : null
}

/** Planned time at Daniels' paces; a ramp counts by its middle. Steps of unknown intensity or length count nowhere. */
export function qualitySeconds(awp: Awp, thresholds?: ThresholdSet): QualitySeconds {
  const context = loadContext(awp.sport, awp.references, thresholds)
  const seconds = { M: 0, T: 0, I: 0, R: 0 }
  const ground = { M: 0, T: 0, I: 0, R: 0 }
  let allGround = 0
  eachLeaf(awp.steps, (leaf) => {
    const length = leafDurationS(leaf, context)
    const span = length === null ? null : leafFraction(leaf, length, context)
    if (length === null || !span) return
    const fraction = (span.start + span.end) / 2
    allGround += fraction * length
    const pace = paceOf(fraction, length)
    if (pace === null) return
    seconds[pace] += length
    ground[pace] += fraction * length
  })
  return { seconds, ground, allGround }
}
