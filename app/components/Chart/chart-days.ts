import { addDays, daysBetween, type LocalDate } from '@coach-wattz/core/time/local-date'
import { monthName } from '@coach-wattz/core/time/date-words'

/** One value of a day; null breaks the line: unknown is a gap, never 0. */
export interface ChartPoint {
  readonly date: LocalDate
  readonly value: number | null
}
export interface ChartSeries {
  readonly key: string
  readonly name: string
  readonly tone: 'fit' | 'fat' | 'ink' | 'dimm'
  readonly mark?: 'line' | 'step'
  readonly isPlanned?: boolean
  /** Series of one column of the table, such as what was done and what is planned; by itself each is its own. */
  readonly column?: string
  readonly points: readonly ChartPoint[]
}
export interface ChartBand {
  readonly name: string
  readonly days: readonly { readonly date: LocalDate; readonly low: number; readonly high: number }[]
}
export interface DateChartInput {
  readonly from: LocalDate
  readonly to: LocalDate
  readonly series: readonly ChartSeries[]
  readonly band?: ChartBand | null
  /** Values the axis holds beside the data. */
  readonly holds?: readonly number[]
}
export interface Tick {
  readonly value: number
  /** Percent from the bottom. */
  readonly at: number
}
export interface DateTick {
  readonly label: string
  /** Percent from the left. */
  readonly at: number
}
export interface DateChart {
  readonly yTicks: readonly Tick[]
  readonly xTicks: readonly DateTick[]
  /** Path of each series over 1000 × 100, in their order. */
  readonly paths: readonly string[]
  readonly bandPath: string
  /** Days with a value of any series, in order. */
  readonly dates: readonly LocalDate[]
  /** Percent from the left, and from the bottom. */
  readonly left: (date: LocalDate) => number
  readonly bottom: (value: number) => number
}

/** Steps of axes people read at a glance. */
const STEPS = [1, 2, 5, 10]
/** About so many lines across. */
const LINES = 5

/** Ticks at round numbers between two values. */
export function roundTicks(low: number, high: number): number[] {
  const rough = Math.max(1e-9, (high - low) / LINES)
  const base = 10 ** Math.floor(Math.log10(rough))
  const step = (STEPS.find((times) => times * base >= rough) ?? 10) * base
  const ticks: number[] = []
  for (let k = Math.ceil(low / step - 1e-9); k * step <= high + 1e-9; k++)
    ticks.push(Math.round(k * step * 1e6) / 1e6 + 0)
  return ticks
}

/** Where everything of a chart over days stands: one frame for all of them (look book, `chart`). */
export function dateChart({ from, to, series, band, holds = [] }: DateChartInput): DateChart {
  const isShown = ({ date }: { readonly date: LocalDate }): boolean => date >= from && date <= to
  const shown = series.map(({ points }) => points.filter(isShown))
  const bandDays = (band?.days ?? []).filter(isShown)
  const values = [
    ...shown.flatMap((points) => points.flatMap(({ value }) => value ?? [])),
    ...bandDays.flatMap(({ low, high }) => [low, high]),
    ...holds,
  ]
  const [least, most] = values.length > 0 ? [Math.min(...values), Math.max(...values)] : [0, 1]
  const room = Math.max((most - least) * 0.06, 0.5)
  const low = holds.includes(least) ? least : least >= 0 ? Math.max(0, least - room) : least - room
  const high = most + room
  const days = Math.max(1, daysBetween(from, to))
  const left = (date: LocalDate): number => (100 * daysBetween(from, date)) / days
  const bottom = (value: number): number => (100 * (value - low)) / (high - low)
  const at = (date: LocalDate, value: number): string =>
    `${(10 * left(date)).toFixed(1)} ${(100 - bottom(value)).toFixed(2)}`
  return {
    yTicks: roundTicks(low, high).map((value) => ({ value, at: bottom(value) })),
    xTicks: monthTicks(from, to).map(({ date, label }) => ({ label, at: left(date) })),
    paths: shown.map((points, index) => pathOf(points, at, series[index]!.mark === 'step')),
    bandPath: bandPath(bandDays, at),
    dates: [
      ...new Set(shown.flatMap((points) => points.flatMap(({ date, value }) => (value === null ? [] : [date])))),
    ].toSorted(),
    left,
    bottom,
  }
}

type At = (date: LocalDate, value: number) => string

function pathOf(points: readonly ChartPoint[], at: At, isStep: boolean): string {
  let path = ''
  let before: number | null = null
  for (const { date, value } of points) {
    if (value !== null)
      path += before === null ? `M${at(date, value)}` : `${isStep ? `L${at(date, before)}` : ''}L${at(date, value)}`
    before = value
  }
  return path
}

function bandPath(days: ChartBand['days'], at: At): string {
  if (days.length < 2) return ''
  const up = days.map(({ date, high }) => at(date, high))
  const back = days.toReversed().map(({ date, low }) => at(date, low))
  return `M${[...up, ...back].join('L')}Z`
}

/** The value a series has on a day; null where it has none. */
export const valueOn = ({ points }: ChartSeries, date: LocalDate): number | null =>
  points.find((point) => point.date === date)?.value ?? null

/** So near to an edge a month's name would hang over it. */
const EDGE_DAYS = 0.03
/** More months than this stand too near each other to be read. */
const MOST_MONTHS = 9

/** First days of months, thinned out; of a short time the Mondays. */
function monthTicks(from: LocalDate, to: LocalDate): { readonly date: LocalDate; readonly label: string }[] {
  const days = daysBetween(from, to)
  const inside = (date: LocalDate): boolean =>
    daysBetween(from, date) > EDGE_DAYS * days && daysBetween(date, to) > EDGE_DAYS * days
  const all: LocalDate[] = []
  for (let date = from; date <= to; date = addDays(date, 1)) if (date.endsWith('-01')) all.push(date)
  const every = Math.ceil(all.length / MOST_MONTHS)
  const months = all.filter((date, index) => index % every === 0 && inside(date))
  if (months.length > 1) return months.map((date) => ({ date, label: monthName(date).slice(0, 3) }))
  const step = Math.max(7, 7 * Math.ceil(days / 35))
  const dates: LocalDate[] = []
  for (let date = addDays(from, 3); date <= to; date = addDays(date, step)) if (inside(date)) dates.push(date)
  return dates.map((date) => ({ date, label: `${Number(date.slice(8))} ${monthName(date).slice(0, 3)}` }))
}
