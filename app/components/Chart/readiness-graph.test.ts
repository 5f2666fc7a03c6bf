import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readinessGraph } from './readiness-graph'

const NONE = { value: null, week: null, lo: null, hi: null }

describe('the graph of HRV', () => {
  it('draws dots, the week’s line and the band, with gaps where nothing is known', () => {
    const graph = readinessGraph([
      { value: 60, week: 60, lo: 50, hi: 70 },
      NONE,
      { value: 50, week: 55, lo: 50, hi: 70 },
      { value: 70, week: 60, lo: 50, hi: 70 },
    ])!
    expect(graph.dots.map(({ x }) => x)).toEqual([0, 66.7, 100])
    expect(graph.lines).toHaveLength(2)
    expect(graph.bands).toHaveLength(2)
    expect(graph.ticks.map(({ value }) => value)).toEqual([50, 55, 60, 65, 70])
    // 50 to 70 with two units of room: 60 is in the middle
    expect(graph.dots[0]?.y).toBe(50)
  })

  it('is none without a value, and never leaves its frame', () => {
    expect(readinessGraph([])).toBeNull()
    expect(readinessGraph([{ ...NONE, lo: 50, hi: 60 }])).toBeNull()
    const figure = fc.option(fc.double({ min: 20, max: 200, noNaN: true }), { nil: null })
    const day = fc.record({ value: figure, week: figure, lo: figure, hi: figure })
    fc.assert(
      fc.property(fc.array(day, { maxLength: 90 }), (days) => {
        const graph = readinessGraph(days)
        for (const { x, y } of graph?.dots ?? []) {
          expect(x).toBeGreaterThanOrEqual(0)
          expect(x).toBeLessThanOrEqual(100)
          expect(y).toBeGreaterThan(0)
          expect(y).toBeLessThan(100)
        }
        for (const path of [...(graph?.lines ?? []), ...(graph?.bands ?? [])]) expect(path).not.toMatch(/NaN|Infinity/)
      }),
    )
  })
})
