import type { FitnessDay } from '../load/fitness.ts'
import { fromDayNumber, type LocalDate } from '../time/local-date.ts'
import { weeksOf, type Plan } from './plan.ts'
import { measuredEvening, projectFitness } from './project-fitness.ts'

/** Fitness on a day to come, as planned and as it would be if less or more of the plan is done. */
export interface BandDay {
  readonly date: LocalDate
  readonly ctl: number
  /** Fatigue of the evening and form of the morning, as planned. */
  readonly atl: number
  readonly tsb: number
  readonly lowCtl: number
  readonly highCtl: number
}

/** What people do of a plan, as shares of its load: the band of the projection [P] (look book, `SeasonChart`). */
export const DONE_SHARES = { low: 0.85, high: 1.05 } as const

/**
 * Fitness to the plan's race day, or the last day of one without a race, races included (science.md S4.1), from the evening of `today` where something was done
 * today, else from the evening before. Null where the past or a load to come is unknown, or nothing is to come.
 */
export function fitnessBand(plan: Plan, measured: readonly FitnessDay[], today: LocalDate): BandDay[] | null {
  const evening = measuredEvening(measured.filter(({ date, load }) => date < today || (date === today && load > 0)))
  if (evening === null) return null
  const weeks = weeksOf(plan)
  const [planned, low, high] = [1, DONE_SHARES.low, DONE_SHARES.high].map((share) =>
    projectFitness(evening, weeks, { share }),
  )
  const days = planned!.map(({ day, ctl, atl, tsb }, index): BandDay => ({
    date: fromDayNumber(day),
    ctl,
    atl,
    tsb,
    lowCtl: low![index]!.ctl,
    highCtl: high![index]!.ctl,
  }))
  const last = days.findIndex(({ date }) => date === plan.targetDate)
  return last < 0 ? null : days.slice(0, last + 1)
}
