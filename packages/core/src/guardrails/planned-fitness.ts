import type { TrainingHistory } from '../evidence/history.ts'
import { fitnessHistory, nextFitness, SEED_WINDOW_DAYS, type FitnessState } from '../load/fitness.ts'
import { targetsWithoutRaces } from '../plan/week-outline.ts'
import { known, unknown, type Measured } from '../result/measured.ts'
import { addDays, fromDayNumber, type LocalDate } from '../time/local-date.ts'
import { keptBy, keptOf } from './kept.ts'
import type { PlanFacts } from './plan-facts.ts'

/** Fitness and form of the days ahead, from measured loads and the planned ones (science.md S4.1, S4.2). */
export interface PlannedFitness {
  /** The first planned day that can still be changed. */
  readonly firstDay: number
  /** One entry a day from `firstDay` on, as far as the plan tells its load. */
  readonly days: readonly PlannedDay[]
  /** Fitness on the evening before `firstDay`. */
  readonly ctlBefore: number
}
export interface PlannedDay {
  readonly weekIndex: number
  /** Fitness of the evening. */
  readonly ctl: number
  /** Form of the morning. */
  readonly tsb: number
}

/** Loads older than this hardly move fitness any more: three times its time constant. */
const LOADS_NEEDED_DAYS = 126

interface Measure {
  readonly state: FitnessState
  /** Mean daily load of the last four weeks, for the days between the review and the plan. */
  readonly usualLoad: number
}

const keptLoads = keptBy<TrainingHistory, Measured<Measure>>()
const keptFitness = keptOf<PlanFacts, Measured<PlannedFitness>>()

/**
 * The performance chart of the plan. Unknown where the loads of the past are: fitness is never assumed (design.md law 5).
 * Days between the review and the plan count the mean of the last four weeks; a planned race counts nothing, for it is
 * outside every rule (science.md S7.3). The series ends before the first day whose load the plan does not tell.
 */
export const plannedFitness = (facts: PlanFacts): Measured<PlannedFitness> =>
  keptFitness(facts, () => fitnessOfPlan(facts))

function fitnessOfPlan(facts: PlanFacts): Measured<PlannedFitness> {
  const { history } = facts.facts
  const startDay = facts.weeks[0]?.startDay
  if (history === null || startDay === undefined) return unknown('no-activities', 'No athlete was given.')
  const today = facts.todayDay ?? startDay - 1
  // what is done today is part of the evening; what is left of a day with a session done is rest
  const todaysDate = fromDayNumber(today)
  const isDoneToday = history.activities.some((activity) => activity.date === todaysDate)
  const lastMeasured = isDoneToday || facts.todayDay === null ? today : today - 1
  const past = measured(history, fromDayNumber(lastMeasured))
  if (!past.ok) return past
  let { state } = past.value
  const firstDay = Math.max(startDay, lastMeasured + 1)
  for (let day = lastMeasured + 1; day < firstDay; day++) state = nextFitness(state, past.value.usualLoad)
  const ctlBefore = state.ctl
  const days: PlannedDay[] = []
  for (const week of facts.weeks) {
    if (week.endDay < firstDay) continue
    const loads = weekLoads(week)
    if (loads === null) break
    for (let offset = Math.max(0, firstDay - week.startDay); offset < 7; offset++) {
      const tsb = state.ctl - state.atl
      state = nextFitness(state, loads[offset]!)
      days.push({ weekIndex: week.index, ctl: state.ctl, tsb })
    }
  }
  return known({ firstDay, days, ctlBefore })
}

/** Planned load of each of the seven days, races left out; an outline spreads its target; null where a load is not told. */
function weekLoads({ week, sessions, startDay }: PlanFacts['weeks'][number]): number[] | null {
  if (week.detail === 'OUTLINE') {
    const { tss } = targetsWithoutRaces(week)
    return tss === null ? null : new Array<number>(7).fill(tss / 7)
  }
  const loads = new Array<number>(7).fill(0)
  for (const session of sessions) {
    if (session.race) continue
    if (session.workout.tss === null) return null
    loads[session.day - startDay]! += session.workout.tss
  }
  return loads
}

const measured = (history: TrainingHistory, asOf: LocalDate): Measured<Measure> =>
  keptLoads(history, asOf, () => measure(history, asOf))

function measure(history: TrainingHistory, asOf: LocalDate): Measured<Measure> {
  const from = addDays(asOf, -LOADS_NEEDED_DAYS)
  const recent = history.activities.filter(({ date }) => date <= asOf && date >= from)
  if (recent.some(({ load }) => load === undefined))
    return unknown('too-little-coverage', 'Not every session of the last months tells its load, so fitness is unknown.')
  const told = (history.weekly ?? []).some(
    ({ weekStart, minutes, distanceM }) =>
      weekStart >= from &&
      weekStart <= asOf &&
      (minutes !== 0 || (distanceM ?? 0) > 0) &&
      !recent.some(({ date }) => date >= weekStart && date <= addDays(weekStart, 6)),
  )
  if (told) return unknown('too-little-coverage', 'Weeks told in numbers tell no load, so fitness is unknown.')
  const loads = history.activities.flatMap(({ date, load }) => (load === undefined ? [] : [{ date, load }]))
  const series = fitnessHistory(loads, asOf)
  if (!series.ok) return series
  const last = series.value.days.at(-1)
  if (!last) return unknown('no-activities', 'No activity with a load yet.')
  const window = series.value.days.slice(-SEED_WINDOW_DAYS)
  const usualLoad = window.reduce((sum, day) => sum + day.load, 0) / window.length
  return known({ state: { ctl: last.ctl, atl: last.atl }, usualLoad })
}

/** Day of a planned entry as a date. */
export const dateOfPlanned = (fitness: PlannedFitness, index: number): LocalDate =>
  fromDayNumber(fitness.firstDay + index)
