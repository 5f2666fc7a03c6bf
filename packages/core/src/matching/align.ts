/** Pairs in order: index on the left, index on the right, null where that one has no counterpart. */
export interface Alignment {
  /** For each left item its right one, or null. */
  readonly rightOf: readonly (number | null)[]
  /** Sum of what pairs and gaps cost. */
  readonly cost: number
}

/** What leaving one out costs. */
export interface GapCosts {
  readonly left: number
  readonly right: number
}

/** Cheapest pairing of two sequences that keeps both orders; ties leave out the later ones. O(left · right). */
export function alignInOrder(
  left: number,
  right: number,
  pairCost: (left: number, right: number) => number,
  gaps: GapCosts,
): Alignment {
  const width = right + 1
  const best = new Float64Array((left + 1) * width)
  for (let l = left; l >= 0; l--) {
    for (let r = right; r >= 0; r--) {
      const at = l * width + r
      if (l === left && r === right) best[at] = 0
      else {
        const skipLeft = l < left ? gaps.left + best[at + width]! : Number.POSITIVE_INFINITY
        const skipRight = r < right ? gaps.right + best[at + 1]! : Number.POSITIVE_INFINITY
        const both = l < left && r < right ? pairCost(l, r) + best[at + width + 1]! : Number.POSITIVE_INFINITY
        best[at] = Math.min(both, skipLeft, skipRight)
      }
    }
  }
  const rightOf: (number | null)[] = Array.from({ length: left }, () => null)
  let [l, r] = [0, 0]
  while (l < left && r < right) {
    const here = best[l * width + r]!
    if (here === pairCost(l, r) + best[(l + 1) * width + r + 1]!) rightOf[l++] = r++
    else if (here === gaps.right + best[l * width + r + 1]!) r++
    else l++
  }
  return { rightOf, cost: best[0]! }
}

/** How unlike two lengths are: 0 the same, 1 from a factor of e on. */
export const lengthCost = (planned: number, done: number): number => Math.min(1, Math.abs(Math.log(done / planned)))
