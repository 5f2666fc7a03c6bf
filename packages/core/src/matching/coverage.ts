import { addDays, isLocalDate, type LocalDate } from '../time/local-date.ts'
import type { Sport } from '../athlete/sport.ts'
import type { Coverage, CoverageSource } from './matchable.ts'

/**
 * Last local day of each sport of which everything done is known (science.md S9.4b): a source covers the days before its
 * last sync, an import the days before its newest recording. The day itself may still hold a session not yet told.
 */
export function coverageOf(sources: readonly CoverageSource[]): Coverage {
  const coverage: Record<Sport, LocalDate | null> = { run: null, ride: null }
  for (const source of sources) {
    const reached = source.kind === 'sync' ? source.syncedOn : source.newestDate
    if (!isLocalDate(reached)) continue
    const through = addDays(reached, -1)
    for (const sport of source.sport === null ? (['run', 'ride'] as const) : [source.sport]) {
      const before = coverage[sport]
      if (before === null || before < through) coverage[sport] = through
    }
  }
  return coverage
}

/** True when everything of that sport on that day is known (science.md S9.4b). */
export function isCovered(coverage: Coverage, sport: Sport, day: LocalDate): boolean {
  const through = coverage[sport]
  return through !== null && day <= through
}
