import type { HistoryActivity } from '../evidence/history.ts'
import { workoutsOf, type Plan } from '../plan/plan.ts'
import type { LocalDate } from '../time/local-date.ts'
import { correctPlan, type CorrectedPlan } from './correct-plan.ts'
import type { ReviewFacts } from './review-facts.ts'

/**
 * Corrects the weeks from the Monday `from` on and leaves those before as they are: what is still planned in the week that
 * has begun counts as done by then, so that a repair looks for its session among the weeks to come. The report is of that
 * day; what the seam does today is for `reviewChange` to say.
 */
export function correctFrom(plan: Plan, facts: ReviewFacts, from: LocalDate): CorrectedPlan {
  const begun = workoutsOf(plan).flatMap(({ date, sport, durationS, distanceM, race }): HistoryActivity[] =>
    date >= (facts.today ?? plan.startDate) && date < from ? [{ date, sport, durationS, distanceM, race }] : [],
  )
  const { activities = [], ...told } = facts.history ?? {}
  return correctPlan(plan, { ...facts, today: from, history: { ...told, activities: [...activities, ...begun] } })
}
