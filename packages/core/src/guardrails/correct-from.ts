import type { HistoryActivity } from '../evidence/history.ts'
import { workoutsOf, type Plan } from '../plan/plan.ts'
import type { LocalDate } from '../time/local-date.ts'
import { correctPlan, type CorrectedPlan } from './correct-plan.ts'
import type { Correction } from './plan-editor.ts'
import type { ReviewFacts } from './review-facts.ts'

/** Mending it for one day can break it for the other: rounds until both days agree. */
const MOST_ROUNDS = 3

/**
 * Corrects the weeks from the Monday `from` on and leaves those before byte for byte as they are. The plan is judged on that
 * Monday, with what is still planned before it done, so that a repair looks for its session among the weeks to come; and
 * today, because a break, a rhythm or a first half year may count otherwise then. The report is today's.
 */
export function correctFrom(plan: Plan, facts: ReviewFacts, from: LocalDate): CorrectedPlan {
  const corrections: Correction[] = []
  let passes = 0
  const correct = (current: Plan, asOf: ReviewFacts): CorrectedPlan => {
    const corrected = correctPlan(current, asOf, { from })
    corrections.push(...corrected.corrections)
    passes += corrected.passes
    return corrected
  }
  let now: CorrectedPlan | null = null
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const current: Plan = now?.plan ?? plan
    const { plan: onMonday } = correct(current, asOfMonday(current, facts, from))
    now = correct(onMonday, facts)
    if (now.corrections.length === 0) break
  }
  return { plan: now!.plan, corrections, report: now!.report, passes }
}

/** What will be known on the Monday when the week that has begun ends as planned. A sport that was done today is not done twice. */
export function asOfMonday(plan: Plan, facts: ReviewFacts, from: LocalDate): ReviewFacts {
  const { history } = facts
  if (history === null) return { ...facts, today: from }
  const today = facts.today ?? plan.startDate
  const isDone = (date: LocalDate, sport: string): boolean =>
    history.activities.some((activity) => activity.date === date && activity.sport === sport)
  const begun = workoutsOf(plan).flatMap(({ date, sport, durationS, distanceM, tss, race }): HistoryActivity[] =>
    date >= today && date < from && !(date === today && isDone(date, sport))
      ? [{ date, sport, durationS, distanceM, race, ...(tss === null ? {} : { load: tss }) }]
      : [],
  )
  return { ...facts, today: from, history: { ...history, activities: [...history.activities, ...begun] } }
}
