import { isRepeat, type Leaf, type Node } from './awp.ts'

/** One leaf as it is ridden: where it stands in the document and in which passes. */
export interface Occurrence {
  readonly leaf: Leaf
  /** `stepId` or `stepId@i.j` inside repeats, passes counted from 1 (integrations.md §8). */
  readonly id: string
  /** Place in the document: `steps[1].content[0]`, or `steps[1].restBetween`. */
  readonly path: string
  /** Pass number in each enclosing repeat, outermost first, from 1. */
  readonly passes: readonly number[]
  /** True for the rest that a repeat puts between its passes. */
  readonly between: boolean
}

/** Unrolls steps lazily in the order they are ridden: `A B rest A B`, no rest after the last pass. */
export function* walk(steps: readonly Node[]): Generator<Occurrence> {
  yield* walkNodes(steps, 'steps', [])
}

function* walkNodes(nodes: readonly Node[], at: string, passes: readonly number[]): Generator<Occurrence> {
  for (const [index, node] of nodes.entries()) {
    const path = `${at}[${index}]`
    if (!isRepeat(node)) {
      yield occurrence(node, path, passes, false)
      continue
    }
    for (let pass = 1; pass <= node.times; pass++) {
      const inner = [...passes, pass]
      yield* walkNodes(node.content, `${path}.content`, inner)
      if (node.restBetween && pass < node.times) yield occurrence(node.restBetween, `${path}.restBetween`, inner, true)
    }
  }
}

function occurrence(leaf: Leaf, path: string, passes: readonly number[], between: boolean): Occurrence {
  const stepId = leaf.id ?? path
  return { leaf, id: passes.length > 0 ? `${stepId}@${passes.join('.')}` : stepId, path, passes, between }
}

/** Calls `visit` for each leaf in riding order, without allocating: for totals, which run hundreds of times a plan. */
export function eachLeaf(steps: readonly Node[], visit: (leaf: Leaf) => void): void {
  for (const node of steps) {
    if (!isRepeat(node)) visit(node)
    else {
      for (let pass = 1; pass <= node.times; pass++) {
        eachLeaf(node.content, visit)
        if (node.restBetween && pass < node.times) visit(node.restBetween)
      }
    }
  }
}

/** Number of leaves once unrolled, by arithmetic, so that a hostile document costs nothing. */
export function countLeaves(steps: readonly Node[]): number {
  let leaves = 0
  for (const node of steps) {
    if (!isRepeat(node)) leaves += 1
    else leaves += node.times * countLeaves(node.content) + (node.restBetween ? node.times - 1 : 0)
  }
  return leaves
}
