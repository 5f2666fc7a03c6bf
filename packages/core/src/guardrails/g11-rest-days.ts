import { toDayNumber } from '../time/local-date.ts'
import { countText } from './figures.ts'
import type { Guardrail, RuleCard } from './guardrail.ts'
import type { PlanFacts, SessionFacts } from './plan-facts.ts'
import { RuleTally, type Bounds } from './rule-tally.ts'

const card: RuleCard = {
  id: 'G11',
  name: 'Rest days',
  severity: 'S/H',
  unit: 'days',
  source: 'science.md S7.1 G11',
  sentence:
    'Beginners have two days a week without a run and one full rest day; others rest once a week, every ten days at the latest (advanced every 14).',
}

/** A day with up to this load still rests. */
export const REST_DAY_TSS = 15

/** Training days by day number: the load of the day (null unknown), and whether a run is planned. The race counts as training. */
interface TrainingDay {
  load: number
  runs: boolean
  session: SessionFacts
}

/** Days that are not rest, in order. */
export function trainingDays(facts: PlanFacts): Map<number, TrainingDay> {
  const days = new Map<number, TrainingDay>()
  for (const week of facts.weeks) {
    for (const session of week.sessions) {
      const day = days.get(session.day) ?? { load: 0, runs: false, session }
      // a session of unknown load is training
      day.load += session.workout.tss ?? REST_DAY_TSS + 1
      day.runs ||= session.workout.sport === 'run'
      days.set(session.day, day)
    }
  }
  return days
}

/** G11: rest days a week, and days in a row without one, by level. */
export const g11RestDays: Guardrail = {
  card,
  check(facts) {
    const tally = new RuleTally(card)
    const { level } = facts.plan.athlete
    const days = trainingDays(facts)
    if (level !== 'ADVANCED') judgeWeeks(facts, days, tally)
    const isTraining = (day: TrainingDay): boolean => day.load > REST_DAY_TSS
    // every ten days one rest: at most nine in a row; fourteen: thirteen
    if (level === 'INTERMEDIATE') judgeStreaks(facts, days, isTraining, { soft: null, hard: 9 }, tally, 'training')
    if (level === 'ADVANCED') judgeStreaks(facts, days, isTraining, { soft: 13, hard: null }, tally, 'training')
    if (facts.plan.sport === 'run') {
      const bounds: Bounds =
        level === 'BEGINNER' ? { soft: 2, hard: 3 } : { soft: level === 'INTERMEDIATE' ? 6 : 13, hard: null }
      judgeStreaks(facts, days, (day) => day.runs, bounds, tally, 'running')
    }
    return tally.outcome('Rest days of each week and days in a row without one; a day of up to 15 TSS rests.')
  },
}

function judgeWeeks(facts: PlanFacts, days: ReadonlyMap<number, TrainingDay>, tally: RuleTally): void {
  const isBeginner = facts.plan.athlete.level === 'BEGINNER'
  for (const week of facts.weeks) {
    if (week.judged.length === 0) continue
    let restDays = 0
    let daysOff = 0
    for (let day = week.startDay; day <= week.endDay; day++) {
      const training = days.get(day)
      if (!training || training.load <= REST_DAY_TSS) restDays += 1
      if (!training || (facts.plan.sport === 'run' && !training.runs)) daysOff += 1
    }
    const where = { week: week.week.weekNumber, date: week.week.startDate }
    tally.atLeast(
      restDays,
      isBeginner ? { soft: null, hard: 1 } : { soft: 1, hard: null },
      where,
      (allowed) =>
        `Week ${week.week.weekNumber} has ${restDays === 0 ? 'no rest day' : countText(restDays, 'rest day')}. We keep at least ${countText(allowed, 'day')} of rest.`,
    )
    if (!isBeginner) continue
    const what = facts.plan.sport === 'run' ? 'without a run' : 'without a session'
    tally.atLeast(
      daysOff,
      { soft: 2, hard: null },
      where,
      (allowed) =>
        `Week ${week.week.weekNumber} has ${countText(daysOff, 'day')} ${what}. At this level we advise ${allowed}.`,
    )
  }
}

function judgeStreaks(
  facts: PlanFacts,
  days: ReadonlyMap<number, TrainingDay>,
  counts: (day: TrainingDay) => boolean,
  bounds: Bounds,
  tally: RuleTally,
  word: string,
): void {
  const last = facts.weeks.at(-1)?.endDay ?? 0
  const first = facts.weeks[0]?.startDay ?? 0
  let streak = 0
  for (let day = first; day <= last + 1; day++) {
    const training = days.get(day)
    if (training && counts(training) && !training.session.race) {
      streak += 1
      continue
    }
    // one verdict a streak, at its last day
    const end = days.get(day - 1)
    if (streak > 0 && end && day - 1 >= (facts.todayDay ?? toDayNumber(facts.plan.startDate))) {
      const length = streak
      tally.atMost(
        length,
        bounds,
        { week: end.session.weekNumber, date: end.session.workout.date, workoutId: end.session.workout.id },
        (allowed) =>
          `${countText(length, 'day')} of ${word} in a row end in week ${end.session.weekNumber}. At this level we keep it at ${allowed}.`,
      )
    }
    streak = 0
  }
}
