import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describedRun, describedTrainerRide } from '../testing/sample-descriptions.ts'
import type { DescribedActivity } from '../testing/described-activity.ts'
import { forgeFit } from '../testing/forge-fit.ts'
import { decodeFitActivity } from './decode-fit-activity.ts'
import { fitCrc } from './fit-crc.ts'
import { readFitNumber } from './read-fit.ts'
import type { FitLayout } from './write-fit.ts'
import { FitWriter } from './write-fit.ts'

const START = '2026-05-03T06:30:00Z'
const FIT_START = Date.parse(START) / 1000 - 631_065_600
const only = (bytes: Uint8Array) => {
  const decoded = decodeFitActivity(bytes)
  if (!decoded.ok) throw new Error(decoded.error.sentence)
  expect(decoded.value).toHaveLength(1)
  return decoded.value[0]!
}
const refusal = (bytes: Uint8Array) => {
  const decoded = decodeFitActivity(bytes)
  if (decoded.ok) throw new Error('expected a refusal')
  return decoded.error
}
const join = (...parts: Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]))

describe('a forged run', () => {
  const run = only(forgeFit(describedRun(START)))

  it('has the totals of the description', () => {
    // 1800 s less 120 s of pause at 3 m/s; the run begins in a zone an hour east.
    expect(run).toMatchObject({
      provider: 'file-fit',
      sport: 'run',
      subSport: null,
      title: 'Easy <run> & strides',
      startedAt: START,
      utcOffsetS: 3600,
      elapsedS: 1800,
      timerS: 1680,
      distanceM: 5040,
      ascentM: 18,
      maxHrBpm: 150,
      avgPowerW: 250,
      indoor: false,
      notes: [],
      partial: false,
    })
  })

  it('has every sample: one a second outside the pause, columns of one length, cadence of both legs', () => {
    const { timeS, ...columns } = run.streams
    // 1801 seconds from 0 to 1800, of which 119 lie strictly inside the pause.
    expect(timeS).toHaveLength(1801 - 119)
    expect(timeS.includes(661)).toBe(false)
    for (const column of Object.values(columns)) expect(column).toHaveLength(timeS.length)
    expect(run.streams.cadenceRpm?.[30]).toBe(172)
    expect(run.streams.altitudeM?.at(-1)).toBe(118)
    expect(run.streams.latDeg?.at(-1)).toBeCloseTo(48 + 5040 / 111_194.93, 6)
    expect(run.streams.heartRateBpm?.[60]).toBe(121)
  })

  it('has the laps as cut', () => {
    expect(run.laps.map((lap) => [lap.startS, lap.durationS, lap.distanceM])).toEqual([
      [0, 600, 1800],
      [600, 600, 1440],
      [1200, 600, 1800],
    ])
  })

  it('is the same bytes for the same description', () => {
    expect(forgeFit(describedRun(START))).toEqual(forgeFit(describedRun(START)))
  })
})

describe('several activities in one file', () => {
  it('splits a multisport file at its sessions', () => {
    const swim: DescribedActivity = { sport: 'swim', startedAt: START, elapsedS: 900, speedMps: () => 1 }
    const ride: DescribedActivity = { ...describedTrainerRide('2026-05-03T06:45:00Z'), elapsedS: 1200 }
    const decoded = decodeFitActivity(forgeFit(swim, ride))
    expect(decoded.ok && decoded.value.map((part) => [part.sport, part.startedAt, part.streams.timeS.length])).toEqual([
      ['swim', START, 900],
      ['ride', '2026-05-03T06:45:00Z', 1201],
    ])
    expect(decoded.ok && decoded.value[0]?.laps).toHaveLength(1)
  })

  it('reads chained files as their own activities, and a settings file behind them as no loss', () => {
    const settings = fileOf(2)
    const ride = forgeFit(describedTrainerRide('2026-05-04T06:30:00Z'))
    const decoded = decodeFitActivity(join(forgeFit(describedRun(START)), ride, settings))
    expect(decoded.ok && decoded.value.map((each) => [each.sport, each.partial, each.notes])).toEqual([
      ['run', false, []],
      ['ride', false, []],
    ])
  })

  it('says what bytes behind the file were left over', () => {
    const run = only(join(forgeFit(describedRun(START)), Uint8Array.of(1, 2, 3)))
    expect(run.partial).toBe(true)
    expect(run.notes).toEqual(['3 bytes at the end of the file could not be read. Everything before was kept.'])
  })
})

