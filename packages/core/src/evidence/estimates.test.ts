import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { criticalPowerAt } from '../athlete/critical-power.ts'
import { detrainingFactor } from '../athlete/detraining.ts'
import { thresholdSpeed } from '../athlete/training-paces.ts'
import { raceTimeS, speedAtVdotFraction } from '../athlete/vdot.ts'
import { MEAN_MAXIMAL_WINDOWS_S } from '../load/mean-maximal.ts'
import { addDays } from '../time/local-date.ts'
import type { ActivityBests } from './activity-bests.ts'
import { estimateFtp, proposeFtp } from './estimate-ftp.ts'
import { estimateLthr, estimateMaxHr } from './estimate-heart-rate.ts'
import { certifiedDistance, estimateRunThreshold, limitVdotRise } from './estimate-run-threshold.ts'
import type { HistoryActivity } from './history.ts'

const TODAY = '2026-03-04'
const ago = (days: number) => addDays(TODAY, -days)
const run = (
  id: string,
  days: number,
  distanceM: number,
  timeS: number,
  more: Partial<HistoryActivity> = {},
): HistoryActivity => ({
  id,
  date: ago(days),
  sport: 'run',
  durationS: timeS,
  distanceM,
  ...more,
})
const yesterday = run('jog', 1, 5000, 2400)
const nothing: ActivityBests = {
  powerW: [],
  viOfBest20Min: null,
  speedMps: [],
  steady20Min: null,
  heartRate20MinBpm: null,
  heldMaxHrBpm: null,
}
const threshold = (activities: HistoryActivity[], more = {}) =>
  estimateRunThreshold({ history: { activities }, today: TODAY, ...more })

