import { domainOfFraction, type Domain } from '../load/distribution.ts'
import type { Awp, Leaf } from '../workout/awp.ts'
import { leafDurationS, leafFraction, loadContext, type LoadContext } from '../workout/leaf-load.ts'
import { eachLeaf } from '../workout/walk.ts'

/** The work a session is about: the step above the easy domain that takes most of its time. */
export interface MainWork {
  readonly leaf: Leaf
  /** How often it is done. */
  readonly times: number
  /** Seconds of one pass. */
  readonly durationS: number
  /** Middle of the step, as a fraction of threshold. */
  readonly fraction: number
  readonly domain: Domain
  /** Its share of all the work: low where the work is a pattern of several efforts, or each repeat is another one. */
  readonly share: number
}

/** Seconds of easy steps before the first step above the second threshold; null when no step is that hard. */
export function easySecondsBeforeHigh(awp: Awp, context: LoadContext): number | null {
  let easyS = 0
  let isReached = false
  eachLeaf(awp.steps, (leaf) => {
    if (isReached) return
    const span = spanOf(leaf, context)
    if (!span) return
    if (span.domain === 'HIGH') isReached = true
    else if (span.domain === 'LOW') easyS += span.durationS
  })
  return isReached ? easyS : null
}

/** The main work of a session; null for one that is easy throughout. */
export function mainWork(awp: Awp, context: LoadContext = loadContext(awp.sport, awp.references)): MainWork | null {
  const seen = new Map<Leaf, { times: number; durationS: number; fraction: number; domain: Domain }>()
  eachLeaf(awp.steps, (leaf) => {
    const known = seen.get(leaf)
    if (known) {
      known.times += 1
      return
    }
    const span = spanOf(leaf, context)
    if (span && span.domain !== 'LOW' && leaf.type !== 'Warmup' && leaf.type !== 'Cooldown' && leaf.type !== 'Rest')
      seen.set(leaf, { times: 1, ...span })
  })
  const allS = [...seen.values()].reduce((sum, { times, durationS }) => sum + times * durationS, 0)
  let main: MainWork | null = null
  for (const [leaf, work] of seen) {
    if (!main || work.times * work.durationS > main.times * main.durationS)
      main = { leaf, ...work, share: (work.times * work.durationS) / allS }
  }
  return main
}

function spanOf(leaf: Leaf, context: LoadContext): { durationS: number; fraction: number; domain: Domain } | null {
  const durationS = leafDurationS(leaf, context)
  const span = durationS === null ? null : leafFraction(leaf, durationS, context)
  if (durationS === null || !span) return null
  const fraction = (span.start + span.end) / 2
  return { durationS, fraction, domain: domainOfFraction(fraction, context.sport) }
}
