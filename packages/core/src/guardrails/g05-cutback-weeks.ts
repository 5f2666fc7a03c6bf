import { isTwoToOne } from '../plan/two-to-one.ts'
import { loadWeekLimits } from '../plan/volume-limits.ts'
import { countText } from '../units/format.ts'
import type { Guardrail, RuleCard } from './guardrail.ts'
import { isCutback } from './cutback.ts'
import type { PlanFacts } from './plan-facts.ts'
import { fourBefore } from './sport-facts.ts'
import { weekBase, weekTolerance } from './g01-weekly-volume.ts'
import { RuleTally } from './rule-tally.ts'

const card: RuleCard = {
  id: 'G05',
  name: 'Recovery weeks',
  severity: 'S/H',
  unit: 'weeks',
  source: 'science.md S7.1 G05, S5.2',
  sentence:
    'After at most three growing weeks comes a lighter one, four is the limit; one fewer from 50 years, in the first half year, or with an injury.',
}

/** The rhythm the athlete is planned by. */
function hasTightRhythm({ plan, facts, ageYears }: PlanFacts): boolean {
  const { history, today, flags = [] } = facts
  const asOf = today ?? plan.startDate
  const from = asOf > plan.startDate ? asOf : plan.startDate
  return isTwoToOne({ sport: plan.sport, level: plan.athlete.level, ageYears, flags, history, today: asOf, from })
}

/** Loading weeks in a row up to and including each of the plan's weeks, counted from its first one. */
function loadingStreaks({ main: sport, weeks }: PlanFacts): number[] {
  let streak = 0
  return weeks.map((_, index) => {
    const row = sport.rowsBefore + index
    streak = (sport.rows[row]?.judged ?? null) === null || isCutback(sport, row) ? 0 : streak + 1
    return streak
  })
}

/** Weeks within ±5 % of their mean and not above the best week before: steady, not growing (science.md S7.3). */
function isMaintenance(facts: PlanFacts, weekIndex: number, count: number): boolean {
  const sport = facts.main
  const last = sport.rowsBefore + weekIndex
  const rows = sport.rows.slice(last - count + 1, last + 1)
  const volumes = rows.map((row) => row.judged ?? 0)
  const mean = volumes.reduce((sum, volume) => sum + volume, 0) / volumes.length
  return volumes.every(
    (volume, offset) =>
      Math.abs(volume - mean) <= 0.05 * mean + 1e-9 &&
      // nothing known before: nothing to be above of
      (fourBefore(sport, last - count + 1 + offset).every((before) => before === null) ||
        volume <= weekBase(sport, last - count + 1 + offset) + weekTolerance(sport)),
  )
}

/** G05: how many weeks load before one is lighter. Counted from the plan's first week, which G25 holds to the weeks before. */
export const g05CutbackWeeks: Guardrail = {
  card,
  check(facts) {
    const tally = new RuleTally(card)
    const limits = loadWeekLimits(hasTightRhythm(facts))
    const streaks = loadingStreaks(facts)
    for (const week of facts.weeks) {
      if (week.past || (week.judged.length === 0 && week.targets === null)) continue
      const streak = streaks[week.index]!
      if (streak === 0) continue
      const isSteady = streak > limits.soft && isMaintenance(facts, week.index, Math.min(streak, limits.hard + 1))
      tally.atMost(
        streak,
        { soft: limits.soft, hard: isSteady ? null : limits.hard },
        { week: week.week.weekNumber, date: week.week.startDate },
        (allowed) =>
          `Week ${week.week.weekNumber} makes ${countText(streak, 'loading week')} in a row. We plan a lighter week after ${allowed} at the latest.`,
      )
    }
    return tally.outcome('Loading weeks in a row from the start of the plan.')
  },
}
