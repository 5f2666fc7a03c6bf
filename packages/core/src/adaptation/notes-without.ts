import type { Reason } from '../plan/plan.ts'
import { isSameJson } from '../result/same-json.ts'

/** The notes of a week with one change of them taken back, `left` to `wanted`: what others said since stays. */
export const notesWithout = (
  notes: readonly Reason[],
  left: readonly Reason[],
  wanted: readonly Reason[],
): readonly Reason[] =>
  isSameJson(notes, left) ? wanted : [...minus(wanted, left), ...minus(notes, minus(left, wanted))]

/** Some notes without others, each of those once. */
function minus(notes: readonly Reason[], others: readonly Reason[]): Reason[] {
  const open = [...others]
  return notes.filter((note) => {
    const index = open.findIndex((other) => isSameJson(other, note))
    if (index >= 0) open.splice(index, 1)
    return index < 0
  })
}
