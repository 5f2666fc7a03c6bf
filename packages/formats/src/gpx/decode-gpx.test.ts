import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describedRun, describedTrainerRide } from '../testing/sample-descriptions.ts'
import { forgeGpx } from '../testing/forge-gpx.ts'
import { decodeGpx } from './decode-gpx.ts'

const START = '2026-05-03T06:30:00Z'
const run = describedRun(START)
const activities = (text: string) => {
  const decoded = decodeGpx(text)
  if (!decoded.ok) throw new Error(decoded.error.sentence)
  if (decoded.value.kind !== 'activities') throw new Error('a course')
  return decoded.value.activities
}
const point = (lat: number, time: string | null, rest = ''): string =>
  `<trkpt lat="${lat}" lon="9">${time === null ? '' : `<time>${time}</time>`}${rest}</trkpt>`
const at = (second: number): string => new Date(Date.parse(START) + second * 1000).toISOString()

describe('decodeGpx', () => {
  it('reads a forged run: distance from positions, ascent left to science', () => {
    const [activity] = activities(forgeGpx([run]))
    expect(activity).toMatchObject({
      provider: 'file-gpx',
      sport: 'run',
      title: 'Easy <run> & strides',
      startedAt: START,
      elapsedS: 1800,
      timerS: null,
      ascentM: null,
      notes: [],
      partial: false,
    })
    // Written with seven decimals, a centimetre each: 1,682 points of 3 m.
    expect(activity?.distanceM).toBeCloseTo(5040, 0)
    expect(activity?.streams.heartRateBpm?.[60]).toBe(121)
    expect(activity?.streams.cadenceRpm?.[0]).toBe(172)
    expect(activity?.streams.powerW?.[0]).toBe(250)
    expect(activity?.streams.temperatureC?.[0]).toBe(12)
  })

  it('does not count the way across a pause', () => {
    const segment = (from: number, lat: number): string =>
      `<trkseg>${point(lat, at(from))}${point(lat + 0.001, at(from + 60))}</trkseg>`
    const [activity] = activities(`<gpx><trk><type>running</type>${segment(0, 48)}${segment(600, 48.5)}</trk></gpx>`)
    // Two segments of 0.001° of latitude, 111.195 m each; the half degree between them was not run.
    expect(activity?.distanceM).toBeCloseTo(222.39, 1)
    expect(activity?.elapsedS).toBe(660)
  })

  it('makes one activity of each timed track and names the route beside it', () => {
    const track = (type: string, from: number, timed = true): string =>
      `<trk><type>${type}</type><trkseg>${point(48, timed ? at(from) : null)}${point(48.001, timed ? at(from + 60) : null)}</trkseg></trk>`
    const read = activities(
      `<gpx>${track('running', 0)}${track('VirtualRide', 600)}${track('cycling', 0, false)}</gpx>`,
    )
    expect(read.map((each) => [each.sport, each.indoor])).toEqual([
      ['run', false],
      ['ride', true],
    ])
    expect(read[0]?.notes).toEqual(['1 track without times was left out: a route, not an activity.'])
  })

  it('reads a way without times as a course, and a timed one too when asked', () => {
    const course = decodeGpx(forgeGpx([run], { times: false }))
    expect(course.ok && course.value).toMatchObject({ kind: 'course', routes: [{ name: 'Easy <run> & strides' }] })
    expect(course.ok && course.value.kind === 'course' && course.value.routes[0]?.points[0]).toEqual({
      latDeg: 48,
      lonDeg: 9,
      altitudeM: 100,
    })
    expect(decodeGpx(forgeGpx([run]), { as: 'course' })).toMatchObject({ ok: true, value: { kind: 'course' } })
    const routed = '<gpx><rte><name>Loop</name><rtept lat="48" lon="9"/><rtept lat="48.1" lon="9"/></rte></gpx>'
    expect(decodeGpx(routed)).toMatchObject({ ok: true, value: { kind: 'course', routes: [{ name: 'Loop' }] } })
  })

  it('drops equal and backward times and impossible values, and says so', () => {
    const extension = (hr: number): string => `<extensions><x:hr>${hr}</x:hr></extensions>`
    const [activity] = activities(
      `<gpx><trk><type>9</type><trkseg>${point(48, at(0), extension(300))}${point(48, at(10), extension(140))}${point(48, at(5))}${point(48, null)}</trkseg></trk></gpx>`,
    )
    expect(activity?.sport).toBe('run')
    expect(activity?.streams.timeS).toEqual([0, 10])
    expect(activity?.streams.heartRateBpm).toEqual([null, 140])
    expect(activity?.notes).toEqual([
      '1 point without a time had to be left out.',
      '1 sample of heart rate lay outside 25 to 250 bpm and was left empty.',
      '1 sample was left out because its time ran backwards.',
    ])
  })

  it('says when the sport is not in the file', () => {
    const [activity] = activities(`<gpx><trk><trkseg>${point(48, at(0))}${point(48.1, at(600))}</trkseg></trk></gpx>`)
    expect(activity?.sport).toBe('other')
    expect(activity?.notes[0]).toContain('does not say which sport')
  })

  it.each([
    ['', 'empty'],
    ['<gpx><wpt lat="1" lon="2"/></gpx>', 'not-an-activity'],
    ['<gpx><metadata><time>2023-07-07T16:10:57Z</time></metadata></gpx>', 'too-short'],
    ['<gpx><trk><trkseg><trkpt lat="1" lon="2"/></trkseg></trk></gpx>', 'too-short'],
    ['<gpx><trk>', 'unreadable'],
    ['<kml/>', 'unsupported'],
    ['<!DOCTYPE gpx SYSTEM "file:///etc/passwd"><gpx/>', 'dangerous'],
    ['<gpx>&undefined;</gpx>', 'unreadable'],
  ])('refuses %j as %s', (text, code) => {
    expect(decodeGpx(text)).toMatchObject({ ok: false, error: { code, sentence: expect.stringMatching(/\.$/) } })
  })

  it('keeps the first part of a cut-off file', () => {
    const text = forgeGpx([run])
    const [activity] = activities(text.slice(0, text.length / 2))
    expect(activity?.partial).toBe(true)
    expect(activity?.notes[0]).toMatch(/^The file breaks off at line \d+\. We kept the \d+ points before that\.$/)
  })

  it('never throws on mangled text (property)', () => {
    const text = forgeGpx([{ ...run, elapsedS: 30, pauses: [] }, describedTrainerRide(START)])
    const edit = fc.tuple(fc.nat(text.length - 1), fc.nat(40), fc.string({ maxLength: 12 }))
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), (edits) => {
        let mangled = text
        for (const [from, cut, insert] of edits) mangled = mangled.slice(0, from) + insert + mangled.slice(from + cut)
        expect(() => decodeGpx(mangled)).not.toThrow()
      }),
      { numRuns: 300 },
    )
  })
})
