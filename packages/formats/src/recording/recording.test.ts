import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { distanceFromPositions } from './distance-from-positions.ts'
import { instantText, parseInstant } from './instant.ts'
import { counted, countInWords, durationInWords } from './number-words.ts'
import { SampleTable } from './sample-table.ts'
import { sportFromWord } from './sport-word.ts'

describe('words for numbers', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [2113, '2,113'],
    [1_234_567, '1,234,567'],
  ])('%d is %s', (count, words) => expect(countInWords(count)).toBe(words))

  it('counts in the singular and the plural, and tells lengths of time', () => {
    expect([counted(1, 'sample'), counted(2, 'sample'), counted(2, 'entry', 'entries')]).toEqual([
      '1 sample',
      '2 samples',
      '2 entries',
    ])
    expect([40, 89, 90, 2100, 5400, 7500].map(durationInWords)).toEqual([
      '40 seconds',
      '89 seconds',
      '2 minutes',
      '35 minutes',
      '1 h 30 min',
      '2 h 05 min',
    ])
  })
})

describe('parseInstant', () => {
  it.each([
    ['2026-05-03T06:30:00Z', '2026-05-03T06:30:00Z', null, true],
    ['2026-05-03T06:30:00.25Z', '2026-05-03T06:30:00.250Z', null, true],
    ['2026-05-03T08:30:00+02:00', '2026-05-03T06:30:00Z', 7200, true],
    ['2026-05-03T01:00:00-0530', '2026-05-03T06:30:00Z', -19_800, true],
    ['2026-05-03 06:30:00', '2026-05-03T06:30:00Z', null, false],
    ['  2026-05-03T06:30Z ', '2026-05-03T06:30:00Z', null, true],
  ])('%s', (text, instant, utcOffsetS, zoned) => {
    const read = parseInstant(text)
    expect(read && { at: instantText(read.epochMs), utcOffsetS: read.utcOffsetS, zoned: read.zoned }).toEqual({
      at: instant,
      utcOffsetS,
      zoned,
    })
  })

  it.each(['', 'yesterday', '2026-13-01T00:00:00Z', '2026-05-03', '2026-05-03T06:61:00Z', '2026-05-03T06:30:00+20:00'])(
    'refuses %j',
    (text) => expect(parseInstant(text)).toBeNull(),
  )

  it('reads back what it writes (property)', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), (epochMs) => {
        expect(parseInstant(instantText(epochMs))?.epochMs).toBe(epochMs)
      }),
    )
  })
})

describe('sportFromWord', () => {
  it.each([
    ['Biking', 'ride', false],
    ['road_biking', 'ride', false],
    ['indoor_cycling', 'ride', true],
    ['VirtualRide', 'ride', true],
    ['trail_running', 'run', false],
    ['Treadmill', 'run', true],
    ['9', 'run', false],
    ['1', 'ride', false],
    ['open_water_swimming', 'swim', false],
    ['Hiking', 'walk', false],
    ['strength_training', 'strength', false],
    ['motorbiking', 'other', false],
    ['tennis', 'other', false],
    [null, 'other', false],
  ])('%s is %s', (word, sport, indoor) => expect(sportFromWord(word)).toEqual({ sport, indoor }))
})

describe('SampleTable', () => {
  it('keeps time strictly increasing for any input (property)', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 0, max: 1e9 }), fc.constant(Number.NaN)),
        ),
        (times) => {
          const table = new SampleTable()
          for (const time of times) table.set(table.row(time), 'powerW', time)
          const { timeS, powerW } = table.toStreams(0)
          expect(timeS.every((second, row) => row === 0 || second > timeS[row - 1]!)).toBe(true)
          // Each row holds the value that was written at its own instant, also where rows were taken back.
          expect(powerW ?? []).toEqual([...timeS])
          expect(table.length + table.backwards + table.jumped).toBeLessThanOrEqual(times.length)
        },
      ),
    )
  })

  it('grows beyond its first room without losing a column', () => {
    const table = new SampleTable()
    for (let second = 0; second < 5000; second++) table.set(table.row(second), 'heartRateBpm', second % 200)
    expect(table.toStreams(0).heartRateBpm?.[4321]).toBe(4321 % 200)
    expect(table.last('heartRateBpm')).toBe(4999 % 200)
    expect(table.last('powerW')).toBeNull()
  })
})

describe('distanceFromPositions', () => {
  /** One sample a second along the equator; 1e-5 degrees are 1.11 m. */
  const along = (lonsDeg: readonly number[], breaks: readonly number[] = []): (number | null)[] => {
    const table = new SampleTable()
    for (const [second, lonDeg] of lonsDeg.entries()) {
      const row = table.row(second)
      table.set(row, 'latDeg', 0)
      table.set(row, 'lonDeg', lonDeg)
    }
    distanceFromPositions(table, new Set(breaks))
    return [...(table.toStreams(0).distanceM ?? [])]
  }

  it('adds great circles, but not the way across a pause', () => {
    expect(along([0, 0.0001, 0.0002])).toEqual([0, 11.12, 22.24])
    expect(along([0, 0.0001, 0.0003, 0.0004], [2])).toEqual([0, 11.12, 11.12, 22.24])
  })

  it('S10.1: leaves a jump of the receiver out, there and back', () => {
    expect(along([0, 0.0001, 0.02, 0.0003])).toEqual([0, 11.12, 11.12, 11.12])
  })
})
