import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { metresToUnit, unitToMetres } from './distance.ts'
import {
  formatAscent,
  formatClock,
  formatDistance,
  formatDuration,
  formatPace,
  formatPaceRange,
  formatPercent,
  formatPower,
  formatSpeed,
} from './format.ts'
import { paceFromSpeed, speedFromPace } from './pace.ts'
import { roundHalfAway } from './rounding.ts'

describe('S0.2 rounding', () => {
  it.each([
    [148.5, 0, 149],
    [127.5, 0, 128],
    [-2.5, 0, -3],
    [0.4, 0, 0],
    [-0.4, 0, 0],
    [1.005, 2, 1.01],
  ])('%d to %d digits is %d', (value, digits, expected) => expect(roundHalfAway(value, digits)).toBe(expected))

  it('moves no value by more than half a unit and mirrors at zero', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), (value) => {
        expect(Math.abs(roundHalfAway(value) - value)).toBeLessThanOrEqual(0.5 + 1e-6)
        expect(roundHalfAway(-value) + roundHalfAway(value)).toBe(0)
      }),
    )
  })
})

describe('words for numbers', () => {
  it.each([
    [0, '0 min'],
    [45, '45 s'],
    [59.6, '1 min'],
    [54 * 60, '54 min'],
    [59 * 60 + 30, '1:00 h'],
    [65 * 60, '1:05 h'],
    [12 * 3600 + 240, '12:04 h'],
    [-300, '−5 min'],
  ])('%d s lasts %s', (seconds, text) => expect(formatDuration(seconds)).toBe(text))

  it.each([
    [300, '5:00'],
    [3900, '1:05:00'],
    [45, '0:45'],
    [3599.6, '1:00:00'],
  ])('%d s reads %s', (seconds, text) => expect(formatClock(seconds)).toBe(text))

  it('writes paces, distances, speeds, powers, climbs and shares', () => {
    expect(formatPace(1000 / 292)).toBe('4:52 /km')
    expect(formatPace(1609.344 / 480, 'mi')).toBe('8:00 /mi')
    expect(formatPace(0)).toBe('–')
    expect(formatPaceRange(1000 / 310, 1000 / 292)).toBe('4:52–5:10 /km')
    expect(formatDistance(400)).toBe('400 m')
    expect(formatDistance(999.6)).toBe('1.0 km')
    expect(formatDistance(8449)).toBe('8.4 km')
    expect(formatDistance(99_960)).toBe('100 km')
    expect(formatDistance(1609.344 * 5.2, 'mi')).toBe('5.2 mi')
    expect(formatSpeed(8.7222)).toBe('31.4 km/h')
    expect(formatPower(244.5)).toBe('245 W')
    expect(formatAscent(1234.5)).toBe('1,235 m')
    expect(formatAscent(340, 'mi')).toBe('1,115 ft')
    expect(formatPercent(0.625)).toBe('63 %')
    expect(formatDuration(Number.NaN)).toBe('–')
  })

  it('pace and speed, metres and miles, are inverse', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.5, max: 20, noNaN: true }),
        fc.constantFrom('km' as const, 'mi' as const),
        (speed, unit) => {
          expect(speedFromPace(paceFromSpeed(speed, unit), unit)).toBeCloseTo(speed, 9)
          expect(unitToMetres(metresToUnit(speed, unit), unit)).toBeCloseTo(speed, 9)
        },
      ),
    )
  })
})
