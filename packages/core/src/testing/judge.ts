import type { Sport } from '../athlete/sport.ts'
import type { TrainingHistory } from '../evidence/history.ts'
import type { RuleId, Verdict } from '../guardrails/guard-report.ts'
import { reviewPlan, type ReviewFacts } from '../guardrails/review-plan.ts'
import type { Plan } from '../plan/plan.ts'
import { addDays, type LocalDate } from '../time/local-date.ts'
import { FIXTURE_START } from './plan-fixture.ts'

const NOBODY: ReviewFacts = { history: null, today: null }

/** Findings of one rule as `H 3`: severity and week, in order. */
export const findings = (rule: RuleId, plan: Plan, facts: Partial<ReviewFacts> = {}): string[] =>
  reviewPlan(plan, { ...NOBODY, ...facts })
    .violations.filter((violation) => violation.rule === rule)
    .map((violation) => `${violation.severity} ${violation.week ?? '-'}`)

/** Sentences of one rule. */
export const sentences = (rule: RuleId, plan: Plan, facts: Partial<ReviewFacts> = {}): string[] =>
  reviewPlan(plan, { ...NOBODY, ...facts })
    .violations.filter((violation) => violation.rule === rule)
    .map((violation) => violation.text)

export const verdictOf = (rule: RuleId, plan: Plan, facts: Partial<ReviewFacts> = {}): Verdict =>
  reviewPlan(plan, { ...NOBODY, ...facts }).verdicts.find((verdict) => verdict.rule === rule)!

/** Told weeks before `startDate`, oldest first; the longest session is told too. */
export function toldWeeks(
  weeks: readonly { readonly km?: number; readonly min?: number; readonly longestKm?: number }[],
  sport: Sport = 'run',
  startDate: LocalDate = FIXTURE_START,
): TrainingHistory {
  return {
    activities: [],
    weekly: weeks.map((week, index) => ({
      weekStart: addDays(startDate, -7 * (weeks.length - index)),
      sport,
      minutes: week.min ?? (week.km === undefined ? null : week.km * 6),
      distanceM: week.km === undefined ? null : week.km * 1000,
      longestM: week.longestKm === undefined ? null : week.longestKm * 1000,
    })),
  }
}
