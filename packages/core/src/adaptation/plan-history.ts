import { applyToHistory, invertChanges } from '../plan/apply-change.ts'
import type { PlanChange } from '../plan/plan-change.ts'
import type { Plan } from '../plan/plan.ts'

/** One revision of a plan as its history holds it. */
export interface HistoryEntry {
  readonly number: number
  readonly changes: readonly PlanChange[]
  /** The revision this one undoes. */
  readonly revertsNumber: number | null
}

/** Numbers of the revisions that are taken back: undone, and that undo not undone again. */
export function undoneNumbers(history: readonly Pick<HistoryEntry, 'number' | 'revertsNumber'>[]): ReadonlySet<number> {
  const undone = new Set<number>()
  // an undo is always later than what it undoes
  for (const { number, revertsNumber } of history.toSorted((a, b) => b.number - a.number))
    if (revertsNumber !== null && !undone.has(number)) undone.add(revertsNumber)
  return undone
}

/**
 * The plan as it was after a revision, from the plan of today by the later ones' inverses (design.md law 3): the same bytes
 * as then. Throws where the history does not lead to the plan given: that is a fault, never an athlete's doing.
 */
export function planAt(plan: Plan, history: readonly HistoryEntry[], number: number): Plan {
  const later = history.filter((entry) => entry.number > number).toSorted((a, b) => b.number - a.number)
  let at: Plan | null = plan
  for (const { number: each, changes } of later) {
    const before = applyToHistory(at, invertChanges(changes))
    if (!before.ok) throw new Error(`Revision ${each} of plan ${plan.id} cannot be taken back: ${before.error.text}`)
    at = before.value
  }
  if (at === null) throw new Error(`Plan ${plan.id} had not been made by revision ${number}.`)
  return at
}
