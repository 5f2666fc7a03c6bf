import { monotony } from '../load/monotony.ts'
import { RAMP_FROM_CTL } from '../load/ramp.ts'
import type { TrainingHistory } from '../evidence/history.ts'
import { addDays, fromDayNumber } from '../time/local-date.ts'
import { keptBy, keptOf } from './kept.ts'
import type { Guardrail, RuleCard } from './guardrail.ts'
import type { PlanFacts } from './plan-facts.ts'
import type { WeekFacts } from './week-facts.ts'
import { weekByWeek } from './week-findings.ts'

const card: RuleCard = {
  id: 'G22',
  name: 'Contrast of the days',
  severity: 'S',
  unit: 'count',
  source: 'science.md S7.1 G22, S4.8 (Foster 1998)',
  sentence: 'A full week mixes long, short and rest days: its mean daily load is at most twice their spread.',
}

const MOST_MONOTONY = 2
/** Only weeks with most of the largest load of eight weeks are judged for monotony (G22). */
const FULL_WEEK_SHARE = 0.8
/** Strain against the mean of eight weeks (G22). */
const MOST_STRAIN_SHARE = 1.5
const WINDOW_WEEKS = 8
/** Weeks of a fitness below 20 points are governed by volume, as the ramp is (science.md S4.5, docs/adr/0010). */
const STRAIN_FROM_LOAD = 7 * RAMP_FROM_CTL

interface LoadWeek {
  readonly load: number
  readonly monotony: number
}

const keptLoads = keptOf<WeekFacts, { readonly load: LoadWeek | null }>()
/** Of a planned week; null where it is not written yet, or tells none. */
const loadOf = (week: WeekFacts): LoadWeek | null =>
  keptLoads(week, () => ({ load: week.week.detail === 'OUTLINE' ? null : plannedWeek(week) })).load

/** Loads of the seven days of a planned week; null when a session tells none. The race is outside every rule (science.md S7.3). */
function plannedWeek(week: WeekFacts): LoadWeek | null {
  const days = new Array<number>(7).fill(0)
  for (const session of week.sessions) {
    if (session.race) continue
    if (session.workout.tss === null) return null
    days[session.day - week.startDay]! += session.workout.tss
  }
  return loadWeek(days)
}

function loadWeek(days: readonly number[]): LoadWeek {
  const load = days.reduce((sum, day) => sum + day, 0)
  return { load, monotony: load === 0 ? 0 : monotony(days) }
}

/** Weeks of history with a measured load for every session, newest last; null where one has none. */
function pastWeeks(facts: PlanFacts): (LoadWeek | null)[] {
  const { history } = facts.facts
  const start = facts.weeks[0]?.startDay
  if (history === null || start === undefined) return []
  return keptWeeks(history, String(start), () => weeksBefore(history, start))
}
const keptWeeks = keptBy<TrainingHistory, (LoadWeek | null)[]>()

function weeksBefore(history: TrainingHistory, start: number): (LoadWeek | null)[] {
  return Array.from({ length: WINDOW_WEEKS }, (_, index) => {
    const monday = fromDayNumber(start - 7 * (WINDOW_WEEKS - index))
    const sunday = addDays(monday, 6)
    const days = new Array<number>(7).fill(0)
    const done = history.activities.filter((activity) => activity.date >= monday && activity.date <= sunday)
    if (done.length === 0) return null
    for (const activity of done) {
      if (activity.load === undefined) return null
      const day = [0, 1, 2, 3, 4, 5, 6].find((offset) => addDays(monday, offset) === activity.date) ?? 0
      days[day]! += activity.load
    }
    return loadWeek(days)
  })
}

const judgeWeeks = weekByWeek(card, 'eight-weeks', (facts, week, tally) => {
  const now = loadOf(week)
  if (now === null || week.judged.length === 0) return
  // one window for both: the eight weeks that end with this one
  const planned = facts.weeks.slice(Math.max(0, week.index + 1 - WINDOW_WEEKS), week.index + 1).map(loadOf)
  const window = [...pastWeeks(facts).slice(week.index + 1), ...planned].filter((other) => other !== null)
  const where = { week: week.week.weekNumber, date: week.week.startDate }
  if (now.load > FULL_WEEK_SHARE * Math.max(...window.map((other) => other.load)))
    tally.atMost(
      now.monotony,
      { soft: MOST_MONOTONY, hard: null },
      where,
      () =>
        `The days of week ${week.week.weekNumber} are much alike (monotony ${now.monotony.toFixed(1)}). A rest day more, or a larger difference between long and easy days, lets you recover; we advise up to 2.`,
    )
  const strain = now.load * now.monotony
  const mean = window.reduce((sum, other) => sum + other.load * other.monotony, 0) / window.length
  const meanLoad = window.reduce((sum, other) => sum + other.load, 0) / window.length
  if (window.length < WINDOW_WEEKS || mean === 0 || meanLoad < STRAIN_FROM_LOAD) return
  tally.atMost(
    strain / mean,
    { soft: MOST_STRAIN_SHARE, hard: null },
    { ...where, unit: 'share' },
    () =>
      `Week ${week.week.weekNumber} strains ${Math.round((100 * strain) / mean)} % of the mean of eight weeks. We advise up to 150 %.`,
  )
})

/** G22: monotony of full weeks, and strain against the eight weeks before. */
export const g22Monotony: Guardrail = {
  card,
  check(facts) {
    const tally = judgeWeeks(facts)
    const isTold = !tally.isEmpty || facts.weeks.some((week) => week.judged.length > 0 && loadOf(week) !== null)
    return isTold || facts.weeks.length === 0
      ? tally.outcome(
          'The spread of daily loads in full weeks, and each week’s strain against the mean of eight weeks.',
        )
      : tally.notJudged('The planned sessions tell no load.')
  },
}
