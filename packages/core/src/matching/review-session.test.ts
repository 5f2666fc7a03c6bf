import { describe, expect, it } from 'vitest'
import { buildWorkout } from '../library/build-workout.ts'
import { doneSeriesOf } from './done-series.ts'
import { complianceColour, compliancePercent } from './compliance-colour.ts'
import type { DoneForMatch, DoneRecording, PlannedForMatch } from './matchable.ts'
import {
  done,
  easyRun,
  held,
  lapsOf,
  pace,
  power,
  recording,
  repeat,
  samples,
  session,
  THRESHOLDS,
  thresholdRide,
  TUESDAY,
} from './matching.fixture.ts'
import { sessionOf } from './merge-recordings.ts'
import { reviewSession, type SessionReview } from './review-session.ts'

const review = (planned: PlannedForMatch, recorded: DoneForMatch, ...inside: DoneRecording[]): SessionReview =>
  reviewSession(planned, sessionOf([recorded]), inside, THRESHOLDS)
const ride = (minutes: number, more: Partial<DoneForMatch> = {}): DoneForMatch =>
  done('a', TUESDAY, minutes, { sport: 'ride', distanceM: null, kind: null, ...more })
const rideOf = (...stretches: readonly (readonly [number, number])[]): DoneRecording =>
  recording({ series: doneSeriesOf('ride', samples('powerW', held(...stretches))) })
const runOf = (...stretches: readonly (readonly [number, number])[]): DoneRecording =>
  recording({ series: doneSeriesOf('run', samples('speedMps', held(...stretches))) })

describe('S9.2 compliance', () => {
  it('is by duration, and by distance for a run told in metres', () => {
    expect(review(easyRun(60), done('a', TUESDAY, 45)).compliance).toEqual({ percent: 75, by: 'duration' })
    const tenKm = session('run', [{ type: 'Steady', distance: 10_000, pace: { type: 'steady', value: 0.75 } }], {
      focus: 'AEROBIC_ENDURANCE',
      durationS: 3333,
      distanceM: 10_000,
    })
    expect(tenKm.byDistance).toBe(true)
    const slow = review(tenKm, done('a', TUESDAY, 70, { distanceM: 10_000 }))
    expect(slow.compliance).toEqual({ percent: 100, by: 'distance' })
    expect(slow.durationShare).toBeCloseTo(1.26, 2)
    expect(review(tenKm, done('a', TUESDAY, 70, { distanceM: null })).compliance.by).toBe('duration')
  })
  it('is unknown, not nothing, without a length', () => {
    const nothing = review(easyRun(60), done('a', TUESDAY, 0))
    expect([nothing.compliance.percent, nothing.durationShare, nothing.workShare]).toEqual([null, null, null])
  })
})

describe('S9.3 colour', () => {
  it.each([
    [60, 'GREEN'],
    [48, 'GREEN'],
    [47.9, 'YELLOW'],
    [72, 'GREEN'],
    [73, 'YELLOW'],
    [90, 'YELLOW'],
    [91, 'ORANGE'],
    [30, 'YELLOW'],
    [29, 'ORANGE'],
    [0, 'RED'],
  ] as const)('of %f of 60 is %s', (actual, colour) => {
    expect(complianceColour(compliancePercent(actual, 60)!)).toBe(colour)
  })
  it('has no percentage without a plan', () => {
    expect(compliancePercent(45, 0)).toBeNull()
  })
})

