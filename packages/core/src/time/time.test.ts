import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fullDate, longDate, plainDate } from './date-words.ts'
import { addDays, daysBetween, fromDayNumber, isLocalDate, toDayNumber } from './local-date.ts'
import { mondayOf, nextMonday, weekdayIndex, weekdayOf } from './week.ts'

describe('local dates', () => {
  it('count from 1970', () => {
    expect(toDayNumber('1970-01-01')).toBe(0)
    expect(toDayNumber('2000-03-01')).toBe(11_017)
    expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2)
    expect(daysBetween('2026-03-01', '2025-03-01')).toBe(-365)
    expect(addDays('2023-12-31', 1)).toBe('2024-01-01')
  })

  it.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-1-1', '2026-01-01T00:00', '', '2026-04-31'])(
    '%j is no day',
    (text) => {
      expect(isLocalDate(text)).toBe(false)
    },
  )
  it('a string that is no date throws where it is used', () =>
    expect(() => toDayNumber('tomorrow')).toThrow('Not a local date'))

  it('agree with the engine’s own calendar', () => {
    fc.assert(
      fc.property(fc.integer({ min: -100_000, max: 100_000 }), (day) => {
        const date = fromDayNumber(day)
        expect(date).toBe(new Date(day * 86_400_000).toISOString().slice(0, 10))
        expect(toDayNumber(date)).toBe(day)
        expect(isLocalDate(date)).toBe(true)
      }),
    )
  })
})

describe('S0.1 weeks begin on Monday', () => {
  it('knows the day', () => {
    expect(weekdayOf('2026-03-04')).toBe('WED')
    expect(mondayOf('2026-03-01')).toBe('2026-02-23')
    expect(nextMonday('2026-03-02')).toBe('2026-03-09')
  })
  it('Monday is at most six days back', () => {
    fc.assert(
      fc.property(fc.integer({ min: -100_000, max: 100_000 }).map(fromDayNumber), (date) => {
        expect(weekdayIndex(mondayOf(date))).toBe(0)
        expect(daysBetween(mondayOf(date), date)).toBe(weekdayIndex(date))
        expect(weekdayIndex(date)).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})

describe('dates in words', () => {
  it('are written as people say them', () => {
    expect(plainDate('2026-03-09')).toBe('9 March')
    expect(longDate('2026-03-19')).toBe('Thursday 19 March')
    expect(fullDate('2026-12-31')).toBe('31 December 2026')
  })
})
