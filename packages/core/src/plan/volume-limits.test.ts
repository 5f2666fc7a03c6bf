import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  firstWeekRideLimitMin,
  firstWeekRunLimitM,
  firstWeekRunLimitMin,
  firstWeekUnknownLimitMin,
  loadWeekLimits,
  longRideLimitsMin,
  longRunLimitsM,
  longRunLimitsMin,
  longRunShareLimits,
  longRunTimeLimitsMin,
  shareRuleApplies,
  taperDays,
  taperLimits,
  weeklyRideLimitsMin,
  weeklyRunLimitsM,
  weeklyRunLimitsMin,
} from './volume-limits.ts'

const km = (metres: number): number => Math.round(metres) / 1000

describe('G01 weekly volume', () => {
  // Vectors of guardrails.json g01.
  it.each([
    [[10, 12, 0, 14], 17, 19],
    [[30, 33, 36, 27], 39.6, 41.4],
    [[60, 66, 70, 52], 77, 80.5],
    [[0, 0, 0, 0], 9, 11],
  ])('%j km before: soft %d km, hard %d km', (weeks, soft, hard) => {
    const limits = weeklyRunLimitsM(weeks.map((week) => week * 1000))
    expect([km(limits.soft), km(limits.hard)]).toEqual([soft, hard])
  })
  it('takes the best of four weeks and leaves the unknown ones out', () => {
    expect(weeklyRunLimitsM([90_000, 20_000, null, 40_000, null])).toEqual(weeklyRunLimitsM([40_000]))
  })
  it('allows a ride week 45 and 75 min more, or 10 and 15 %', () => {
    expect(weeklyRideLimitsMin([0])).toEqual({ soft: 165, hard: 195 })
    const big = weeklyRideLimitsMin([600])
    expect(big.soft).toBeCloseTo(660)
    expect(big.hard).toBeCloseTo(690)
  })
  it('is stricter from 50 years and wider for a template', () => {
    expect(weeklyRunLimitsM([80_000], { ageYears: 50 }).soft).toBeCloseTo(86_400)
    expect(weeklyRunLimitsM([20_000], { profile: 'template' }).hard).toBe(28_000)
    expect(weeklyRunLimitsM([60_000], { profile: 'template' }).hard).toBe(75_000)
  })
  it('speaks minutes with 10 km as one hour', () => {
    const limits = weeklyRunLimitsMin([6 * 36])
    expect(limits.soft).toBeCloseTo(39.6 * 6)
    expect(limits.hard).toBeCloseTo(41.4 * 6)
  })
})

describe('G02 long-run share', () => {
  // Vectors of guardrails.json g02.
  it.each([
    [1, 1, 1, 1],
    [2, 0.55, 0.65, 0.77],
    [3, 0.4, 0.5, 0.62],
    [4, 0.35, 0.4, 0.52],
    [5, 0.3, 0.35, 0.47],
    [6, 0.3, 0.35, 0.47],
    [7, 0.3, 0.35, 0.47],
  ])('%d run days: soft %d, hard %d, marathon %d', (days, soft, hard, marathon) => {
    expect(longRunShareLimits(days, 'HM')).toEqual({ soft, hard })
    expect(longRunShareLimits(days, 'MARATHON')).toEqual({ soft, hard: marathon })
  })
  it('rests below 20 km and up to an hour', () => {
    expect(shareRuleApplies(19_999, 90)).toBe(false)
    expect(shareRuleApplies(20_000, 60)).toBe(false)
    expect(shareRuleApplies(20_000, 61)).toBe(true)
  })
})

