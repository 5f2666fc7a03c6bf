import { describe, expect, it } from 'vitest'
import { cleanHeartRate, heldMaxHr, observedMaxHr } from './heart-rate-cleaning.ts'
import { seconds } from './recorded.fixture.ts'

const clean = (heartRateBpm: (number | null)[], more = {}, context = {}) =>
  cleanHeartRate({ timeS: seconds(heartRateBpm.length), heartRateBpm, ...more }, { sport: 'run', ...context })

describe('S3.1 heart rates no heart made', () => {
  it('drops values outside 30–230 and jumps over 15 bpm in a second', () => {
    expect(clean([29, 30, 31, 231, 32])?.bpm).toEqual([null, 30, 31, null, 32])
    expect(clean([100, 115, 131, 116])?.bpm).toEqual([100, 115, null, 116])
  })
  it('after a hole the heart may be anywhere', () => {
    expect(clean([100, null, null, 160])?.bpm).toEqual([100, null, null, 160])
  })
  it('drops a run locked to its step rate, and only above 60 %', () => {
    const rates = Array<number>(100).fill(170)
    const cadence = (locked: number) => rates.map((_, index) => (index < locked ? 172 : 150))
    expect(clean(rates, { cadenceRpm: cadence(61) })?.rejected).toBe('cadence-lock')
    expect(clean(rates, { cadenceRpm: cadence(60) })?.rejected).toBeNull()
    expect(clean(rates, { cadenceRpm: cadence(100) }, { sport: 'ride' })?.rejected).toBeNull()
  })
  it('drops a hot start at easy pace, keeps it at race pace', () => {
    const rates = [...Array<number>(180).fill(175), ...Array<number>(60).fill(140)].map((rate, index) =>
      index === 180 ? 160 : rate,
    )
    const at = (speed: number) => ({ distanceM: seconds(240).map((time) => time * speed) })
    const context = { ageYears: 40, easyUpToMps: 3 }
    expect(
      clean(rates, at(2.8), context)
        ?.bpm.slice(0, 180)
        .every((rate) => rate === null),
    ).toBe(true)
    expect(clean(rates, at(3.5), context)?.bpm[0]).toBe(175)
  })
  it('is null without heart rate', () => expect(clean([null, null])).toBeNull())
})

describe('S3.1 observed maximum', () => {
  it('is what was held for five seconds', () => {
    const rates = [150, 160, 190, 160, 170, 172, 171, 175, 174, 150]
    expect(heldMaxHr(seconds(rates.length), rates)).toBe(170)
    expect(heldMaxHr(seconds(4), [150, 150, 150, 150])).toBeNull()
  })
  it('takes the second activity when the first stands more than 5 bpm above it', () => {
    const at = (id: string, bpm: number, date = '2026-01-01') => ({ id, date, bpm })
    expect(observedMaxHr([at('a', 190), at('b', 185)], '2026-03-01')?.id).toBe('a')
    expect(observedMaxHr([at('a', 191), at('b', 185)], '2026-03-01')?.id).toBe('b')
    expect(observedMaxHr([at('old', 200, '2025-02-28'), at('b', 185)], '2026-03-01')?.id).toBe('b')
    expect(observedMaxHr([], '2026-03-01')).toBeNull()
  })
})
