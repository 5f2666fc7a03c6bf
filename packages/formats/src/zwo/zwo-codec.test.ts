import { describe, expect, it } from 'vitest'
import type { Awp } from '@coach-wattz/core/workout/awp'
import { buildWorkout } from '@coach-wattz/core/library/build-workout'
import { workoutTotals } from '@coach-wattz/core/workout/totals'
import { describeCodec } from '../workout-codec.conformance.ts'
import { encodeUtf8 } from '../workout-text.ts'
import { decodeZwo } from './decode-zwo.ts'
import { degradeToZwo } from './degrade-zwo.ts'
import { encodeZwo } from './encode-zwo.ts'
import { zwoCodec } from './zwo-codec.ts'

const file = (steps: string, header = '<name>Test</name><sportType>bike</sportType>') =>
  `<workout_file>${header}<workout>${steps}</workout></workout_file>`

const OPENER = file(
  `<Warmup Duration="300" PowerLow="0.45" PowerHigh="0.7"><textevent timeoffset="10" message="Easy &amp; light"/></Warmup>
   <IntervalsT Repeat="3" OnDuration="60" OffDuration="120" OnPower="1.1" OffPower="0.5" Cadence="95" CadenceResting="85"/>
   <Cooldown Duration="300" PowerLow="0.6" PowerHigh="0.4"/>`,
)

describeCodec({ codec: zwoCodec, degrade: degradeToZwo, samples: [encodeUtf8(OPENER)] })

/** Decoded steps, or the refusal as text. */
function read(xml: string | Uint8Array): { awp: Awp; repairs: readonly string[] } {
  const decoded = decodeZwo(xml)
  if (!decoded.ok) throw new Error(`${decoded.error.at}: ${decoded.error.why}`)
  return decoded.value
}
function refusal(xml: string | Uint8Array): string {
  const decoded = decodeZwo(xml)
  if (decoded.ok) throw new Error('It was read.')
  return `${decoded.error.at}: ${decoded.error.why}`
}
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8')