describe('S9.4 by laps', () => {
  const planned = thresholdRide()
  const steps = (works: readonly (readonly [number, number])[]) =>
    lapsOf([900, 150], ...works.flatMap((work, index) => (index > 0 ? [[120, 120] as const, work] : [work])), [
      600, 125,
    ])
  it('takes the lap of each step', () => {
    const laps = steps([
      [300, 250],
      [300, 234],
      [290, 268],
      [260, 250],
    ])
    const { basis, steps: judged, workShare } = review(planned, ride(51), recording({ laps }))
    expect(basis).toBe('laps')
    expect(judged.map(({ score, judgedBy }) => [score, judgedBy])).toEqual([
      [1, 'power'],
      [0.76, 'power'],
      [expect.closeTo(0.6573, 3), 'power'],
      [expect.closeTo(0.8667, 3), 'power'],
    ])
    expect(workShare).toBeCloseTo((1 + 0.76 + 0.6573 + 0.8667) / 4, 3)
  })
  it('keeps the laps when one rep was given up early and a lap was pressed twice', () => {
    const laps = lapsOf(
      [900, 150],
      [300, 250],
      [118, 120],
      [2, 90],
      [300, 250],
      [120, 120],
      [300, 250],
      [120, 120],
      [150, 250],
      [600, 125],
    )
    const { basis, workShare } = review(planned, ride(50), recording({ laps }))
    expect([basis, workShare]).toEqual(['laps', expect.closeTo(3.5 / 4, 3)])
  })
  it('takes laps pressed for the work alone', () => {
    const laps = lapsOf([300, 250], [300, 250], [300, 250], [300, 250])
    expect(review(planned, ride(51), recording({ laps }))).toMatchObject({ basis: 'laps', workShare: 1 })
  })
  it('does not take the kilometres of the recorder for laps', () => {
    const laps = lapsOf([300, 200, 1000], [300, 200, 1000], [300, 200, 1000], [300, 200, 1000], [90, 200, 300])
    expect(review(planned, ride(26), recording({ laps })).basis).toBe('length')
  })
  it('holds metres against metres', () => {
    const kilometres = session('run', [
      pace(900, 0.75, 'Warmup'),
      repeat(5, pace(120, 0.5, 'Rest'), { type: 'Interval', distance: 1000, pace: { type: 'steady', value: 1.05 } }),
    ])
    const laps = lapsOf(
      [900, null, 2700],
      ...Array.from({ length: 5 }, (_none, index) => [
        [index === 4 ? 119 : 238, null, index === 4 ? 500 : 1000] as const,
        [120, null, 240] as const,
      ]).flat(),
    )
    const judged = review(kilometres, done('a', TUESDAY, 45), recording({ laps }))
    expect(judged.basis).toBe('laps')
    expect(judged.steps.map(({ score }) => score)).toEqual([1, 1, 1, 1, 0.5])
  })
  it('takes no mean heart rate of a short lap', () => {
    const byHeart = session('ride', [
      power(600, 0.6, 'Warmup'),
      repeat(3, power(120, 0.5, 'Rest'), {
        type: 'Interval',
        duration: 480,
        heartRate: { type: 'range', min: 0.95, max: 1.02 },
      }),
    ])
    const laps = lapsOf([600, null], [480, null], [120, null], [480, null], [120, null], [480, null])
    const slow = laps.map((lap) => ({ ...lap, avgHrBpm: 120 }))
    expect(review(byHeart, ride(40), recording({ laps: slow })).steps.map(({ judgedBy }) => judgedBy)).toEqual([
      'length',
      'length',
      'length',
    ])
  })
})

