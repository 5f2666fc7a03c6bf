import {
  baseWeek,
  RUN_WEEK_FLOOR_MIN,
  WEEK_FLOOR_M,
  WEEK_FLOOR_MIN,
  WEEK_TOLERANCE_M,
  WEEK_TOLERANCE_MIN,
  weeklyRideLimitsMin,
  weeklyRunLimitsM,
  weeklyRunLimitsMin,
  type Limits,
} from '../plan/volume-limits.ts'
import { shareText } from './figures.ts'
import type { Guardrail, RuleCard } from './guardrail.ts'
import type { PlanFacts } from './plan-facts.ts'
import { fourBefore, type SportFacts } from './sport-facts.ts'
import { amountText, sportWord, unitOf, volumeIn } from './sport-measure.ts'
import { weekByWeek } from './week-findings.ts'

const card: RuleCard = {
  id: 'G01',
  name: 'Weekly volume',
  severity: 'S/H',
  unit: 'km or min',
  source: 'science.md S7.1 G01',
  sentence:
    'A week grows by at most 10 % or 3 km over the best of the four weeks before (riding 10 % or 45 min); 15 % or 5 km (riding 15 % or 75 min) is the limit.',
}

/** Soft and hard limit of the sport's week at row `index` of the merged calendar, in the sport's measure. */
export function weekLimits(facts: PlanFacts, sport: SportFacts, index: number): Limits {
  const before = fourBefore(sport, index)
  const options = { profile: facts.profile, ageYears: facts.ageYears }
  if (sport.sport === 'ride') return weeklyRideLimitsMin(before, options)
  return sport.measure === 'm' ? weeklyRunLimitsM(before, options) : weeklyRunLimitsMin(before, options)
}

/** The best of the four weeks before, at least the floor, in the sport's measure. */
export function weekBase(sport: SportFacts, index: number): number {
  const floor = sport.sport === 'ride' ? WEEK_FLOOR_MIN : sport.measure === 'm' ? WEEK_FLOOR_M : RUN_WEEK_FLOOR_MIN
  return baseWeek(fourBefore(sport, index), floor)
}

export const weekTolerance = (sport: SportFacts): number =>
  sport.measure === 'm' ? WEEK_TOLERANCE_M : WEEK_TOLERANCE_MIN

const judgeWeeks = weekByWeek(card, 'eight-weeks', (facts, week, tally) => {
  // week 1 is G25's (science.md S7.3)
  if (week.index === 0 || week.past) return
  for (const sport of facts.sports) {
    const index = sport.rowsBefore + week.index
    const { judged: volume, returning } = sport.rows[index]!
    // while a return runs, its shares of the week before the break stand in place of these limits (G18)
    if (volume === null || volume === 0 || (returning && returning.limit !== null)) continue
    const limits = weekLimits(facts, sport, index)
    const base = weekBase(sport, index)
    tally.atMost(
      volumeIn(sport, volume),
      { soft: volumeIn(sport, limits.soft), hard: volumeIn(sport, limits.hard) },
      { week: week.week.weekNumber, date: week.week.startDate, unit: unitOf(sport) },
      (_allowed, severity) => {
        const limit = severity === 'H' ? limits.hard : limits.soft
        return `Week ${week.week.weekNumber} has ${amountText(sport, volume)} of ${sportWord(sport)}, ${shareText(volume / base - 1)} more than the best of the four weeks before (${amountText(sport, base)}). We ${severity === 'H' ? 'allow' : 'advise'} up to ${amountText(sport, limit)}.`
      },
      volumeIn(sport, weekTolerance(sport)),
    )
  }
})

/** G01: the week against the best of the last four completed ones. */
export const g01WeeklyVolume: Guardrail = {
  card,
  check(facts) {
    const tally = judgeWeeks(facts, unitOf(facts.main))
    return tally.outcome(
      `Each week against the best of the four weeks before it, in ${facts.sports.map(unitOf).join(' and ')}.`,
    )
  },
}
