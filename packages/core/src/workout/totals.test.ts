import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { domainOfFraction } from '../load/distribution.ts'
import { intensityOfRpe } from '../load/rpe-load.ts'
import { arbitraryAwp } from '../testing/arbitrary-awp.ts'
import type { Awp, Leaf, Node } from './awp.ts'
import { IntensityAccumulator } from './fraction-totals.ts'
import { domainSeconds, hardMinutes, isHardSession } from './intensity.ts'
import { fractionByHeartRate, leafDurationS, leafFraction, loadContext } from './leaf-load.ts'
import { workoutDurationS, workoutTotals } from './totals.ts'
import { countLeaves, eachLeaf, walk } from './walk.ts'
import { zoneOf } from './zone-bounds.ts'

const ride = (...steps: Node[]): Awp => ({ schemaVersion: '1.0', sport: 'ride', meta: { title: 'Test' }, steps })
const run = (...steps: Node[]): Awp => ({ schemaVersion: '1.0', sport: 'run', meta: { title: 'Test' }, steps })
const power = (duration: number, value: number): Leaf => ({
  type: 'Steady',
  duration,
  power: { type: 'steady', value },
})
const pace = (duration: number, value: number): Leaf => ({ type: 'Steady', duration, pace: { type: 'steady', value } })

/** S2.6 as it is written: expand to 1 Hz, trailing 30-s mean from sample 30, fourth-power mean. */
function expanded(awp: Awp, thresholds = {}): { if: number | null; zones: number[] } {
  const context = loadContext(awp.sport, awp.references, thresholds)
  const series: number[] = []
  eachLeaf(awp.steps, (leaf) => {
    const seconds = leafDurationS(leaf, context) ?? 0
    const span = leafFraction(leaf, seconds, context)
    if (!span) throw new Error('unknown intensity')
    for (let i = 0; i < seconds; i++) series.push(span.start + ((span.end - span.start) * (i + 0.5)) / seconds)
  })
  const zones = [0, 0, 0, 0, 0, 0, 0]
  for (const fraction of series) zones[zoneOf(fraction, awp.sport) - 1]! += 1
  let [fourths, windows] = [0, 0]
  for (let end = 30; end <= series.length; end++) {
    const mean = series.slice(end - 30, end).reduce((sum, value) => sum + value, 0) / 30
    fourths += mean ** 4
    windows += 1
  }
  return { if: windows === 0 ? null : (fourths / windows) ** 0.25, zones }
}

