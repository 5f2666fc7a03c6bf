import { describe, expect, it } from 'vitest'
import { thresholdSpeed } from '../athlete/training-paces.ts'
import { flatTime } from './flat-time.ts'

const timeOf = (distanceM: number, vdot: number) => {
  const flat = flatTime(distanceM, thresholdSpeed(vdot))
  if (!flat.ok) throw new Error(flat.detail)
  return flat.value
}

describe('the time of a run on the flat', () => {
  it('is Daniels’ time of the VDOT that the threshold speed belongs to (S1.4)', () => {
    // VDOT 50: 41:21 over 10 km in the published table
    expect(timeOf(10_000, 50).timeS).toBeGreaterThan(2_450)
    expect(timeOf(10_000, 50).timeS).toBeLessThan(2_510)
    expect(timeOf(10_000, 55).timeS).toBeLessThan(timeOf(10_000, 50).timeS)
  })
  it('takes a marathon measured too long for a marathon, in proportion', () => {
    const [exact, measured] = [timeOf(42_195, 50), timeOf(42_900, 50)]
    expect(measured.timeS / exact.timeS).toBeCloseTo(42_900 / 42_195, 9)
    expect(measured.highS / exact.highS).toBeCloseTo(42_900 / 42_195, 9)
  })
  it('is unknown without a threshold', () => {
    expect(flatTime(10_000, undefined)).toMatchObject({ ok: false, reason: 'no-threshold' })
  })
})
