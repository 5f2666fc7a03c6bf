import type { Node } from '@coach-wattz/core/workout/awp'
import { workoutTotals } from '@coach-wattz/core/workout/totals'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describedRun } from '../testing/sample-descriptions.ts'
import { forgeFit } from '../testing/forge-fit.ts'
import { decodeFitWorkout } from './decode-fit-workout.ts'
import type { FitLayout } from './write-fit.ts'
import { FitWriter } from './write-fit.ts'

const FILE_ID: FitLayout = { message: 0, fields: [{ number: 0, type: 'enum' }] }
const WORKOUT: FitLayout = {
  message: 26,
  fields: [
    { number: 4, type: 'enum' },
    { number: 6, type: 'uint16' },
    { number: 8, type: 'string', bytes: 40 },
  ],
}
const STEP: FitLayout = {
  message: 27,
  fields: [
    { number: 254, type: 'uint16' },
    { number: 7, type: 'enum' },
    { number: 1, type: 'enum' },
    { number: 2, type: 'uint32' },
    { number: 3, type: 'enum' },
    { number: 4, type: 'uint32' },
    { number: 5, type: 'uint32' },
    { number: 6, type: 'uint32' },
  ],
}
/** intensity, duration type, duration value, target type, target value, low, high */
type Step = readonly [
  number | null,
  number | null,
  number | null,
  (number | null)?,
  (number | null)?,
  (number | null)?,
  (number | null)?,
]

function file(
  steps: readonly Step[],
  { sport = 2, promised = steps.length }: { sport?: number | null; promised?: number } = {},
): Uint8Array {
  const writer = new FitWriter()
  writer.write(FILE_ID, [5])
  writer.write(WORKOUT, [sport, promised, 'Over-unders'])
  for (const [index, step] of steps.entries()) writer.write(STEP, [index, ...step.map((value) => value ?? null)])
  return writer.close()
}
const read = (steps: readonly Step[], sport: number | null = 2) => {
  const decoded = decodeFitWorkout(file(steps, { sport }))
  if (!decoded.ok) throw new Error(decoded.error.why)
  return decoded.value
}
const minutes = (count: number): number => count * 60_000
const timed = (count: number): Step => [0, 0, minutes(count)]
const loop = (from: number, passes: number): Step => [null, 6, from, null, passes]

describe('repeats', () => {
  it('nests a loop within a loop (the example of integrations.md §3): 3900 s', () => {
    const { awp, repairs } = read([
      [2, 0, minutes(10)],
      [5, 0, minutes(1)],
      [4, 0, minutes(1)],
      loop(1, 5),
      [4, 0, minutes(5)],
      loop(1, 3),
      [3, 0, minutes(10)],
    ])
    expect(repairs).toEqual([])
    expect(awp.steps.map((node) => node.type)).toEqual(['Warmup', 'Repeat', 'Cooldown'])
    expect(awp.steps[1]).toMatchObject({
      times: 3,
      content: [
        { type: 'Repeat', times: 5 },
        { type: 'Rest', duration: 300 },
      ],
    })
    // 600 + 3 × (5 × 120 + 300) + 600
    expect(workoutTotals(awp).durationS).toBe(3900)
  })

  it('unrolls loops that cross, as a device would play them', () => {
    // A1 B2 [A B]×2 then C, and a second loop from B: A B A B C B C → the first loop is done anew only for its own range.
    const { awp, repairs } = read([timed(1), timed(2), loop(0, 2), timed(4), loop(1, 2)])
    expect(repairs[0]).toContain('cross')
    const lengths = awp.steps.map((node) => (node.type === 'Repeat' ? 0 : (node.duration ?? 0) / 60))
    // Played: 1 2 (again) 1 2, 4, (back to step 2) 2 (its loop: back to 1) 1 2, 4.
    expect(lengths).toEqual([1, 2, 1, 2, 4, 2, 1, 2, 4])
  })

  it('turns a loop until a time into passes, and says what it cannot count', () => {
    expect(read([timed(2), [null, 7, 0, null, minutes(10)]]).awp.steps).toMatchObject([{ type: 'Repeat', times: 5 }])
    const luck = read([timed(2), [null, 11, 0, null, 160]])
    expect(luck.awp.steps).toMatchObject([{ duration: 120 }])
    expect(luck.repairs[0]).toContain('how the body responds')
  })

  it('writes a single pass as plain steps', () => {
    expect(read([timed(3), loop(0, 1)]).awp.steps).toMatchObject([{ type: 'Steady', duration: 180 }])
  })

  it.each([
    ['itself', [timed(1), loop(1, 3)]],
    ['a later step', [timed(1), loop(5, 3), timed(1)]],
  ] as const)('refuses a loop to %s', (_where, steps) => {
    expect(decodeFitWorkout(file(steps))).toMatchObject({ ok: false, error: { format: 'fit', at: 'step 2' } })
  })
})

