import { describe, expect, it } from 'vitest'
import { thinSeries, thinStepS } from './thin-series.ts'

describe('thinned samples', () => {
  it('are means of what is known in each stretch', () => {
    const values = Float64Array.of(1, 3, Number.NaN, 5, Number.NaN, Number.NaN, 7)
    expect(thinSeries(values, 2)).toEqual([2, 5, null, 7])
    expect(thinSeries(null, 2)).toBeNull()
    expect(thinSeries(new Float64Array(0), 2)).toEqual([])
  })
  it('keep to the number of points, whatever the length', () => {
    for (const lengthS of [0, 1, 239, 240, 241, 86_400]) {
      const stepS = thinStepS(lengthS, 240)
      expect(thinSeries(new Float64Array(lengthS), stepS)!.length).toBeLessThanOrEqual(240)
    }
  })
})
