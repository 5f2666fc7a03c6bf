import { longDate, WEEKDAY_NAMES } from '../time/date-words.ts'
import { fromDayNumber } from '../time/local-date.ts'
import { weekdayIndex, WEEKDAYS } from '../time/week.ts'
import type { Guardrail, RuleCard } from './guardrail.ts'
import type { PlanFacts } from './plan-facts.ts'
import type { SessionFacts, WeekFacts } from './week-facts.ts'
import { weekByWeek } from './week-findings.ts'

const card: RuleCard = {
  id: 'G14',
  name: 'Your long day',
  severity: 'S/H',
  unit: 'days',
  source: 'science.md S7.1 G14',
  sentence: 'The long session stands on your long day: a wish is a warning, a pinned day is a limit.',
}

/** The week's long session of the plan's sport; null when the week has none, or it is over. */
export function longSession(facts: PlanFacts, week: WeekFacts): SessionFacts | null {
  let longest: SessionFacts | null = null
  for (const session of week.judged) {
    if (session.workout.sport !== facts.plan.sport || session.workout.focus !== 'LONG') continue
    if (longest === null || session.minutes > longest.minutes) longest = session
  }
  return longest
}

/** True when the long day of that week has time at all: a day off is nobody's fault. */
export function longDayIsFree(facts: PlanFacts, week: WeekFacts): boolean {
  const day = facts.plan.athlete.longDay
  if (day === null) return false
  const date = fromDayNumber(week.startDay + WEEKDAYS.indexOf(day))
  if (facts.plan.athlete.availability.blackoutDates?.includes(date)) return false
  // without a snapshot nothing is known of the day's minutes
  if (week.week.slots.length === 0) return true
  return week.week.slots.some(
    (slot) =>
      slot.date === date && slot.minutes > 0 && (slot.sports === undefined || slot.sports.includes(facts.plan.sport)),
  )
}

const judgeWeeks = weekByWeek(card, 'week', (facts, week, tally) => {
  const { longDay, longDayPinned } = facts.plan.athlete
  if (longDay === null || week.hasRace || !longDayIsFree(facts, week)) return
  const session = longSession(facts, week)
  if (session === null) return
  tally.atMost(
    Math.abs(weekdayIndex(session.workout.date) - WEEKDAYS.indexOf(longDay)),
    longDayPinned ? { soft: null, hard: 0 } : { soft: 0, hard: null },
    { week: session.weekNumber, date: session.workout.date, workoutId: session.workout.id },
    () =>
      `The long session of week ${session.weekNumber} stands on ${longDate(session.workout.date)}; your long day is ${WEEKDAY_NAMES[longDay]}.`,
  )
})

/** G14: days between the long session and the athlete's long day. Race weeks are left out; blocked days are G13's. */
export const g14FixedDays: Guardrail = {
  card,
  check(facts) {
    const { longDay } = facts.plan.athlete
    const tally = judgeWeeks(facts)
    return longDay === null
      ? tally.notJudged('No long day is set.')
      : tally.outcome(`The long session of each week against ${WEEKDAY_NAMES[longDay]}.`)
  },
}
