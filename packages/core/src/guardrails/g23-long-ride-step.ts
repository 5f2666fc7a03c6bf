import { LONG_RIDE_WINDOW_DAYS, longRideLimitsMin, SESSION_TOLERANCE_MIN } from '../plan/volume-limits.ts'
import { minutesText } from './figures.ts'
import type { Guardrail, RuleCard } from './guardrail.ts'
import { isFirstWeekOfUnknown, longestBefore } from './longest-before.ts'
import { weekByWeek } from './week-findings.ts'

const card: RuleCard = {
  id: 'G23',
  name: 'Longest single ride',
  severity: 'S/H',
  unit: 'min',
  source: 'science.md S7.1 G23',
  sentence:
    'No ride is more than 15 % or 30 min longer than the longest of the 42 days before (at least 45 min); 30 % or 60 min is the limit.',
}

const judgeWeeks = weekByWeek(card, 'eight-weeks', (facts, week, tally) => {
  const sport = facts.sports.find((entry) => entry.sport === 'ride')
  // of an unknown rider the first week is G25's alone: there is nothing to step from
  if (!sport || isFirstWeekOfUnknown(sport, week)) return
  for (const session of week.judged) {
    if (session.workout.sport !== 'ride') continue
    const longest = longestBefore(sport, session.day, LONG_RIDE_WINDOW_DAYS)
    tally.atMost(
      session.minutes,
      longRideLimitsMin(longest),
      { week: session.weekNumber, date: session.workout.date, workoutId: session.workout.id },
      (allowed, severity) =>
        `A ride of week ${session.weekNumber} lasts ${minutesText(session.minutes)}; ${longest === null ? 'no ride is known from the 42 days before' : `the longest of the 42 days before is ${minutesText(longest)}`}. We ${severity === 'H' ? 'allow' : 'advise'} up to ${minutesText(allowed)}.`,
      SESSION_TOLERANCE_MIN,
    )
  }
})

/** G23: every ride against the longest one of the 42 days before it. */
export const g23LongRideStep: Guardrail = {
  card,
  check(facts) {
    const tally = judgeWeeks(facts)
    return facts.sports.some(({ sport }) => sport === 'ride')
      ? tally.outcome(`Each ride against the longest of the ${LONG_RIDE_WINDOW_DAYS} days before it.`)
      : tally.outcome('The plan holds no rides.')
  },
}
