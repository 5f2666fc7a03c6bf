import { toDayNumber } from '../time/local-date.ts'
import { countText } from '../units/format.ts'
import type { Guardrail, RuleCard } from './guardrail.ts'
import { keptOf } from './kept.ts'
import type { PlanFacts } from './plan-facts.ts'
import type { Bounds, RuleTally } from './rule-tally.ts'
import type { SessionFacts, WeekFacts } from './week-facts.ts'
import { weekByWeek } from './week-findings.ts'

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

/** A day with a session: its load (unknown counts as training), and whether a run is planned. The race counts as training. */
interface TrainingDay {
  load: number
  runs: boolean
  session: SessionFacts
}
type WeekDays = readonly (TrainingDay | undefined)[]
const keptDays = keptOf<WeekFacts, WeekDays>()

/** The seven days of a week; undefined where nothing stands. */
const daysOf = (week: WeekFacts): WeekDays =>
  keptDays(week, () => {
    const days: (TrainingDay | undefined)[] = new Array<undefined>(7).fill(undefined)
    for (const session of week.sessions) {
      const day = (days[session.day - week.startDay] ??= { load: 0, runs: false, session })
      day.load += session.workout.tss ?? REST_DAY_TSS + 1
      day.runs ||= session.workout.sport === 'run'
    }
    return days
  })

const rests = (day: TrainingDay | undefined): boolean => day === undefined || day.load <= REST_DAY_TSS

const judgeWeeks = weekByWeek(card, 'week', ({ plan }, week, tally) => {
  const { level } = plan.athlete
  if (level === 'ADVANCED' || week.judged.length === 0) return
  const isBeginner = level === 'BEGINNER'
  const days = daysOf(week)
  const restDays = days.filter(rests).length
  const where = { week: week.week.weekNumber, date: week.week.startDate }
  tally.atLeast(
    restDays,
    isBeginner ? { soft: null, hard: 1 } : { soft: 1, hard: null },
    where,
    (allowed) =>
      `Week ${week.week.weekNumber} has ${restDays === 0 ? 'no rest day' : countText(restDays, 'rest day')}. We keep at least ${countText(allowed, 'day')} of rest.`,
  )
  if (!isBeginner) return
  const daysOff = days.filter((day) => !day || (plan.sport === 'run' && !day.runs)).length
  const what = plan.sport === 'run' ? 'without a run' : 'without a session'
  tally.atLeast(
    daysOff,
    { soft: 2, hard: null },
    where,
    (allowed) =>
      `Week ${week.week.weekNumber} has ${countText(daysOff, 'day')} ${what}. At this level we advise ${allowed}.`,
  )
})

/** G11: rest days a week, and days in a row without one, by level. */
export const g11RestDays: Guardrail = {
  card,
  check(facts) {
    const tally = judgeWeeks(facts)
    const { level } = facts.plan.athlete
    const trains = (day: TrainingDay): boolean => !rests(day)
    // every ten days one rest: at most nine in a row; fourteen: thirteen
    if (level === 'INTERMEDIATE') judgeStreaks(facts, trains, { soft: null, hard: 9 }, tally, 'training')
    if (level === 'ADVANCED') judgeStreaks(facts, trains, { soft: 13, hard: null }, tally, 'training')
    if (facts.plan.sport === 'run') {
      const bounds: Bounds =
        level === 'BEGINNER' ? { soft: 2, hard: 3 } : { soft: level === 'INTERMEDIATE' ? 6 : 13, hard: null }
      judgeStreaks(facts, (day) => day.runs, bounds, tally, 'running')
    }
    return tally.outcome('Rest days of each week and days in a row without one; a day of up to 15 TSS rests.')
  },
}

function judgeStreaks(
  facts: PlanFacts,
  counts: (day: TrainingDay) => boolean,
  bounds: Bounds,
  tally: RuleTally,
  word: string,
): void {
  const from = facts.todayDay ?? toDayNumber(facts.plan.startDate)
  let streak = 0
  let before: TrainingDay | undefined
  const next = (day: TrainingDay | undefined): void => {
    if (day && counts(day) && !day.session.race) streak += 1
    else {
      // one verdict a streak, at its last day
      if (streak > 0 && before && before.session.day >= from) judgeStreak(streak, before.session, bounds, tally, word)
      streak = 0
    }
    before = day
  }
  for (const week of facts.weeks) for (const day of daysOf(week)) next(day)
  // the day after the plan ends what runs
  next(undefined)
}

function judgeStreak(
  length: number,
  { workout, weekNumber }: SessionFacts,
  bounds: Bounds,
  tally: RuleTally,
  word: string,
): void {
  tally.atMost(
    length,
    bounds,
    { week: weekNumber, date: workout.date, workoutId: workout.id },
    (allowed) =>
      `${countText(length, 'day')} of ${word} in a row end in week ${weekNumber}. At this level we keep it at ${allowed}.`,
  )
}
