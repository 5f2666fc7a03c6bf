import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { paceFromSpeed } from '../units/pace.ts'
import { conditionsPaceFactor } from './conditions.ts'
import { trainingSpeeds, vdotFromThresholdSpeed } from './training-paces.ts'
import { oxygenCost, raceTimeS, speedAtOxygenCost, sustainableFraction, vdotFromPerformance } from './vdot.ts'

describe('S1.1 VDOT', () => {
  it.each([
    [5000, 1197, 49.952],
    [5000, 1800, 30.822],
    [10_000, 2481, 49.967],
    [10_000, 3600, 32.28],
    [21_097.5, 5495, 49.96],
    [21_097.5, 7200, 36.459],
    [42_195, 11_449, 49.952],
    [42_195, 14_400, 37.904],
    [1609.344, 350, 49.968],
    [3000, 720, 47.851],
  ])('%d m in %d s is %d', (distanceM, timeS, vdot) => {
    const measured = vdotFromPerformance(distanceM, timeS)
    expect(measured.ok && Math.abs(measured.value - vdot)).toBeLessThan(0.005)
  })

  it('has the oxygen cost, fraction and inverse of the source', () => {
    expect(oxygenCost(250)).toBeCloseTo(47.4645, 4)
    expect(sustainableFraction(20)).toBeCloseTo(0.95298, 5)
    expect(sustainableFraction(60)).toBeCloseTo(0.88801, 5)
    expect(speedAtOxygenCost(50)).toBeCloseTo(260.772, 3)
  })

  it.each([
    [1499, 400, 'too short a distance'],
    [5000, 0, 'no time'],
    [5000, -5, 'negative time'],
    [5000, Number.NaN, 'no number'],
    [42_195, 14_401, 'too long a time'],
    [5000, 660, 'faster than anybody'],
    [1500, 1500, 'slower than VDOT 20'],
  ])('%d m in %d s is refused: %s', (distanceM, timeS) => {
    expect(vdotFromPerformance(distanceM, timeS)).toMatchObject({ ok: false, reason: 'out-of-range' })
  })
})

describe('S1.3 race equivalents', () => {
  it.each([
    [40, 1446.2, 3000.8, 6653.9, 13_777.4],
    [50, 1196.0, 2479.6, 5491.2, 11_439.7],
    [60, 1022.8, 2121.9, 4688.6, 9802.5],
  ])('VDOT %d', (vdot, k5, k10, half, marathon) => {
    expect(Math.abs(raceTimeS(vdot, 5000) - k5)).toBeLessThan(0.2)
    expect(Math.abs(raceTimeS(vdot, 10_000) - k10)).toBeLessThan(0.2)
    expect(Math.abs(raceTimeS(vdot, 21_097.5) - half)).toBeLessThan(0.2)
    expect(Math.abs(raceTimeS(vdot, 42_195) - marathon)).toBeLessThan(0.2)
  })

  it('is the inverse of VDOT', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 20.1, max: 85, noNaN: true }),
        fc.constantFrom(5000, 10_000, 21_097.5),
        (vdot, distanceM) => {
          const timeS = raceTimeS(vdot, distanceM)
          if (timeS > 14_400) return
          const back = vdotFromPerformance(distanceM, timeS)
          expect(back.ok && Math.abs(back.value - vdot)).toBeLessThan(0.01)
        },
      ),
    )
  })
})

describe('S1.4 training paces', () => {
  // E slow, E fast, M, T, I, R in s/km.
  it.each([
    [30, 503.41, 459.03, 423.11, 384.19, 354.28, 334.28],
    [40, 403.51, 366.76, 327.52, 305.55, 281.34, 261.34],
    [50, 338.27, 306.95, 271.12, 255.2, 234.86, 219.86],
    [60, 292.26, 264.99, 232.31, 220.14, 202.59, 187.59],
    [80, 231.59, 209.89, 181.62, 174.43, 160.61, 145.61],
  ])('VDOT %d', (vdot, ...expected) => {
    const speeds = trainingSpeeds(vdot)
    const paces = [
      speeds.easySlowMps,
      speeds.easyFastMps,
      speeds.marathonMps,
      speeds.thresholdMps,
      speeds.intervalMps,
      speeds.repetitionMps,
    ].map((speed) => paceFromSpeed(speed))
    for (const [index, pace] of paces.entries()) expect(Math.abs(pace - expected[index]!)).toBeLessThan(0.02)
    expect(speeds.quality).toBe('GOOD')
  })

  it('marks extrapolation and prescribes run-walk beyond 12 min/km', () => {
    expect(trainingSpeeds(25)).toMatchObject({ quality: 'LOW', runWalk: false })
    expect(trainingSpeeds(18)).toMatchObject({ quality: 'LOW', runWalk: true })
  })

  it('are ordered, rise with VDOT, and T inverts to VDOT', () => {
    fc.assert(
      fc.property(fc.double({ min: 25, max: 85, noNaN: true }), (vdot) => {
        const s = trainingSpeeds(vdot)
        const ladder = [s.easySlowMps, s.easyFastMps, s.marathonMps, s.thresholdMps, s.intervalMps, s.repetitionMps]
        expect([...ladder].sort((a, b) => a - b)).toEqual(ladder)
        expect(trainingSpeeds(vdot + 0.5).thresholdMps).toBeGreaterThan(s.thresholdMps)
        expect(vdotFromThresholdSpeed(s.thresholdMps)).toBeCloseTo(vdot, 6)
      }),
    )
  })

  it('heat and altitude slow paces within their limits', () => {
    expect(conditionsPaceFactor(25, null)).toBeCloseTo(1.04)
    expect(conditionsPaceFactor(40, null)).toBeCloseTo(1.06)
    expect(conditionsPaceFactor(5, 1600)).toBeCloseTo(1.02)
    expect(conditionsPaceFactor(null, null)).toBe(1)
  })
})
