import { countText } from '../units/format.ts'
import type { Guardrail, RuleCard } from './guardrail.ts'
import { sportWord } from './sport-measure.ts'
import { weekByWeek } from './week-findings.ts'

const card: RuleCard = {
  id: 'G12',
  name: 'Days a week',
  severity: 'H',
  unit: 'days',
  source: 'science.md S7.1 G12',
  sentence: 'No week has more training days in a sport than you said you can give.',
}

const judgeWeeks = weekByWeek(card, 'week', ({ plan, sports }, week, tally) => {
  if (week.judged.length === 0) return
  const max = plan.athlete.maxDaysPerWeek
  for (const sport of sports) {
    const days = new Set(
      week.sessions
        .filter((session) => session.workout.sport === sport.sport && !session.race)
        .map((session) => session.day),
    ).size
    if (days === 0) continue
    tally.atMost(
      days,
      { soft: null, hard: max },
      { week: week.week.weekNumber, date: week.week.startDate },
      () =>
        `Week ${week.week.weekNumber} has ${countText(days, 'day')} of ${sportWord(sport)}. You said at most ${max}.`,
    )
  }
})

/** G12: days of each sport a week against the athlete's own maximum. The race is left out. */
export const g12DaysAWeek: Guardrail = {
  card,
  check: (facts) => judgeWeeks(facts).outcome('Training days of each week.'),
}
