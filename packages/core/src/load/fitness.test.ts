import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../time/local-date.ts'
import { dailyLoads, FATIGUE_RATE, fitnessHistory, FITNESS_RATE, fitnessSeries, nextFitness } from './fitness.ts'
import { monotony, strain } from './monotony.ts'
import { dailyLoadForRamp, weeklyRamp } from './ramp.ts'
import { workloadRatio } from './workload-ratio.ts'

const WEEK = [0, 60, 80, 50, 90, 0, 140]
const repeat = (week: readonly number[], times: number) => Array.from({ length: times }, () => week).flat()
const FROM = '2026-01-01'

describe('S4.1 S4.2 fitness, fatigue, form', () => {
  it('has the rates of the source', () => {
    expect(FITNESS_RATE).toBeCloseTo(0.0235283133, 9)
    expect(FATIGUE_RATE).toBeCloseTo(0.1331221002, 9)
  })
  it.each([
    [
      '100 a day',
      repeat([100], 90),
      0,
      0,
      [
        [1, 2.353, 13.312, 0],
        [7, 15.352, 63.212, -44.251],
        [42, 63.212, 99.752, -37.388],
        [90, 88.268, 100, -12.014],
      ],
    ],
    [
      'rest from 60/75',
      repeat([0], 14),
      60,
      75,
      [
        [1, 58.588, 65.016, -15],
        [7, 50.789, 27.591, 20.185],
        [14, 42.992, 10.15, 32.319],
      ],
    ],
    [
      'a real week',
      repeat(WEEK, 6),
      0,
      0,
      [
        [7, 9.373, 41.901, -20.611],
        [42, 38.593, 66.122, -18.627],
      ],
    ],
  ] as [string, number[], number, number, [number, number, number, number][]][])(
    '%s',
    (_name, loads, ctl, atl, expected) => {
      const series = fitnessSeries(FROM, loads, { ctl, atl })
      for (const [day, expectedCtl, expectedAtl, tsb] of expected) {
        expect(Math.abs(series[day - 1]!.ctl - expectedCtl)).toBeLessThan(0.01)
        expect(Math.abs(series[day - 1]!.atl - expectedAtl)).toBeLessThan(0.01)
        expect(Math.abs(series[day - 1]!.tsb - tsb)).toBeLessThan(0.01)
      }
      expect(series[1]!.date).toBe('2026-01-02')
    },
  )

  it('laws: a constant load is approached and never passed, and fatigue moves faster', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 200, noNaN: true }),
        fc.double({ min: 0, max: 200, noNaN: true }),
        (start, load) => {
          const next = nextFitness({ ctl: start, atl: start }, load)
          expect(Math.abs(load - next.ctl)).toBeLessThanOrEqual(Math.abs(load - start))
          expect(Math.abs(load - next.atl)).toBeLessThanOrEqual(Math.abs(load - next.ctl) + 1e-9)
          const last = fitnessSeries(FROM, repeat([load], 800), { ctl: start, atl: start }).at(-1)!
          expect(last.ctl).toBeCloseTo(load, 4)
        },
      ),
    )
  })
})

describe('S4.3 seeds', () => {
  const days = (count: number, load: number) =>
    Array.from({ length: count }, (_, index) => ({ date: addDays(FROM, index), load }))
  it('120 days need none', () => {
    expect(fitnessHistory(days(120, 50), addDays(FROM, 119))).toMatchObject({
      ok: true,
      value: { seed: { ctl: 0, atl: 0 }, confidence: 'HIGH' },
    })
  })
  it('28 to 119 days start at the mean of the first 28', () => {
    const loads = [...days(28, 40), { date: addDays(FROM, 60), load: 500 }]
    expect(fitnessHistory(loads, addDays(FROM, 118))).toMatchObject({
      value: { seed: { ctl: 40, atl: 40 }, confidence: 'MEDIUM' },
    })
  })
  it('shorter needs weekly hours: 7 h are 50 a day', () => {
    expect(fitnessHistory(days(27, 40), addDays(FROM, 26))).toMatchObject({ ok: false, reason: 'too-few-weeks' })
    expect(fitnessHistory(days(27, 40), addDays(FROM, 26), 7)).toMatchObject({
      value: { seed: { ctl: 50, atl: 50 }, confidence: 'LOW' },
    })
    expect(fitnessHistory([], FROM)).toMatchObject({ ok: false, reason: 'no-activities' })
    expect(fitnessHistory([], FROM, 7)).toMatchObject({ ok: true, value: { days: [{ date: FROM, tsb: 0 }] } })
  })
  it('sums sessions of a day, rests are 0, the future is not there yet', () => {
    const loads = [
      { date: FROM, load: 10 },
      { date: FROM, load: 20 },
      { date: '2026-01-03', load: 5 },
      { date: '2025-12-31', load: 99 },
    ]
    expect(dailyLoads(loads, FROM, '2026-01-04')).toEqual([30, 0, 5, 0])
    expect(dailyLoads(loads, FROM, '2025-12-01')).toEqual([])
  })
})

describe('S4.4 S4.5 ramp', () => {
  it.each([
    [30, 3, 49.54, 346.8],
    [50, 5, 82.57, 578],
    [65, 5, 97.57, 683],
    [80, 6, 119.08, 833.6],
  ])('CTL %d by %d a week', (ctl, ramp, daily, weekly) => {
    expect(Math.abs(dailyLoadForRamp(ctl, ramp) - daily)).toBeLessThan(0.01)
    expect(Math.abs(7 * dailyLoadForRamp(ctl, ramp) - weekly)).toBeLessThan(0.1)
    const series = fitnessSeries(FROM, repeat([dailyLoadForRamp(ctl, ramp)], 7), { ctl, atl: ctl })
    expect(series[6]!.ctl - ctl).toBeCloseTo(ramp, 9)
  })
  it('is the difference of seven days', () => {
    const ctl = [1, 2, 3, 4, 5, 6, 7, 9.5]
    expect(weeklyRamp(ctl, 7)).toBe(8.5)
    expect(weeklyRamp(ctl, 6)).toBeNull()
  })
})

describe('S4.7 S4.8 information about a week', () => {
  it('monotony and strain, capped at 10', () => {
    expect(monotony(WEEK)).toBeCloseTo(1.2, 4)
    expect(strain(WEEK)).toBeCloseTo(504, 1)
    expect(monotony([60, 60, 60, 60, 60, 60, 0])).toBeCloseTo(2.2678, 4)
    expect(strain([60, 60, 60, 60, 60, 60, 0])).toBeCloseTo(816.4, 1)
    expect(monotony([50, 55, 60, 55, 50, 60, 55])).toBe(10)
    expect(monotony(Array<number>(7).fill(50))).toBe(10)
  })
  it('workload ratios', () => {
    const spike = workloadRatio([...repeat([50], 21), ...repeat([80], 7)])
    expect(spike.coupled).toBeCloseTo(1.3913, 4)
    expect(spike.uncoupled).toBeCloseTo(1.6, 4)
    expect(spike.ewma).toBeCloseTo(1.2097, 4)
    expect(workloadRatio(repeat(WEEK, 4)).ewma).toBeCloseTo(1.1556, 4)
    expect(workloadRatio(repeat([0], 28))).toEqual({ coupled: null, uncoupled: null, ewma: null })
  })
})
