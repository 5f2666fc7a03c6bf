import { describe, expect, it } from 'vitest'
import { METRES_PER_MILE } from '../units/distance.ts'
import {
  personalRiegelExponent,
  predictRace,
  riegelExponent,
  riegelTimeS,
  vickersOneRace,
  vickersTwoRaces,
} from './race-prediction.ts'
import { raceTimeS } from './vdot.ts'

const miles = (count: number) => count * METRES_PER_MILE
const effort = (distanceM: number, timeS: number, date = '2026-02-01') => ({ date, distanceM, timeS })

describe('S1.5 Riegel', () => {
  it.each([
    [5000, 1200, 10_000, 1.06, 2501.92],
    [10_000, 2400, 21_097.5, 1.06, 5295.37],
    [21_097.5, 5400, 42_195, 1.06, 11_258.63],
    [21_097.5, 6300, 42_195, 1.09, 13_411.06],
  ])('%d m in %d s to %d m', (d1, t1, d2, k, t2) => expect(Math.abs(riegelTimeS(d1, t1, d2, k) - t2)).toBeLessThan(0.2))

  it('has the exponents of the source', () => {
    expect(riegelExponent(5000, 1500, 21_097.5, 7080)).toBeCloseTo(1.07786, 5)
    expect(riegelExponent(10_000, 2700, 42_195, 12_900)).toBeCloseTo(1.08631, 5)
  })

  it('shrinks a personal exponent, clamps it, and needs a pair within 90 days', () => {
    const pair = [effort(5000, 1500), effort(21_097.5, 7080)]
    // One pair: (1.07786 + 2 × 1.06) / 3.
    expect(personalRiegelExponent(pair)).toMatchObject({ ok: true, value: expect.closeTo(1.06595, 4) })
    // An exponent of 1.4 counts as 1.15.
    expect(personalRiegelExponent([effort(5000, 1500), effort(10_000, 1500 * 2 ** 1.4)])).toMatchObject({
      value: expect.closeTo(1.09, 6),
    })
    expect(personalRiegelExponent([pair[0]!, { ...pair[1]!, date: '2026-05-03' }])).toMatchObject({
      ok: false,
      reason: 'no-effort',
    })
    expect(personalRiegelExponent([pair[0]!])).toMatchObject({ ok: false })
  })
})

describe('S1.6 Vickers', () => {
  it.each([
    [21_097.5, 5400, 20, 12_481.2],
    [21_097.5, 5400, 40, 12_024.3],
    [21_097.5, 5400, 60, 11_599.6],
    [10_000, 2700, 30, 13_460.1],
  ])('one race: %d m in %d s, %d miles a week', (distanceM, timeS, weekly, marathonS) =>
    expect(Math.abs(vickersOneRace(distanceM, timeS, miles(weekly)) - marathonS)).toBeLessThan(0.2),
  )
  it.each([
    [5000, 1200, 21_097.5, 5520, 40, 12_185.5],
    [10_000, 2700, 21_097.5, 6000, 30, 13_354.0],
    [5000, 1500, 21_097.5, 7080, 25, 15_813.3],
  ])('two races: %d m in %d s and %d m in %d s', (d1, t1, d2, t2, weekly, marathonS) =>
    expect(Math.abs(vickersTwoRaces(effort(d1, t1), effort(d2, t2), miles(weekly)) - marathonS)).toBeLessThan(0.2),
  )
})

describe('S1.10 choice of predictor', () => {
  it('uses VDOT alone without races, with the widest band', () => {
    const prediction = predictRace({ distanceM: 10_000, vdot: 50, efforts: [], weeklyDistanceM: null })
    expect(prediction).toMatchObject({ ok: true, value: { method: 'vdot', timeS: raceTimeS(50, 10_000) } })
    expect(prediction.ok && prediction.value.highS / prediction.value.timeS).toBeCloseTo(1.07)
  })

  it('means VDOT with a personal Riegel up to the half marathon', () => {
    const efforts = [effort(5000, 1196), effort(10_000, 2490)]
    const prediction = predictRace({ distanceM: 21_097.5, vdot: 50, efforts, weeklyDistanceM: null })
    const exponent = personalRiegelExponent(efforts)
    const riegel = exponent.ok ? riegelTimeS(10_000, 2490, 21_097.5, exponent.value) : Number.NaN
    expect(prediction).toMatchObject({
      value: { method: 'vdot+riegel', timeS: (raceTimeS(50, 21_097.5) + riegel) / 2 },
    })
    expect(prediction.ok && prediction.value.lowS / prediction.value.timeS).toBeCloseTo(0.98)
  })

  it('S1.3m never predicts a marathon faster than the one-race model when volume is known', () => {
    const efforts = [effort(21_097.5, raceTimeS(50, 21_097.5))]
    const low = predictRace({ distanceM: 42_195, vdot: 50, efforts, weeklyDistanceM: miles(20) })
    expect(low).toMatchObject({ value: { method: 'vickers-1' } })
    expect(low.ok && low.value.timeS).toBeGreaterThan(raceTimeS(50, 42_195))
    expect(predictRace({ distanceM: 42_195, vdot: 50, efforts, weeklyDistanceM: null })).toMatchObject({
      value: { method: 'vdot' },
    })
  })

  it('uses the two-race model when two races of different length are there', () => {
    const efforts = [effort(5000, 1200), effort(21_097.5, 5520)]
    const prediction = predictRace({ distanceM: 42_195, vdot: 50, efforts, weeklyDistanceM: miles(40), differs: true })
    expect(prediction).toMatchObject({ value: { method: 'vickers-2', timeS: expect.closeTo(12_185.5, 0) } })
    expect(prediction.ok && prediction.value.highS / prediction.value.timeS).toBeCloseTo(1.05)
  })

  it('predicts nothing beyond the marathon', () => {
    expect(predictRace({ distanceM: 50_000, vdot: 50, efforts: [], weeklyDistanceM: null })).toMatchObject({
      ok: false,
    })
  })
})
