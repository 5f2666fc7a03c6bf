import type { TrendFigure } from '@coach-wattz/core/adaptation/readiness-trend'

/** The drawing in a frame 1000 wide and 100 high; dots and ticks in percent of the frame. */
export interface ReadinessGraph {
  readonly lines: readonly string[]
  readonly bands: readonly string[]
  readonly dots: readonly { readonly x: number; readonly y: number }[]
  readonly ticks: readonly { readonly value: number; readonly at: number }[]
}

/** Room above and below the highest and the lowest value, as a share of what lies between them. */
const ROOM = 0.1
const STEPS = [1, 2, 5, 10, 20, 50]
const MOST_TICKS = 4

/** Days as dots, the week as a line, the band as an area; what is unknown leaves a gap. Null without any value. */
export function readinessGraph(days: readonly TrendFigure[]): ReadinessGraph | null {
  const values = days.flatMap(({ value, week, lo, hi }) => [value, week, lo, hi].filter((each) => each !== null))
  if (!days.some(({ value, week }) => value !== null || week !== null)) return null
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const room = Math.max(1, (high - low) * ROOM)
  const [bottom, top] = [low - room, high + room]
  const share = (value: number): number => (value - bottom) / (top - bottom)
  const x = (index: number): number => (days.length === 1 ? 0.5 : index / (days.length - 1))
  const point = (index: number, value: number): string => `${tenth(1000 * x(index))} ${tenth(100 * (1 - share(value)))}`
  const step = STEPS.find((each) => (high - low) / each <= MOST_TICKS) ?? 100
  const first = Math.ceil(low / step) * step
  return {
    lines: runsOf(days, ({ week }) => week !== null).map(
      (run) => `M${run.map((index) => point(index, days[index]!.week!)).join('L')}`,
    ),
    bands: runsOf(days, ({ lo, hi }) => lo !== null && hi !== null).map((run) => {
      const above = run.map((index) => point(index, days[index]!.hi!))
      const below = run.toReversed().map((index) => point(index, days[index]!.lo!))
      return `M${[...above, ...below].join('L')}Z`
    }),
    dots: days.flatMap(({ value }, index) =>
      value === null ? [] : [{ x: tenth(100 * x(index)), y: tenth(100 * share(value)) }],
    ),
    ticks: Array.from({ length: Math.max(0, Math.floor((high - first) / step) + 1) }, (_, index) => {
      const value = first + index * step
      return { value, at: tenth(100 * share(value)) }
    }),
  }
}

/** Indices of days in a row that hold. */
function runsOf(days: readonly TrendFigure[], holds: (day: TrendFigure) => boolean): number[][] {
  const runs: number[][] = []
  for (const [index, day] of days.entries()) {
    if (!holds(day)) continue
    const last = runs.at(-1)
    if (last?.at(-1) === index - 1) last.push(index)
    else runs.push([index])
  }
  return runs
}

const tenth = (value: number): number => Math.round(value * 10) / 10
