import { addDays, type LocalDate } from '@coach-wattz/core/time/local-date'
import type { PlanProgress } from '#shared/contracts/progress'
import type { ChartSeries } from '../Chart/chart-days'
import type { Season } from '../Plan/season-weeks'

/** The plan's weeks as the season's charts draw them: load where every week tells one, else minutes. */
export function seasonOfProgress({ weeks, sport, targetDate }: PlanProgress): Season {
  const byLoad = weeks.every(({ load }) => load.now !== null)
  const inMetres =
    sport === 'run' &&
    weeks.every(({ longest }) => longest.planned?.distanceM !== null && longest.done?.distanceM !== null)
  const amount = (session: PlanProgress['weeks'][number]['longest']['planned']): number | null =>
    (inMetres ? session?.distanceM : session?.durationS) ?? null
  return {
    byLoad,
    inMetres,
    weeks: weeks.map((week, index) => ({
      id: week.weekStart,
      number: week.weekNumber ?? index + 1,
      startDate: week.weekStart,
      isRecovery: week.isRecovery,
      isOutline: week.isOutline,
      blockName: week.blockName ?? '',
      planned: byLoad ? (week.load.now ?? 0) : week.planned.durationS / 60,
      done: byLoad ? week.load.done : week.longest.done === null ? null : week.done.durationS / 60,
      longest: amount(week.longest.planned),
      longestDone: amount(week.longest.done),
      isRace: targetDate >= week.weekStart && targetDate <= addDays(week.weekStart, 6) && week.longest.planned === null,
    })),
  }
}

/** Load summed from the plan's first day on: as made, as it is, and done. A gap in what is known makes the rest "at least". */
export function loadLines({ weeks, startDate }: PlanProgress, today: LocalDate): ChartSeries[] {
  const origin = { date: startDate, value: 0 }
  const sums = (of: (week: PlanProgress['weeks'][number]) => number | null) => {
    let sum: number | null = 0
    return weeks.map((week) => {
      const load = of(week)
      sum = sum === null || load === null ? null : sum + load
      return { date: addDays(week.weekStart, 6), value: sum }
    })
  }
  const first = sums(({ load }) => load.first)
  const now = sums(({ load }) => load.now)
  const isChanged = first.some(({ value }, index) => {
    const other = now[index]!.value
    return value !== null && other !== null && Math.abs(value - other) >= 1
  })
  const whole: { date: LocalDate; value: number | null }[] = [origin]
  const least: { date: LocalDate; value: number | null }[] = []
  let sum = 0
  let isWhole = true
  for (const { weekStart, load } of weeks) {
    if (weekStart > today) break
    const end = addDays(weekStart, 6)
    const date = end < today ? end : today
    sum += load.done ?? 0
    if (isWhole && !load.isWhole) least.push({ ...whole.at(-1)! })
    isWhole &&= load.isWhole
    ;(isWhole ? whole : least).push({ date, value: load.done === null ? null : sum })
  }
  return [
    ...(isChanged
      ? [{ key: 'first', name: 'As it was made', tone: 'dimm' as const, isPlanned: true, points: [origin, ...first] }]
      : []),
    { key: 'now', name: 'Planned', tone: 'fit', isPlanned: true, points: [origin, ...now] },
    { key: 'done', name: 'Done', column: 'Done', tone: 'ink', points: whole },
    ...(least.length > 0
      ? [{ key: 'least', name: 'Done, at least', tone: 'ink' as const, isPlanned: true, points: least }]
      : []),
  ]
}
