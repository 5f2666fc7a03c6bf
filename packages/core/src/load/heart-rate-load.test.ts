import { describe, expect, it } from 'vitest'
import { durationLoad, intensityOfRpe, rpeLoad, sessionRpe } from './rpe-load.ts'
import { banisterTrimp, banisterTrimpOf, edwardsTrimp, heartRateLoad, luciaTrimp, type Sex } from './trimp.ts'

const reserve = (restingBpm: number, maxBpm: number, sex: Sex | null) => ({ restingBpm, maxBpm, sex })

describe('S3.5 S3.6 S3.7 TRIMP', () => {
  it.each([
    [60, 150, reserve(50, 190, 'male'), 108.095],
    [60, 150, reserve(50, 190, 'female'), 121.499],
    [45, 170, reserve(55, 185, 'male'), 139.245],
  ])('Banister: %d min at %d', (minutes, bpm, against, trimp) =>
    expect(Math.abs(banisterTrimp(minutes, bpm, against) - trimp)).toBeLessThan(0.01),
  )
  it('sex unknown is the mean of both, and a series sums to the same', () => {
    expect(banisterTrimp(60, 150, reserve(50, 190, null))).toBeCloseTo((108.095 + 121.499) / 2, 2)
    expect(banisterTrimpOf(Array<number>(3600).fill(150), reserve(50, 190, 'male'))).toBeCloseTo(108.095, 2)
    expect(banisterTrimp(60, 40, reserve(50, 190, 'male'))).toBe(0)
    expect(banisterTrimp(60, 210, reserve(50, 190, 'male'))).toBe(banisterTrimp(60, 190, reserve(50, 190, 'male')))
  })
  it.each([
    [90, 140, 165, reserve(50, 190, 'male'), 83.317],
    [45, 172, 168, reserve(55, 188, 'female'), 81.655],
    [60, 165, 165, reserve(50, 190, 'male'), 100],
  ])('hrTSS: %d min at %d with LTHR %d', (minutes, bpm, lthr, against, load) =>
    expect(Math.abs(heartRateLoad(banisterTrimp(minutes, bpm, against), lthr, against) - load)).toBeLessThan(0.01),
  )
  it('Edwards and Lucia', () => {
    expect(edwardsTrimp([10, 30, 20, 10, 0])).toBe(170)
    expect(edwardsTrimp([5, 10, 15, 20, 10])).toBe(200)
    expect(luciaTrimp(60, 20, 10)).toBe(130)
    expect(luciaTrimp(40, 30, 20)).toBe(160)
  })
})

describe('S3.9 RPE', () => {
  it('Foster and the TSS scale', () => {
    expect(sessionRpe(45, 8)).toBe(360)
    expect(rpeLoad(3600, 3)).toBeCloseTo(42.25)
    expect(rpeLoad(3600, 8)).toBeCloseTo(96.04)
    expect(rpeLoad(2700, 6)).toBeCloseTo(54.19, 2)
    expect(intensityOfRpe(6.5)).toBeCloseTo(0.885)
    expect(intensityOfRpe(0)).toBe(0.45)
    expect(intensityOfRpe(10)).toBe(1.08)
  })
  it('S3.10 last resort by length', () => {
    expect(durationLoad('run', 3600)).toBeCloseTo(60.84)
    expect(durationLoad('ride', 3600)).toBeCloseTo(38.44)
    expect(durationLoad('swim', 3600)).toBeCloseTo(49)
    expect(durationLoad('strength', 1800)).toBe(22.5)
    expect(durationLoad('walk', 3600)).toBe(20)
    expect(durationLoad('other', 3600)).toBe(40)
  })
})
