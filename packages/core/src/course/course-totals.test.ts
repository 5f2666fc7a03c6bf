import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { climbCategory, findClimbs } from './climbs.ts'
import type { CoursePoint } from './course-profile.ts'
import { courseTotals } from './course-totals.ts'

/** Points every 20 m due north, at the heights of `heightAt`. One degree of latitude is 111,195 m on our sphere. */
function wayNorth(lengthM: number, heightAt: (distanceM: number) => number | null): CoursePoint[] {
  const count = Math.round(lengthM / 20) + 1
  return Array.from({ length: count }, (_, index) => ({
    latDeg: (index * 20) / 111_195,
    lonDeg: 9,
    altitudeM: heightAt(index * 20),
  }))
}
/** Flat, then a steady ramp, then flat. */
const ramp = (startM: number, lengthM: number, gainM: number) => (at: number) =>
  100 + gainM * Math.min(1, Math.max(0, (at - startM) / lengthM))

describe('S10.3 climbs', () => {
  // science.md S10.3's own vectors: length, gain → category.
  it.each([
    [2000, 90, '4'],
    [5000, 350, '2'],
    [8000, 640, '1'],
    [13_800, 1071, 'HC'],
  ])('finds %i m with %i m of gain as category %s', (lengthM, gainM, category) => {
    const { climbs } = courseTotals(wayNorth(lengthM + 4000, ramp(2000, lengthM, gainM)))
    expect(climbs).toHaveLength(1)
    expect(climbs?.[0]?.category).toBe(category)
    // The 100 m mean rounds both ends off.
    expect(climbs?.[0]?.gainM).toBeGreaterThan(gainM * 0.97)
    expect(Math.abs((climbs?.[0]?.lengthM ?? 0) - lengthM)).toBeLessThan(400)
  })

  it('gives 1000 m with 60 m no category, and a false flat no climb', () => {
    expect(climbCategory(100 * 60)).toBeNull()
    expect(courseTotals(wayNorth(6000, ramp(1000, 4000, 60))).climbs).toEqual([])
  })

  it('merges two ramps with a short dip, and parts two with a long descent', () => {
    const twice = (dipM: number, gapM: number) => (at: number) =>
      ramp(1000, 2000, 120)(at) + ramp(3000 + gapM, 2000, 120)(at) - ramp(3000, gapM, dipM)(at)
    expect(courseTotals(wayNorth(8000, twice(5, 200))).climbs).toHaveLength(1)
    expect(courseTotals(wayNorth(12_000, twice(100, 2000))).climbs).toHaveLength(2)
  })

  it('keeps its own limits on any profile', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -30, max: 30 }), { minLength: 2, maxLength: 200 }), (steps) => {
        let height = 500
        const profile = {
          distanceM: steps.map((_, index) => index * 50),
          altitudeM: steps.map((step) => (height += step / 4)),
        }
        let lastEndM = -1
        for (const climb of findClimbs(profile)) {
          expect(climb.lengthM).toBeGreaterThanOrEqual(300)
          expect(climb.meanGrade).toBeGreaterThanOrEqual(0.03)
          expect(climb.startM).toBeGreaterThanOrEqual(lastEndM)
          lastEndM = climb.endM
        }
      }),
    )
  })
})

describe('courseTotals', () => {
  it('measures the way and its height', () => {
    const totals = courseTotals(wayNorth(10_000, ramp(2000, 5000, 200)))
    expect(totals.distanceM).toBeCloseTo(10_000, -1)
    expect(totals.ascentM).toBeGreaterThan(195)
    expect(totals.descentM).toBe(0)
  })

  it('says that elevation is unknown, never 0', () => {
    expect(courseTotals(wayNorth(1000, () => null))).toMatchObject({ hasElevation: false, ascentM: null, climbs: null })
    const holes = wayNorth(1000, (at) => (at % 40 === 0 ? 100 : null))
    expect(courseTotals(holes).hasElevation).toBe(false)
  })
})
