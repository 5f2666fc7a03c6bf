import { describe, expect, it } from 'vitest'
import { speedAtVdotFraction, vdotAtSpeed } from '../athlete/vdot.ts'
import { classifyDone } from './classify-done.ts'
import { doneSeriesOf } from './done-series.ts'
import { isEasyTooFast } from './easy-too-fast.ts'
import { easyRun, held, power, samples, session, THRESHOLDS, thresholdRide } from './matching.fixture.ts'

const LIMIT_MPS = speedAtVdotFraction(vdotAtSpeed(4, 0.88), 0.74)
const run = (...stretches: readonly (readonly [number, number])[]) =>
  doneSeriesOf('run', samples('speedMps', held(...stretches)))
const ride = (...stretches: readonly (readonly [number, number])[]) =>
  doneSeriesOf('ride', samples('powerW', held(...stretches)))

describe('S9.5 easy too fast', () => {
  const planned = easyRun(40)
  it('is more than a fifth of the time above .74 of VDOT', () => {
    expect(LIMIT_MPS / 4).toBeCloseTo(0.87, 2)
    expect(isEasyTooFast(planned, run([2400, LIMIT_MPS - 0.02]), THRESHOLDS)).toBe(false)
    expect(isEasyTooFast(planned, run([1930, 3], [470, LIMIT_MPS + 0.3]), THRESHOLDS)).toBe(false)
    expect(isEasyTooFast(planned, run([1850, 3], [550, LIMIT_MPS + 0.3]), THRESHOLDS)).toBe(true)
  })
  it('is above .89 of LTHR where no pace can be told', () => {
    const byHeart = (bpm: number) => doneSeriesOf('run', samples('heartRateBpm', held([2400, bpm])))
    const onlyHeart = { lthrBpm: 165 }
    expect(isEasyTooFast(planned, byHeart(146), onlyHeart)).toBe(false)
    expect(isEasyTooFast(planned, byHeart(148), onlyHeart)).toBe(true)
  })
  it('is above .75 of FTP for a ride, and asks nothing of hard sessions or without thresholds', () => {
    const easyRide = session('ride', [power(3600, 0.6)], { focus: 'RECOVERY' })
    expect(isEasyTooFast(easyRide, ride([3600, 185]), THRESHOLDS)).toBe(false)
    expect(isEasyTooFast(easyRide, ride([2000, 185], [1600, 200]), THRESHOLDS)).toBe(true)
    expect(isEasyTooFast(thresholdRide(), ride([3600, 250]), THRESHOLDS)).toBeNull()
    expect(isEasyTooFast(planned, run([2400, 3.9]), {})).toBeNull()
  })
})

describe('S9.1 kind of a recording', () => {
  it('is read from the time in the domains and the focus of the work', () => {
    expect(classifyDone('ride', ride([3600, 150]), THRESHOLDS)).toEqual({ domain: 'LOW', focus: null })
    expect(classifyDone('ride', ride([900, 150], [1200, 225], [600, 150]), THRESHOLDS)).toEqual({
      domain: 'MID',
      focus: 'SWEET_SPOT',
    })
    expect(
      classifyDone('ride', ride([900, 150], [240, 290], [180, 125], [240, 290], [180, 125], [240, 290]), THRESHOLDS),
    ).toEqual({ domain: 'HIGH', focus: 'VO2_MAX' })
    expect(classifyDone('run', run([900, 3], [1500, 3.95], [600, 3]), THRESHOLDS)).toEqual({
      domain: 'MID',
      focus: 'THRESHOLD',
    })
    const byHeart = doneSeriesOf('run', samples('heartRateBpm', held([900, 130], [1500, 160])))
    expect(classifyDone('run', byHeart, THRESHOLDS)).toEqual({ domain: 'MID', focus: null })
  })
  it('is unknown without a threshold or with too little recorded', () => {
    expect(classifyDone('run', run([2400, 3]), { ftpW: 250 })).toBeNull()
    expect(classifyDone('run', run([120, 3]), THRESHOLDS)).toBeNull()
  })
})
