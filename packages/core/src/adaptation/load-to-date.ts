import type { DayLoad } from '../load/fitness.ts'
import { weeksOf, type Plan } from '../plan/plan.ts'
import { loadsOfWeek } from '../plan/project-fitness.ts'
import { addDays, type LocalDate } from '../time/local-date.ts'

/** A plan as it was and as it is, with what was done. Loads are TSS. */
export interface LoadInput {
  /** The plan as it was made. */
  readonly first: Plan
  /** The plan as it is now. */
  readonly now: Plan
  readonly done: readonly DayLoad[]
  /** Of what was done, the sessions that are none of the plan. */
  readonly beside: readonly DayLoad[]
  /** Days on which something was done, or may have been, whose load nobody knows. */
  readonly unknownOn: ReadonlySet<LocalDate>
  readonly today: LocalDate
}

/** One week; null where a load is not told, or the week is in neither plan. */
export interface LoadWeek {
  readonly weekStart: LocalDate
  readonly first: number | null
  readonly now: number | null
  /** Null for weeks to come, and where nothing is known of the week. */
  readonly done: number | null
  /** Of `done`, what was no session of the plan. */
  readonly beside: number
  /** False where `done` is the least it can be. */
  readonly isWhole: boolean
}

/** Sums from the plan's first day to yesterday's evening. */
export interface LoadByYesterday {
  readonly first: number | null
  readonly now: number | null
  readonly done: number | null
  readonly beside: number
  readonly isWhole: boolean
}

export interface LoadToDate {
  readonly weeks: readonly LoadWeek[]
  readonly byYesterday: LoadByYesterday
}

/**
 * Load that was expected beside what was done, by week and up to yesterday: as the plan was made, as it is now, and done.
 * A week nobody has told of stays unknown, and every sum over it is the least it can be (science.md S0.5).
 */
export function loadToDate({ first, now, done, beside, unknownOn, today }: LoadInput): LoadToDate {
  const [made, current] = [dailyLoads(first), dailyLoads(now)]
  const [doneOn, besideOn] = [byDay(done), byDay(beside)]
  const starts = [...new Set([...made.keys(), ...current.keys()])].toSorted()
  const weeks = starts.map((weekStart): LoadWeek => {
    const days = daysFrom(weekStart)
    const sumOf = (loads: ReadonlyMap<LocalDate, number>): number =>
      days.reduce((total, day) => total + (day <= today ? (loads.get(day) ?? 0) : 0), 0)
    const sum = sumOf(doneOn)
    const isWhole = !days.some((day) => day <= today && unknownOn.has(day))
    return {
      weekStart,
      first: weekSum(made.get(weekStart)),
      now: weekSum(current.get(weekStart)),
      done: weekStart > today || (!isWhole && sum === 0) ? null : sum,
      beside: sumOf(besideOn),
      isWhole,
    }
  })
  return {
    weeks,
    byYesterday: byYesterday({ made, current, doneOn, besideOn, unknownOn, today, from: starts[0] ?? today }),
  }
}

/** Loads of each day by the week's Monday; null for a week of untold load. */
function dailyLoads(plan: Plan): Map<LocalDate, readonly number[] | null> {
  return new Map(weeksOf(plan).map((week) => [week.startDate, loadsOfWeek(week)]))
}

function byDay(loads: readonly DayLoad[]): Map<LocalDate, number> {
  const sums = new Map<LocalDate, number>()
  for (const { date, load } of loads) sums.set(date, (sums.get(date) ?? 0) + load)
  return sums
}

const daysFrom = (weekStart: LocalDate): LocalDate[] => [0, 1, 2, 3, 4, 5, 6].map((day) => addDays(weekStart, day))

function weekSum(loads: readonly number[] | null | undefined): number | null {
  return loads ? loads.reduce((total, load) => total + load, 0) : null
}

function byYesterday(input: {
  readonly made: ReadonlyMap<LocalDate, readonly number[] | null>
  readonly current: ReadonlyMap<LocalDate, readonly number[] | null>
  readonly doneOn: ReadonlyMap<LocalDate, number>
  readonly besideOn: ReadonlyMap<LocalDate, number>
  readonly unknownOn: ReadonlySet<LocalDate>
  readonly today: LocalDate
  readonly from: LocalDate
}): LoadByYesterday {
  const { made, current, doneOn, besideOn, unknownOn, today, from } = input
  const planned = (weeks: ReadonlyMap<LocalDate, readonly number[] | null>): number | null => {
    let total = 0
    for (const [weekStart, loads] of weeks) {
      if (weekStart >= today) continue
      if (loads === null) return null
      total += daysFrom(weekStart).reduce((sum, day, index) => sum + (day < today ? loads[index]! : 0), 0)
    }
    return total
  }
  const isPast = (day: LocalDate): boolean => day >= from && day < today
  const sumOf = (loads: ReadonlyMap<LocalDate, number>): number =>
    [...loads].reduce((total, [day, load]) => total + (isPast(day) ? load : 0), 0)
  const sum = sumOf(doneOn)
  const isWhole = ![...unknownOn].some(isPast)
  return {
    first: planned(made),
    now: planned(current),
    done: !isWhole && sum === 0 ? null : sum,
    beside: sumOf(besideOn),
    isWhole,
  }
}