describe('S1.2 which VDOT', () => {
  it('the best race of 120 days from 5K to half marathon', () => {
    const found = threshold([
      run('a', 30, 5000, raceTimeS(48, 5000), { race: true }),
      run('b', 20, 10_000, raceTimeS(50, 10_000), { race: true }),
      run('old', 121, 10_000, raceTimeS(60, 10_000), { race: true }),
      run('mile', 10, 1609, raceTimeS(55, 1609), { race: true }),
      yesterday,
    ])
    expect(found).toMatchObject({
      ok: true,
      value: { method: 'race-vdot', confidence: 'HIGH', vdot: expect.closeTo(50, 3), from: ['b'], date: ago(20) },
    })
    expect(found.ok && found.value.thresholdSpeedMps).toBeCloseTo(thresholdSpeed(50), 4)
  })

  it('the race that says most today: age counts before the choice', () => {
    // 50 of 110 days ago is worth 50 − 0.5 · 68 / 30 = 48.87
    const old = run('old', 110, 10_000, raceTimeS(50, 10_000), { race: true })
    const fresh = run('fresh', 10, 10_000, raceTimeS(49.5, 10_000), { race: true })
    expect(threshold([old, fresh, yesterday])).toMatchObject({
      value: { vdot: expect.closeTo(49.5, 3), from: ['fresh'] },
    })
  })

  it('reads GPS distance as the certified one and a forgotten watch as moving time', () => {
    expect(certifiedDistance(10_150)).toBe(10_000)
    expect(certifiedDistance(42_700)).toBe(42_195)
    expect(certifiedDistance(7000)).toBe(7000)
    const forgotten = run('a', 10, 10_120, 3600, { race: true, movingS: raceTimeS(50, 10_000) })
    expect(threshold([forgotten, yesterday])).toMatchObject({ value: { vdot: expect.closeTo(50, 3) } })
  })

  it('decays 0.5 in 30 days after 42', () => {
    const race = (days: number) => run('a', days, 10_000, raceTimeS(50, 10_000), { race: true })
    expect(threshold([race(42), yesterday])).toMatchObject({ value: { vdot: expect.closeTo(50, 3) } })
    expect(threshold([race(102), yesterday])).toMatchObject({ value: { vdot: expect.closeTo(49, 3) } })
  })

  it('S8.8 a lay-off detrains, other sports halve the loss', () => {
    const race = run('a', 31, 10_000, raceTimeS(50, 10_000), { race: true })
    expect(threshold([race])).toMatchObject({ value: { vdot: expect.closeTo(50 * detrainingFactor(30), 3) } })
    const rides = Array.from({ length: 14 }, (_, index): HistoryActivity => ({
      date: ago(1 + index * 2),
      sport: 'ride',
      durationS: 3600,
      distanceM: null,
    }))
    expect(threshold([race, ...rides])).toMatchObject({
      value: { vdot: expect.closeTo(50 * detrainingFactor(30, true), 3) },
    })
  })

  it('(a) 20 min at LTHR: sampled is HIGH, from a whole run MEDIUM', () => {
    const steady20Min = { speedMps: thresholdSpeed(45), heartRateBpm: 165 }
    const workout = run('w', 5, 12_000, 4000, { avgHrBpm: 150 })
    const bests = new Map([['w', { ...nothing, steady20Min }]])
    expect(threshold([workout, yesterday], { lthrBpm: 166, bests })).toMatchObject({
      value: { method: 'threshold-effort', confidence: 'HIGH', vdot: expect.closeTo(45, 6), from: ['w'] },
    })
    const whole = run('w', 5, thresholdSpeed(45) * 1500, 1500, { avgHrBpm: 165 })
    expect(threshold([whole, yesterday], { lthrBpm: 166 })).toMatchObject({
      value: { method: 'threshold-effort', confidence: 'MEDIUM' },
    })
    expect(threshold([{ ...whole, avgHrBpm: 150 }, yesterday], { lthrBpm: 166 })).toMatchObject({
      value: { method: 'best-run' },
    })
  })

  it('(b) critical speed of the best efforts', () => {
    // d = 4 t + 200: CS 4 m/s, so VDOT = VO2(240) / 0.90.
    const speedMps = MEAN_MAXIMAL_WINDOWS_S.filter((durationS) => durationS <= 1200).map((durationS) => ({
      durationS,
      value: 4 + 200 / durationS,
    }))
    const bests = new Map([['w', { ...nothing, speedMps }]])
    expect(threshold([run('w', 5, 6000, 1500), yesterday], { bests })).toMatchObject({
      value: {
        method: 'critical-speed',
        confidence: 'MEDIUM',
        vdot: expect.closeTo((-4.6 + 0.182258 * 240 + 0.000104 * 240 ** 2) / 0.9, 3),
      },
    })
  })

  it('(c) the easy pace the athlete names, LOW', () => {
    expect(threshold([], { easySpeedMps: speedAtVdotFraction(40, 0.66) })).toMatchObject({
      value: { method: 'easy-pace', confidence: 'LOW', vdot: expect.closeTo(40, 6) },
    })
  })

  it('else the best whole run is a floor, LOW, and a ride among runs is not believed', () => {
    const runs = [
      run('a', 10, 10_000, raceTimeS(38, 10_000)),
      run('b', 12, 12_000, raceTimeS(37, 12_000)),
      run('bike', 9, 15_000, raceTimeS(70, 15_000)),
      yesterday,
    ]
    expect(threshold(runs)).toMatchObject({
      value: { method: 'best-run', confidence: 'LOW', from: ['a'], vdot: expect.closeTo(38, 3) },
    })
    expect(threshold([])).toMatchObject({ ok: false, reason: 'no-effort' })
  })

  it('law: a floor from whole runs never passes the race that gave it', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 31, max: 60, noNaN: true }),
        fc.double({ min: 1, max: 1.6, noNaN: true }),
        (vdot, slower) => {
          const found = threshold([run('a', 1, 10_000, raceTimeS(vdot, 10_000) * slower)])
          expect(found.ok ? found.value.vdot : 0).toBeLessThanOrEqual(vdot + 1e-6)
        },
      ),
    )
  })

  it('a working VDOT rises by at most 1.0 in 14 days without a race', () => {
    expect(limitVdotRise(45, 48, 14, false)).toBe(46)
    expect(limitVdotRise(45, 48, 14, true)).toBe(48)
    expect(limitVdotRise(45, 43, 1, false)).toBe(43)
  })
})