describe('G03 long-run step', () => {
  // Vectors of guardrails.json g03.
  it.each([
    [3, 4.6, 4.6],
    [5, 6.6, 6.7],
    [8, 9.6, 10.72],
    [12, 13.6, 15.3],
    [16, 17.6, 19.3],
    [20, 22, 23.3],
    [26, 28.6, 29.9],
    [32, 35.2, 36.8],
  ])('%d km before: soft %d km, hard %d km', (longest, soft, hard) => {
    const limits = longRunLimitsM(longest * 1000)
    expect([km(limits.soft), km(limits.hard)]).toEqual([soft, hard])
  })
  it('takes 3 km where less, or nothing, is known, and a template 5 km', () => {
    expect(longRunLimitsM(null)).toEqual(longRunLimitsM(3_000))
    expect(longRunLimitsM(10_000, 'template').hard).toBe(15_000)
  })
  it('is the same step in minutes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 45_000 }), (metres) => {
        expect(longRunLimitsMin((metres / 1000) * 6).hard).toBeCloseTo(
          Math.max(30, (longRunLimitsM(metres).hard / 1000) * 6),
        )
      }),
    )
  })
})

describe('G04, G05, G06, G23, G25', () => {
  it('G04 caps the time of one run', () => {
    expect(longRunTimeLimitsMin('MARATHON', 'BEGINNER')).toEqual({ soft: 180, hard: 210 })
    expect(longRunTimeLimitsMin('10K', 'BEGINNER')).toEqual({ soft: 90, hard: 120 })
    expect(longRunTimeLimitsMin('10K', 'INTERMEDIATE')).toEqual({ soft: 150, hard: 180 })
    expect(longRunTimeLimitsMin('GENERAL_FITNESS', 'BEGINNER')).toEqual({ soft: 150, hard: 180 })
  })
  it('G05 asks for a lighter week earlier under 2:1 conditions', () => {
    expect(loadWeekLimits(false)).toEqual({ soft: 3, hard: 4 })
    expect(loadWeekLimits(true)).toEqual({ soft: 2, hard: 3 })
  })
  it('G06 has no taper for general fitness and a short one for short plans', () => {
    expect(taperLimits('GENERAL_FITNESS', 12)).toBeNull()
    expect(taperLimits('MARATHON', 16)).toEqual({ last7: 0.6, last14: 0.7 })
    expect(taperLimits('MARATHON', 2)).toEqual({ last7: 0.75, last14: null })
    expect(taperLimits('10K', 10)).toEqual({ last7: 0.75, last14: null })
  })
  it('G06 tapers as long as the plan has room for', () => {
    expect(taperDays('MARATHON', 60_000, 16)).toBe(21)
    expect(taperDays('MARATHON', 40_000, 16)).toBe(14)
    expect(taperDays('HM', null, 12)).toBe(12)
    expect(taperDays('HM', null, 10)).toBe(9)
    expect(taperDays('HM', null, 2)).toBe(7)
    expect(taperDays('MARATHON', 60_000, 10)).toBe(14)
    expect(taperDays('GRAN_FONDO', null, 5)).toBe(12)
    expect(taperDays('10K', null, 5)).toBe(7)
    expect(taperDays('5K', null, 8)).toBe(5)
  })
  it('G23 lets a long ride grow by 30 and 60 min, or 15 and 30 %', () => {
    expect(longRideLimitsMin(null)).toEqual({ soft: 75, hard: 105 })
    const long = longRideLimitsMin(300)
    expect(long.soft).toBeCloseTo(345)
    expect(long.hard).toBeCloseTo(390)
  })
  it('G25 starts where the last weeks were', () => {
    expect(firstWeekRunLimitM(30_000)).toBe(32_000)
    expect(firstWeekRunLimitM(0)).toBe(8_000)
    expect(firstWeekRunLimitMin(300)).toBe(312)
    expect(firstWeekRunLimitMin(0)).toBe(90)
    expect(firstWeekRideLimitMin(200)).toBe(230)
    expect(firstWeekRideLimitMin(0)).toBe(150)
    expect(firstWeekUnknownLimitMin('run')).toBe(90)
    expect(firstWeekUnknownLimitMin('ride')).toBe(135)
  })
})
it('a hard limit is never below its soft one', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 200_000 }), (value) => {
      for (const limits of [
        weeklyRunLimitsM([value]),
        weeklyRideLimitsMin([value / 100]),
        longRunLimitsM(value),
        longRideLimitsMin(value / 100),
      ])
        expect(limits.hard).toBeGreaterThanOrEqual(limits.soft)
    }),
  )
})
