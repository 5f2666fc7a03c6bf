import { flagEnd, isOpenOn, type Flag } from '../athlete/flag.ts'
import type { Level, Sport } from '../athlete/sport.ts'
import type { TrainingHistory } from '../evidence/history.ts'
import { addDays, type LocalDate } from '../time/local-date.ts'

/** Days of training after which a beginner is no longer new (science.md S5.2). */
const NEW_ATHLETE_DAYS = 183
/** From this age two loading weeks are followed by a lighter one (science.md S5.2, G20). */
const OLD_FROM_YEARS = 50

/** What decides the rhythm of an athlete. */
export interface RhythmFacts {
  readonly sport: Sport
  readonly level: Level
  readonly ageYears: number | null
  readonly flags: readonly Flag[]
  /** Null: nobody's past, which tells a beginner from someone who has trained for years by nothing. */
  readonly history: TrainingHistory | null
  /** The day it is asked on, and the day the weeks begin that it is asked for. */
  readonly today: LocalDate
  readonly from: LocalDate
}

/**
 * The conditions of science.md S5.2 under which two loading weeks are followed by a lighter one: from 50 years, a beginner's
 * first half year in the sport, or an injury. The planner plans by it and G05 judges by it.
 */
export const isTwoToOne = (facts: RhythmFacts): boolean =>
  (facts.ageYears ?? 0) >= OLD_FROM_YEARS || hasInjury(facts) || isNewToTraining(facts)

/** An injury that is not over and still holds when the weeks begin, a review that is due and unanswered included. */
export const hasInjury = ({ flags, today, from }: Pick<RhythmFacts, 'flags' | 'today' | 'from'>): boolean =>
  flags.some(
    (flag) =>
      flag.kind === 'INJURY' && isOpenOn(flag, today) && flag.startDate <= from && flagEnd(flag, from, today) > from,
  )

/** A beginner of whom no session and no week of training in the sport is older than half a year. */
function isNewToTraining({ level, history, sport, today }: RhythmFacts): boolean {
  if (level !== 'BEGINNER' || history === null) return false
  const halfYearAgo = addDays(today, -NEW_ATHLETE_DAYS)
  const hasOldSession = history.activities.some((activity) => activity.sport === sport && activity.date < halfYearAgo)
  const hasOldWeek = (history.weekly ?? []).some(
    (week) =>
      week.sport === sport && week.weekStart < halfYearAgo && ((week.minutes ?? 0) > 0 || (week.distanceM ?? 0) > 0),
  )
  return !hasOldSession && !hasOldWeek
}
