import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryAwp } from '../testing/arbitrary-awp.ts'
import type { Awp, Leaf, Node } from './awp.ts'
import { hasErrors, validateAwp } from './validate.ts'

const doc = (steps: Node[], sport: Awp['sport'] = 'ride'): Awp => ({
  schemaVersion: '1.0',
  sport,
  meta: { title: 'Test' },
  steps,
})
const power = (duration: number, value: number): Leaf => ({
  type: 'Interval',
  duration,
  power: { type: 'steady', value },
})
const WARMUP: Leaf = { type: 'Warmup', duration: 600, power: { type: 'ramp', start: 0.45, end: 0.7 } }
const findings = (awp: Awp, thresholds?: Parameters<typeof validateAwp>[1]) =>
  validateAwp(awp, thresholds).map(({ code, severity, path }) => `${code} ${severity} ${path}`)

describe('validateAwp', () => {
  it('has nothing against a sound workout', () => {
    expect(
      findings(
        doc([
          WARMUP,
          { type: 'Repeat', times: 4, content: [power(240, 1)], restBetween: { type: 'Rest', duration: 120 } },
        ]),
      ),
    ).toEqual([])
  })

  it('AWP001: a range begins below its end, a ramp moves', () => {
    const range: Leaf = { type: 'Steady', duration: 60, power: { type: 'range', min: 0.7, max: 0.6 } }
    const ramp: Leaf = { type: 'Ramp', duration: 60, power: { type: 'ramp', start: 0.6, end: 0.6 } }
    expect(findings(doc([range, ramp]))).toEqual(['AWP001 error steps[0].power', 'AWP001 error steps[1].power'])
  })

  it.each<[string, Leaf, Awp['sport']]>([
    ['power over 3 FTP', power(10, 3.1), 'ride'],
    ['power under .2 FTP', power(10, 0.1), 'ride'],
    [
      'watts over 2500',
      { type: 'Steady', duration: 60, power: { unit: 'watts', type: 'steady', value: 2600 } },
      'ride',
    ],
    ['LTHR over 1.2', { type: 'Steady', duration: 60, heartRate: { type: 'steady', value: 1.3 } }, 'run'],
    ['maximum over 1', { type: 'Steady', duration: 60, heartRate: { unit: 'max', type: 'steady', value: 1.1 } }, 'run'],
    ['bpm under 50', { type: 'Steady', duration: 60, heartRate: { unit: 'bpm', type: 'steady', value: 40 } }, 'run'],
    ['pace over 1.6', { type: 'Steady', duration: 60, pace: { type: 'steady', value: 1.7 } }, 'run'],
    ['m/s over 9', { type: 'Steady', duration: 60, pace: { unit: 'mps', type: 'steady', value: 10 } }, 'run'],
    ['ride cadence 170', { type: 'Steady', duration: 60, cadence: { type: 'steady', value: 170 } }, 'ride'],
    ['run cadence 90', { type: 'Steady', duration: 60, cadence: { type: 'steady', value: 90 } }, 'run'],
    ['effort 11', { type: 'Steady', duration: 60, rpe: { type: 'steady', value: 11 } }, 'run'],
    ['torque 200', { type: 'Steady', duration: 60, torque: { type: 'steady', value: 200 } }, 'ride'],
    ['slope 40', { type: 'Steady', duration: 60, grade: { type: 'steady', value: 40 } }, 'ride'],
    ['NaN', { type: 'Steady', duration: 60, power: { type: 'steady', value: Number.NaN } }, 'ride'],
  ])('AWP002: refuses %s', (_, leaf, sport) => {
    expect(findings(doc([leaf], sport)).filter((finding) => finding.startsWith('AWP002 error'))).toHaveLength(1)
  })

  it('AWP002: warns over twice FTP', () => {
    expect(findings(doc([WARMUP, power(10, 2.2)]))).toEqual(['AWP002 warning steps[1].power'])
  })

  it('AWP003: depth, nodes, leaves and hours', () => {
    const deep = [1, 2, 3, 4].reduce<Node[]>((content) => [{ type: 'Repeat', times: 2, content }], [power(30, 0.6)])
    expect(findings(doc(deep))).toEqual(['AWP003 error steps'])
    expect(findings(doc(Array.from({ length: 201 }, () => power(30, 0.6))))).toEqual(['AWP003 error steps'])
    const wide: Node = { type: 'Repeat', times: 99, content: Array.from({ length: 6 }, () => power(30, 0.6)) }
    expect(findings(doc([wide]))).toEqual(['AWP003 error steps'])
    expect(findings(doc([power(86_400, 0.5), power(86_400, 0.5), power(1, 0.5)]))).toEqual(['AWP003 error steps'])
  })

  it('AWP003: a document of 99⁶ leaves is refused at once', () => {
    const bomb = Array.from({ length: 6 }).reduce<Node[]>(
      (content) => [{ type: 'Repeat', times: 99, content }],
      [power(30, 0.6)],
    )
    expect(hasErrors(validateAwp(doc(bomb)))).toBe(true)
  })

  it('AWP004: a stated total is the sum, within a second', () => {
    const awp = doc([power(600, 0.6)])
    const stated = (totalDurationSeconds: number): Awp => ({ ...awp, meta: { title: 'Test', totalDurationSeconds } })
    expect(findings(stated(601))).toEqual([])
    expect(findings(stated(602))).toEqual(['AWP004 error meta.totalDurationSeconds'])
    // by distance it is an estimate
    const far = doc([{ type: 'Steady', distance: 1000, estimatedDuration: 300 }], 'run')
    expect(findings({ ...far, meta: { title: 'Test', totalDurationSeconds: 999 } })).toEqual([])
  })

  it('AWP005: messages come before the end and in a pass that exists', () => {
    const cued: Leaf = {
      ...power(60, 0.6),
      cues: [
        { at: 59, text: 'in' },
        { at: 60, text: 'out' },
        { text: 'pass', iteration: 3 },
      ],
    }
    expect(findings(doc([{ type: 'Repeat', times: 2, content: [cued] }]))).toEqual([
      'AWP005 error steps[0].content[0].cues[1]',
      'AWP005 error steps[0].content[0].cues[2]',
    ])
  })

  it('AWP006: pace and treadmill are for runs, torque for rides, run power is flagged', () => {
    const odd: Leaf = { type: 'Steady', duration: 60, pace: { type: 'steady', value: 0.8 }, surface: 'treadmill' }
    expect(findings(doc([odd]))).toEqual(['AWP006 error steps[0].pace', 'AWP006 error steps[0].surface'])
    const run: Leaf = {
      type: 'Steady',
      duration: 60,
      power: { type: 'steady', value: 0.8 },
      torque: { type: 'steady', value: 20 },
    }
    expect(findings(doc([run], 'run'))).toEqual(['AWP006 error steps[0].torque', 'AWP006 warning steps[0].power'])
  })

  it('AWP007: names the step whose threshold is missing, when thresholds are asked for', () => {
    const awp = doc([power(600, 0.6)])
    expect(findings(awp)).toEqual([])
    expect(findings(awp, { thresholds: {} })).toEqual(['AWP007 error steps[0]'])
    expect(findings(awp, { thresholds: { ftpW: 250 } })).toEqual([])
    expect(findings({ ...awp, references: { ftpWatts: 250 } }, { thresholds: {} })).toEqual([])
  })

  it('AWP008: three times eight minutes in a row look like a flattened repeat', () => {
    const lost = doc([WARMUP, power(480, 1), power(480, 1), power(480, 1)])
    expect(findings(lost)).toEqual(['AWP008 warning steps[1]'])
    expect(findings(doc([WARMUP, power(480, 1), power(240, 0.5), power(480, 1)]))).toEqual([])
    // the same easy step twice is only untidy
    expect(findings(doc([power(480, 0.6), power(480, 0.6)]))).toEqual([])
  })

  it('AWP009: a repeat of hard work needs a rest', () => {
    const repeat = (content: Node[], restBetween?: Leaf): Awp =>
      doc([WARMUP, { type: 'Repeat', times: 3, content, ...(restBetween ? { restBetween } : {}) }])
    expect(findings(repeat([power(480, 1)]))).toEqual(['AWP009 error steps[1]'])
    expect(findings(repeat([power(480, 1), power(120, 1.1)]))).toEqual(['AWP009 error steps[1]'])
    expect(findings(repeat([power(480, 1), power(240, 0.5)]))).toEqual([])
    expect(findings(repeat([power(480, 1)], { type: 'Rest', duration: 60 }))).toEqual([])
    // sub-threshold blocks and over-unders can be ridden through
    expect(findings(repeat([power(480, 0.93)]))).toEqual([])
    expect(findings(repeat([power(120, 0.94), power(60, 1.06)]))).toEqual([])
  })

  it('AWP010: hard work after less than five easier minutes', () => {
    expect(findings(doc([power(299, 0.6), power(300, 1)]))).toEqual(['AWP010 warning steps[1]'])
    expect(findings(doc([power(300, 0.6), power(300, 1)]))).toEqual([])
    // the easy part of a ramp counts: 0.4 to 1.3 over 18 min passes 0.9 after ten
    expect(findings(doc([{ type: 'Ramp', duration: 1080, power: { type: 'ramp', start: 0.4, end: 1.3 } }]))).toEqual([])
  })

  it('answers every generated workout, and those it passes have no error', () => {
    fc.assert(
      fc.property(arbitraryAwp(), (awp) => {
        expect(validateAwp(awp).filter(({ severity }) => severity === 'error')).toEqual([])
      }),
      { numRuns: 50 },
    )
  })
})
