import { nextFitness, type FitnessState } from '../load/fitness.ts'
import { addDays, daysBetween, type LocalDate } from '../time/local-date.ts'
import { weeksOf, type Plan, type TrainingWeek } from './plan.ts'

/** Fitness on a day to come, as planned and as it would be if less or more of the plan is done. */
export interface ProjectedDay {
  readonly date: LocalDate
  readonly ctl: number
  readonly lowCtl: number
  readonly highCtl: number
}

/** What people do of a plan, as shares of its load: the band of the projection [P] (look book, `SeasonChart`). */
export const DONE_SHARES = { low: 0.85, high: 1.05 } as const

/**
 * Fitness from the evening of `today` to the plan's last day (science.md S4.1). A week whose sessions are not written
 * yet counts its target evenly. Null where the load of a week to come is unknown, or nothing is to come.
 */
export function projectFitness(plan: Plan, state: FitnessState, today: LocalDate): ProjectedDay[] | null {
  const weeks = weeksOf(plan).filter(({ startDate }) => addDays(startDate, 6) > today)
  const from = addDays(today, 1)
  const length = daysBetween(from, plan.targetDate) + 1
  if (weeks.length === 0 || length < 1) return null
  const loads = new Map<LocalDate, number>()
  for (const week of weeks) {
    const days = loadsOf(week)
    if (days === null) return null
    for (const { date, load } of days) loads.set(date, (loads.get(date) ?? 0) + load)
  }
  let [planned, low, high] = [state, state, state]
  return Array.from({ length }, (_, index) => {
    const date = addDays(from, index)
    const load = loads.get(date) ?? 0
    planned = nextFitness(planned, load)
    low = nextFitness(low, load * DONE_SHARES.low)
    high = nextFitness(high, load * DONE_SHARES.high)
    return { date, ctl: planned.ctl, lowCtl: low.ctl, highCtl: high.ctl }
  })
}

function loadsOf({ detail, startDate, tssTarget, workouts }: TrainingWeek): { date: LocalDate; load: number }[] | null {
  if (detail === 'OUTLINE' || workouts.length === 0)
    return tssTarget === null
      ? null
      : Array.from({ length: 7 }, (_, day) => ({ date: addDays(startDate, day), load: tssTarget / 7 }))
  const known = workouts.flatMap(({ date, tss }) => (tss === null ? [] : [{ date, load: tss }]))
  return known.length === workouts.length ? known : null
}