describe('damage is stated', () => {
  const whole = forgeFit(describedRun(START))

  it('keeps what came before the end of a cut-off file and says how much', () => {
    // The records lie first: a third of the bytes holds about a third of them.
    const run = only(whole.slice(0, Math.floor(whole.length / 3)))
    expect(run.partial).toBe(true)
    expect(run.notes[0]).toMatch(
      /^The file ends in the middle of record \d+\. We kept the \d+ (minutes|seconds) before that\.$/,
    )
    expect(run.streams.timeS.length).toBeGreaterThan(500)
    expect(run.sport).toBe('other')
    expect(run.notes[1]).toContain('does not say which sport')
    // No session was read: what the file did not say stays unknown.
    expect([run.distanceM, run.avgHrBpm, run.utcOffsetS]).toEqual([null, null, null])
    // The timer still comes from the timer events.
    expect(run.timerS).toBe(run.elapsedS)
  })

  it('keeps everything behind a wrong checksum', () => {
    const bytes = Uint8Array.from(whole)
    bytes[bytes.length - 1]! ^= 0xff
    const run = only(bytes)
    expect(run.partial).toBe(true)
    expect(run.notes[0]).toContain('checksum')
    expect(run.streams.timeS).toHaveLength(1682)
  })

  it('reads a file whose length was never written', () => {
    const bytes = Uint8Array.from(whole.subarray(0, whole.length - 2))
    new DataView(bytes.buffer).setUint32(4, 0, true)
    expect(only(bytes).streams.timeS).toHaveLength(1682)
  })

  it('refuses a file that breaks off before sixty records', () => {
    expect(refusal(whole.slice(0, 1200))).toMatchObject({ code: 'unreadable' })
  })
})

describe('what is no activity is named', () => {
  it.each([
    [2, 'not-an-activity', 'a settings file'],
    [5, 'not-an-activity', 'a planned workout'],
    [6, 'course', 'a course'],
    [9, 'not-an-activity', 'a list of weigh-ins'],
    [32, 'not-an-activity', 'a daily monitoring file'],
    [49, 'not-an-activity', 'a sleep file'],
  ])('file type %i', (type, code, what) => {
    expect(refusal(fileOf(type))).toMatchObject({ code, what, sentence: expect.stringContaining(`This is ${what}`) })
  })

  it('tells empty, foreign and activity-less files apart', () => {
    expect(refusal(new Uint8Array()).code).toBe('empty')
    expect(refusal(Uint8Array.from({ length: 400 }, (_, at) => at % 251)).code).toBe('unreadable')
    expect(refusal(fileOf(4)).code).toBe('too-short')
  })

  it('refuses a start before 1990 and one in the future', () => {
    const early = forgeFit({ ...describedRun('1989-12-31T06:00:00Z') })
    expect(refusal(early).code).toBe('implausible')
    const bytes = forgeFit(describedRun(START))
    const dayAndABit = Date.parse(START) - 86_400_001
    expect(decodeFitActivity(bytes, { nowMs: dayAndABit })).toMatchObject({ ok: false, error: { code: 'implausible' } })
    expect(decodeFitActivity(bytes, { nowMs: dayAndABit + 2 }).ok).toBe(true)
  })
})