describe('workout totals', () => {
  it('S2.6: 30 × (60 s at 300 W, 60 s at 100 W) with FTP 250 is NP 239.1, IF .9564, TSS 91.47', () => {
    const totals = workoutTotals(ride({ type: 'Repeat', times: 30, content: [power(60, 1.2), power(60, 0.4)] }), {
      ftpW: 250,
    })
    expect(totals.durationS).toBe(3600)
    expect(totals.leafSteps).toBe(60)
    expect(totals.if! * 250).toBeCloseTo(239.1, 3)
    expect(totals.tss).toBeCloseTo(91.47, 2)
    // 200 W on average for an hour
    expect(totals.kJ).toBeCloseTo(720, 6)
  })

  it('S2.6: an hour at threshold is IF 1 and TSS 100', () => {
    const totals = workoutTotals(ride(power(3600, 1)))
    expect(totals).toMatchObject({ durationS: 3600, leafSteps: 1, kJ: null, distanceM: null })
    expect(totals.if).toBeCloseTo(1, 12)
    expect(totals.tss).toBeCloseTo(100, 9)
    expect(totals.timeInZoneS).toEqual([0, 0, 0, 3600, 0, 0, 0])
  })

  it('W6: the closed form equals the 1 Hz expansion within 1e-6 for any timed workout', () => {
    fc.assert(
      fc.property(
        arbitraryAwp({ timedOnly: true, depth: 2 }).filter((awp) => (workoutDurationS(awp) ?? 0) < 20_000),
        (awp) => {
          const thresholds = { ftpW: 250, lthrBpm: 165, thresholdSpeedMps: 3.8 }
          const reference = expanded(awp, thresholds)
          const totals = workoutTotals(awp, thresholds)
          expect(totals.if === null).toBe(reference.if === null)
          expect(Math.abs((totals.if ?? 0) - (reference.if ?? 0))).toBeLessThan(1e-6)
          const inZones = totals.timeInZoneS!.reduce((sum, seconds) => sum + seconds, 0)
          expect(Math.abs(inZones - totals.durationS!)).toBeLessThan(1 + totals.leafSteps * 0.1)
          for (const [zone, seconds] of totals.timeInZoneS!.entries()) {
            expect(Math.abs(seconds - reference.zones[zone]!)).toBeLessThanOrEqual(1 + totals.leafSteps)
          }
        },
      ),
      { numRuns: 60 },
    )
  })

  it('W6: a ramp up then down has the intensity of the same read backwards', () => {
    const [up, down] = [new IntensityAccumulator(), new IntensityAccumulator()]
    up.add(600, 0.5, 1.1)
    up.add(300, 0.9, 0.6)
    down.add(300, 0.6, 0.9)
    down.add(600, 1.1, 0.5)
    expect(up.intensityFactor).toBeCloseTo(down.intensityFactor!, 12)
  })

  it('S2.6: under 30 s there is no intensity, and no load', () => {
    expect(workoutTotals(ride(power(29, 1)))).toMatchObject({ durationS: 29, if: null, tss: null })
  })

  it('W8: open steps count as S3.10b says', () => {
    const fractionOf = (leaf: Leaf, sport: 'ride' | 'run' = 'ride') =>
      leafFraction(leaf, leaf.duration!, loadContext(sport))?.start
    expect(fractionOf({ type: 'FreeRide', duration: 600 })).toBe(0.65)
    expect(fractionOf({ type: 'FreeRide', duration: 600 }, 'run')).toBe(0.8)
    expect(fractionOf({ type: 'MaxEffort', duration: 60 })).toBe(1.5)
    expect(fractionOf({ type: 'MaxEffort', duration: 61 })).toBe(1.2)
    expect(fractionOf({ type: 'MaxEffort', duration: 301 })).toBe(1)
    expect(fractionOf({ type: 'Rest', duration: 60 })).toBe(0.4)
  })

  it('S3.9: effort stands for an IF, linear between', () => {
    expect([1, 3, 8, 10, 7.5].map(intensityOfRpe)).toEqual([0.45, 0.65, 0.98, 1.08, 0.95])
    // 60 min at effort 3 → 42.25
    const hour: Leaf = { type: 'Steady', duration: 3600, rpe: { type: 'steady', value: 3 } }
    expect(workoutTotals(run(hour)).tss).toBeCloseTo(42.25, 6)
  })

  it('W7: heart rate at the domain edges of S0.4 stands for the edges of pace and power', () => {
    expect(fractionByHeartRate(0.89, 'run')).toBeCloseTo(0.9)
    expect(fractionByHeartRate(0.89, 'ride')).toBeCloseTo(0.75)
    expect(fractionByHeartRate(1, 'run')).toBeCloseTo(1.02)
    expect(fractionByHeartRate(0.3, 'run')).toBe(0.45)
    expect(fractionByHeartRate(2, 'run')).toBe(1.2)
  })

  it('W9: a run by distance lasts what its pace says on the day, else its estimate, else nobody knows', () => {
    const interval: Leaf = { type: 'Interval', distance: 1000, pace: { type: 'steady', value: 1 } }
    expect(workoutTotals(run(interval), { thresholdSpeedMps: 4 })).toMatchObject({ durationS: 250, distanceM: 1000 })
    expect(workoutTotals(run({ ...interval, estimatedDuration: 280 }))).toMatchObject({
      durationS: 280,
      distanceM: 1000,
    })
    expect(workoutTotals(run(interval))).toMatchObject({
      durationS: null,
      distanceM: 1000,
      if: null,
      tss: null,
      timeInZoneS: null,
    })
  })

  it("W3: thresholds of the day come before the document's references", () => {
    const awp: Awp = {
      ...ride({ type: 'Steady', duration: 3600, power: { unit: 'watts', type: 'steady', value: 200 } }),
      references: { ftpWatts: 250 },
    }
    expect(workoutTotals(awp).if).toBeCloseTo(0.8, 12)
    expect(workoutTotals(awp, { ftpW: 200 }).if).toBeCloseTo(1, 12)
    expect(workoutTotals({ ...awp, references: undefined }).if).toBeNull()
  })

  it("gives a run's distance through the threshold speed only", () => {
    expect(workoutTotals(run(pace(1000, 0.8)), { thresholdSpeedMps: 4 }).distanceM).toBe(3200)
    expect(workoutTotals(run(pace(1000, 0.8))).distanceM).toBeNull()
  })
})

