import type { TrainingHistory } from '../evidence/history.ts'
import { longDate } from '../time/date-words.ts'
import type { LocalDate } from '../time/local-date.ts'
import { keptOf } from './kept.ts'
import type { Guardrail, RuleCard } from './guardrail.ts'
import type { PlanFacts } from './plan-facts.ts'
import type { SessionFacts } from './week-facts.ts'
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

/**
 * Hard sessions of the plan in order of day; the race is outside every rule (science.md S7.3). A planned one of a past day
 * counts as done, for how hard it became is not known, unless the history goes on after that day and holds nothing on it.
 */
export function hardSessions(facts: PlanFacts): SessionFacts[] {
  const { history } = facts.facts
  const isSkipped = (session: SessionFacts): boolean => {
    if (!session.past || history === null) return false
    const { days, last } = keptDays(history, () => trainedDays(history))
    return last > session.workout.date && !days.has(session.workout.date)
  }
  const hard: SessionFacts[] = []
  for (const week of facts.weeks) {
    for (const session of week.sessions) {
      if (session.hard && !session.race && !isSkipped(session)) hard.push(session)
    }
  }
  return hard.sort((a, b) => a.day - b.day || a.workout.slot - b.workout.slot)
}

interface TrainedDays {
  readonly days: ReadonlySet<LocalDate>
  readonly last: LocalDate
}
const keptDays = keptOf<TrainingHistory, TrainedDays>()
function trainedDays({ activities }: TrainingHistory): TrainedDays {
  const days = new Set(activities.map(({ date }) => date))
  return { days, last: activities.reduce((last, { date }) => (date > last ? date : last), '') }
}

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
      for (const [index, session] of hard.entries()) {
        // of those before it the nearest that is not the other half of one hard day of both sports
        let at = index - 1
        while (at >= 0 && isOneHardDay(hard[at]!, session)) at -= 1
        const before = hard[at]
        if (session.past || before === undefined) continue
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
