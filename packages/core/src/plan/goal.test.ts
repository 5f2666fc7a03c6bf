import { describe, expect, it } from 'vitest'
import { betweenRuns, goalDistanceM, tableGoal } from './goal.ts'

const own = (distanceM: number) => ({ kind: 'RUN_DISTANCE', distanceM }) as const

describe('runs over a distance of their own (science.md S5.3)', () => {
  it.each([
    [3_000, '5K'],
    [7_000, '5K'],
    [7_500, '10K'],
    [14_000, '10K'],
    [15_000, 'HM'],
    [29_000, 'HM'],
    [30_000, 'MARATHON'],
    [50_000, 'MARATHON'],
  ] as const)('plans %i m by the table of %s, the nearest by ratio', (distanceM, table) => {
    expect(tableGoal(own(distanceM))).toBe(table)
  })

  it('knows how far a goal is', () => {
    expect(goalDistanceM(own(16_093))).toBe(16_093)
    expect(goalDistanceM({ kind: 'MARATHON' })).toBe(42_195)
    expect(goalDistanceM({ kind: 'CRIT' })).toBeNull()
    expect(goalDistanceM({ kind: 'GENERAL_FITNESS' })).toBeNull()
  })

  it('reads figures between two distances in a straight line', () => {
    const figure = (kind: '5K' | '10K' | 'HM' | 'MARATHON') => ({ '5K': 10, '10K': 20, HM: 30, MARATHON: 40 })[kind]
    expect(betweenRuns(figure, 3_000)).toBe(10)
    expect(betweenRuns(figure, 5_000)).toBe(10)
    expect(betweenRuns(figure, 7_500)).toBe(15)
    expect(betweenRuns(figure, 10_000)).toBe(20)
    expect(betweenRuns(figure, 42_195)).toBe(40)
    expect(betweenRuns(figure, 50_000)).toBeCloseTo(43.7, 1)
  })
})
