import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Climb } from '@coach-wattz/core/course/climbs'
import { GRADE_CLASSES, gradeClass, gradeRange, stretchWords } from '../../words/course'
import { profileGraph, type ProfilePoint } from './profile-graph'

const climb = (startM: number, endM: number, score: number, category: Climb['category']): Climb => ({
  startM,
  endM,
  lengthM: endM - startM,
  gainM: score / 100,
  meanGrade: score / 100 / (endM - startM),
  score,
  category,
})
/** 10 km level, then 10 km at 6 %. */
const HILL: ProfilePoint[] = Array.from({ length: 101 }, (_, i) => ({
  distanceM: i * 200,
  altitudeM: 100 + 0.06 * Math.max(0, i * 200 - 10_000),
  grade: i < 50 ? 0 : 0.06,
}))

describe('a profile drawn', () => {
  it('fills the box inside, colours each piece by its own class, and labels the axis in the athlete’s units', () => {
    const graph = profileGraph(HILL, [], 'metric')
    expect(graph.lengthM).toBe(20_000)
    expect(graph.areas.map((area) => area !== '')).toEqual([false, true, true, false, true, false, false])
    expect(graph.areas[1]).toMatch(/^M0 100L0 /)
    expect(graph.areas[4]).toMatch(/L1000 100Z$/)
    expect(graph.xTicks.map(({ label }) => label)).toEqual(['0', '5', '10', '15'])
    expect(profileGraph(HILL, [], 'imperial').xTicks.map(({ label }) => label)).toEqual([
      '0',
      '2',
      '4',
      '6',
      '8',
      '10',
      '12',
    ])
    expect(graph.yTicks.map(({ label }) => label)).toEqual(['0', '500'])
  })

  it('a flat course is drawn flat', () => {
    const flat = HILL.map((point, i) => ({ ...point, altitudeM: 100 + (i % 2), grade: 0 }))
    const heights = [...profileGraph(flat, [], 'metric').line.matchAll(/ ([\d.]+)/g)].map(([, y]) => Number(y))
    expect(Math.max(...heights) - Math.min(...heights)).toBeLessThan(2)
  })

  it('labels the harder of two climbs that stand close, and leaves small ones out on a phone', () => {
    const climbs = [
      climb(0, 400, 9_000, '4'),
      climb(500, 900, 20_000, '3'),
      climb(1_900, 2_100, 8_500, '4'),
      climb(12_000, 15_000, 81_000, 'HC'),
      climb(19_000, 19_500, 3_000, null),
    ]
    const { climbs: drawn } = profileGraph(HILL, climbs, 'metric')
    expect(drawn.map(({ label }) => label)).toEqual([null, 'Cat 3', 'Cat 4', 'HC', null])
    expect(drawn.map(({ isCrowded }) => isCrowded)).toEqual([true, false, true, false, false])
  })

  it('its rows meet end to end, and every point of any profile stays in the box', () => {
    const heights = fc.array(fc.integer({ min: -100, max: 4_000 }), { minLength: 2, maxLength: 80 })
    fc.assert(
      fc.property(heights, fc.constantFrom('metric' as const, 'imperial' as const), (altitudes, units) => {
        const points = altitudes.map((altitudeM, i) => ({ distanceM: i * 250, altitudeM, grade: 0 }))
        const { line, rows, lengthM } = profileGraph(points, [], units)
        for (const [, x, y] of line.matchAll(/[ML]([-\d.]+) ([-\d.]+)/g)) {
          expect(Number(x)).toBeGreaterThanOrEqual(0)
          expect(Number(x)).toBeLessThanOrEqual(1000)
          expect(Number(y)).toBeGreaterThanOrEqual(0)
          expect(Number(y)).toBeLessThanOrEqual(100)
        }
        expect(rows[0]?.fromM).toBe(0)
        expect(rows.at(-1)?.toM).toBe(lengthM)
        for (const [i, row] of rows.entries()) if (i > 0) expect(row.fromM).toBe(rows[i - 1]?.toM)
      }),
    )
  })
})

it('classes and ranges of gradient are written as people write them', () => {
  expect([-0.3, -0.02, 0, 0.0199, 0.02, 0.05, 0.1, 0.4].map(gradeClass)).toEqual([0, 1, 1, 1, 2, 3, 6, 6])
  expect(GRADE_CLASSES).toHaveLength(7)
  expect([gradeRange(null, -0.08), gradeRange(-0.02, 0.02), gradeRange(0.15, null)]).toEqual([
    'below −8 %',
    '−2 to 2 %',
    '15 % and more',
  ])
  expect(stretchWords({ fromM: 18_200, toM: 36_940 }, 'metric')).toBe('km 18.2–36.9')
})
