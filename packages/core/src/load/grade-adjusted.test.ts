import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { altitudeAt, elevationPoints, gradientAt, smoothElevation } from './elevation-profile.ts'
import {
  GAP_DOWNHILL_FLOOR,
  gradeAdjustedSpeeds,
  gradeFactor,
  rawGradeFactor,
  runningCost,
  runSpeeds,
  walkingCost,
} from './grade-adjusted.ts'
import { normalizedGradedSpeed, runningStressScore } from './running-load.ts'

const seconds = (count: number) => Array.from({ length: count }, (_, index) => index)

describe('S1.9 Minetti', () => {
  it.each([
    [-0.45, 4.0323, 3.6051, 1.1201],
    [-0.2, 1.8, 1.0867, 0.5],
    [-0.1, 2.1517, 1.1271, 0.5977],
    [-0.05, 2.7459, 1.6589, 0.7628],
    [-0.02, 3.2289, 2.1294, 0.8969],
    [0, 3.6, 2.5, 1],
    [0.02, 4.0082, 2.9121, 1.1134],
    [0.05, 4.6852, 3.5999, 1.3014],
    [0.1, 5.9682, 4.8991, 1.6578],
    [0.2, 9.0067, 7.8774, 2.5019],
    [0.45, 19.426, 17.6003, 5.3961],
  ])('grade %d', (grade, run, walk, factor) => {
    expect(Math.abs(runningCost(grade) - run)).toBeLessThan(0.0001)
    expect(Math.abs(walkingCost(grade) - walk)).toBeLessThan(0.0001)
    expect(Math.abs(rawGradeFactor(grade) - factor)).toBeLessThan(0.0001)
  })

  it('paces: 300 s/km at +5 % is worth 230.51, at −5 % 393.31 unfloored and 352.94 floored', () => {
    expect(300 / rawGradeFactor(0.05)).toBeCloseTo(230.51, 2)
    expect(360 / rawGradeFactor(0.1)).toBeCloseTo(217.15, 2)
    expect(420 / rawGradeFactor(0.15)).toBeCloseTo(203.86, 2)
    expect(300 / rawGradeFactor(-0.05)).toBeCloseTo(393.31, 2)
    expect(300 / gradeFactor(-0.05)).toBeCloseTo(352.94, 2)
  })

  it('downhill never counts below the floor, uphill never below flat, steeper than 45 % as 45 %', () => {
    fc.assert(
      fc.property(fc.double({ min: -2, max: 2, noNaN: true }), (grade) => {
        expect(gradeFactor(grade)).toBeGreaterThanOrEqual(grade < 0 ? GAP_DOWNHILL_FLOOR : 1)
        expect(gradeFactor(grade)).toBe(gradeFactor(Math.min(0.45, Math.max(-0.45, grade))))
      }),
    )
  })

  it('a steady climb of 5 % multiplies speed by 1.3014 away from its ends', () => {
    const timeS = seconds(600)
    const distanceM = timeS.map((time) => time * 3)
    const speeds = gradeAdjustedSpeeds({
      timeS,
      distanceM,
      altitudeM: distanceM.map((distance) => 100 + distance * 0.05),
    })
    expect(speeds[300]!).toBeCloseTo(3 * 1.3014, 3)
  })
})

describe('S10.1 elevation', () => {
  it('leaves out standstills, jumps and missing points', () => {
    const points = elevationPoints([0, 10, 10, null, 5000, 20], [1, 2, 3, 4, 5, 6], [0, 1, 2, 3, 4, 5])
    expect(points).toEqual({ distanceM: [0, 10, 20], altitudeM: [1, 2, 6] })
  })
  it('a single bad altitude disappears, a slope stays', () => {
    const distanceM = seconds(100).map((index) => index * 10)
    const altitudeM = distanceM.map((distance) => distance * 0.04)
    const smooth = smoothElevation({ distanceM, altitudeM: altitudeM.with(50, 900) })
    expect(Math.abs(altitudeAt(smooth, 500) - 20)).toBeLessThan(1)
    expect(gradientAt(smooth, 700, 100, 0.25)).toBeCloseTo(0.04, 6)
    expect(gradientAt(smooth, -500, 100, 0.25)).toBe(0)
  })
})

describe('S3.8 running stress score', () => {
  it.each([
    [3600, 3.5, 3.5, 100],
    [5400, 3.0, 3.6, 104.167],
    [2700, 3.4, 3.9, 57.002],
  ])('%d s at %d m/s of %d', (durationS, speed, threshold, score) =>
    expect(Math.abs(runningStressScore(durationS, speed, threshold) - score)).toBeLessThan(0.01),
  )

  it('drops standing, keeps walking', () => {
    const timeS = seconds(1800)
    const speedMps = timeS.map((time) => (time < 600 ? 3 : time < 1200 ? 0 : 1.5))
    const graded = normalizedGradedSpeed({ timeS, speedMps })
    expect(graded).toMatchObject({ ok: true, value: { movingS: 1200 } })
  })

  it('derives speed from distance, and refuses what nobody runs', () => {
    expect(runSpeeds({ timeS: [0, 2, 3, 4], distanceM: [0, 6, 106, 109] })).toEqual([null, 3, null, 3])
    expect(normalizedGradedSpeed({ timeS: seconds(100) })).toMatchObject({ ok: false, reason: 'no-pace' })
  })
})