describe('zwo: reading', () => {
  it('Z1: reads the minimal file of the sheet, in order', () => {
    const { awp, repairs } = read(OPENER)
    expect(repairs).toEqual([])
    expect(awp.steps).toEqual([
      {
        type: 'Warmup',
        duration: 300,
        power: { type: 'ramp', start: 0.45, end: 0.7 },
        cues: [{ text: 'Easy & light', at: 10 }],
      },
      {
        type: 'Repeat',
        times: 3,
        content: [
          {
            type: 'Interval',
            duration: 60,
            power: { type: 'steady', value: 1.1 },
            cadence: { type: 'steady', value: 95 },
          },
          {
            type: 'Rest',
            duration: 120,
            power: { type: 'steady', value: 0.5 },
            cadence: { type: 'steady', value: 85 },
          },
        ],
      },
      { type: 'Cooldown', duration: 300, power: { type: 'ramp', start: 0.6, end: 0.4 } },
    ])
    expect(awp.meta.totalDurationSeconds).toBe(300 + 3 * 180 + 300)
  })

  it('Z4: turns a cool-down that rises, whatever the tool wrote', () => {
    const { awp, repairs } = read(file('<Cooldown Duration="300" PowerLow="0.4" PowerHigh="0.6"/>'))
    expect(awp.steps[0]).toMatchObject({ power: { type: 'ramp', start: 0.6, end: 0.4 } })
    expect(repairs).toContain('A cool-down that rose was turned round: it falls.')
  })

  it('Z5: reads a Low/High pair of SteadyState as a range', () => {
    const { awp } = read(file('<SteadyState Duration="20" PowerLow="1.0" PowerHigh="0.8"/>'))
    expect(awp.steps[0]).toMatchObject({ type: 'Steady', power: { type: 'range', min: 0.8, max: 1 } })
  })

  it('Z3, Z6: forgives case, SolidState, percent and a step without power', () => {
    const { awp, repairs } = read(
      file('<solidstate duration="60" POWER="75"/><SteadyState Duration="10" Cadence="90"/><Freeride Duration="60"/>'),
    )
    expect(awp.steps).toEqual([
      { type: 'Steady', duration: 60, power: { type: 'steady', value: 0.75 } },
      { type: 'FreeRide', duration: 10, cadence: { type: 'steady', value: 90 } },
      { type: 'FreeRide', duration: 60 },
    ])
    expect(repairs).toHaveLength(3)
  })

  it('Z12: keeps the total of many decimal lengths within a second', () => {
    const { awp } = read(file('<SteadyState Duration="10.2" Power="0.7"/>'.repeat(100)))
    expect(Math.abs((awp.meta.totalDurationSeconds ?? 0) - 1020)).toBeLessThanOrEqual(1)
  })

  it('Z7: distributes messages of a set to pass and step, and says once what stands in every pass', () => {
    const { awp } = read(
      file(`<IntervalsT Repeat="2" OnDuration="60" OffDuration="30" OnPower="1" OffPower="0.5">
        <textevent timeoffset="0" message="Go"/><textevent timeoffset="90" message="Go"/>
        <textevent timeoffset="70" message="Breathe"/><textevent timeoffset="999" message="Late"/></IntervalsT>`),
    )
    expect(awp.steps[0]).toMatchObject({
      content: [
        { instruction: 'Go' },
        {
          cues: [
            { text: 'Breathe', at: 10, iteration: 1 },
            { text: 'Late', at: 29, iteration: 2 },
          ],
        },
      ],
    })
  })

  it('reads ftpOverride as watts', () => {
    const { awp } = read(
      file('<SteadyState Duration="60" Power="0.8"/>', '<name>W</name><ftpOverride>250</ftpOverride>'),
    )
    expect(awp.steps[0]).toMatchObject({ power: { unit: 'watts', type: 'steady', value: 200 } })
  })

  it('Z10: reads a run against its reference race', () => {
    const run = '<name>R</name><sportType>run</sportType>'
    const { awp } = read(file('<SteadyState Duration="60" Power="1" pace="2"/>', run))
    expect(awp).toMatchObject({ sport: 'run', steps: [{ pace: { type: 'steady', value: 1.03 } }] })
  })

  it('Z11: reads metres when the file says distance', () => {
    const run = '<name>R</name><sportType>run</sportType><durationType>distance</durationType>'
    const { awp } = read(file('<SteadyState Duration="6800" Power="0.9" pace="2"/>', run))
    expect(awp.steps[0]).toMatchObject({ type: 'Steady', distance: 6800 })
  })

  it('Z3: reads bytes that are not UTF-8 and says so', () => {
    const latin1 = Uint8Array.from(
      [...file('<SteadyState Duration="60" Power="0.8"/>', '<name>It\u0092s</name>')].map((c) => c.charCodeAt(0)),
    )
    const { awp, repairs } = read(latin1)
    expect(awp.meta.title).toBe('It’s')
    expect(repairs).toContain('The file is not in UTF-8; it was read as Western European text.')
  })

  it('Z3: takes the title from "n" when "name" is missing', () => {
    expect(read(file('<SteadyState Duration="60" Power="0.8"/>', '<n>Old</n>')).awp.meta.title).toBe('Old')
  })
})

