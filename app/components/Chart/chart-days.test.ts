import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '@coach-wattz/core/time/local-date'
import { dateChart, roundTicks, valueOn, type ChartSeries } from './chart-days'

const FROM = '2026-03-02'
const day = (index: number) => addDays(FROM, index)
const series = (values: readonly (number | null)[], more: Partial<ChartSeries> = {}): ChartSeries => ({
  key: 'a',
  name: 'A',
  tone: 'ink',
  points: values.map((value, index) => ({ date: day(index), value })),
  ...more,
})

describe('a chart over days', () => {
  it('draws unknown as a gap, never as zero', () => {
    const chart = dateChart({ from: FROM, to: day(4), series: [series([1, 2, null, 3, 4])] })
    expect(chart.paths[0]!.match(/M/g)).toHaveLength(2)
    expect(chart.dates).toEqual([day(0), day(1), day(3), day(4)])
    expect(valueOn(series([1, null]), day(1))).toBeNull()
  })
  it('keeps every line inside the frame, whatever the values', () => {
    const values = fc.array(fc.option(fc.double({ min: -500, max: 5000, noNaN: true })), {
      minLength: 2,
      maxLength: 40,
    })
    fc.assert(
      fc.property(values, (list) => {
        const chart = dateChart({ from: FROM, to: day(list.length - 1), series: [series(list)] })
        for (const [x, y] of [...chart.paths[0]!.matchAll(/[ML](-?[\d.]+) (-?[\d.]+)/g)].map((m) => [+m[1]!, +m[2]!])) {
          expect(x).toBeGreaterThanOrEqual(0)
          expect(x).toBeLessThanOrEqual(1000)
          expect(y).toBeGreaterThanOrEqual(0)
          expect(y).toBeLessThanOrEqual(100)
        }
      }),
    )
  })
  it('leaves out days before and after', () => {
    const chart = dateChart({ from: day(2), to: day(3), series: [series([100, 50, 1, 2, 900])] })
    expect(chart.dates).toEqual([day(2), day(3)])
    expect(chart.yTicks.at(-1)!.value).toBeLessThan(10)
  })
  it('begins at a value it is told to hold', () => {
    const chart = dateChart({ from: FROM, to: day(1), series: [series([40, 50])], holds: [0] })
    expect(chart.yTicks[0]).toEqual({ value: 0, at: 0 })
  })
  it('closes the band, and has none of a single day', () => {
    const days = [0, 1].map((index) => ({ date: day(index), low: 1, high: 2 }))
    const chart = (of: typeof days) => dateChart({ from: FROM, to: day(1), series: [], band: { name: 'b', days: of } })
    expect(chart(days).bandPath).toMatch(/^M.*Z$/)
    expect(chart(days.slice(1)).bandPath).toBe('')
  })
  it('steps where a value holds until the next', () => {
    const { paths } = dateChart({ from: FROM, to: day(1), series: [series([1, 2], { mark: 'step' })] })
    expect(paths[0]!.match(/L/g)).toHaveLength(2)
  })
  it('puts its lines at round numbers', () => {
    expect(roundTicks(0, 470)).toEqual([0, 100, 200, 300, 400])
    expect(roundTicks(38, 53)).toEqual([40, 45, 50])
    expect(roundTicks(-22, 16)).toEqual([-20, -10, 0, 10])
    expect(roundTicks(0, 0.9)).toEqual([0, 0.2, 0.4, 0.6, 0.8])
    expect(roundTicks(18, 59)).toEqual([20, 30, 40, 50])
  })
  it('names months of a long time and days of a short one, a handful at most', () => {
    const ticks = (days: number) => dateChart({ from: FROM, to: day(days), series: [] }).xTicks
    expect(ticks(100).map(({ label }) => label)).toEqual(['Apr', 'May', 'Jun'])
    expect(ticks(20).every(({ label }) => /^\d+ Mar$/.test(label))).toBe(true)
    for (const days of [7, 30, 42, 90, 180, 365, 900]) expect(ticks(days).length).toBeLessThanOrEqual(10)
  })
})
