import type { DatedSlot } from '../athlete/availability.ts'
import { longDate } from '../time/date-words.ts'
import { minutesText } from './figures.ts'
import type { Guardrail, RuleCard } from './guardrail.ts'
import type { PlanFacts } from './plan-facts.ts'
import type { SessionFacts, WeekFacts } from './week-facts.ts'
import type { RuleTally, Where } from './rule-tally.ts'
import { weekByWeek } from './week-findings.ts'

const card: RuleCard = {
  id: 'G13',
  name: 'Your minutes',
  severity: 'S/H',
  unit: 'min',
  source: 'science.md S7.1 G13',
  sentence:
    'Every session fits into the minutes of its slot; more than 10 min over, no slot, or a day you marked as off is the limit.',
}

/** A session this much longer than its slot is over the limit, not only over the minutes. */
export const SLOT_TOLERANCE_MIN = 10

/** The slot a session stands in, from the week's own snapshot; null when that day has none for it. */
export const slotOf = (week: WeekFacts, session: SessionFacts): DatedSlot | null =>
  week.week.slots.find(
    (slot) =>
      slot.date === session.workout.date &&
      slot.slot === session.workout.slot &&
      (slot.sports === undefined || slot.sports.includes(session.workout.sport)),
  ) ?? null

/** Where nothing is known of anybody's minutes, only the days marked as off are judged. */
const judgeDaysOff = weekByWeek(card, 'week', (facts, week, tally) => {
  for (const session of week.judged) if (isOff(facts, session)) judgeDayOff(session, tally)
})

const judgeWeeks = weekByWeek(card, 'week', (facts, week, tally) => {
  for (const session of week.judged) {
    if (isOff(facts, session)) judgeDayOff(session, tally)
    else judgeMinutes(week, session, tally)
  }
})

const isOff = ({ plan }: PlanFacts, session: SessionFacts): boolean =>
  plan.athlete.availability.blackoutDates?.includes(session.workout.date) === true

const placeOf = (session: SessionFacts): Where => ({
  week: session.weekNumber,
  date: session.workout.date,
  workoutId: session.workout.id,
})

const judgeDayOff = (session: SessionFacts, tally: RuleTally): void =>
  tally.atMost(
    session.minutes,
    { soft: null, hard: 0 },
    placeOf(session),
    () => `A session stands on ${longDate(session.workout.date)}, a day you marked as off.`,
  )

function judgeMinutes(week: WeekFacts, session: SessionFacts, tally: RuleTally): void {
  const { date } = session.workout
  const slot = slotOf(week, session)
  const takes = (): string => `The session on ${longDate(date)} takes ${minutesText(session.minutes)}`
  if (slot !== null)
    tally.atMost(
      session.minutes,
      { soft: slot.minutes, hard: slot.minutes + SLOT_TOLERANCE_MIN },
      placeOf(session),
      () => `${takes()}; you have ${minutesText(slot.minutes)} that day.`,
    )
  else
    tally.atMost(session.minutes, { soft: null, hard: 0 }, placeOf(session), () =>
      week.week.slots.some((other) => other.date === date)
        ? `The session on ${longDate(date)} has no slot of its own that day for this sport.`
        : `${takes()}; you have no time that day.`,
    )
}

/** G13: minutes of each session, warm-up included, against its slot. The race is left out. */
export const g13Availability: Guardrail = {
  card,
  check(facts) {
    const { slots, overrides = [], blackoutDates = [] } = facts.plan.athlete.availability
    const isKnown = slots.length > 0 || overrides.length > 0 || facts.weeks.some((week) => week.week.slots.length > 0)
    const tally = isKnown ? judgeWeeks(facts) : judgeDaysOff(facts)
    return isKnown || blackoutDates.length > 0
      ? tally.outcome('Each session against the minutes of its slot.')
      : tally.notJudged('Nothing is known about the minutes of your days.')
  },
}
