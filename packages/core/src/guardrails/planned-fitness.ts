import type { TrainingHistory } from '../evidence/history.ts'
import { fitnessHistory } from '../load/fitness.ts'
import { measuredEvening, projectFitness, type MeasuredEvening } from '../plan/project-fitness.ts'
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

const keptLoads = keptBy<TrainingHistory, Measured<MeasuredEvening>>()
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
  const races = new Set(
    facts.weeks.flatMap(({ sessions }) => sessions.flatMap(({ race, workout }) => (race ? [workout] : []))),
  )
  const projected = projectFitness(
    past.value,
    facts.weeks.map(({ week }) => week),
    { counts: (workout) => !races.has(workout) },
  )
  let ctlBefore = past.value.state.ctl
  const days: PlannedDay[] = []
  for (const { weekIndex, ctl, tsb } of projected) {
    if (weekIndex === null) ctlBefore = ctl
    else days.push({ weekIndex, ctl, tsb })
  }
  return known({ firstDay: Math.max(startDay, lastMeasured + 1), days, ctlBefore })
}

const measured = (history: TrainingHistory, asOf: LocalDate): Measured<MeasuredEvening> =>
  keptLoads(history, asOf, () => measure(history, asOf))

function measure(history: TrainingHistory, asOf: LocalDate): Measured<MeasuredEvening> {
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
  const evening = measuredEvening(series.value.days)
  return evening === null ? unknown('no-activities', 'No activity with a load yet.') : known(evening)
}

/** Day of a planned entry as a date. */
export const dateOfPlanned = (fitness: PlannedFitness, index: number): LocalDate =>
  fromDayNumber(fitness.firstDay + index)
