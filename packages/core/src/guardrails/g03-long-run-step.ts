import {
  LONG_RUN_WINDOW_DAYS,
  longRunLimitsM,
  longRunLimitsMin,
  SESSION_TOLERANCE_M,
  SESSION_TOLERANCE_MIN,
  type Limits,
} from '../plan/volume-limits.ts'
import type { Guardrail, RuleCard } from './guardrail.ts'
import { isFirstWeekOfUnknown, longestBefore } from './longest-before.ts'
import type { PlanFacts } from './plan-facts.ts'
import type { SportFacts } from './sport-facts.ts'
import type { SessionFacts } from './week-facts.ts'
import type { RuleTally } from './rule-tally.ts'
import { amountText, unitOf, volumeIn } from './sport-measure.ts'
import { weekByWeek } from './week-findings.ts'

const card: RuleCard = {
  id: 'G03',
  name: 'Longest single run',
  severity: 'S/H',
  unit: 'km or min',
  source: 'science.md S7.1 G03 (RUNSAFE 2025)',
  sentence:
    'No run is more than 10 % or 1.6 km longer than the longest of the 30 days before; 15 %, or 3.3 km and at most a third, is the limit.',
}

/** The longest run of the 30 days before; after a longer break half of the last longest one, until a run is longer (science.md S8.7). */
function longestKnown(sport: SportFacts, known: number | null): number | null {
  const before = sport.returning?.longest ?? null
  const half = before === null ? null : sport.measure === 'm' ? before.distanceM : before.minutes
  return half === null ? known : Math.max(half, known ?? 0)
}

/** Limits of one run from the longest of the 30 days before it, in the sport's measure. */
export const runLimits = (facts: PlanFacts, sport: SportFacts, day: number): Limits =>
  limitsFrom(facts, sport, longestBefore(sport, day, LONG_RUN_WINDOW_DAYS))

function limitsFrom(facts: PlanFacts, sport: SportFacts, before: number | null): Limits {
  const longest = longestKnown(sport, before)
  return sport.measure === 'm' ? longRunLimitsM(longest, facts.profile) : longRunLimitsMin(longest, facts.profile)
}

const judgeWeeks = weekByWeek(card, 'eight-weeks', (facts, week, tally) => {
  const sport = facts.sports.find((entry) => entry.sport === 'run')
  // of an unknown runner the first week is G25's alone: there is nothing to step from
  if (!sport || isFirstWeekOfUnknown(sport, week)) return
  for (const session of week.judged) if (session.workout.sport === 'run') judge(facts, sport, session, tally)
})

/** G03: every run against the longest one of the 30 days before it. */
export const g03LongRunStep: Guardrail = {
  card,
  check(facts) {
    const sport = facts.sports.find((entry) => entry.sport === 'run')
    const tally = judgeWeeks(facts, sport ? unitOf(sport) : 'km')
    if (!sport) return tally.outcome('The plan holds no runs.')
    return tally.outcome(`Each run against the longest of the ${LONG_RUN_WINDOW_DAYS} days before it.`)
  },
}

function judge(facts: PlanFacts, sport: SportFacts, session: SessionFacts, tally: RuleTally): void {
  const amount = sport.measure === 'm' ? (session.distanceM ?? 0) : session.minutes
  const longest = longestBefore(sport, session.day, LONG_RUN_WINDOW_DAYS)
  const limits = limitsFrom(facts, sport, longest)
  tally.atMost(
    volumeIn(sport, amount),
    { soft: volumeIn(sport, limits.soft), hard: volumeIn(sport, limits.hard) },
    {
      week: session.weekNumber,
      date: session.workout.date,
      workoutId: session.workout.id,
      unit: unitOf(sport),
    },
    (_allowed, severity) => {
      const before =
        longest === null
          ? 'no run is known from the 30 days before'
          : `the longest of the 30 days before is ${amountText(sport, longest)}`
      return `A run of week ${session.weekNumber} is ${amountText(sport, amount)}; ${before}. We ${severity === 'H' ? 'allow' : 'advise'} up to ${amountText(sport, severity === 'H' ? limits.hard : limits.soft)}.`
    },
    volumeIn(sport, sport.measure === 'm' ? SESSION_TOLERANCE_M : SESSION_TOLERANCE_MIN),
  )
}