describe('zwo: refusing', () => {
  it.each([
    ['no XML', 'hello', 'not well-formed'],
    ['an empty file', '', 'not well-formed'],
    ['another root', '<gpx></gpx>', 'not a Zwift workout'],
    ['no workout', '<workout_file><name>x</name></workout_file>', 'no "workout" part'],
    ['no steps', file(''), 'no steps'],
    ['a rest day', file('<RestDay/>'), 'rest day'],
    ['a DTD', `<!DOCTYPE x [<!ENTITY a "b">]>${file('<SteadyState Duration="60" Power="1"/>')}`, 'document type'],
    ['an undeclared entity', file('<SteadyState Duration="60" Power="&boom;"/>'), 'not well-formed'],
    [
      'a missing length',
      file('<IntervalsT Repeat="2" OffDuration="30" OnPower="1" OffPower="0.5"/>'),
      'workout/IntervalsT[1]: OnDuration is missing',
    ],
    ['NaN', file('<SteadyState Duration="NaN" Power="1"/>'), 'is not a length'],
    ['a negative length', file('<SteadyState Duration="-60" Power="1"/>'), 'is not a length'],
    ['a huge length', file('<SteadyState Duration="1e9" Power="0.5"/>'), 'longer than any workout'],
    ['48 hours', file('<SteadyState Duration="86400" Power="0.5"/>'.repeat(3)), '48 is the most'],
    ['too many steps', file('<SteadyState Duration="60" Power="0.5"/>'.repeat(501)), '500 is the most'],
    [
      'too many passes',
      file('<IntervalsT Repeat="400" OnDuration="30" OffDuration="30" OnPower="1" OffPower="0.5"/>'),
      '500 is the most',
    ],
    ['ftpOverride 0', file('<SteadyState Duration="60" Power="1"/>', '<ftpOverride>0</ftpOverride>'), 'not above zero'],
    ['deep nesting', `${'<a>'.repeat(500)}`, 'nested deeper'],
    ['over 5 MB', ' '.repeat(5_000_001), 'larger than 5 MB'],
  ])('Z2, WF9: refuses %s', (_, xml, why) => {
    expect(refusal(xml)).toContain(why)
  })
})

const LADDER: Awp = {
  schemaVersion: '1.0',
  sport: 'ride',
  meta: { title: 'Ladder <1>', author: 'Coach & Co', tags: ['threshold'] },
  references: { ftpWatts: 250 },
  steps: [
    { type: 'Warmup', duration: 600, power: { type: 'ramp', start: 0.5, end: 0.75 }, instruction: 'Spin up.' },
    {
      type: 'Repeat',
      times: 2,
      content: [
        {
          type: 'Repeat',
          times: 4,
          content: [
            { type: 'Interval', duration: 30, power: { type: 'steady', value: 1.2 } },
            { type: 'Rest', duration: 30, power: { type: 'steady', value: 0.5 } },
          ],
        },
      ],
      restBetween: { type: 'Rest', duration: 120, power: { type: 'steady', value: 0.5 } },
    },
    { type: 'Interval', duration: 300, heartRate: { type: 'range', min: 0.95, max: 1 } },
  ],
}

