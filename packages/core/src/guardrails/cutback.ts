import { CUTBACK_LONG_SHARE, CUTBACK_SHARE, CUTBACK_WITH_LONG_SHARE } from '../plan/volume-limits.ts'
import { keptOf } from './kept.ts'
import type { SportFacts } from './sport-facts.ts'

const keptCutbacks = keptOf<SportFacts, (boolean | undefined)[]>()

/**
 * A cutback week (G05): at most 85 % of the best of the three weeks before, or at most 95 % with a longest session of at
 * most 80 % of theirs. A week of nothing is one, and so is a week of a return at most 85 % of the usual (science.md S8.7);
 * where nothing is known before, a week is not.
 */
export const isCutback = (sport: SportFacts, index: number): boolean =>
  (keptCutbacks(sport, () => [])[index] ??= findCutback(sport, index))

function findCutback(sport: SportFacts, index: number): boolean {
  const row = sport.rows[index]
  if (!row || row.judged === null) return false
  if (row.judged === 0) return true
  if (row.returning && row.returning.share <= CUTBACK_SHARE) return true
  const before = sport.rows.slice(Math.max(0, index - 3), index)
  const best = Math.max(0, ...before.map((week) => week.volume ?? 0))
  if (best === 0) return false
  if (row.judged <= CUTBACK_SHARE * best + 1e-9) return true
  const longest = Math.max(0, ...before.map((week) => week.longest ?? 0))
  return (
    longest > 0 &&
    row.longest !== null &&
    row.longest <= CUTBACK_LONG_SHARE * longest + 1e-9 &&
    row.judged <= CUTBACK_WITH_LONG_SHARE * best + 1e-9
  )
}
