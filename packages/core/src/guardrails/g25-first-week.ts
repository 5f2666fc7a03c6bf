import {
  FIRST_SESSION_UNKNOWN_RIDE_MIN,
  FIRST_SESSION_UNKNOWN_RUN_MIN,
  firstWeekRideLimitMin,
  firstWeekRunLimitM,
  firstWeekRunLimitMin,
  firstWeekUnknownLimitMin,
} from '../plan/volume-limits.ts'
import { minutesText } from './figures.ts'
import { weekTolerance } from './g01-weekly-volume.ts'
import type { Guardrail, RuleCard } from './guardrail.ts'
import type { PlanFacts } from './plan-facts.ts'
import type { SportFacts } from './sport-facts.ts'
import type { WeekFacts } from './week-facts.ts'
import { RuleTally } from './rule-tally.ts'
import { amountText, sportWord, unitOf, volumeIn } from './sport-measure.ts'

const card: RuleCard = {
  id: 'G25',
  name: 'The first week',
  severity: 'H',
  unit: 'km or min',
  source: 'science.md S7.1 G25',
  sentence:
    'The first week is no more than the mean of your last four weeks plus 2 km (riding 30 min); when nothing is known, three short sessions.',
}

/** Volume the first week may hold, in the sport's measure; null where the past is unknown (then minutes are judged). */
export function firstWeekLimit(sport: SportFacts): number | null {
  if (sport.meanAmount === null) return null
  if (sport.sport === 'ride') return firstWeekRideLimitMin(sport.meanAmount)
  return sport.measure === 'm' ? firstWeekRunLimitM(sport.meanAmount) : firstWeekRunLimitMin(sport.meanAmount)
}

const minutesOf = (week: WeekFacts, sport: SportFacts): number =>
  week.judged.reduce((sum, session) => sum + (session.workout.sport === sport.sport ? session.minutes : 0), 0)

/**
 * G25: the first planned week against the weeks before the plan. A week that would be safe for someone of whom nothing is
 * known (90 min of running) is safe for everybody, also after weeks of nothing (docs/adr).
 */
export const g25FirstWeek: Guardrail = {
  card,
  check(facts) {
    const tally = new RuleTally(card, unitOf(facts.main))
    if (facts.facts.history === null) return tally.notJudged('No history was given to compare the first week with.')
    const week = facts.weeks[0]
    if (!week || facts.hasStarted || week.judged.length === 0) return tally.outcome('The first week has begun.')
    for (const sport of facts.sports) judge(facts, sport, week, tally)
    return tally.outcome('The first week against the mean of the last four known weeks.')
  },
}

function judge(facts: PlanFacts, sport: SportFacts, week: WeekFacts, tally: RuleTally): void {
  const where = { week: week.week.weekNumber, date: week.week.startDate }
  const row = sport.rows[sport.rowsBefore]
  // the first week of a return is G18's
  if (row?.returning && row.returning.limit !== null) return
  const volume = row?.judged ?? 0
  const minutes = minutesOf(week, sport)
  if (minutes === 0) return
  const limit = firstWeekLimit(sport)
  const unknownLimit = firstWeekUnknownLimitMin(sport.sport)
  if (limit !== null) {
    if (minutes <= unknownLimit) return
    const mean = sport.meanAmount ?? 0
    tally.atMost(
      volumeIn(sport, volume),
      { soft: null, hard: volumeIn(sport, limit) },
      { ...where, unit: unitOf(sport) },
      () =>
        `The first week has ${amountText(sport, volume)} of ${sportWord(sport)}; your last weeks had ${amountText(sport, mean)} on average. We start with at most ${amountText(sport, limit)}.`,
      volumeIn(sport, weekTolerance(sport)),
    )
    return
  }
  tally.atMost(
    minutes,
    { soft: null, hard: unknownLimit },
    { ...where, unit: 'min' },
    (allowed) =>
      `The first week has ${minutesText(minutes)} of ${sportWord(sport)}, and we know nothing of the weeks before. We start with at most ${minutesText(allowed)}.`,
    2,
  )
  const each = sport.sport === 'run' ? FIRST_SESSION_UNKNOWN_RUN_MIN : FIRST_SESSION_UNKNOWN_RIDE_MIN
  for (const session of week.judged) {
    if (session.workout.sport !== sport.sport) continue
    tally.atMost(
      session.minutes,
      { soft: null, hard: each },
      { week: week.week.weekNumber, date: session.workout.date, workoutId: session.workout.id, unit: 'min' },
      (allowed) =>
        `A session of the first week lasts ${minutesText(session.minutes)}, and we know nothing of the weeks before. We start with at most ${minutesText(allowed)}.`,
    )
  }
}