describe('targets', () => {
  const target = (sport: number, type: number, zone: number, low: number, high: number): Node =>
    read([[0, 0, minutes(5), type, zone, low, high]], sport).awp.steps[0]!

  it.each([
    ['power up to 1000 is percent of FTP', 2, [4, 0, 95, 105], { power: { type: 'range', min: 0.95, max: 1.05 } }],
    ['power beyond is watts + 1000', 2, [4, 0, 1250, 1250], { power: { unit: 'watts', type: 'steady', value: 250 } }],
    ['a power zone', 2, [4, 3, 0, 0], { power: { type: 'zone', zone: 3 } }],
    [
      'heart rate up to 100 is percent of maximum',
      2,
      [1, 0, 70, 80],
      { heartRate: { unit: 'max', type: 'range', min: 0.7, max: 0.8 } },
    ],
    [
      'heart rate beyond is bpm + 100',
      1,
      [1, 0, 240, 250],
      { heartRate: { unit: 'bpm', type: 'range', min: 140, max: 150 } },
    ],
    ['speed is mm/s', 1, [0, 0, 4120, 4280], { pace: { unit: 'mps', type: 'range', min: 4.12, max: 4.28 } }],
    ['cadence of a ride', 2, [3, 0, 85, 95], { cadence: { type: 'range', min: 85, max: 95 } }],
    ['cadence of a run counts one leg', 1, [3, 0, 85, 90], { cadence: { type: 'range', min: 170, max: 180 } }],
  ] as const)('%s', (_what, sport, [type, zone, low, high], expected) => {
    expect(target(sport, type, zone, low, high)).toMatchObject(expected)
  })

  it('turns a range round, drops what a ride has not, and says both', () => {
    const turned = read([[0, 0, minutes(5), 4, 0, 105, 95]])
    expect(turned.awp.steps[0]).toMatchObject({ power: { min: 0.95, max: 1.05 } })
    expect(turned.repairs[0]).toContain('turned round')
    const speed = read([[0, 0, minutes(5), 0, 0, 8000, 9000]])
    expect(speed.awp.steps[0]).not.toHaveProperty('pace')
    expect(speed.repairs[0]).toContain('speed target')
  })
})

describe('lengths', () => {
  it('reads time, distance, the lap button, and states other ends', () => {
    const { awp, repairs } = read([timed(1), [0, 1, 80_000], [0, 5, null], [0, 2, 160], [0, 0, 0]])
    expect(awp.steps).toMatchObject([{ duration: 60 }, { distance: 800 }, { until: 'lap' }, { until: 'lap' }])
    expect(repairs).toEqual([
      'A step that lasts until heart rate falls below a limit now ends with the lap button.',
      'A step of 0 seconds was left out.',
    ])
  })
})

describe('what is no workout', () => {
  it.each([
    ['noise', Uint8Array.of(1, 2, 3), 'does not start like a FIT file'],
    ['an activity', forgeFit(describedRun('2026-05-03T06:30:00Z')), 'holds no workout steps'],
    ['a swim', file([timed(1)], { sport: 5 }), 'another sport'],
    ['fewer steps than promised', file([timed(1)], { promised: 3 }), 'cut off'],
    ['nothing of length', file([[0, 0, 0]]), 'usable length'],
    [
      'a loop of a thousand steps',
      file([timed(1), timed(1), ...Array.from({ length: 2 }, () => loop(0, 99))]),
      'more than 500 steps',
    ],
    ['more than 48 hours', file([[0, 0, 4e9 / 10], loop(0, 2)]), '48 hours'],
  ])('%s', (_what, bytes, why) => {
    expect(decodeFitWorkout(bytes)).toMatchObject({
      ok: false,
      error: { format: 'fit', why: expect.stringContaining(why) },
    })
  })

  it('never throws and stays bounded, whatever the steps say (property)', () => {
    const small = fc.option(fc.integer({ min: 0, max: 12 }))
    const step = fc.tuple(small, fc.option(fc.integer({ min: 0, max: 31 })), small, small, small, small, small)
    fc.assert(
      fc.property(fc.array(step, { maxLength: 14 }), fc.constantFrom(1, 2, null), (steps, sport) => {
        const decoded = decodeFitWorkout(file(steps, { sport }))
        expect(decoded.ok ? workoutTotals(decoded.value.awp).leafSteps : 0).toBeLessThanOrEqual(500)
      }),
      { numRuns: 500 },
    )
    const whole = file([timed(1), timed(2), loop(0, 4)])
    for (let end = 0; end < whole.length; end++) expect(() => decodeFitWorkout(whole.subarray(0, end))).not.toThrow()
  })
})
