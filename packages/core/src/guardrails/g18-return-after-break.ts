import { longDate } from '../time/date-words.ts'
import { toDayNumber } from '../time/local-date.ts'
import type { ReturnIntensity } from '../plan/return-schedule.ts'
import { firstWeekUnknownLimitMin } from '../plan/volume-limits.ts'
import { countText } from '../units/format.ts'
import { minutesText, shareText } from './figures.ts'
import { weekTolerance } from './g01-weekly-volume.ts'
import type { Guardrail, RuleCard } from './guardrail.ts'
import type { PlanFacts } from './plan-facts.ts'
import type { SportFacts } from './sport-facts.ts'
import { isEasy, type SessionFacts, type WeekFacts } from './week-facts.ts'
import { RuleTally } from './rule-tally.ts'
import { amountText, sportWord, unitOf, volumeIn } from './sport-measure.ts'

const card: RuleCard = {
  id: 'G18',
  name: 'Return after a break',
  severity: 'H',
  unit: 'km or min',
  source: 'science.md S7.1 G18, S8.7 (Daniels)',
  sentence:
    'After 4 to 6 days off the first week holds 90 % of a usual one, after 7 to 13 70 % and then 90 %, after two weeks 50 and 75 %, after four a third, a half and 75 %; hard work comes back last.',
}

/** A minute of the edges of ramps is no work above threshold. */
const HIGH_MOST_MIN = 0.5
/** Rounded edges of strides count as no work. */
const WORK_EDGE_S = 6

/** First day of training of the return: the resumption, else the first planned session of the sport; null without one. */
function firstDay(facts: PlanFacts, sport: SportFacts): number | null {
  if (sport.returning === null) return null
  if (sport.returning.resumedOn !== null) return toDayNumber(sport.returning.resumedOn)
  for (const week of facts.weeks) {
    const first = week.judged.find((session) => session.workout.sport === sport.sport)
    if (first) return first.day
  }
  return null
}

/** The first calendar day that may be hard again; null where no return runs, or where any day may. */
export function hardAgainFrom(facts: PlanFacts, sport: SportFacts): number | null {
  const first = firstDay(facts, sport)
  return first === null || sport.returning === null || sport.returning.hardFromDay <= 1
    ? null
    : first + sport.returning.hardFromDay - 1
}

const mostOf = (sport: SportFacts, session: SessionFacts): ReturnIntensity =>
  sport.rows[sport.rowsBefore + session.weekIndex]?.returning?.most ?? 'all'

/** Minutes of a session that its week of the return does not allow; 0 where it keeps to it. */
export function tooMuchWork(sport: SportFacts, session: SessionFacts): number {
  const { domains, quality } = session.figures
  const workS = quality.seconds.M + quality.seconds.T + quality.seconds.I + quality.seconds.R
  switch (mostOf(sport, session)) {
    case 'easy':
      return isEasy(session) ? 0 : session.hardMinutes
    case 'strides':
      return isEasy(session) || workS <= WORK_EDGE_S ? 0 : workS / 60
    case 'no-high':
      return domains.highS / 60 <= HIGH_MOST_MIN ? 0 : domains.highS / 60
    case 'all':
      return 0
  }
}

/** True for a whole week that would be safe for someone of whom nothing is known, and so for anyone (docs/adr/0006). */
const isStrangersWeek = (facts: PlanFacts, week: WeekFacts, sport: SportFacts): boolean =>
  (facts.todayDay === null || week.startDay >= facts.todayDay) &&
  week.judged.reduce((sum, session) => sum + (session.workout.sport === sport.sport ? session.minutes : 0), 0) <=
    firstWeekUnknownLimitMin(sport.sport)

/** G18: volume and work of the weeks after a break, against the weeks before it. */
export const g18ReturnAfterBreak: Guardrail = {
  card,
  check(facts) {
    const tally = new RuleTally(card, unitOf(facts.main))
    if (facts.facts.history === null) return tally.notJudged('No athlete was given: their days off are unknown.')
    const returning = facts.sports.filter((sport) => sport.returning !== null)
    if (returning.length === 0) return tally.outcome('No break from training asks for a return.')
    for (const sport of returning) {
      judgeWeeks(facts, sport, tally)
      judgeSessions(facts, sport, tally)
    }
    const [first] = returning
    return tally.outcome(
      `The weeks after ${countText(first!.returning!.daysOff, 'day')} without ${sportWord(first!)}, as shares of the week before.`,
    )
  },
}

function judgeWeeks(facts: PlanFacts, sport: SportFacts, tally: RuleTally): void {
  const { daysOff } = sport.returning!
  for (const week of facts.weeks) {
    const row = sport.rows[sport.rowsBefore + week.index]
    const limit = row?.returning?.limit ?? null
    if (!row?.returning || limit === null || week.past || row.judged === null || row.judged === 0) continue
    if (isStrangersWeek(facts, week, sport)) continue
    const { share } = row.returning
    const volume = row.judged
    tally.atMost(
      volumeIn(sport, volume),
      { soft: null, hard: volumeIn(sport, limit) },
      { week: week.week.weekNumber, date: week.week.startDate, unit: unitOf(sport) },
      () =>
        `Week ${week.week.weekNumber} has ${amountText(sport, volume)} of ${sportWord(sport)}. After ${countText(daysOff, 'day')} off it begins at ${shareText(share)} of the week before the break: at most ${amountText(sport, limit)}.`,
      volumeIn(sport, weekTolerance(sport)),
    )
  }
}

function judgeSessions(facts: PlanFacts, sport: SportFacts, tally: RuleTally): void {
  const { daysOff } = sport.returning!
  const hardFrom = hardAgainFrom(facts, sport)
  const first = firstDay(facts, sport)
  for (const session of facts.weeks.flatMap((week) => week.judged)) {
    if (session.workout.sport !== sport.sport) continue
    const where = { week: session.weekNumber, date: session.workout.date, workoutId: session.workout.id }
    const day = longDate(session.workout.date)
    const minutes = tooMuchWork(sport, session)
    if (minutes > 0)
      tally.atMost(minutes, { soft: null, hard: 0 }, { ...where, unit: 'min' }, () =>
        mostOf(sport, session) === 'no-high'
          ? `The session on ${day} holds ${minutesText(minutes)} above threshold, too early after ${countText(daysOff, 'day')} off. We wait one week.`
          : `The session on ${day} holds ${minutesText(minutes)} of work, too early after ${countText(daysOff, 'day')} off. Until the volume is back at 75 % every session is easy.`,
      )
    if (hardFrom !== null && first !== null && session.hard && session.day >= first)
      tally.atLeast(
        session.day - first + 1,
        { soft: null, hard: hardFrom - first + 1 },
        { ...where, unit: 'days' },
        () =>
          `The hard session on ${day} is on day ${session.day - first + 1} after ${countText(daysOff, 'day')} off. Two easy days come first.`,
      )
  }
}
