import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { WELLNESS_LIMITS, WELLNESS_NUMBERS } from '@coach-wattz/core/evidence/wellness-day'
import { isLocalDate } from '@coach-wattz/core/time/local-date'
import { readCsv } from './csv-table.ts'
import { decodeWellnessCsv } from './decode-wellness-csv.ts'
import { decodeIntervalsWellness } from './intervals-morning.ts'
import type { WellnessFile } from './wellness-file.ts'

const NOW = { nowMs: Date.UTC(2026, 10, 21) }
const decode = (...lines: readonly string[]) => decodeWellnessCsv(lines.join('\n'), NOW)
const told = (file: WellnessFile | null) =>
  file?.mornings.map((day) => Object.fromEntries(Object.entries(day).filter(([, value]) => value !== null)))

describe('a table of cells', () => {
  it('takes quotes, line ends in them, CR, LF and both, blanks and a byte-order mark', () => {
    expect(readCsv('\uFEFFa, b\r"1, 2","say ""x""\nno"\r\n\r\n 3 ,4')).toEqual({
      header: ['a', 'b'],
      rows: [
        ['1, 2', 'say "x"\nno'],
        ['3', '4'],
      ],
      leftOut: 0,
    })
    expect(readCsv('one column\n1')).toBeNull()
    expect(readCsv('')).toBeNull()
    expect(readCsv(','.repeat(10_000))).toBeNull()
  })
})

describe('mornings of a table', () => {
  it('HRV4Training on iOS: lines end in CR, a dash is unknown, 00:00 is no sleep', () => {
    const header = 'date,timestamp_measurement,HR,rMSSD, sleep_quality,sleep_time,sickness'
    const rows = [
      '2018-05-18 12:01:00 a. m. +0000,2018-05-18 7:33:16 a. m. +0000,64.45,32.62,5.9,07:57,not sick',
      '2018-05-19 12:01:00 a. m. +0000,-,-,-,-,00:00,sick',
      '2018-05-20 12:01:00 a. m. +0000,-,-,-,-,00:00,-',
    ]
    const file = decodeWellnessCsv([header, ...rows].join('\r'), NOW)
    expect(file?.source).toBe('HRV4TRAINING')
    expect(told(file)).toEqual([
      { date: '2018-05-18', hrvRmssdMs: 32.62, restingHrBpm: 64.45, sleepS: 28_620, sick: false },
      { date: '2018-05-19', sick: true },
    ])
  })

  it('HRV4Training on Android: the day stands before the month, 0 is not measured', () => {
    const file = decode(
      'date, time, HR,rMSSD,sickness',
      '2017-27-07,07:39,45.7,84.2,not sick',
      '2017-03-10,06:28,0.0,0.0,',
    )
    expect(told(file)).toEqual([{ date: '2017-07-27', hrvRmssdMs: 84.2, restingHrBpm: 45.7, sick: false }])
    // three days that would fit either way: no column of iOS is there
    const short = decode('date, time, HR,rMSSD,sickness', '2017-01-10,07:39,45.7,84.2,', '2017-02-10,07:39,46,80,')
    expect(short?.mornings.map(({ date }) => date)).toEqual(['2017-10-01', '2017-10-02'])
  })

  it('Elite HRV: readings of the morning, the first of a day', () => {
    const file = decode(
      'Member,Date,Datetime,Type,HRV,lnRmssd,Rmssd,HR',
      'athlete,2017-09-06,2017-09-06 06:23:22,readiness,57,3.7,40.87,50.46',
      'athlete,2017-09-06,2017-09-06 07:10:00,readiness,60,3.9,50,52',
      'athlete,2017-09-07,2017-09-07 20:00:00,exercise,20,2.1,8,120',
    )
    expect(file?.source).toBe('ELITE_HRV')
    expect(told(file)).toEqual([{ date: '2017-09-06', hrvRmssdMs: 40.87, restingHrBpm: 50.46 }])
  })

  it('body measures by day or by second; what nobody weighs is left out and said', () => {
    const file = decode(
      'date,weightkg,comment',
      '2017-01-01T12:00:00Z,2,valid format',
      '2017-01-02T12:00:00Z,80.15,"a, b"',
    )
    expect(told(file)).toEqual([{ date: '2017-01-02', weightKg: 80.15 }])
    expect(file?.notes).toEqual(['Left out: 1 value outside what a person can have.'])
    const seconds = decode('ts,weightkg', '1,80', '1479632565,80.15')
    expect(told(seconds)).toEqual([{ date: '2016-11-20', weightKg: 80.15 }])
    expect(seconds?.notes).toEqual(['Left out: 1 row without a day that can be.'])
  })

  it('Intervals.icu as a table and as JSON: four steps on our five, −1 is unknown', () => {
    const days = [
      {
        id: '2026-01-01',
        weight: 70.2,
        restingHR: 48,
        hrv: 62,
        sleepSecs: 27_000,
        fatigue: 1,
        soreness: 2,
        stress: 3,
        mood: 4,
      },
      { id: '2026-01-02', weight: null, restingHR: -1, hrv: null, comments: 'x' },
    ]
    const json = decodeIntervalsWellness(days, NOW)
    expect(told(json)).toEqual([
      {
        date: '2026-01-01',
        weightKg: 70.2,
        restingHrBpm: 48,
        hrvRmssdMs: 62,
        sleepS: 27_000,
        fatigue: 1,
        soreness: 2,
        stress: 4,
        mood: 5,
      },
    ])
    const csv = decode(
      'date,weight,restingHR,hrv,sleepSecs,fatigue,soreness,stress,mood',
      '2026-01-01,70.2,48,62,27000,1,2,3,4',
    )
    expect(csv).toEqual({ ...json, notes: [] })
  })

  it('leaves days to come out, and any other text and JSON alone', () => {
    expect(decode('date,weightkg', '2031-01-01,70', '2026-11-20,70')?.mornings).toHaveLength(1)
    for (const text of ['', 'a,b\n1,2', 'date,distance\n2026-01-01,5', 'not a table', '\0\0\0'])
      expect(decodeWellnessCsv(text, NOW)).toBeNull()
    for (const value of [null, 5, 'x', [], {}, [{ id: 'x', hrv: 5 }], [{ id: '2026-01-01' }], [[]], { steps: [] }])
      expect(decodeIntervalsWellness(value, NOW)).toBeNull()
  })

  it('meets hostile cells and values with mornings that can be, or none', () => {
    const cell = fc.oneof(
      fc.string(),
      fc.constantFrom('-', '2017-99-99', '9999999999', '-5', '1e9', '"', '07:57', 'sick'),
    )
    fc.assert(
      fc.property(fc.array(fc.array(cell, { maxLength: 8 }), { maxLength: 20 }), (rows) => {
        const file = decode('date,time,HR,rMSSD,sleep_time,sickness', ...rows.map((row) => row.join(',')))
        sound(file)
      }),
    )
    fc.assert(
      fc.property(
        fc.array(fc.dictionary(fc.constantFrom('id', 'hrv', 'mood', 'weight', 'sleepSecs'), fc.anything())),
        (days) => sound(decodeIntervalsWellness(days, NOW)),
      ),
    )
  })
})

function sound(file: WellnessFile | null): void {
  for (const day of file?.mornings ?? []) {
    expect(isLocalDate(day.date)).toBe(true)
    for (const figure of WELLNESS_NUMBERS) {
      const value = day[figure]
      if (value === null) continue
      expect(value).toBeGreaterThanOrEqual(WELLNESS_LIMITS[figure].least)
      expect(value).toBeLessThanOrEqual(WELLNESS_LIMITS[figure].most)
    }
  }
}
