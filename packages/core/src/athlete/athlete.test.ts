import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ageOn } from './age.ts'
import { slotsOn } from './availability.ts'
import { detrainingFactor } from './detraining.ts'
import { guardrailLevel, levelFromVolume } from './level.ts'
import { tanakaMaxHr, workingMaxHr } from './max-heart-rate.ts'
import { firstWeekShare } from './return-share.ts'
import { thresholdOn, thresholdsOn, type Threshold } from './thresholds.ts'

const km = (distance: number, minutes = 0) => ({ distanceM: distance * 1000, minutes })

describe('S0.3 S7.3 level', () => {
  it.each([
    ['run', km(24.9), 'BEGINNER'],
    ['run', km(25), 'INTERMEDIATE'],
    ['run', km(59.9), 'INTERMEDIATE'],
    ['run', km(60), 'ADVANCED'],
    ['run', { distanceM: null, minutes: 239 }, 'BEGINNER'],
    ['ride', km(200, 239), 'BEGINNER'],
    ['ride', km(50, 240), 'INTERMEDIATE'],
    ['ride', km(50, 480), 'ADVANCED'],
  ] as const)('%s %j is %s', (sport, week, level) => expect(levelFromVolume(sport, week)).toBe(level))

  it('a word lowers and never raises; without a word never above INTERMEDIATE', () => {
    expect(guardrailLevel('ADVANCED', 'run', [km(30)])).toBe('INTERMEDIATE')
    expect(guardrailLevel('BEGINNER', 'run', [km(80)])).toBe('BEGINNER')
    expect(guardrailLevel('ADVANCED', 'run', [km(80), km(50)])).toBe('ADVANCED')
    expect(guardrailLevel(null, 'run', [km(80)])).toBe('INTERMEDIATE')
    expect(guardrailLevel('ADVANCED', 'run', [])).toBe('BEGINNER')
  })
})

describe('S3.1 maximum heart rate', () => {
  it.each([
    [20, 194],
    [35, 183.5],
    [50, 173],
    [65, 162.5],
  ])('Tanaka at %d is %d', (age, bpm) => expect(tanakaMaxHr(age)).toBeCloseTo(bpm))
  it('an observed maximum far under Tanaka is lifted to Tanaka − 10', () => {
    expect(workingMaxHr(188, 35)).toBe(188)
    expect(workingMaxHr(160, 35)).toBe(173.5)
    expect(workingMaxHr(null, 35)).toBe(183.5)
    expect(workingMaxHr(181, null)).toBe(181)
    expect(workingMaxHr(null, null)).toBeNull()
  })
})

describe('S8.8 detraining', () => {
  it.each([
    [3, 1, 1],
    [8, 0.991, 0.9953],
    [12, 0.979, 0.989],
    [14, 0.973, 0.986],
    [24, 0.943, 0.9713],
    [30, 0.925, 0.9621],
    [60, 0.835, 0.9173],
    [90, 0.8, 0.9],
  ])('%d days off', (days, none, cross) => {
    expect(Math.abs(detrainingFactor(days) - none)).toBeLessThan(0.0005)
    expect(Math.abs(detrainingFactor(days, true) - cross)).toBeLessThan(0.0005)
  })
  it('never rises with time off and loses less with cross-training', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 }), (days) => {
        expect(detrainingFactor(days + 1)).toBeLessThanOrEqual(detrainingFactor(days))
        expect(detrainingFactor(days, true)).toBeGreaterThanOrEqual(detrainingFactor(days))
      }),
    )
  })
})

describe('S8.7 first week after a break', () => {
  it.each([
    [0, 1],
    [3, 1],
    [4, 0.9],
    [6, 0.9],
    [7, 0.7],
    [13, 0.7],
    [14, 0.5],
    [28, 0.5],
    [29, 0.33],
    [400, 0.33],
  ])('%d days off: %d', (days, share) => expect(firstWeekShare(days)).toBe(share))
})

describe('age', () => {
  it('is unknown without a birth year and refuses a wrong one', () => {
    expect(ageOn(1986, '2026-03-04')).toMatchObject({ ok: true, value: 40 })
    expect(ageOn(undefined, '2026-03-04')).toMatchObject({ ok: false, reason: 'no-birth-year' })
    expect(ageOn(2030, '2026-03-04')).toMatchObject({ ok: false, reason: 'out-of-range' })
  })
})

describe('thresholds in force', () => {
  const ftp = (value: number, from: string): Threshold => ({
    sport: 'ride',
    name: 'ftpW',
    value,
    from,
    method: 'athlete',
    confidence: 'HIGH',
  })
  it('takes the latest not after the day, of that sport', () => {
    const history = [ftp(250, '2026-01-01'), ftp(240, '2025-06-01'), ftp(260, '2026-03-01')]
    expect(thresholdsOn(history, 'ride', '2026-02-28')).toEqual({ ftpW: 250 })
    expect(thresholdsOn(history, 'ride', '2026-03-01')).toEqual({ ftpW: 260 })
    expect(thresholdsOn(history, 'run', '2026-03-01')).toEqual({})
    expect(thresholdOn(history, 'ride', 'ftpW', '2025-01-01')).toMatchObject({ ok: false, reason: 'no-threshold' })
  })
})

describe('slots of a day', () => {
  it('overrides replace the default week, a blackout empties the day', () => {
    const availability = {
      slots: [
        { day: 'MON' as const, minutes: 60 },
        { day: 'MON' as const, minutes: 0 },
      ],
      overrides: [{ date: '2026-03-09', slot: 0, minutes: 30 }],
      blackoutDates: ['2026-03-16'],
    }
    expect(slotsOn(availability, '2026-03-02')).toEqual([{ date: '2026-03-02', slot: 0, minutes: 60 }])
    expect(slotsOn(availability, '2026-03-09')).toEqual([{ date: '2026-03-09', slot: 0, minutes: 30 }])
    expect(slotsOn(availability, '2026-03-16')).toEqual([])
  })
})
