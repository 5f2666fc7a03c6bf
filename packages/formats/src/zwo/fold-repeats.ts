import { isRepeat, type Node } from '@coach-wattz/core/workout/awp'
import { AWP_LIMITS } from '@coach-wattz/core/workout/validate'

/** Longest pattern looked for, in steps. */
const LONGEST = 24
const MOST_TIMES = 99

/** Easy enough for a folded pattern to count as having a recovery (AWP009). */
const EASY_UNTIL = 0.75

/** The list as it is when it fits the schema, else folded. */
export function fittingNodes(nodes: Node[]): Node[] {
  const count = nodes.reduce((sum, node) => sum + (isRepeat(node) ? 1 + node.content.length : 1), 0)
  return count > AWP_LIMITS.nodes ? foldRepeats(nodes) : nodes
}

/**
 * Folds a long flat list back into repeats, so that a workout that had to be unrolled still fits the schema's 200 steps.
 * Only patterns of two or more steps: one step many times is a long step, not a set.
 */
export function foldRepeats(nodes: readonly Node[]): Node[] {
  const keys = nodes.map((node) => JSON.stringify(node))
  const folded: Node[] = []
  for (let at = 0; at < nodes.length;) {
    const best = bestPattern(keys, at)
    if (!best || !hasRecovery(nodes.slice(at, at + best.period))) {
      folded.push(nodes[at]!)
      at += 1
      continue
    }
    folded.push({ type: 'Repeat', times: best.times, content: nodes.slice(at, at + best.period) })
    at += best.period * best.times
  }
  return folded
}

/** A pattern without one would be a repeat that AWP009 refuses; it stays written out. */
function hasRecovery(nodes: readonly Node[]): boolean {
  return nodes.some((node) => {
    if (isRepeat(node) || node.type === 'FreeRide' || node.type === 'Rest') return true
    const target = node.power ?? node.pace
    if (target === undefined || target.type === 'zone' || target.unit !== undefined) return false
    const most =
      target.type === 'steady'
        ? target.value
        : target.type === 'range'
          ? target.max
          : Math.max(target.start, target.end)
    return most <= EASY_UNTIL
  })
}

function bestPattern(keys: readonly string[], at: number): { period: number; times: number } | null {
  let best: { period: number; times: number } | null = null
  for (let period = 2; period <= LONGEST && at + 2 * period <= keys.length; period++) {
    let times = 1
    while (times < MOST_TIMES && sameAs(keys, at, at + times * period, period)) times += 1
    const isBetter = times > 1 && (best === null || times * period - period > best.times * best.period - best.period)
    if (isBetter) best = { period, times }
  }
  return best
}

function sameAs(keys: readonly string[], a: number, b: number, length: number): boolean {
  if (b + length > keys.length) return false
  for (let i = 0; i < length; i++) if (keys[a + i] !== keys[b + i]) return false
  return true
}
