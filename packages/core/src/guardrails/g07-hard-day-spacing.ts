import { longDate } from '../time/date-words.ts'
import type { Guardrail, RuleCard } from './guardrail.ts'
import type { PlanFacts, SessionFacts } from './plan-facts.ts'
import { RuleTally } from './rule-tally.ts'

const card: RuleCard = {
  id: 'G07',
  name: 'Room between hard sessions',
  severity: 'H',
  unit: 'days',
  source: 'science.md S7.1 G07, S5.7a',
  sentence: 'Two hard sessions never stand on the same day or on two days in a row: 48 hours lie between them.',
}

/** Two calendar days apart is 48 h when start times are unknown, as they are for a plan. */
export const HARD_SPACING_DAYS = 2
/** Block training of advanced cyclists: up to three hard days in a row, then two easy ones. */
const BLOCK_HARD_DAYS = 3
const BLOCK_EASY_DAYS = 2

/** Hard sessions of the plan in order of day; the race is outside every rule (science.md S7.3). */
export const hardSessions = (facts: PlanFacts): SessionFacts[] =>
  facts.weeks
    .flatMap((week) => week.sessions.filter((session) => session.hard && !session.race))
    .sort((a, b) => a.day - b.day || a.workout.slot - b.workout.slot)

/** A run and a ride, both hard, on one day count as one hard day (science.md G26). */
const isOneHardDay = (a: SessionFacts, b: SessionFacts): boolean =>
  a.day === b.day && a.workout.sport !== b.workout.sport

/** G07: calendar days between hard sessions. */
export const g07HardDaySpacing: Guardrail = {
  card,
  check(facts) {
    const tally = new RuleTally(card)
    const hard = hardSessions(facts)
    const isBlock =
      facts.plan.strategy === 'BLOCK' && facts.plan.sport === 'ride' && facts.plan.athlete.level === 'ADVANCED'
    if (isBlock) judgeBlocks(hard, tally)
    else {
      for (let index = 1; index < hard.length; index++) {
        const [before, session] = [hard[index - 1]!, hard[index]!]
        if (session.past || isOneHardDay(before, session)) continue
        const gap = session.day - before.day
        tally.atLeast(
          gap,
          { soft: null, hard: HARD_SPACING_DAYS },
          { week: session.weekNumber, date: session.workout.date, workoutId: session.workout.id },
          () =>
            gap === 0
              ? `Two hard sessions stand on ${longDate(session.workout.date)}. We keep 48 hours between hard sessions.`
              : `${longDate(before.workout.date)} and ${longDate(session.workout.date)} are both hard. We keep at least one easy day between hard sessions.`,
        )
      }
    }
    return tally.outcome(
      hard.length < 2 ? 'The plan has fewer than two hard sessions.' : 'Calendar days between each two hard sessions.',
    )
  },
}

function judgeBlocks(hard: readonly SessionFacts[], tally: RuleTally): void {
  let streak = 1
  for (let index = 1; index < hard.length; index++) {
    const [before, session] = [hard[index - 1]!, hard[index]!]
    const gap = session.day - before.day
    if (gap === 0) continue
    const where = { week: session.weekNumber, date: session.workout.date, workoutId: session.workout.id }
    if (gap === 1) {
      streak += 1
      const days = streak
      if (!session.past)
        tally.atMost(
          days,
          { soft: null, hard: BLOCK_HARD_DAYS },
          where,
          () => `${longDate(session.workout.date)} is hard day number ${days} in a row. A block holds at most three.`,
        )
      continue
    }
    const isAfterBlock = streak > 1
    if (isAfterBlock && !session.past)
      tally.atLeast(
        gap - 1,
        { soft: null, hard: BLOCK_EASY_DAYS },
        where,
        () => `${longDate(session.workout.date)} is hard with one easy day after the block before. We keep two.`,
      )
    streak = 1
  }
}
