import type { DatedSlot } from '../athlete/availability.ts'
import { longDate } from '../time/date-words.ts'
import { minutesText } from './figures.ts'
import type { Guardrail, RuleCard } from './guardrail.ts'
import type { SessionFacts, WeekFacts } from './plan-facts.ts'
import { RuleTally } from './rule-tally.ts'

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

/** G13: minutes of each session, warm-up included, against its slot. The race is left out. */
export const g13Availability: Guardrail = {
  card,
  check(facts) {
    const tally = new RuleTally(card)
    const { availability } = facts.plan.athlete
    const blackout = new Set(availability.blackoutDates ?? [])
    const isKnown =
      availability.slots.length > 0 ||
      (availability.overrides ?? []).length > 0 ||
      facts.weeks.some((week) => week.week.slots.length > 0)
    if (!isKnown && blackout.size === 0) return tally.notJudged('Nothing is known about the minutes of your days.')
    for (const week of facts.weeks) {
      for (const session of week.judged) {
        const where = { week: session.weekNumber, date: session.workout.date, workoutId: session.workout.id }
        const day = (): string => longDate(session.workout.date)
        const slot = blackout.has(session.workout.date) ? null : slotOf(week, session)
        if (slot !== null) {
          tally.atMost(
            session.minutes,
            { soft: slot.minutes, hard: slot.minutes + SLOT_TOLERANCE_MIN },
            where,
            () =>
              `The session on ${day()} takes ${minutesText(session.minutes)}; you have ${minutesText(slot.minutes)} that day.`,
          )
        } else if (blackout.has(session.workout.date)) {
          tally.atMost(
            session.minutes,
            { soft: null, hard: 0 },
            where,
            () => `A session stands on ${day()}, a day you marked as off.`,
          )
        } else if (isKnown) {
          const clash = week.week.slots.find((other) => other.date === session.workout.date)
          tally.atMost(session.minutes, { soft: null, hard: 0 }, where, () =>
            clash
              ? `The session on ${day()} has no slot of its own that day for this sport.`
              : `The session on ${day()} takes ${minutesText(session.minutes)}; you have no time that day.`,
          )
        }
      }
    }
    return tally.outcome('Each session against the minutes of its slot.')
  },
}
