import { flagEnd, type Flag } from '../athlete/flag.ts'
import { longDate } from '../time/date-words.ts'
import { minutesText } from './figures.ts'
import type { Guardrail, RuleCard } from './guardrail.ts'
import { isEasy, type PlanFacts, type SessionFacts } from './plan-facts.ts'
import { RuleTally } from './rule-tally.ts'

const card: RuleCard = {
  id: 'G17',
  name: 'Injury',
  severity: 'H',
  unit: 'min',
  source: 'science.md S7.1 G17',
  sentence:
    'While an injury is flagged every run is easy and without strides, no ride goes above threshold, and with pain of 5 or more there is no run.',
}

/** From this pain on nobody runs (science.md G17, the pain-monitoring idea of Silbernagel). */
export const NO_RUN_FROM_PAIN = 5

/** Injury flags that hold on a day of the plan: from their start to their review, or four weeks into the plan. */
function injuriesOn(facts: PlanFacts, session: SessionFacts): Flag[] {
  const planStart = facts.weeks[0]?.week.startDate ?? facts.plan.startDate
  const { date } = session.workout
  return (facts.facts.flags ?? []).filter(
    (flag) => flag.kind === 'INJURY' && flag.startDate <= date && date < flagEnd(flag, planStart),
  )
}

/** True when an injury flag of that day forbids running at all. */
export const forbidsRunning = (facts: PlanFacts, session: SessionFacts): boolean =>
  injuriesOn(facts, session).some((flag) => (flag.pain ?? 0) >= NO_RUN_FROM_PAIN)

/** G17: what an injury leaves of each session until its review. */
export const g17Injury: Guardrail = {
  card,
  check(facts) {
    const tally = new RuleTally(card)
    if (!(facts.facts.flags ?? []).some((flag) => flag.kind === 'INJURY')) return tally.outcome('No injury is flagged.')
    for (const session of facts.weeks.flatMap((week) => week.judged)) {
      const [injury] = injuriesOn(facts, session)
      if (!injury) continue
      const where = { week: session.weekNumber, date: session.workout.date, workoutId: session.workout.id }
      const day = longDate(session.workout.date)
      const part = injury.part ?? 'injury'
      if (session.workout.sport === 'run' && forbidsRunning(facts, session)) {
        const minutes = session.minutes
        tally.atMost(
          minutes,
          { soft: null, hard: 0 },
          where,
          () =>
            `The run on ${day} stands in a time of pain (${part}). From ${NO_RUN_FROM_PAIN} of 10 on we plan no run; a ride without pain may take its place.`,
        )
        continue
      }
      const above = session.workout.sport === 'run' ? session.hardMinutes : session.figures.domains.highS / 60
      if (session.workout.sport === 'run' ? isEasy(session) : above <= 0.1) continue
      tally.atMost(above, { soft: null, hard: 0 }, where, () =>
        session.workout.sport === 'run'
          ? `The run on ${day} holds ${minutesText(above)} above easy while the flag (${part}) stands. Until its review every run is easy and without strides.`
          : `The ride on ${day} holds ${minutesText(above)} above threshold while the flag (${part}) stands. Until its review rides stay below.`,
      )
    }
    return tally.outcome('Every session on the days of an injury flag.')
  },
}
