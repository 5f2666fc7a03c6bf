import {
  flagEnd,
  isSparedByRiding,
  NO_PROGRESS_FROM_PAIN,
  NO_RUN_FROM_PAIN,
  rulesOutRunning,
  type Flag,
} from '../athlete/flag.ts'
import { longDate } from '../time/date-words.ts'
import { toDayNumber } from '../time/local-date.ts'
import { minutesText } from './figures.ts'
import { weekBase, weekTolerance } from './g01-weekly-volume.ts'
import type { Guardrail, RuleCard } from './guardrail.ts'
import type { PlanFacts } from './plan-facts.ts'
import type { SportFacts } from './sport-facts.ts'
import { isEasy, type SessionFacts, type WeekFacts } from './week-facts.ts'
import { RuleTally } from './rule-tally.ts'
import { amountText, unitOf, volumeIn } from './sport-measure.ts'

const card: RuleCard = {
  id: 'G17',
  name: 'Injury',
  severity: 'H',
  unit: 'min',
  source: 'science.md S7.1 G17',
  sentence:
    'While an injury is flagged every run is easy and without strides, and no ride goes above threshold; with pain of 3 or more running does not grow, and with 5 or more, or a limp, there is no run.',
}

/** Injury flags that hold on a day of the plan: from their start to their end (athlete/flag.ts). */
export function injuriesOn(facts: PlanFacts, session: SessionFacts): Flag[] {
  const { date } = session.workout
  return injuriesOf(facts).filter((flag) => flag.startDate <= date && date < endOf(facts, flag))
}

const injuriesOf = (facts: PlanFacts): Flag[] => (facts.facts.flags ?? []).filter((flag) => flag.kind === 'INJURY')
const endOf = (facts: PlanFacts, flag: Flag): string =>
  flagEnd(flag, facts.weeks[0]?.week.startDate ?? facts.plan.startDate, facts.facts.today)

/** True when an injury flag of that day forbids running at all. */
export const forbidsRunning = (facts: PlanFacts, session: SessionFacts): boolean =>
  injuriesOn(facts, session).some((flag) => rulesOutRunning(flag, session.workout.date))

/** True when the tissue hurts as much on the bike: rides of that day stay easy all through. */
const forbidsHardRiding = (facts: PlanFacts, session: SessionFacts): boolean =>
  injuriesOn(facts, session).some((flag) => rulesOutRunning(flag, session.workout.date) && !isSparedByRiding(flag))

/**
 * Most running of a week while pain of 3 or 4 stops progression: the best of the four weeks before the flag began, in the
 * sport's measure. Null in weeks without such a flag, and where nothing is known of the weeks before it.
 */
export function unprogressedVolume(facts: PlanFacts, sport: SportFacts, week: WeekFacts): number | null {
  if (sport.sport !== 'run') return null
  const limits = injuriesOf(facts).flatMap((flag) => {
    if ((flag.pain ?? 0) < NO_PROGRESS_FROM_PAIN) return []
    if (toDayNumber(flag.startDate) > week.endDay || toDayNumber(endOf(facts, flag)) <= week.startDay) return []
    const began = facts.weeks.find((one) => toDayNumber(flag.startDate) <= one.endDay) ?? week
    const row = sport.rowsBefore + began.index
    const known = sport.rows.slice(Math.max(0, row - 4), row).some((before) => before.volume !== null)
    return known ? [weekBase(sport, row)] : []
  })
  return limits.length > 0 ? Math.min(...limits) : null
}

/** G17: what an injury leaves of each session until its end, and of a week's running. */
export const g17Injury: Guardrail = {
  card,
  check(facts) {
    const tally = new RuleTally(card)
    if (injuriesOf(facts).length === 0) return tally.outcome('No injury is flagged.')
    for (const session of facts.weeks.flatMap((week) => week.judged)) {
      const [injury] = injuriesOn(facts, session)
      if (injury) judgeSession(facts, session, injury.part ?? 'injury', tally)
    }
    for (const sport of facts.sports) {
      for (const week of facts.weeks) judgeWeek(facts, sport, week, tally)
    }
    return tally.outcome('Every session on the days of an injury flag.')
  },
}

function judgeSession(facts: PlanFacts, session: SessionFacts, part: string, tally: RuleTally): void {
  const where = { week: session.weekNumber, date: session.workout.date, workoutId: session.workout.id }
  const day = longDate(session.workout.date)
  const none = { soft: null, hard: 0 }
  if (session.workout.sport === 'run') {
    if (forbidsRunning(facts, session))
      tally.atMost(
        session.minutes,
        none,
        where,
        () =>
          `The run on ${day} stands in a time of pain (${part}). From ${NO_RUN_FROM_PAIN} of 10 on, or with a limp, we plan no run; a ride without pain may take its place.`,
      )
    else if (!isEasy(session))
      tally.atMost(
        session.hardMinutes,
        none,
        where,
        () =>
          `The run on ${day} holds ${minutesText(session.hardMinutes)} above easy while the flag (${part}) stands. Until its review every run is easy and without strides.`,
      )
    return
  }
  const above = session.figures.domains.highS / 60
  if (forbidsHardRiding(facts, session) && !isEasy(session))
    tally.atMost(
      session.hardMinutes,
      none,
      where,
      () =>
        `The ride on ${day} holds ${minutesText(session.hardMinutes)} above easy, and riding loads what hurts (${part}). Until the pain is gone rides stay easy.`,
    )
  else if (above > 0.1)
    tally.atMost(
      above,
      none,
      where,
      () =>
        `The ride on ${day} holds ${minutesText(above)} above threshold while the flag (${part}) stands. Until its review rides stay below.`,
    )
}

function judgeWeek(facts: PlanFacts, sport: SportFacts, week: WeekFacts, tally: RuleTally): void {
  const limit = unprogressedVolume(facts, sport, week)
  const volume = sport.rows[sport.rowsBefore + week.index]?.judged ?? 0
  if (limit === null || week.past || week.judged.length === 0) return
  tally.atMost(
    volumeIn(sport, volume),
    { soft: null, hard: volumeIn(sport, limit) },
    { week: week.week.weekNumber, date: week.week.startDate, unit: unitOf(sport) },
    () =>
      `Week ${week.week.weekNumber} has ${amountText(sport, volume)} of running. With pain of ${NO_PROGRESS_FROM_PAIN} or more running does not grow: at most ${amountText(sport, limit)}, as before.`,
    volumeIn(sport, weekTolerance(sport)),
  )
}
