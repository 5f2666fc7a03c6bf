import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describedRun, describedTrainerRide } from '../testing/sample-descriptions.ts'
import { forgeTcx } from '../testing/forge-tcx.ts'
import { decodeTcx } from './decode-tcx.ts'

const START = '2026-05-03T06:30:00Z'
const tcx = (body: string): string =>
  `<TrainingCenterDatabase><Activities>${body}</Activities></TrainingCenterDatabase>`
const point = (time: string, rest = ''): string => `<Trackpoint><Time>${time}</Time>${rest}</Trackpoint>`
const only = (text: string) => {
  const decoded = decodeTcx(text)
  if (!decoded.ok) throw new Error(decoded.error.sentence)
  expect(decoded.value).toHaveLength(1)
  return decoded.value[0]!
}

describe('decodeTcx', () => {
  it('reads a forged run whole', () => {
    const run = only(forgeTcx(describedRun(START)))
    expect(run).toMatchObject({
      provider: 'file-tcx',
      sport: 'run',
      title: 'Easy <run> & strides',
      startedAt: START,
      elapsedS: 1800,
      timerS: 1680,
      distanceM: 5040,
      ascentM: null,
      maxHrBpm: 150,
      notes: [],
      partial: false,
    })
    expect(run.streams.timeS).toHaveLength(1682)
    expect(run.streams.cadenceRpm?.[5]).toBe(172)
    expect(run.streams.powerW?.[5]).toBe(250)
    expect(run.laps.map((lap) => [lap.startS, lap.durationS])).toEqual([
      [0, 600],
      [600, 480],
      [1200, 600],
    ])
  })

  it('reads several activities of one file, and cadence of a ride as it is', () => {
    const decoded = decodeTcx(forgeTcx(describedRun(START), describedTrainerRide('2026-05-04T06:30:00Z')))
    expect(decoded.ok && decoded.value.map((each) => [each.sport, each.streams.cadenceRpm?.[0]])).toEqual([
      ['run', 172],
      ['ride', 90],
    ])
  })

  it('forgives blanks before the declaration and prefixes that were never declared', () => {
    const run = only(
      `\n   ${forgeTcx(describedRun(START)).replaceAll(' xmlns:ns3="http://www.garmin.com/xmlschemas/ActivityExtension/v2"', '')}`,
    )
    expect(run.streams.powerW?.[5]).toBe(250)
  })

  it('fills the distance from positions when the file has none: one degree of latitude is 111.2 km', () => {
    const place = (lat: number): string =>
      `<Position><LatitudeDegrees>${lat}</LatitudeDegrees><LongitudeDegrees>9</LongitudeDegrees></Position>`
    const run = only(
      tcx(`<Activity Sport="Running"><Id>${START}</Id><Lap StartTime="${START}"><TotalTimeSeconds>60</TotalTimeSeconds><Track>
        ${point('2026-05-03T06:30:00Z', place(48))}${point('2026-05-03T06:31:00Z', place(48.001))}</Track></Lap></Activity>`),
    )
    // 0.001° of a sphere of 6,371,008.8 m: 2πr / 360 / 1000 = 111.195 m
    expect(run.distanceM).toBeCloseTo((2 * Math.PI * 6_371_008.8) / 360_000, 1)
  })

  it('takes an offset when the time names one, and says when there is no zone at all', () => {
    const at = (time: string) =>
      only(
        tcx(
          `<Activity Sport="Biking"><Id>${time}</Id><Lap StartTime="${time}"><TotalTimeSeconds>60</TotalTimeSeconds></Lap></Activity>`,
        ),
      )
    expect(at('2026-05-03T08:30:00+02:00')).toMatchObject({ startedAt: START, utcOffsetS: 7200, notes: [] })
    expect(at('2026-05-03T06:30:00')).toMatchObject({
      startedAt: START,
      utcOffsetS: null,
      notes: [expect.stringContaining('no time zone')],
    })
  })

  it('drops points whose time does not grow, and counts points without a time', () => {
    const run = only(
      tcx(`<Activity Sport="Running"><Id>${START}</Id><Lap StartTime="${START}"><Track>
        ${point('2026-05-03T06:30:00Z')}${point('2026-05-03T06:30:10Z')}${point('2026-05-03T06:30:05Z')}<Trackpoint/></Track></Lap></Activity>`),
    )
    expect(run.streams.timeS).toEqual([0, 10])
    expect(run.notes).toEqual([
      '1 point without a time had to be left out.',
      '1 sample was left out because its time ran backwards.',
    ])
  })

  it('refuses a document type before anything else, entities included', () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>${forgeTcx(describedRun(START)).slice(38)}`
    expect(decodeTcx(bomb)).toMatchObject({ ok: false, error: { code: 'dangerous' } })
  })

  it.each([
    ['', 'empty'],
    [' \n ', 'empty'],
    ['<TrainingCenterDatabase/>', 'too-short'],
    ['<TrainingCenterDatabase><Workouts><Workout/></Workouts></TrainingCenterDatabase>', 'not-an-activity'],
    ['<TrainingCenterDatabase><Courses><Course/></Courses></TrainingCenterDatabase>', 'course'],
    ['<html><body/></html>', 'unsupported'],
    ['not xml', 'unreadable'],
    ['<TrainingCenterDatabase><Activ', 'unreadable'],
    [`${'<a>'.repeat(5000)}`, 'unreadable'],
  ])('refuses %j as %s', (text, code) => {
    expect(decodeTcx(text)).toMatchObject({ ok: false, error: { code, sentence: expect.stringMatching(/\.$/) } })
  })

  it('keeps the first part of a file that breaks off anywhere', () => {
    const text = forgeTcx({ ...describedRun(START), elapsedS: 120, pauses: [], lapEndsS: [60] })
    for (let end = 0; end < text.length; end += 97) {
      const decoded = decodeTcx(text.slice(0, end))
      const isHonest = !decoded.ok || decoded.value.every((each) => each.partial && each.notes.length > 0)
      expect([end, isHonest]).toEqual([end, true])
    }
    const half = only(text.slice(0, text.length / 2))
    expect(half.notes[0]).toMatch(/^The file breaks off at line \d+\. We kept the \d+ points before that\.$/)
  })

  it('never throws on mangled text (property)', () => {
    const text = forgeTcx({ ...describedRun(START), elapsedS: 30, pauses: [], lapEndsS: [] })
    const edit = fc.tuple(fc.nat(text.length - 1), fc.nat(40), fc.string({ maxLength: 12 }))
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), (edits) => {
        let mangled = text
        for (const [at, cut, insert] of edits) mangled = mangled.slice(0, at) + insert + mangled.slice(at + cut)
        expect(() => decodeTcx(mangled)).not.toThrow()
      }),
      { numRuns: 300 },
    )
  })
})
