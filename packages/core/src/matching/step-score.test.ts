import { describe, expect, it } from 'vitest'
import type { StepTarget } from './matchable.ts'
import { bandOf, stepScore } from './step-score.ts'

const INDOOR = true

describe('S9.4 step score', () => {
  it.each([
    [300, 250, 1],
    [300, 234, 0.76],
    [240, 250, 0.8],
    [290, 268, 0.657],
    [300, 215, 0],
  ])('gives %i s of 300 at %i W in 240–260 W a score of %f', (doneS, mean, score) => {
    expect(stepScore(doneS / 300, mean, { low: 240, high: 260 })).toBeCloseTo(score, 3)
  })
  it('never passes 1, and scores by length alone without a mean', () => {
    expect(stepScore(2, 250, { low: 240, high: 260 })).toBe(1)
    expect(stepScore(0.5, null, null)).toBe(0.5)
  })
})

describe('S9.4 band', () => {
  const target = (measure: StepTarget['measure'], low: number, high = low): StepTarget => ({ measure, low, high })
  it.each([
    ['power', 250, false, 240, 260],
    ['power', 300, true, 282, 318],
    ['pace', 4, false, 3.92, 4.08],
    ['pace', 5, true, 4.85, 5.15],
    ['heartRate', 160, false, 157, 163],
  ] as const)('of %s %f (HIGH %s) is %f–%f', (measure, value, isHigh, low, high) => {
    const band = bandOf(target(measure, value), isHigh, INDOOR)
    expect(band.low).toBeCloseTo(low, 9)
    expect(band.high).toBeCloseTo(high, 9)
  })
  it('is the target itself where that is wider', () => {
    expect(bandOf(target('power', 200, 260), false, INDOOR)).toEqual({ low: 200, high: 260 })
    expect(bandOf(target('heartRate', 157, 168), false, INDOOR)).toEqual({ low: 157, high: 168 })
  })
  it('is half as wide again outdoors for power, and no wider for pace', () => {
    const outdoors = bandOf(target('power', 250), false, false)
    expect([outdoors.low, outdoors.high]).toEqual([235, 265])
    expect(bandOf(target('pace', 4), false, false)).toEqual(bandOf(target('pace', 4), false, INDOOR))
  })
})
