import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildWorkout } from '../library/build-workout.ts'
import { ARCHETYPES } from '../library/find-archetype.ts'
import { arbitraryAwp } from '../testing/arbitrary-awp.ts'
import type { Awp, Leaf } from './awp.ts'
import { describeSteps, describeWorkout } from './describe.ts'
import { actualPath, graphAt, rungOf, workoutGraph } from './graph.ts'
import { loadContext } from './leaf-load.ts'
import { primaryOf, resolveHeartRate, resolvePace, resolvePower, resolvePrimary } from './resolve.ts'

const CRUISE = buildWorkout('R19', 5)
/** Threshold pace 4:33 /km, LTHR 171: the athlete of the look book. */
const RUNNER = { thresholdSpeedMps: 1000 / 273, lthrBpm: 171 }

describe('workout graph', () => {
  it('puts each zone on its own rung', () => {
    expect(rungOf(0.56, 'ride')).toBe(1)
    expect(rungOf(0.91, 'ride')).toBe(3)
    expect(rungOf(0.3, 'ride')).toBe(0)
    expect(rungOf(9, 'ride')).toBe(7)
    expect(rungOf((0.56 + 0.76) / 2, 'ride')).toBeCloseTo(1.5)
  })

  it('draws the cruise intervals at full size: bracket, labels, cues, ticks, rungs', () => {
    const graph = workoutGraph(CRUISE, { size: 'full', thresholds: RUNNER })
    expect(graph.totalS).toBe(54 * 60)
    expect(graph.leaves).toHaveLength(11)
    expect(graph.brackets).toEqual([{ times: 5, depth: 0, leftPct: 27.78, widthPct: 53.7 }])
    expect(graph.labels.map(({ main, isMinor }) => [main, isMinor])).toEqual([
      ['6:30 to 5:33', true],
      ['4:29–4:37', false],
      ['5:41 to 6:41', true],
    ])
    expect(graph.ticks.map(({ text }) => text)).toEqual(['0', '10 min', '20 min', '30 min', '40 min', '50 min'])
    expect(graph.rungs.length).toBe(Math.floor(graph.heightRungs) + 1)
    // the instruction and the last thirty seconds of each of five, and the warm-up's instruction
    expect(graph.cues).toHaveLength(11)
    expect(graph.sentence).toContain('5 times (5 min threshold at 4:29–4:37/km, with 1 min recovery jog between)')
  })

  it('splits a ramp at the zone bounds, each piece in one zone', () => {
    const ramp: Awp = {
      schemaVersion: '1.0',
      sport: 'ride',
      meta: { title: 'R' },
      steps: [{ type: 'Ramp', duration: 600, power: { type: 'ramp', start: 0.5, end: 1 } }],
    }
    const { shapes } = workoutGraph(ramp)
    expect(shapes.map(({ kind }) => kind)).toEqual(['area', 'area', 'area', 'area'])
    expect(shapes.map((shape) => (shape.kind === 'area' ? shape.zone : 0))).toEqual([1, 2, 3, 4])
  })

  it('draws a range as solid floor and tinted band, but not on a spark', () => {
    const kinds = (size: 'spark' | 'card') => new Set(workoutGraph(CRUISE, { size }).shapes.map(({ kind }) => kind))
    expect(kinds('card')).toEqual(new Set(['area', 'band']))
    expect(kinds('spark')).toEqual(new Set(['area']))
  })

  it('decimates dense sets on small graphs without changing the total', () => {
    const billat = buildWorkout('R27', 5)
    const [full, spark] = [workoutGraph(billat, { size: 'full' }), workoutGraph(billat, { size: 'spark' })]
    expect(spark.leaves.length).toBeLessThan(full.leaves.length)
    expect(spark.totalS).toBeCloseTo(full.totalS, 6)
  })

  it('brackets nested repeats outermost first', () => {
    const graph = workoutGraph(buildWorkout('B25', 5), { size: 'full' })
    expect(graph.brackets.map(({ times, depth }) => [times, depth])).toEqual([
      [3, 0],
      [8, 1],
      [8, 1],
      [8, 1],
    ])
    expect(graph.bracketDepth).toBe(2)
    expect(workoutGraph(buildWorkout('B25', 5), { size: 'card' }).bracketDepth).toBe(1)
  })

  it('tells what stands under a moment, and draws what was done', () => {
    const graph = workoutGraph(CRUISE, { size: 'full' })
    expect(graphAt(graph, 16 * 60)).toMatchObject({ index: 1, leaf: { zone: 4 } })
    expect(graphAt(graph, graph.totalS)).toBeNull()
    expect(actualPath(graph, [0.8, 0.9, null, 1], 60)).toMatch(/^M0 [\d.]+L18\.52 [\d.]+M55\.56 [\d.]+$/)
  })

  it('draws any workout inside its box', () => {
    fc.assert(
      fc.property(arbitraryAwp(), fc.constantFrom('spark' as const, 'card' as const, 'full' as const), (awp, size) => {
        const graph = workoutGraph(awp, { size, thresholds: { ftpW: 250, thresholdSpeedMps: 3.5, lthrBpm: 165 } })
        expect(JSON.stringify(graph)).not.toMatch(/NaN|null,"y"|Infinity/)
        for (const shape of graph.shapes) {
          const numbers =
            shape.kind === 'area'
              ? shape.path.match(/[\d.]+/g)!.map(Number)
              : [shape.x, shape.y, shape.x + shape.width, shape.y + shape.height]
          expect(numbers.every((value) => value >= 0 && value <= 1000.02)).toBe(true)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('says every workout of the library in words without gaps', () => {
    for (const { id } of ARCHETYPES) {
      const sentence = describeWorkout(buildWorkout(id, 5), { ...RUNNER, ftpW: 250 })
      expect(sentence).not.toMatch(/undefined|NaN|null|!/)
      expect(sentence).toMatch(/ in total\.$/)
      expect(sentence).not.toMatch(/\d:\d\d:\d\d min/)
    }
  })

  it('tells a walk from a jog in the sentence', () => {
    expect(describeWorkout(buildWorkout('R05', 2, { targets: 'rpe' }))).toBe(
      'Run and walk, 8 × 90 s: 5 min walk at effort 2 of 10; 8 times (1:30 min jog at effort 3 of 10, with 1:30 min walk between); 5 min walk at effort 2 of 10. 33 min in total.',
    )
  })
})

describe('step table', () => {
  it("gives rows nested as the workout is, with the day's numbers", () => {
    const rows = describeSteps(CRUISE, RUNNER)
    expect(
      rows.map(({ kind, depth, name, target, heartRate, length }) => [
        kind,
        depth,
        name,
        target?.main ?? null,
        heartRate,
        length,
      ]),
    ).toEqual([
      ['step', 0, 'Warm-up', '6:30 to 5:33', 'under 153 bpm', '15:00'],
      ['repeat', 0, '5 times', null, null, '29:00'],
      ['step', 1, 'Threshold', '4:29–4:37', '162–171 bpm from the third minute', '5:00'],
      ['between', 1, 'Recovery jog', '6:14–7:13', 'not used', '1:00'],
      ['step', 0, 'Cool-down', '5:41 to 6:41', 'under 153 bpm', '10:00'],
    ])
  })

  it('stays relative when the threshold is unknown, and never invents one', () => {
    const [warmup, , work] = describeSteps(CRUISE)
    expect(warmup?.heartRate).toBeNull()
    expect(work?.target).toEqual({ main: '99–102', unit: '% of threshold pace' })
  })

  it('speaks miles, effort, heart rate and open steps', () => {
    const leaf = (rest: Partial<Leaf>): Awp => ({
      schemaVersion: '1.0',
      sport: 'run',
      meta: { title: 'T' },
      steps: [{ type: 'Steady', duration: 600, ...rest }],
    })
    const target = (rest: Partial<Leaf>, unit: 'km' | 'mi' = 'km') =>
      describeSteps(leaf(rest), RUNNER, { distance: unit })[0]?.target
    expect(target({ pace: { type: 'steady', value: 1 } }, 'mi')).toEqual({ main: '7:19', unit: '/mi' })
    expect(target({ rpe: { type: 'steady', value: 7 } })).toEqual({ main: 'effort 7', unit: 'of 10' })
    expect(target({ heartRate: { type: 'range', min: 0.9, max: 0.95 } })).toEqual({ main: '154–162', unit: 'bpm' })
    expect(target({ type: 'FreeRide' })).toEqual({ main: 'open', unit: '' })
    expect(describeSteps(leaf({ duration: undefined, distance: 800 }), RUNNER)[0]?.length).toBe('800 m')
  })
})

describe('resolving targets', () => {
  const context = loadContext('ride', { ftpWatts: 200 }, { ftpW: 260, lthrBpm: 160 })

  it('W3: 95–100 % of an FTP of 260 is 247–260 W', () => {
    expect(resolvePower({ type: 'range', min: 0.95, max: 1 }, context)).toEqual({
      ok: true,
      value: { kind: 'power', unit: 'W', shape: { type: 'range', min: 247, max: 260 } },
    })
    expect(resolvePower({ type: 'steady', value: 1 }, loadContext('ride', { ftpWatts: 200 }))).toMatchObject({
      value: { shape: { value: 200 } },
    })
  })

  it('AWP007: says which threshold is missing', () => {
    expect(resolvePace({ type: 'steady', value: 1 }, context)).toMatchObject({
      ok: false,
      error: { code: 'AWP007', reference: 'thresholdSpeedMps' },
    })
    expect(resolveHeartRate({ unit: 'max', type: 'steady', value: 0.9 }, context)).toMatchObject({
      ok: false,
      error: { reference: 'maxHrBpm' },
    })
    expect(resolvePace({ unit: 'mps', type: 'steady', value: 4 }, context).ok).toBe(true)
  })

  it("resolves zones against the athlete's table", () => {
    expect(resolvePower({ type: 'zone', zone: 4 }, { ...context, ftpW: 100 })).toMatchObject({
      value: { shape: { min: 91, max: 106 } },
    })
    expect(resolveHeartRate({ type: 'zone', zone: 4 }, { ...context, lthrBpm: 100 })).toMatchObject({
      value: { shape: { min: 94, max: 100 } },
    })
  })

  it('W2: explicit primary, else power > pace > heart rate > effort > cadence', () => {
    const both: Leaf = {
      type: 'Steady',
      duration: 60,
      power: { type: 'steady', value: 0.7 },
      heartRate: { type: 'steady', value: 0.8 },
      cadence: { type: 'steady', value: 90 },
    }
    expect(primaryOf(both)).toBe('power')
    expect(primaryOf({ ...both, primary: 'heartRate' })).toBe('heartRate')
    // a primary that the step does not have means nothing
    expect(primaryOf({ ...both, primary: 'pace' })).toBe('power')
    expect(primaryOf({ type: 'Rest', duration: 60 })).toBeNull()
    expect(resolvePrimary({ ...both, primary: 'heartRate' }, context)).toMatchObject({
      value: { unit: 'bpm', shape: { value: 128 } },
    })
  })
})
