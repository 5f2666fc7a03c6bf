import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rejectImpossiblePower, removePowerSpikes } from './clean-power.ts'
import { domainOfFraction, domainOfHeartRate, domainSeconds } from './distribution.ts'
import { meanMaximal, seasonCurve } from './mean-maximal.ts'
import { resampleOneHertz } from './one-hertz.ts'

const oneHertz = (values: readonly number[]) =>
  resampleOneHertz(
    values.map((_, index) => index),
    values,
  )

describe('S2.4 mean-maximal curve', () => {
  it('finds the best window and where it began; zeros count', () => {
    const values = [...Array<number>(60).fill(100), ...Array<number>(10).fill(500), ...Array<number>(60).fill(0)]
    const best = meanMaximal(oneHertz(values), [1, 5, 20, 130, 131])
    expect(best).toEqual([
      { durationS: 1, value: 500, startIndex: 60 },
      { durationS: 5, value: 500, startIndex: 60 },
      { durationS: 20, value: 300, startIndex: 50 },
      { durationS: 130, value: 11_000 / 130, startIndex: 0 },
    ])
  })

  it('crosses no pause over 30 s up to 20 min', () => {
    const timeS = [
      ...Array.from({ length: 20 }, (_, index) => index),
      ...Array.from({ length: 20 }, (_, index) => 1000 + index),
    ]
    const series = resampleOneHertz(timeS, Array<number>(40).fill(300), 'drop')
    expect(series.values).toHaveLength(40)
    expect(meanMaximal(series, [20, 30]).map(({ durationS }) => durationS)).toEqual([20])
  })

  it('equals the brute force', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 60 }),
        (values, window) => {
          const [best] = meanMaximal(oneHertz(values), [window])
          const means = values
            .map((_, start) => values.slice(start, start + window))
            .filter((slice) => slice.length === window)
            .map((slice) => slice.reduce((sum, value) => sum + value, 0) / window)
          expect(best?.value ?? -1).toBeCloseTo(Math.max(-1, ...means), 9)
        },
      ),
    )
  })

  it('a season curve never rises with duration and is never under any of its parts', () => {
    const point = fc.record({
      durationS: fc.constantFrom(1, 5, 60, 300, 1200),
      value: fc.integer({ min: 0, max: 1500 }),
    })
    fc.assert(
      fc.property(fc.array(fc.array(point)), (curves) => {
        const season = seasonCurve(curves)
        for (const [index, { value }] of season.entries())
          expect(value).toBeLessThanOrEqual(season[index - 1]?.value ?? Infinity)
        for (const { durationS, value } of curves.flat()) {
          expect(season.find((best) => best.durationS === durationS)!.value).toBeGreaterThanOrEqual(value)
        }
      }),
    )
  })
})

describe('S2.4 cleaning', () => {
  it('rejects impossible samples and one-second spikes', () => {
    expect(rejectImpossiblePower([0, 2500, 2501, -3, null, Number.NaN])).toEqual([0, 2500, null, null, null, null])
    expect(rejectImpossiblePower([1499, 1501], 60)).toEqual([1499, null])
    expect([...removePowerSpikes(Float64Array.of(100, 700, 200, 300, 800, 700, 0))]).toEqual([
      100, 150, 200, 300, 800, 700, 0,
    ])
  })
})

describe('S0.4 domains', () => {
  it.each([
    ['run', 0.899, 'LOW'],
    ['run', 0.9, 'MID'],
    ['run', 1.02, 'MID'],
    ['run', 1.021, 'HIGH'],
    ['ride', 0.75, 'LOW'],
    ['ride', 0.751, 'MID'],
    ['ride', 1.02, 'MID'],
    ['ride', 1.03, 'HIGH'],
  ] as const)('%s at %d is %s', (sport, fraction, domain) => expect(domainOfFraction(fraction, sport)).toBe(domain))
  it('heart rate, and seconds of a series', () => {
    expect([0.889, 0.89, 1, 1.01].map(domainOfHeartRate)).toEqual(['LOW', 'MID', 'MID', 'HIGH'])
    expect(domainSeconds([0.5, 0.95, 1.1, 0.6], (fraction) => domainOfFraction(fraction, 'run'))).toEqual({
      LOW: 2,
      MID: 1,
      HIGH: 1,
    })
  })
})
