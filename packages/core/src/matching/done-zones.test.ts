import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { doneSeriesOf } from './done-series.ts'
import { doneZones } from './done-zones.ts'
import { held, samples, THRESHOLDS } from './matching.fixture.ts'

const ride = (...stretches: readonly (readonly [number, number])[]) =>
  doneSeriesOf('ride', samples('powerW', held(...stretches)))

describe('S9.7 time in zones of what was done', () => {
  it('counts each second in the zone its power is in', () => {
    // 250 W is the threshold: .6 is zone 2, 1.0 zone 4; half a minute on each side of a change is blurred
    const zones = doneZones('ride', ride([1200, 150], [600, 250]), THRESHOLDS)
    expect(zones?.by).toBe('output')
    expect(zones?.secondsInZone[1]).toBeGreaterThan(1170)
    expect(zones?.secondsInZone[3]).toBeGreaterThan(580)
    expect(zones?.secondsInZone.reduce((sum, seconds) => sum + seconds, 0)).toBe(1800)
  })
  it('goes by heart rate where there is no power, and says so', () => {
    const series = doneSeriesOf('ride', samples('heartRateBpm', held([1200, 140])))
    expect(doneZones('ride', series, THRESHOLDS)).toMatchObject({ by: 'heartRate' })
    expect(doneZones('ride', series, THRESHOLDS)!.secondsInZone[1]).toBe(1200)
  })
  it('is unknown without a threshold or a sample', () => {
    expect(doneZones('ride', ride([1200, 150]), {})).toBeNull()
    expect(
      doneZones('ride', { powerW: null, speedMps: null, gradedSpeedMps: null, heartRateBpm: null }, THRESHOLDS),
    ).toBeNull()
  })
  it('never counts more than was recorded', () => {
    const powers = fc.array(fc.option(fc.double({ min: 0, max: 2000, noNaN: true })), { minLength: 1, maxLength: 400 })
    fc.assert(
      fc.property(powers, (list) => {
        const zones = doneZones('ride', doneSeriesOf('ride', samples('powerW', list)), THRESHOLDS)
        const sum = zones?.secondsInZone.reduce((total, seconds) => total + seconds, 0) ?? 0
        expect(sum).toBeLessThanOrEqual(list.length)
        expect(zones?.secondsInZone.every((seconds) => seconds >= 0) ?? true).toBe(true)
      }),
    )
  })
})
