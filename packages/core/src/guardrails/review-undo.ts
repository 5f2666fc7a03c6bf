import { weeksOf, type Plan, type Reason } from '../plan/plan.ts'
import type { LocalDate } from '../time/local-date.ts'
import type { RuleId, Violation } from './guard-report.ts'
import { HEALTH_RULES } from './health-rules.ts'
import type { ChangeReview } from './review-change.ts'

/** The reason of a revision that carries what the athlete's health asked for. */
export const HEALTH_REASON = 'changed-for-health'
/** The reason of a revision that holds a repair; what health asked for may be a part of it. */
export const REPAIR_REASON = 'repaired'

/** Rules a change for health mends: those of health, and the way back (science.md S8.7). */
const OF_HEALTH: ReadonlySet<RuleId> = new Set([...HEALTH_RULES, 'G18'])

/**
 * Hard limits that stand against an undo (design.md law 2): those it brings into weeks that have not begun, and those of
 * health on any day to come. What an undo restores was allowed once, so warnings and the week that has begun do not hold it;
 * what has been told since does. Undoing a change for health is saying no to it, so the rules it was made for let it pass:
 * they stand in the plan again as if it had been declined.
 */
export function brokenByUndo(
  { plan, newViolations }: Pick<ChangeReview, 'newViolations'> & { readonly plan: Plan },
  undone: Reason,
  today: LocalDate,
): Violation[] {
  const ahead = new Set(weeksOf(plan).flatMap(({ startDate, weekNumber }) => (startDate > today ? [weekNumber] : [])))
  const declined = declinedRules(undone)
  return newViolations.filter(({ severity, rule, week }) => {
    if (severity !== 'H' || declined.has(rule)) return false
    return HEALTH_RULES.includes(rule) || (week !== null && ahead.has(week))
  })
}

function declinedRules({ code, facts }: Reason): ReadonlySet<string> {
  if ((code !== HEALTH_REASON && code !== REPAIR_REASON) || typeof facts.rules !== 'string') return new Set()
  return new Set(facts.rules.split(' ').filter((rule) => (OF_HEALTH as ReadonlySet<string>).has(rule)))
}