describe('S9.4 by samples', () => {
  const planned = thresholdRide()
  const ridden = (works: readonly (readonly [number, number])[]): (readonly [number, number])[] => [
    [900, 150],
    ...works.flatMap((work, index) => (index > 0 ? [[120, 120] as const, work] : [work])),
    [600, 125],
  ]
  it('finds the work where the mean of 15 s crosses half way between rest and work', () => {
    const { basis, steps, workShare } = review(
      planned,
      ride(51),
      rideOf(
        ...ridden([
          [300, 250],
          [300, 234],
          [240, 250],
          [300, 250],
        ]),
      ),
    )
    expect(basis).toBe('samples')
    expect(steps.map(({ doneS }) => Math.abs(doneS - 300) <= 4 || Math.abs(doneS - 240) <= 4)).toEqual([
      true,
      true,
      true,
      true,
    ])
    // the crossings lie within a few seconds of the edges, so the means hold a little of the rest
    expect(workShare).toBeCloseTo((1 + 0.76 + 0.8 + 1) / 4, 1)
  })
  it('scores a missing rep nothing, wherever it is missing', () => {
    const three = review(
      planned,
      ride(44),
      rideOf(
        ...ridden([
          [300, 250],
          [300, 250],
          [300, 250],
        ]),
      ),
    )
    expect(three.steps.filter(({ judgedBy }) => judgedBy === 'not-found')).toHaveLength(1)
    expect(three.workShare).toBeCloseTo(0.75, 2)
  })
  it('says nothing was done of the work when the ride was easy throughout', () => {
    expect(review(planned, ride(51), rideOf([3060, 150]))).toMatchObject({ basis: 'samples', workShare: 0 })
  })
  it('does not end an effort at a crossing, and counts what is shorter than 60 % as none', () => {
    const stop: (readonly [number, number])[] = [
      [900, 150],
      [150, 250],
      [20, 0],
      [130, 250],
      [120, 120],
      [300, 250],
      [120, 120],
      [300, 250],
      [120, 120],
      [170, 250],
      [600, 125],
    ]
    const { steps } = review(planned, ride(51), rideOf(...stop))
    expect(steps[0]!.doneS).toBeGreaterThan(290)
    expect(steps[3]!.judgedBy).toBe('not-found')
  })
  it('cuts efforts without rest between them by the plan', () => {
    const over = session('ride', [
      power(600, 0.5, 'Warmup'),
      power(300, 0.95),
      power(300, 1.05),
      power(300, 0.95),
      power(600, 0.5, 'Cooldown'),
    ])
    const judged = review(over, ride(35), rideOf([600, 125], [300, 237], [300, 262], [300, 237], [600, 125]))
    expect(judged.steps.map(({ score }) => score > 0.95)).toEqual([true, true, true])
  })
  it('judges a run by flat-equivalent speed: reps up a hill at the pace of the hill are kept', () => {
    const reps = session('run', [
      pace(600, 0.7, 'Warmup'),
      repeat(3, pace(120, 0.5, 'Rest'), pace(300, 1)),
      pace(600, 0.7, 'Cooldown'),
    ])
    // 5 % up: Minetti's cost is 4.691 against 3.6, so 4 m/s on the flat is 3.07 m/s here
    const climbMps =
      (4 * 3.6) / (155.4 * 0.05 ** 5 - 30.4 * 0.05 ** 4 - 43.3 * 0.05 ** 3 + 46.3 * 0.05 ** 2 + 19.5 * 0.05 + 3.6)
    const speeds = held(
      [600, 2.8],
      [300, climbMps],
      [120, 1.6],
      [300, climbMps],
      [120, 1.6],
      [300, climbMps],
      [600, 2.8],
    )
    let [metres, height] = [0, 0]
    const distanceM: number[] = []
    const altitudeM: number[] = []
    for (const speed of speeds) {
      metres += speed
      // the rest is walked down again
      height += speed === climbMps ? 0.05 * speed : speed < 2 ? -0.05 * speed : 0
      distanceM.push(metres)
      altitudeM.push(height)
    }
    const hilly = { ...samples('speedMps', speeds), distanceM, altitudeM }
    const onHills = review(reps, done('a', TUESDAY, 39), recording({ series: doneSeriesOf('run', hilly) }))
    expect(onHills.workShare).toBeGreaterThan(0.9)
    const plain = review(
      reps,
      done('a', TUESDAY, 39),
      recording({ series: doneSeriesOf('run', samples('speedMps', speeds)) }),
    )
    expect(plain.workShare).toBeLessThan(0.3)
  })
  it('takes a pace kept on the watch over rolling ground for kept', () => {
    const reps = session('run', [
      pace(600, 0.7, 'Warmup'),
      repeat(3, pace(120, 0.5, 'Rest'), pace(300, 1)),
      pace(600, 0.7, 'Cooldown'),
    ])
    const speeds = held([600, 2.8], [300, 4], [120, 2], [300, 4], [120, 2], [300, 4], [600, 2.8])
    const distanceM: number[] = []
    let metres = 0
    for (const speed of speeds) distanceM.push((metres += speed))
    // hills of 30 m on a wave of 2.4 km: nearly 8 % at the steepest
    const altitudeM = distanceM.map((distance) => 100 + 30 * Math.sin((2 * Math.PI * distance) / 2400))
    const rolling = { ...samples('speedMps', speeds), distanceM, altitudeM }
    const series = doneSeriesOf('run', rolling)
    expect(Math.max(...series.gradedSpeedMps!.slice(600, 1740))).toBeGreaterThan(5)
    expect(review(reps, done('a', TUESDAY, 39), recording({ series })).workShare).toBeGreaterThan(0.95)
  })
  it('judges by heart rate from the third minute on, beats either way', () => {
    const byHeart = session('ride', [
      { type: 'Warmup', duration: 600, heartRate: { type: 'steady', value: 0.75 } },
      { type: 'Interval', duration: 1200, heartRate: { unit: 'bpm', type: 'steady', value: 160 } },
      { type: 'Cooldown', duration: 600, heartRate: { type: 'steady', value: 0.75 } },
    ])
    // heart rate climbs for 90 s, then stays at 163: inside ± 3 although the whole mean is lower
    const bpm = held([600, 120], [30, 135], [60, 150], [1110, 163], [600, 120])
    const judged = review(byHeart, ride(40), recording({ series: doneSeriesOf('ride', samples('heartRateBpm', bpm)) }))
    expect(judged.steps[0]).toMatchObject({ judgedBy: 'heartRate', mean: expect.closeTo(163, 0) })
    expect(judged.workShare).toBeGreaterThan(0.95)
  })
  it('judges work led by effort by its length alone', () => {
    const hills = session('run', [
      pace(600, 0.7, 'Warmup'),
      repeat(4, pace(120, 0.5, 'Rest'), { ...pace(180, 1.05), rpe: { type: 'steady', value: 8 }, primary: 'rpe' }),
      pace(600, 0.7, 'Cooldown'),
    ])
    const fast = runOf(
      [600, 2.8],
      ...Array.from({ length: 4 }, (_none, index) =>
        index > 0 ? [[120, 1.6] as const, [180, 5.5] as const] : [[180, 5.5] as const],
      ).flat(),
      [600, 2.8],
    )
    const judged = review(hills, done('a', TUESDAY, 38), fast)
    expect(judged.steps.map(({ judgedBy, mean }) => [judgedBy, mean])).toEqual(
      Array.from({ length: 4 }, () => ['length', null]),
    )
    expect(judged.workShare).toBeGreaterThan(0.97)
  })
  it('reads warm-up and race of one session on one clock', () => {
    const parts = [
      rideOf([900, 150]),
      {
        ...rideOf([300, 250], [120, 120], [300, 250], [120, 120], [300, 250], [120, 120], [300, 250], [600, 125]),
        startedAt: `${TUESDAY}T13:00:00Z`,
      },
    ]
    expect(review(planned, ride(51), ...parts).workShare).toBeCloseTo(1, 1)
    expect(review(planned, ride(51), ...parts.toReversed())).toEqual(review(planned, ride(51), ...parts))
  })
})

