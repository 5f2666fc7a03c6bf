import { describe, expect, it } from 'vitest'
import { daysOf, runsOfDays, withDays, withoutDays, wrongOf, type DatedDays } from './days-unlike.ts'

const NONE: DatedDays = { overrides: [], blackoutDates: [] }

describe('days unlike the ordinary week', () => {
  it('a range is every day of it; none backwards, none of more than a quarter', () => {
    expect(daysOf('2026-12-30', '2027-01-02')).toEqual(['2026-12-30', '2026-12-31', '2027-01-01', '2027-01-02'])
    expect(daysOf('2026-12-30', '2026-12-29')).toBeNull()
    expect(daysOf('2026-12-01', '2027-03-02')).toHaveLength(92)
    expect(daysOf('2026-12-01', '2027-03-03')).toBeNull()
  })

  it('stand in order, days in a row that are alike as one', () => {
    const travel = withDays(NONE, daysOf('2026-12-24', '2026-12-26')!, null, false)
    const both = withDays(travel, daysOf('2026-12-22', '2026-12-23')!, 30, true)
    expect(both.overrides).toEqual([
      { date: '2026-12-22', slot: 0, minutes: 30, indoor: true },
      { date: '2026-12-23', slot: 0, minutes: 30, indoor: true },
    ])
    expect(runsOfDays(both)).toEqual([
      { from: '2026-12-22', to: '2026-12-23', minutes: 30, indoor: true },
      { from: '2026-12-24', to: '2026-12-26', minutes: null, indoor: false },
    ])
  })

  it('the later word counts, and a day taken back is ordinary again', () => {
    const away = withDays(NONE, daysOf('2026-12-24', '2026-12-26')!, null, false)
    const better = withDays(away, ['2026-12-25'], 45, false)
    expect(better.blackoutDates).toEqual(['2026-12-24', '2026-12-26'])
    expect(runsOfDays(better).map(({ minutes }) => minutes)).toEqual([null, 45, null])
    expect(withoutDays(better, ['2026-12-24', '2026-12-25', '2026-12-26'])).toEqual(NONE)
  })

  it('a day of two slots shows both', () => {
    const overrides = [
      { date: '2026-12-24', slot: 0, minutes: 30 },
      { date: '2026-12-24', slot: 1, minutes: 45 },
    ]
    expect(runsOfDays({ overrides, blackoutDates: [] })).toEqual([
      { from: '2026-12-24', to: '2026-12-24', minutes: 75, indoor: false },
    ])
  })
  it('says what is wrong at the field it is wrong in', () => {
    const days = daysOf('2026-12-30', '2026-12-31')
    expect(wrongOf(null, 30)).toHaveProperty('days')
    for (const minutes of [Number.NaN, -1, 30.5, 721]) expect(Object.keys(wrongOf(days, minutes))).toEqual(['minutes'])
    for (const minutes of [null, 0, 720]) expect(wrongOf(days, minutes)).toEqual({})
  })
})
