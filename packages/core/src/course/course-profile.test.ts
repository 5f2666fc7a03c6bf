import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { climbedBy } from '../evidence/ascent.ts'
import { courseOfHeights, courseProfile, courseSegments, type CoursePoint } from './course-profile.ts'
import { totalsOfProfile } from './course-totals.ts'

describe('S10.1 profile', () => {
  // science.md S10.1's own vectors: heights, hysteresis → gain, loss.
  const wobbly = [100, 101, 100, 102, 101, 103, 104, 103, 106, 108]
  const noisy = [100, 102, 99, 103, 98, 104, 97, 105]
  const stairs = [100, 110, 120, 115, 118, 130, 128, 140]
  it.each([
    [wobbly, 1, 11, 3],
    [wobbly, 3, 6, 0],
    [wobbly, 5, 6, 0],
    [noisy, 1, 20, 15],
    [noisy, 3, 17, 12],
    [noisy, 5, 5, 0],
    [stairs, 1, 47, 7],
    [stairs, 3, 45, 5],
    [stairs, 5, 45, 5],
  ])('counts gain and loss of %j by %i m as +%i and −%i', (heights, hysteresisM, ascentM, descentM) => {
    expect(climbedBy(heights, hysteresisM)).toEqual({ ascentM, descentM })
  })

  it('takes the noise of a phone out with its wider window and larger hysteresis', () => {
    const flat: CoursePoint[] = Array.from({ length: 500 }, (_, index) => ({
      latDeg: (index * 20) / 111_195,
      lonDeg: 9,
      altitudeM: 100 + (index % 7 === 0 ? 9 : index % 3),
    }))
    expect(totalsOfProfile(courseProfile(flat, 'ride', 'gps')).ascentM).toBe(0)
  })

  it('lays a run on a grid of 10 m and a ride on one of 20 m, the finish included', () => {
    const level = (): number => 100
    expect(courseOfHeights(1005, level, 'run').altitudeM).toHaveLength(102)
    expect(courseOfHeights(1000, level, 'ride').altitudeM).toHaveLength(51)
    const segments = courseSegments(courseOfHeights(1005, level, 'run'))
    expect(segments?.reduce((sum, segment) => sum + segment.lengthM, 0)).toBeCloseTo(1005, 6)
  })

  it('never makes more than 100,000 samples, however far the points lie apart', () => {
    const around = Array.from({ length: 400 }, (_, index) => ({
      latDeg: index % 2 === 0 ? 60 : -60,
      lonDeg: index % 2 === 0 ? 0 : 170,
      altitudeM: 5,
    }))
    const profile = courseProfile(around, 'run')
    expect(profile.distanceM).toBeGreaterThan(5e9 / 1000)
    expect(profile.altitudeM?.length).toBeLessThanOrEqual(100_002)
  })

  it('says that elevation is unknown: no segments, no gain', () => {
    const points = [0, 1, 2].map((index) => ({ latDeg: index / 100, lonDeg: 9, altitudeM: null }))
    const profile = courseProfile(points, 'run')
    expect(profile.altitudeM).toBeNull()
    expect(courseSegments(profile)).toBeNull()
    expect(courseProfile([], 'run')).toMatchObject({ distanceM: 0, altitudeM: null })
  })

  it('keeps gradients inside ±25 % for rides and ±45 % for runs, on any heights', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -400, max: 8000 }), { minLength: 2, maxLength: 80 }),
        fc.constantFrom('run' as const, 'ride' as const),
        (heights, sport) => {
          const at = (distanceM: number): number => heights[Math.min(heights.length - 1, Math.floor(distanceM / 60))]!
          const profile = courseOfHeights(heights.length * 60, at, sport)
          const most = sport === 'run' ? 0.45 : 0.25
          for (const { grade, lengthM } of courseSegments(profile) ?? []) {
            expect(Math.abs(grade)).toBeLessThanOrEqual(most)
            expect(lengthM).toBeGreaterThan(0)
          }
        },
      ),
    )
  })
})
