import type { Level, Sport } from '../athlete/sport.ts'
import { countText } from '../units/format.ts'
import type { Guardrail, RuleCard } from './guardrail.ts'
import type { WeekFacts } from './week-facts.ts'
import type { Bounds } from './rule-tally.ts'
import { weekByWeek } from './week-findings.ts'

const card: RuleCard = {
  id: 'G08',
  name: 'Hard days a week',
  severity: 'S/H',
  unit: 'days',
  source: 'science.md S7.1 G08',
  sentence:
    'A week has at most two hard days for beginners and three for others, one more is the limit; with up to three run days one beside the long run.',
}

const BOUNDS: Record<Level, Bounds> = {
  BEGINNER: { soft: 2, hard: 3 },
  INTERMEDIATE: { soft: 3, hard: 4 },
  ADVANCED: { soft: 3, hard: 4 },
}

/** Distinct days with a hard session; a long session counts only when it is hard (S5.7a). The race is left out. */
export const hardDays = (week: WeekFacts): number =>
  new Set(week.sessions.filter((session) => session.hard && !session.race).map((session) => session.day)).size

/** Soft and hard limit of the week: with up to three run days one hard session beside the long run. */
export function hardDayBounds(level: Level, week: WeekFacts, sport: Sport): Bounds {
  const bounds = BOUNDS[level]
  // a rider's few runs say nothing of how often they ride
  if (sport === 'ride' || week.runDays === 0 || week.runDays > 3) return bounds
  const isLongHard = week.sessions.some((session) => session.hard && session.workout.focus === 'LONG')
  return { soft: isLongHard ? 2 : 1, hard: bounds.hard }
}

const judgeWeeks = weekByWeek(card, 'week', ({ plan }, week, tally) => {
  if (week.judged.length === 0) return
  const days = hardDays(week)
  tally.atMost(
    days,
    hardDayBounds(plan.athlete.level, week, plan.sport),
    { week: week.week.weekNumber, date: week.week.startDate },
    (allowed) =>
      `Week ${week.week.weekNumber} has ${countText(days, 'hard day')}. For this level and these days we keep it at ${allowed}.`,
  )
})

/** G08: hard days of each week. */
export const g08HardDays: Guardrail = {
  card,
  check: (facts) => judgeWeeks(facts).outcome('Days with a hard session in each week.'),
}