describe('S2.1 S2.2 FTP from rides', () => {
  const ride = (id: string, days: number, more: Partial<HistoryActivity> = {}): HistoryActivity => ({
    id,
    date: ago(days),
    sport: 'ride',
    durationS: 5400,
    distanceM: null,
    ...more,
  })
  const curve = (...points: [number, number][]) => points.map(([durationS, value]) => ({ durationS, value }))

  it('0.95 × the best even 20 min; an uneven one does not count', () => {
    const even = { ...nothing, powerW: curve([1200, 280]), viOfBest20Min: 1.06 }
    const uneven = { ...nothing, powerW: curve([1200, 320]), viOfBest20Min: 1.07 }
    const found = estimateFtp({
      history: { activities: [ride('even', 3), ride('uneven', 1)] },
      today: TODAY,
      bests: new Map([
        ['even', even],
        ['uneven', uneven],
      ]),
    })
    expect(found).toMatchObject({
      ok: true,
      value: { ftpW: expect.closeTo(266, 6), method: 'mmp20', confidence: 'MEDIUM', from: ['even'] },
    })
  })

  it('critical power when the curve gives one', () => {
    const powerW = [120, 180, 300, 600].map((durationS) => ({
      durationS,
      value: criticalPowerAt(260, 14_400, durationS),
    }))
    const found = estimateFtp({
      history: { activities: [ride('a', 1)] },
      today: TODAY,
      bests: new Map([['a', { ...nothing, powerW }]]),
    })
    expect(found).toMatchObject({
      value: {
        method: 'critical-power',
        ftpW: expect.closeTo(0.96 * 260, 3),
        cpW: expect.closeTo(260, 3),
        wPrimeJ: expect.closeTo(14_400, 0),
      },
    })
  })

  it('a whole ride’s normalized power is a floor, LOW; nothing is unknown, never a default', () => {
    const history = {
      activities: [
        ride('a', 1, { npW: 210 }),
        ride('b', 91, { npW: 300 }),
        ride('short', 1, { npW: 290, durationS: 1199 }),
      ],
    }
    expect(estimateFtp({ history, today: TODAY })).toMatchObject({
      value: { ftpW: 210, method: 'np-ride', confidence: 'LOW' },
    })
    expect(estimateFtp({ history: { activities: [ride('a', 1)] }, today: TODAY })).toMatchObject({
      ok: false,
      reason: 'no-power',
    })
    expect(estimateFtp({ history: { activities: [ride('a', 1, { npW: 900 })] }, today: TODAY })).toMatchObject({
      ok: false,
      reason: 'out-of-range',
    })
  })

  it('S2.1 reads no FTP out of rides that heart rate calls easy', () => {
    // The highest rate held is 185 bpm, so an effort needs 0.95 × 0.87 × 185 = 153 bpm over 20 min.
    const powerW = [
      { durationS: 1200, value: 140 },
      { durationS: 3600, value: 135 },
    ]
    const ridden = (heartRate20MinBpm: number) =>
      estimateFtp({
        history: { activities: [ride('a', 1), run('sprint', 9, 5000, 1300)] },
        today: TODAY,
        bests: new Map([
          ['a', { ...nothing, powerW, viOfBest20Min: 1.01, heartRate20MinBpm, heldMaxHrBpm: 160 }],
          ['sprint', { ...nothing, heldMaxHrBpm: 185 }],
        ]),
      })
    expect(ridden(152)).toMatchObject({ ok: false, reason: 'no-effort' })
    expect(ridden(153)).toMatchObject({ ok: true, value: { ftpW: 135, method: 'mmp60' } })
  })

  it('asks for a change of 2 % and raises by 5 % at most', () => {
    expect(proposeFtp(250, 254)).toBeNull()
    expect(proposeFtp(250, 256)).toBe(256)
    expect(proposeFtp(250, 300)).toBe(262.5)
    expect(proposeFtp(250, 200)).toBe(200)
  })
})

describe('S3.1 S3.2 heart rate from training', () => {
  const history = {
    activities: [run('a', 10, 10_000, 2700, { maxHrBpm: 186 }), run('b', 20, 10_000, 2700, { maxHrBpm: 184 })],
  }
  it('observed maximum, Tanaka where nothing was seen or too little', () => {
    expect(estimateMaxHr({ history, today: TODAY, ageYears: 35 })).toMatchObject({
      value: { bpm: 186, method: 'observed-max', confidence: 'HIGH', from: ['a'] },
    })
    expect(estimateMaxHr({ history, today: TODAY, ageYears: 18 })).toMatchObject({
      value: { bpm: 186, confidence: 'HIGH' },
    })
    expect(estimateMaxHr({ history: { activities: [] }, today: TODAY, ageYears: 35 })).toMatchObject({
      value: { bpm: 183.5, method: 'tanaka', confidence: 'LOW' },
    })
    expect(estimateMaxHr({ history: { activities: [] }, today: TODAY, ageYears: null })).toMatchObject({
      ok: false,
      reason: 'no-birth-year',
    })
  })
  it('LTHR from the best 20 min, unless they were easy', () => {
    const bests = (heartRate20MinBpm: number) => new Map([['a', { ...nothing, heartRate20MinBpm }]])
    const input = { history, today: TODAY, ageYears: 35 }
    expect(estimateLthr({ ...input, bests: bests(172) }, 'run', 186)).toMatchObject({
      value: { bpm: expect.closeTo(166.84, 6), method: 'mean-20-min' },
    })
    expect(estimateLthr({ ...input, bests: bests(140) }, 'run', 186)).toMatchObject({
      value: { bpm: expect.closeTo(165.54, 6), method: 'share-of-max', confidence: 'LOW' },
    })
    expect(estimateLthr(input, 'ride', 186)).toMatchObject({ value: { bpm: expect.closeTo(161.82, 6) } })
    expect(estimateLthr(input, 'run', null)).toMatchObject({ ok: false, reason: 'no-heart-rate' })
  })
})
