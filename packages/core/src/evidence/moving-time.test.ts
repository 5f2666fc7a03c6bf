import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { climbedBy, climbedIn } from './ascent.ts'
import { movingSecondsOf } from './moving-time.ts'
import { recordedActivity, seconds } from './recorded.fixture.ts'
import { greatCircleM, sampleDistances } from './track-distance.ts'

/** Distance column from a speed a second. */
const distances = (timeS: readonly number[], speedAt: (time: number) => number): number[] => {
  let total = 0
  return timeS.map((time, index) => (total += index === 0 ? 0 : speedAt(time) * (time - timeS[index - 1]!)))
}

describe('moving time', () => {
  it('is the recorder’s timer when it has one, never more than elapsed', () => {
    expect(movingSecondsOf(recordedActivity({ timeS: seconds(601) }, { timerS: 480, elapsedS: 600 }))).toBe(480)
    expect(movingSecondsOf(recordedActivity({ timeS: [] }, { timerS: 700, elapsedS: 600 }))).toBe(600)
  })

  it('leaves a stop out: 10 min run, 5 min at a crossing with jitter, 10 min run', () => {
    const timeS = seconds(1501)
    const distanceM = distances(timeS, (time) => (time <= 600 || time > 900 ? 3 : 0.2))
    const movingS = movingSecondsOf(recordedActivity({ timeS, distanceM }))
    expect(Math.abs(movingS - 1200)).toBeLessThanOrEqual(10)
  })

  it('leaves out the time a stopped recorder wrote nothing', () => {
    const timeS = [...seconds(301), ...seconds(300).map((time) => time + 900)]
    const movingS = movingSecondsOf(recordedActivity({ timeS, distanceM: distances(timeS, () => 3) }))
    expect(movingS).toBe(300 + 299)
  })

  it('counts a dropout of 20 s that covered ground, and a track of one point a minute', () => {
    const dropout = [...seconds(101), ...seconds(100).map((time) => time + 120)]
    expect(movingSecondsOf(recordedActivity({ timeS: dropout, distanceM: distances(dropout, () => 3) }))).toBe(219)
    const thin = seconds(31).map((index) => index * 60)
    expect(movingSecondsOf(recordedActivity({ timeS: thin, distanceM: distances(thin, () => 3) }))).toBe(1800)
  })

  it('knows walking pace on foot from a bike being pushed', () => {
    const timeS = seconds(601)
    const distanceM = distances(timeS, () => 0.8)
    expect(movingSecondsOf(recordedActivity({ timeS, distanceM }))).toBe(600)
    expect(movingSecondsOf(recordedActivity({ timeS, distanceM }, { sport: 'ride' }))).toBe(0)
  })

  it('on a trainer only the gaps are pauses', () => {
    const timeS = [...seconds(601), ...seconds(600).map((time) => time + 1000)]
    expect(
      movingSecondsOf(recordedActivity({ timeS, powerW: timeS.map(() => 0) }, { sport: 'ride', indoor: true })),
    ).toBe(1199)
  })

  it('without samples the elapsed time is all we know', () => {
    expect(movingSecondsOf(recordedActivity({ timeS: [] }, { elapsedS: 1800 }))).toBe(1800)
  })

  it('law: never negative and never more than elapsed', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(fc.integer({ min: 1, max: 400 }), fc.option(fc.integer({ min: 0, max: 30 }), { nil: null })),
          { maxLength: 80 },
        ),
        fc.constantFrom('run' as const, 'ride' as const, 'other' as const),
        (steps, sport) => {
          let time = 0
          let total = 0
          const timeS = steps.map(([gap]) => (time += gap))
          const distanceM = steps.map(([gap, speed]) => (speed === null ? null : (total += speed * gap)))
          const recorded = recordedActivity({ timeS, distanceM }, { sport })
          const movingS = movingSecondsOf(recorded)
          expect(movingS).toBeGreaterThanOrEqual(0)
          expect(movingS).toBeLessThanOrEqual(recorded.elapsedS)
        },
      ),
    )
  })
})

describe('distance along a track', () => {
  it('a degree of latitude is 111.2 km, and a jump of the receiver adds nothing', () => {
    expect(greatCircleM(50, 8, 51, 8)).toBeCloseTo(111_195, 0)
    const track = { timeS: seconds(4), latDeg: [50, 50.0001, 60, 50.0002], lonDeg: [8, 8, 8, 8] }
    const along = sampleDistances(track)!
    expect(along[1]).toBeCloseTo(11.12, 1)
    expect(along[2]).toBeCloseTo(11.12, 1)
    expect(sampleDistances({ timeS: seconds(3) })).toBeNull()
  })
})

describe('S10.1 ascent by hysteresis', () => {
  it.each([
    [[100, 101, 100, 102, 101, 103, 104, 103, 106, 108], 1, 11, 3],
    [[100, 101, 100, 102, 101, 103, 104, 103, 106, 108], 3, 6, 0],
    [[100, 102, 99, 103, 98, 104, 97, 105], 1, 20, 15],
    [[100, 102, 99, 103, 98, 104, 97, 105], 3, 17, 12],
    [[100, 102, 99, 103, 98, 104, 97, 105], 5, 5, 0],
    [[100, 110, 120, 115, 118, 130, 128, 140], 1, 47, 7],
    [[100, 110, 120, 115, 118, 130, 128, 140], 5, 45, 5],
  ])('%j with %d m', (altitudes, hysteresis, ascentM, descentM) =>
    expect(climbedBy(altitudes, hysteresis)).toEqual({ ascentM, descentM }),
  )

  it('a hill of 100 m with a metre of noise climbs about 100 m', () => {
    const timeS = seconds(2001)
    const distanceM = timeS.map((time) => time * 3)
    const altitudeM = timeS.map((time) => 200 + 100 * (1 - Math.abs(time - 1000) / 1000) + (time % 2))
    const climbed = climbedIn({ timeS, distanceM, altitudeM }, 'barometric')!
    expect(Math.abs(climbed.ascentM - 100)).toBeLessThan(5)
    expect(Math.abs(climbed.descentM - 100)).toBeLessThan(5)
    expect(climbedIn({ timeS, distanceM }, 'gps')).toBeNull()
  })
})