describe('zwo: writing', () => {
  it('Z8, Z9: writes the outer set out and keeps the inner one', () => {
    const encoded = encodeZwo(LADDER, { thresholds: { lthrBpm: 160 } })
    if (!encoded.ok) throw new Error(encoded.error.why)
    const xml = text(encoded.value.bytes)
    expect(
      xml.match(/<IntervalsT Repeat="4" OnDuration="30" OffDuration="30" OnPower="1.2" OffPower="0.5"\/>/g),
    ).toHaveLength(2)
    expect(xml).toContain('<name>Ladder &lt;1&gt;</name>')
    expect(xml).toContain('<author>Coach &amp; Co</author>')
    expect(xml).toContain(
      '<FreeRide Duration="300">\n      <textevent timeoffset="0" message="152–160 bpm" duration="10"/>',
    )
    expect(encoded.value.losses.map(({ feature, grade }) => `${grade} ${feature}`)).toEqual([
      'D Repeat nested',
      'D restBetween',
      'X HR %LTHR',
    ])
    expect(encoded.value.filename).toBe('Ladder_1.zwo')
  })

  it('folds messages to ASCII when asked', () => {
    const awp: Awp = {
      ...LADDER,
      steps: [
        { type: 'Steady', duration: 60, power: { type: 'steady', value: 0.7 }, instruction: 'Ärger – 3 × “ok” 🚴' },
      ],
    }
    const encoded = encodeZwo(awp, { foldToAscii: true })
    expect(encoded.ok && text(encoded.value.bytes)).toContain('message="Arger - 3 x &quot;ok&quot; ?"')
  })

  it("Z14: writes a ride's rest without a target at 40 %", () => {
    const awp: Awp = { ...LADDER, steps: [{ type: 'Rest', duration: 60 }] }
    const encoded = encodeZwo(awp, {})
    expect(encoded.ok && text(encoded.value.bytes)).toContain('<SteadyState Duration="60" Power="0.4"/>')
  })

  it('Z10: writes a run as shares of 10 km speed, and by distance in metres when every step is one', () => {
    const run: Awp = {
      schemaVersion: '1.0',
      sport: 'run',
      meta: { title: 'R' },
      steps: [{ type: 'Interval', distance: 1000, pace: { type: 'steady', value: 1.03 } }],
    }
    const encoded = encodeZwo(run, {})
    const xml = encoded.ok ? text(encoded.value.bytes) : ''
    expect(xml).toContain('<durationType>distance</durationType>')
    expect(xml).toContain('<SteadyState Duration="1000" Power="1" pace="2"/>')
  })

  it('needs an FTP for watts and says so', () => {
    const awp: Awp = {
      schemaVersion: '1.0',
      sport: 'ride',
      meta: { title: 'W' },
      steps: [{ type: 'Steady', duration: 60, power: { unit: 'watts', type: 'steady', value: 200 } }],
    }
    expect(encodeZwo(awp, {})).toMatchObject({
      ok: false,
      error: { code: 'missing-threshold', path: 'steps[0].power' },
    })
    expect(encodeZwo(awp, { thresholds: { ftpW: 250 } }).ok).toBe(true)
  })

  it('reports no loss for what ZWO holds whole', () => {
    const encoded = encodeZwo(read(OPENER).awp, { allowDegraded: false })
    expect(encoded.ok && encoded.value.losses).toEqual([])
  })

  it('Z13: folds a long unrolled workout back into repeats, so that it can be read again', () => {
    const pair = (value: number) => ({
      type: 'Steady' as const,
      duration: 15,
      power: { type: 'steady' as const, value },
    })
    const awp: Awp = {
      schemaVersion: '1.0',
      sport: 'ride',
      meta: { title: 'Many' },
      steps: [{ type: 'Repeat', times: 80, content: [pair(0.6), pair(0.7), pair(0.8)] }],
    }
    const encoded = encodeZwo(awp, {})
    if (!encoded.ok) throw new Error(encoded.error.why)
    expect(read(encoded.value.bytes).awp.steps).toEqual([
      { type: 'Repeat', times: 80, content: [pair(0.6), pair(0.7), pair(0.8)] },
    ])
  })

  it('keeps time and load of every ride of the library', () => {
    for (const id of ['B04', 'B13', 'B19', 'B25', 'B35', 'B41']) {
      const awp = buildWorkout(id, 5)
      const encoded = encodeZwo(awp, {})
      if (!encoded.ok) throw new Error(encoded.error.why)
      const [before, after] = [workoutTotals(awp), workoutTotals(read(encoded.value.bytes).awp)]
      expect(after.durationS).toBe(before.durationS)
      expect(Math.abs((after.tss ?? 0) / (before.tss ?? 1) - 1)).toBeLessThan(0.02)
    }
  })
})

describe('zwo: what leads a workout of the library', () => {
  it('power is ridden as power; heart rate and effort leave the step free and say the target', () => {
    const written = (targets: 'power' | 'hr' | 'rpe') => {
      const encoded = encodeZwo(buildWorkout('B17', 5, { targets }), { thresholds: { ftpW: 250, lthrBpm: 165 } })
      if (!encoded.ok) throw new Error(encoded.error.why)
      return { xml: text(encoded.value.bytes), lost: encoded.value.losses.map(({ feature }) => feature) }
    }
    const [power, heart, effort] = [written('power'), written('hr'), written('rpe')]
    expect(power.xml).toMatch(/<(SteadyState|IntervalsT)/)
    expect(power.xml).not.toContain('<FreeRide')
    expect(power.lost).not.toContain('RPE')
    // threshold at 95 to 102 % of 165
    expect(heart.xml).toContain('<FreeRide')
    expect(heart.xml).toMatch(/157.168/)
    expect(heart.xml).not.toContain('OnPower')
    expect(heart.lost).toContain('HR %LTHR')
    expect(effort.xml).toContain('<FreeRide')
    expect(effort.xml).not.toMatch(/<SteadyState|OnPower/)
    expect(effort.lost).toContain('RPE')
  })
})