describe('walk', () => {
  const nested: Node[] = [
    { ...power(60, 0.5), id: 'wu' },
    {
      type: 'Repeat',
      times: 2,
      content: [{ type: 'Repeat', times: 2, content: [{ ...power(30, 1.1), id: 'on' }] }],
      restBetween: { ...power(90, 0.5), id: 'rest' },
    },
  ]

  it('W1: unrolls `A B rest A B` with occurrence ids stepId@i.j', () => {
    expect([...walk(nested)].map(({ id }) => id)).toEqual(['wu', 'on@1.1', 'on@1.2', 'rest@1', 'on@2.1', 'on@2.2'])
    expect(
      [...walk([{ type: 'Repeat', times: 2, content: [power(30, 1)] }])].map(({ id, path }) => [id, path]),
    ).toEqual([
      ['steps[0].content[0]@1', 'steps[0].content[0]'],
      ['steps[0].content[0]@2', 'steps[0].content[0]'],
    ])
  })

  it('is lazy: the first leaf of a huge workout costs nothing', () => {
    const huge: Node[] = [0, 1, 2, 3, 4].reduce<Node[]>(
      (content) => [{ type: 'Repeat', times: 99, content }],
      [power(30, 1)],
    )
    expect(walk(huge).next().value?.id).toBe(
      'steps[0].content[0].content[0].content[0].content[0].content[0]@1.1.1.1.1',
    )
    expect(countLeaves(huge)).toBe(99 ** 5)
  })

  it('counts, visits and walks the same leaves', () => {
    fc.assert(
      fc.property(arbitraryAwp(), ({ steps }) => {
        const visited: Leaf[] = []
        eachLeaf(steps, (leaf) => visited.push(leaf))
        expect([...walk(steps)].map(({ leaf }) => leaf)).toEqual(visited)
        expect(countLeaves(steps)).toBe(visited.length)
      }),
      { numRuns: 50 },
    )
  })
})

describe('intensity domains', () => {
  it('S0.4: run LOW is slower than .90, ride LOW up to .75, HIGH above 1.02', () => {
    expect([0.899, 0.9, 1.02, 1.021].map((fraction) => domainOfFraction(fraction, 'run'))).toEqual([
      'LOW',
      'MID',
      'MID',
      'HIGH',
    ])
    expect([0.75, 0.751, 1.02, 1.021].map((fraction) => domainOfFraction(fraction, 'ride'))).toEqual([
      'LOW',
      'MID',
      'MID',
      'HIGH',
    ])
  })

  it('splits a ramp where it crosses the edges', () => {
    const ramp: Leaf = { type: 'Ramp', duration: 600, power: { type: 'ramp', start: 0.45, end: 1.05 } }
    const { lowS, midS, highS } = domainSeconds(ride(ramp))
    expect([lowS, midS, highS].map(Math.round)).toEqual([300, 270, 30])
  })

  it('G07: twelve minutes of MID and HIGH make a session hard', () => {
    expect(isHardSession(ride(power(600, 0.6), power(719, 0.8)))).toBe(false)
    expect(isHardSession(ride(power(600, 0.6), power(360, 0.8), power(360, 1.1)))).toBe(true)
    expect(hardMinutes(run(pace(600, 0.95)))).toBe(10)
  })
})