describe('S9.4 sessions of the library ridden and run as planned', () => {
  it.each(['B17', 'B13', 'B23', 'B29', 'R19', 'R25', 'R32'])('%s at step 5 is all done', (archetype) => {
    const sport = archetype.startsWith('B') ? 'ride' : 'run'
    const planned = session(sport, buildWorkout(archetype, 5).steps, { focus: 'VO2_MAX' })
    const level = (step: PlannedForMatch['steps'][number]): number => (step.targets[0]!.low + step.targets[0]!.high) / 2
    const stretches = planned.steps.map((step) => [step.durationS!, level(step)] as const)
    const recorded = sport === 'ride' ? rideOf(...stretches) : runOf(...stretches)
    const judged = review(planned, { ...done('a', TUESDAY, planned.durationS / 60), sport }, recorded)
    expect(judged.basis).toBe('samples')
    expect(judged.steps.filter(({ judgedBy }) => judgedBy === 'not-found')).toEqual([])
    expect(judged.workShare).toBeGreaterThan(0.9)
  })
})

describe('c of sessions without steps to look at', () => {
  it('is the length of an easy session, strides or not, at most all of it', () => {
    const strides = session('run', [pace(2400, 0.75), repeat(6, pace(60, 0.6, 'Rest'), pace(20, 1.2))], {
      focus: 'AEROBIC_ENDURANCE',
    })
    expect(review(strides, done('a', TUESDAY, 24), runOf([1440, 3])).basis).toBe('length')
    expect(review(easyRun(60), done('a', TUESDAY, 90)).workShare).toBe(1)
    expect(review(easyRun(60), done('a', TUESDAY, 30)).workShare).toBe(0.5)
  })
  it('counts the easy hours of a long session with its blocks', () => {
    const long = session(
      'ride',
      [power(5400, 0.65), repeat(2, power(600, 0.65), power(900, 0.9)), power(1200, 0.6, 'Cooldown')],
      { focus: 'LONG' },
    )
    const easy = review(long, ride(long.durationS / 60), rideOf([long.durationS, 162]))
    // 9 000 s planned, 1 800 s of them in the blocks that were left out
    expect(easy.workShare).toBeCloseTo(1 - 1800 / long.durationS, 3)
  })
  it('takes a race that was run for run, however fast', () => {
    const race = session('run', [pace(3000, 0.98)], { race: true, durationS: 3000, distanceM: 10_000 })
    expect(review(race, done('a', TUESDAY, 41, { distanceM: 10_050 }))).toMatchObject({
      workShare: 1,
      compliance: { by: 'distance' },
    })
    expect(review(race, done('a', TUESDAY, 20, { distanceM: 5000 })).workShare).toBe(0.5)
  })
  it('falls back to the length when neither laps nor samples show the work', () => {
    expect(review(thresholdRide(), ride(25.5))).toMatchObject({ basis: 'length', workShare: 0.5, steps: [] })
  })
})
