import { tableGoal } from '../plan/goal.ts'
import {
  longRunShareLimits,
  SESSION_TOLERANCE_M,
  SESSION_TOLERANCE_MIN,
  shareRuleApplies,
  type Limits,
} from '../plan/volume-limits.ts'
import { shareText } from './figures.ts'
import type { Guardrail, RuleCard } from './guardrail.ts'
import type { PlanFacts } from './plan-facts.ts'
import type { SessionFacts, WeekFacts } from './week-facts.ts'
import { weekByWeek } from './week-findings.ts'

const card: RuleCard = {
  id: 'G02',
  name: 'Long run’s share of the week',
  severity: 'S/H',
  unit: 'share',
  source: 'science.md S7.1 G02',
  sentence:
    'The longest run is at most 30 to 55 % of the week, by how many days you run; 35 to 65 % is the limit, and 12 points more for a marathon.',
}

/** The longest run, the week's running and the limits, in one measure; null where the rule rests. */
export interface LongRunShare {
  readonly longest: SessionFacts
  readonly longestAmount: number
  readonly total: number
  readonly runDays: number
  readonly limits: Limits
  /** The room of one session (science.md S7.3) as a share of the week. */
  readonly tolerance: number
}

/** What G02 looks at in one week; null in race and taper weeks, small weeks, and weeks that are over. */
export function longRunShare(facts: PlanFacts, week: WeekFacts): LongRunShare | null {
  const isTemplateMarathon = facts.profile === 'template' && tableGoal(facts.plan.goal) === 'MARATHON'
  if (week.past || week.isTaper || week.hasRace || isTemplateMarathon) return null
  const runs = week.sessions.filter((session) => session.workout.sport === 'run')
  const inMetres = facts.sports.some((sport) => sport.sport === 'run' && sport.measure === 'm')
  const amountOf = (session: SessionFacts): number => (inMetres ? (session.distanceM ?? 0) : session.minutes)
  let longest: SessionFacts | null = null
  let total = 0
  for (const run of runs) {
    total += amountOf(run)
    if (longest === null || amountOf(run) > amountOf(longest)) longest = run
  }
  if (longest === null || longest.past || week.runDays <= 1) return null
  // 20 km in minutes, 10 km ≙ 60 min
  const weekM = inMetres ? total : (total / 6) * 1000
  if (!shareRuleApplies(weekM, longest.minutes)) return null
  const limits = longRunShareLimits(week.runDays, tableGoal(facts.plan.goal))
  const tolerance = (inMetres ? SESSION_TOLERANCE_M : SESSION_TOLERANCE_MIN) / total
  return { longest, longestAmount: amountOf(longest), total, runDays: week.runDays, limits, tolerance }
}

const judgeWeeks = weekByWeek(card, 'week', (facts, week, tally) => {
  const share = longRunShare(facts, week)
  if (share === null) return
  // for a marathon the soft share is information, not a warning
  const soft = tableGoal(facts.plan.goal) === 'MARATHON' ? null : share.limits.soft
  tally.atMost(
    share.longestAmount / share.total,
    { soft, hard: share.limits.hard },
    { week: week.week.weekNumber, date: share.longest.workout.date, workoutId: share.longest.workout.id },
    (allowed) =>
      `The longest run of week ${week.week.weekNumber} is ${shareText(share.longestAmount / share.total)} of its running. With ${share.runDays} run days we keep it within ${shareText(allowed)}.`,
    share.tolerance,
  )
})

/** G02: the longest run's share of its week. */
export const g02LongRunShare: Guardrail = {
  card,
  check(facts) {
    const tally = judgeWeeks(facts)
    return tally.outcome('The longest run of each week from 20 km and over an hour; race and taper weeks are left out.')
  },
}