describe('repairs', () => {
  it('leaves impossible values empty and counts them', () => {
    const run = only(
      forgeFit({
        ...describedRun(START),
        heartRateBpm: (second) => (second < 3 ? 10 : second < 5 ? 252 : 140),
        powerW: (second) => (second === 7 ? 3000 : 200),
        position: (distanceM) => (distanceM < 10 ? { latDeg: 0, lonDeg: 0 } : { latDeg: 48, lonDeg: 9 }),
      }),
    )
    expect(run.streams.heartRateBpm?.slice(0, 6)).toEqual([null, null, null, null, null, 140])
    expect(run.streams.powerW?.[7]).toBeNull()
    expect(run.streams.latDeg?.slice(0, 5)).toEqual([null, null, null, null, 48])
    expect(run.notes).toEqual([
      '5 samples of heart rate lay outside 25 to 250 bpm and were left empty.',
      '1 sample of power lay outside 0 to 2,500 W and was left empty.',
      '4 samples of position made no sense and were left empty.',
    ])
    expect(run.partial).toBe(false)
  })

  it('merges two messages of one instant, drops time that runs back, forgives a clock that jumps away and returns', () => {
    const writer = new FitWriter()
    writer.write(FILE_ID, [4])
    const day = 86_400
    for (let second = 0; second < 100; second++) {
      writer.write(HEART, [FIT_START + second, 130])
      writer.write(POWER, [FIT_START + second, 210])
    }
    writer.write(HEART, [FIT_START + 50, 99])
    for (let second = 0; second < 5; second++) writer.write(HEART, [FIT_START + 800 * day + second, 131])
    writer.write(HEART, [FIT_START + 106, 132])
    const run = only(writer.close())
    expect(run.streams.timeS).toHaveLength(101)
    expect(run.streams.heartRateBpm?.[50]).toBe(130)
    expect(run.streams.powerW?.[50]).toBe(210)
    expect(run.elapsedS).toBe(106)
    expect(run.notes).toContain('5 samples were left out because the clock of the device was days off.')
    expect(run.notes).toContain('1 sample was left out because its time ran backwards.')
  })

  it('keeps a zero total unknown when no sensor ever spoke', () => {
    const ride = only(forgeFit({ ...describedTrainerRide(START), speedMps: () => 0, powerW: () => 0 }))
    expect([ride.distanceM, ride.avgPowerW, ride.indoor]).toEqual([null, null, true])
  })
})

describe('developer fields and packed fields', () => {
  it('takes the power of a foot pod where the watch wrote none', () => {
    const file = withDeveloperPower(false)
    const run = only(file)
    expect(run.streams.powerW?.every((watts) => watts === 245)).toBe(true)
    expect(run.notes[0]).toContain('extra sensor')
  })

  it('prefers the native power', () => {
    expect(only(withDeveloperPower(true)).streams.powerW?.every((watts) => watts === 300)).toBe(true)
  })

  it('reads compressed timestamps and packed speed and distance', () => {
    const run = only(compressedFile())
    expect(run.streams.timeS).toEqual(Array.from({ length: 70 }, (_, second) => second))
    expect(run.streams.speedMps?.[3]).toBe(3)
    // 48 sixteenths of a metre a second; the counter of 12 bits rolls over at 4096, after 85 samples' worth.
    expect(run.streams.distanceM?.[69]).toBe(3 * 70 - 3 + 0)
  })
})

describe('hostile bytes', () => {
  const whole = forgeFit({ ...describedRun(START), elapsedS: 300, pauses: [], lapEndsS: [100] })

  it('never throws and never invents: any cut', () => {
    for (let end = 0; end < whole.length; end += end < whole.length - 400 ? 7 : 1) {
      const decoded = decodeFitActivity(whole.subarray(0, end))
      const isHonest = decoded.ok
        ? decoded.value.every((activity) => activity.partial && activity.notes.length > 0)
        : decoded.error.sentence.endsWith('.')
      expect([end, isHonest]).toEqual([end, true])
    }
  })

  it('never throws on flipped bits, and time stays strictly increasing', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(7)), { minLength: 1, maxLength: 12 }), (flips) => {
        const bytes = Uint8Array.from(whole)
        for (const [at, bit] of flips) bytes[at]! ^= 1 << bit
        const decoded = decodeFitActivity(bytes)
        if (!decoded.ok) return
        for (const activity of decoded.value) {
          const { timeS } = activity.streams
          expect(timeS.every((second, row) => row === 0 || second > timeS[row - 1]!)).toBe(true)
          expect(activity.elapsedS).toBeLessThanOrEqual(7 * 86_400)
          expect(Number.isFinite(Date.parse(activity.startedAt))).toBe(true)
        }
      }),
      { numRuns: 400 },
    )
  })

  it('never throws on random bytes behind a true header', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (noise) => {
        expect(() => decodeFitActivity(join(whole.subarray(0, 14), noise))).not.toThrow()
      }),
      { numRuns: 400 },
    )
  })
})

