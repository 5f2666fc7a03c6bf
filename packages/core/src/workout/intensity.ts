import type { ThresholdSet } from '../athlete/thresholds.ts'
import { domainOfFraction, highEdge, lowEdge } from '../load/distribution.ts'
import type { Awp } from './awp.ts'
import { leafDurationS, leafFraction, loadContext } from './leaf-load.ts'
import { eachLeaf } from './walk.ts'

/** Seconds in the three domains of science.md S0.4. */
export interface DomainSeconds {
  readonly lowS: number
  readonly midS: number
  readonly highS: number
}

/** A session with this much planned MID and HIGH time is HARD (science.md G07). */
export const HARD_SESSION_MINUTES = 12
const EPSILON = 1e-9

/** Planned seconds in each domain, ramps split where they cross an edge. Steps of unknown intensity or length count nowhere. */
export function domainSeconds(awp: Awp, thresholds?: ThresholdSet): DomainSeconds {
  const context = loadContext(awp.sport, awp.references, thresholds)
  let [lowS, midS, highS] = [0, 0, 0]
  eachLeaf(awp.steps, (leaf) => {
    const seconds = leafDurationS(leaf, context)
    const span = seconds === null ? null : leafFraction(leaf, seconds, context)
    if (seconds === null || !span) return
    if (span.start === span.end) {
      const domain = domainOfFraction(span.start, awp.sport)
      if (domain === 'LOW') lowS += seconds
      else if (domain === 'MID') midS += seconds
      else highS += seconds
      return
    }
    const bottom = Math.min(span.start, span.end)
    const perFraction = seconds / (Math.max(span.start, span.end) - bottom)
    const shareBelow = (edge: number) => Math.min(seconds, Math.max(0, (edge - bottom) * perFraction))
    const below = shareBelow(lowEdge(awp.sport))
    const belowHigh = shareBelow(highEdge(awp.sport))
    lowS += below
    midS += belowHigh - below
    highS += seconds - belowHigh
  })
  return { lowS, midS, highS }
}

/** Planned minutes of MID and HIGH together. */
export function hardMinutes(awp: Awp, thresholds?: ThresholdSet): number {
  const { midS, highS } = domainSeconds(awp, thresholds)
  return (midS + highS) / 60
}

/** HARD tag of G07 without S5.7a's long run, which needs the week around it. */
export function isHardSession(awp: Awp, thresholds?: ThresholdSet): boolean {
  return hardMinutes(awp, thresholds) >= HARD_SESSION_MINUTES - EPSILON
}
