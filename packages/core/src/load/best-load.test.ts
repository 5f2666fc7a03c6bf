import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bestLoad, type LoadInput } from './best-load.ts'

const HOUR = Array.from({ length: 3600 }, (_, index) => index)
const constant = (value: number | null) => HOUR.map(() => value)
const ride = (more: Partial<LoadInput> = {}): LoadInput => ({
  sport: 'ride',
  streams: { timeS: HOUR, powerW: constant(200) },
  movingS: 3600,
  distanceM: 30_000,
  ascentM: 100,
  avgHrBpm: null,
  thresholds: { ftpW: 250 },
  ...more,
})
const run = (more: Partial<LoadInput> = {}): LoadInput => ({
  sport: 'run',
  streams: { timeS: HOUR, speedMps: constant(3), heartRateBpm: constant(150) },
  movingS: 3600,
  distanceM: 10_800,
  ascentM: 20,
  avgHrBpm: 150,
  thresholds: { thresholdSpeedMps: 3.75, lthrBpm: 165, maxHrBpm: 185, restingHrBpm: 50 },
  ...more,
})
const HEART = { lthrBpm: 165, maxHrBpm: 190, restingHrBpm: 50 }

describe('S3.10 best available load', () => {
  it('power on a ride with power and an FTP: 1 h at 0.8 is 64', () => {
    expect(bestLoad(ride())).toMatchObject({
      ok: true,
      value: { method: 'power', confidence: 'HIGH', load: expect.closeTo(64, 6), npW: 200 },
    })
  })

  it('no FTP: never a default one; NP stays known', () => {
    expect(bestLoad(ride({ thresholds: {} }))).toMatchObject({
      value: { method: 'duration', confidence: 'LOW', npW: 200 },
    })
  })

  it('less than 95 % of power falls to heart rate', () => {
    const streams = {
      timeS: HOUR,
      powerW: HOUR.map((second) => (second % 10 === 0 ? null : 200)),
      heartRateBpm: constant(165),
    }
    expect(bestLoad(ride({ streams, thresholds: { ftpW: 250, ...HEART } }))).toMatchObject({
      value: { method: 'heart-rate', load: expect.closeTo(100, 6), confidence: 'MEDIUM' },
    })
  })

  it('an FTP older than 180 days speaks only when nothing better does', () => {
    const streams = { timeS: HOUR, powerW: constant(200), heartRateBpm: constant(150) }
    expect(bestLoad(ride({ streams, ftpAgeDays: 181, thresholds: { ftpW: 250, ...HEART } }))).toMatchObject({
      value: { method: 'heart-rate' },
    })
    expect(bestLoad(ride({ ftpAgeDays: 180 }))).toMatchObject({ value: { method: 'power', confidence: 'HIGH' } })
    expect(bestLoad(ride({ ftpAgeDays: 181 }))).toMatchObject({ value: { method: 'power', confidence: 'LOW' } })
    expect(bestLoad(ride({ ftpAgeDays: 181, rpe: 5 }))).toMatchObject({ value: { method: 'rpe' } })
  })

  it('pace on a run with a threshold: 1 h at 0.8 is 64, and power only with a run FTP', () => {
    expect(bestLoad(run())).toMatchObject({
      value: { method: 'pace', confidence: 'HIGH', load: expect.closeTo(64, 6) },
    })
    const withPower = { timeS: HOUR, speedMps: constant(3), powerW: constant(240) }
    expect(bestLoad(run({ streams: withPower }))).toMatchObject({ value: { method: 'pace', npW: 240 } })
    expect(bestLoad(run({ streams: withPower, thresholds: { thresholdSpeedMps: 3.75, ftpW: 300 } }))).toMatchObject({
      value: { method: 'power' },
    })
  })

  it('a steep trail run asks heart rate first, a treadmill too', () => {
    expect(bestLoad(run({ ascentM: 271 }))).toMatchObject({ value: { method: 'heart-rate' } })
    expect(bestLoad(run({ ascentM: 269 }))).toMatchObject({ value: { method: 'pace' } })
    expect(bestLoad(run({ indoor: true }))).toMatchObject({ value: { method: 'heart-rate' } })
    expect(bestLoad(run({ indoor: true, thresholds: { thresholdSpeedMps: 3.75 } }))).toMatchObject({
      value: { method: 'pace', confidence: 'LOW' },
    })
  })

  it('heart rate needs 80 % of valid samples', () => {
    const heartRateBpm = HOUR.map((second) => (second % 4 === 0 ? 0 : 150))
    expect(bestLoad(run({ streams: { timeS: HOUR, heartRateBpm }, distanceM: null, avgHrBpm: 112 }))).toMatchObject({
      value: { method: 'duration' },
    })
  })

  it('totals without streams: mean pace, mean heart rate, told NP', () => {
    const none = { timeS: [] }
    expect(bestLoad(run({ streams: none }))).toMatchObject({
      value: { method: 'pace', confidence: 'MEDIUM', load: expect.closeTo(64, 6) },
    })
    expect(bestLoad(run({ streams: none, distanceM: null, avgHrBpm: 165 }))).toMatchObject({
      value: { method: 'heart-rate', confidence: 'LOW', load: expect.closeTo(100, 6) },
    })
    expect(bestLoad(ride({ streams: none, npW: 200 }))).toMatchObject({
      value: { method: 'power', confidence: 'MEDIUM', load: expect.closeTo(64, 6) },
    })
  })

  it('an unknown resting heart rate lowers confidence, not the answer', () => {
    const thresholds = { lthrBpm: 165, maxHrBpm: 185 }
    expect(bestLoad(run({ thresholds }))).toMatchObject({ value: { method: 'heart-rate', confidence: 'LOW' } })
  })

  it('flags power and heart rate that disagree by more than 40 %', () => {
    const streams = { timeS: HOUR, powerW: constant(125), heartRateBpm: constant(165) }
    expect(bestLoad(ride({ streams, thresholds: { ftpW: 250, ...HEART } }))).toMatchObject({
      value: { method: 'power', disagrees: true, heartRateRatio: expect.closeTo(4, 6) },
    })
    expect(bestLoad(run())).toMatchObject({ value: { disagrees: false } })
  })

  it('an activity that never moved has no load', () => {
    expect(bestLoad(run({ movingS: 0 }))).toMatchObject({ ok: false, reason: 'too-short' })
  })

  it('S3.7: thresholds that contradict each other speak of no load', () => {
    const streams = { timeS: HOUR, heartRateBpm: constant(150) }
    const contradictions = [
      { lthrBpm: 55, maxHrBpm: 190 },
      { lthrBpm: 165, maxHrBpm: 190, restingHrBpm: 190 },
      { lthrBpm: 165, maxHrBpm: 58 },
    ]
    for (const thresholds of contradictions) {
      expect(bestLoad(run({ streams, thresholds }))).toMatchObject({ value: { method: 'duration' } })
    }
  })

  it('law: whatever the thresholds, the load is a finite number that is not negative', () => {
    const bpm = fc.option(fc.integer({ min: 0, max: 250 }), { nil: undefined })
    const streams = { timeS: HOUR, heartRateBpm: constant(150), powerW: constant(180), speedMps: constant(3) }
    const shape = { lthrBpm: bpm, maxHrBpm: bpm, restingHrBpm: bpm, ftpW: bpm, thresholdSpeedMps: bpm }
    fc.assert(
      fc.property(fc.record(shape), fc.constantFrom('run' as const, 'ride' as const), (drawn, sport) => {
        const thresholds = Object.fromEntries(Object.entries(drawn).filter(([, value]) => value !== undefined))
        const measured = bestLoad({ ...run({ streams, thresholds }), sport })
        expect(measured.ok && Number.isFinite(measured.value.load) && measured.value.load >= 0).toBe(true)
      }),
      { numRuns: 40 },
    )
  })

  it('law: whatever the samples, the load is a finite number that is not negative', () => {
    const sample = fc.option(fc.double({ min: -10, max: 5000 }), { nil: null })
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 500 }), sample, sample, sample), { maxLength: 80 }),
        fc.constantFrom('run' as const, 'ride' as const, 'swim' as const),
        (rows, sport) => {
          let time = 0
          const measured = bestLoad({
            ...run(),
            sport,
            streams: {
              timeS: rows.map(([step]) => (time += step)),
              powerW: rows.map((row) => row[1]),
              heartRateBpm: rows.map((row) => row[2]),
              speedMps: rows.map((row) => row[3]),
            },
            thresholds: { ...HEART, ftpW: 200, thresholdSpeedMps: 3 },
          })
          expect(measured.ok && Number.isFinite(measured.value.load) && measured.value.load >= 0).toBe(true)
        },
      ),
    )
  })
})