const FILE_ID: FitLayout = { message: 0, fields: [{ number: 0, type: 'enum' }] }
const HEART: FitLayout = {
  message: 20,
  fields: [
    { number: 253, type: 'uint32' },
    { number: 3, type: 'uint8' },
  ],
}
const POWER: FitLayout = {
  message: 20,
  fields: [
    { number: 253, type: 'uint32' },
    { number: 7, type: 'uint16' },
  ],
}

function fileOf(type: number): Uint8Array {
  const writer = new FitWriter()
  writer.write(FILE_ID, [type])
  return writer.close()
}

describe('a number of a FIT field', () => {
  it('is silent where the file holds an infinite float', () => {
    const view = new DataView(new ArrayBuffer(8))
    view.setFloat64(0, Number.POSITIVE_INFINITY, true)
    expect(readFitNumber(view, 0, 9, true)).toBeNaN()
    view.setFloat32(0, Number.NEGATIVE_INFINITY, true)
    expect(readFitNumber(view, 0, 8, true)).toBeNaN()
    view.setFloat32(0, 2.5, true)
    expect(readFitNumber(view, 0, 8, true)).toBe(2.5)
  })
})

/** Seals hand-written data messages into a file. */
function seal(data: number[]): Uint8Array {
  const bytes = new Uint8Array(14 + data.length + 2)
  const view = new DataView(bytes.buffer)
  bytes.set([14, 0x20, 0, 0, 0, 0, 0, 0, 0x2e, 0x46, 0x49, 0x54])
  view.setUint32(4, data.length, true)
  view.setUint16(12, fitCrc(bytes, 0, 12), true)
  bytes.set(data, 14)
  view.setUint16(14 + data.length, fitCrc(bytes, 0, 14 + data.length), true)
  return bytes
}
const u32 = (value: number): number[] => [
  value & 0xff,
  (value >> 8) & 0xff,
  (value >> 16) & 0xff,
  (value >>> 24) & 0xff,
]

function withDeveloperPower(withNative: boolean): Uint8Array {
  const name = [...'Power'].map((letter) => letter.charCodeAt(0))
  const data = [
    0x40,
    0,
    0,
    0,
    0,
    1,
    0,
    1,
    0x00,
    0x00,
    4,
    // field_description: developer 0, field 3, uint16, "Power", W
    0x41,
    0,
    0,
    206,
    0,
    5,
    0,
    1,
    2,
    1,
    1,
    2,
    2,
    1,
    2,
    3,
    6,
    7,
    8,
    2,
    7,
    0x01,
    0,
    3,
    0x84,
    ...name,
    0,
    'W'.charCodeAt(0),
    0,
    // record: timestamp, native power, one developer field of two bytes
    0x62,
    0,
    0,
    20,
    0,
    2,
    253,
    4,
    0x86,
    7,
    2,
    0x84,
    1,
    3,
    2,
    0,
  ]
  for (let second = 0; second < 70; second++) {
    data.push(0x02, ...u32(FIT_START + second), ...(withNative ? [0x2c, 0x01] : [0xff, 0xff]), 245, 0)
  }
  return seal(data)
}

function compressedFile(): Uint8Array {
  const data = [
    0x40,
    0,
    0,
    0,
    0,
    1,
    0,
    1,
    0x00,
    0x00,
    4,
    // event with the full time that the offsets count from
    0x41,
    0,
    0,
    21,
    0,
    3,
    253,
    4,
    0x86,
    0,
    1,
    0,
    1,
    1,
    0,
    0x01,
    ...u32(FIT_START),
    0,
    0,
    0x42,
    0,
    0,
    20,
    0,
    1,
    8,
    3,
    0x0d,
  ]
  for (let second = 0; second < 70; second++) {
    const distance = (second * 48) & 0xfff
    const speed = 300
    data.push(
      0x80 | (2 << 5) | ((FIT_START + second) & 0x1f),
      speed & 0xff,
      (speed >> 8) | ((distance & 0xf) << 4),
      distance >> 4,
    )
  }
  return seal(data)
}
