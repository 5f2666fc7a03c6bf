import fc from 'fast-check'
import { addDays } from '@coach-wattz/core/time/local-date'
import { describe, expect, it } from 'vitest'
import { auditNight } from './audit-night.ts'
import { localToday } from './local-today.ts'

const at = (instant: string, zone: string): string => auditNight(new Date(instant), zone)

describe('the night of an athlete', () => {
  it('is over at three by their own clock', () => {
    expect(at('2026-11-20T02:59:59Z', 'UTC')).toBe('2026-11-19')
    expect(at('2026-11-20T03:00:00Z', 'UTC')).toBe('2026-11-20')
    expect(at('2026-11-20T01:59:00Z', 'Europe/Berlin')).toBe('2026-11-19')
    expect(at('2026-11-20T02:00:00Z', 'Europe/Berlin')).toBe('2026-11-20')
    expect(at('2026-11-20T23:00:00Z', 'America/New_York')).toBe('2026-11-20')
    expect(at('2026-11-19T14:00:00Z', 'Pacific/Auckland')).toBe('2026-11-20')
    expect(at('2026-11-20T03:00:00Z', 'Mars/Olympus')).toBe('2026-11-20')
  })

  it('knows zones of half and quarter hours', () => {
    expect(at('2026-11-19T21:29:00Z', 'Asia/Kolkata')).toBe('2026-11-19')
    expect(at('2026-11-19T21:30:00Z', 'Asia/Kolkata')).toBe('2026-11-20')
    expect(at('2026-11-19T21:14:00Z', 'Asia/Kathmandu')).toBe('2026-11-19')
    expect(at('2026-11-19T21:15:00Z', 'Asia/Kathmandu')).toBe('2026-11-20')
  })

  it('follows daylight saving, also where three itself does not exist or comes twice', () => {
    // Berlin, 29 March 2026: 02:00 becomes 03:00
    expect(at('2026-03-29T00:59:59Z', 'Europe/Berlin')).toBe('2026-03-28')
    expect(at('2026-03-29T01:00:00Z', 'Europe/Berlin')).toBe('2026-03-29')
    // Helsinki, the same instant: 03:00 becomes 04:00
    expect(at('2026-03-29T00:59:59Z', 'Europe/Helsinki')).toBe('2026-03-28')
    expect(at('2026-03-29T01:00:00Z', 'Europe/Helsinki')).toBe('2026-03-29')
    // Helsinki, 25 October 2026: 04:00 becomes 03:00, and the night stays over
    expect(at('2026-10-24T23:59:59Z', 'Europe/Helsinki')).toBe('2026-10-24')
    for (const instant of ['2026-10-25T00:00:00Z', '2026-10-25T00:59:00Z', '2026-10-25T01:00:00Z'])
      expect(at(instant, 'Europe/Helsinki')).toBe('2026-10-25')
    // Berlin: 03:00 becomes 02:00; it is over when three comes for good
    expect(at('2026-10-25T01:30:00Z', 'Europe/Berlin')).toBe('2026-10-24')
    expect(at('2026-10-25T02:00:00Z', 'Europe/Berlin')).toBe('2026-10-25')
  })

  it('is today or yesterday, never goes back by more than an hour of autumn, and comes every day', () => {
    const zones = ['UTC', 'Europe/Berlin', 'Europe/Helsinki', 'Asia/Kolkata', 'America/St_Johns', 'Australia/Lord_Howe']
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2028, 0, 1) }),
        (zone, instant) => {
          const now = new Date(instant)
          const night = auditNight(now, zone)
          const today = localToday(now, zone)
          expect([today, addDays(today, -1)]).toContain(night)
          // a tick an hour meets every night: a day later, give or take an hour of the clock, it is the next
          const later = auditNight(new Date(instant + 25 * 3_600_000), zone)
          expect(later > night).toBe(true)
        },
      ),
    )
  })
})
