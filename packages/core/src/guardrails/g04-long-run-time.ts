import { tableGoal } from '../plan/goal.ts'
import { longRunTimeLimitsMin } from '../plan/volume-limits.ts'
import { minutesText } from './figures.ts'
import type { Guardrail, RuleCard } from './guardrail.ts'
import { weekByWeek } from './week-findings.ts'

const card: RuleCard = {
  id: 'G04',
  name: 'Long run’s duration',
  severity: 'S/H',
  unit: 'min',
  source: 'science.md S7.1 G04',
  sentence:
    'No run lasts longer than 2:30 h (marathon 3:00 h, beginners with a 5K or 10K 1:30 h); half an hour more is the limit.',
}

const judgeWeeks = weekByWeek(card, 'week', ({ plan }, week, tally) => {
  const limits = longRunTimeLimitsMin(tableGoal(plan.goal), plan.athlete.level)
  for (const session of week.judged) {
    if (session.workout.sport !== 'run') continue
    tally.atMost(
      session.minutes,
      limits,
      { week: session.weekNumber, date: session.workout.date, workoutId: session.workout.id },
      (allowed) =>
        `A run of week ${session.weekNumber} lasts ${minutesText(session.minutes)}. For this goal we keep runs within ${minutesText(allowed)}.`,
    )
  }
})

/** G04: the stated duration of each run. */
export const g04LongRunTime: Guardrail = {
  card,
  check: (facts) => judgeWeeks(facts).outcome('The planned duration of every run.'),
}
