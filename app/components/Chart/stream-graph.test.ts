import { describe, expect, it } from 'vitest'
import { streamGraph } from './stream-graph'

describe('a measure over time', () => {
  it('is a line from its lowest to its highest, open where nothing is known', () => {
    expect(streamGraph([100, 150, null, 200, 100])).toEqual({
      paths: ['M0 100L250 50', 'M750 0L1000 100'],
      ticks: [
        { y: 100, value: 100 },
        { y: 50, value: 150 },
        { y: 0, value: 200 },
      ],
      low: 100,
      high: 200,
    })
  })
  it('is nothing where too little is known, and even where little changes', () => {
    expect(streamGraph([])).toBeNull()
    expect(streamGraph([null, 5, null])).toBeNull()
    expect(streamGraph([5, 5])?.paths).toEqual(['M0 50L1000 50'])
    expect(streamGraph([100, 101])).toMatchObject({ low: 85.425, high: 115.575 })
  })
  it('cuts a bad sample at the edge', () => {
    const values = Array.from({ length: 200 }, (_none, index) => 100 + (index % 10))
    values[7] = 5000
    expect(streamGraph(values)!.high).toBeLessThan(130)
  })
})
