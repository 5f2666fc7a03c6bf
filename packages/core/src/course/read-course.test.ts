import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { courseEmphasis } from '../library/course-emphasis.ts'
import { known, unknown } from '../result/measured.ts'
import { courseOfHeights, courseProfile } from './course-profile.ts'
import { exampleProfile, EXAMPLE_COURSES } from './example-courses.ts'
import { gradientHistogram } from './gradient-histogram.ts'
import { readCourse, type CourseRider, type CourseRunner } from './read-course.ts'
import { airDensity, rideSpeedMps } from './ride-power.ts'
import { rideTimes } from './ride-time.ts'
import { runTimes } from './run-time.ts'

const slope = (grade: number) => (at: number) => 500 + grade * at
const runner = (distanceM: number, speedMps: number): CourseRunner => {
  const timeS = distanceM / speedMps
  return { event: 'run', flat: known({ timeS, lowS: timeS * 0.96, highS: timeS * 1.04 }) }
}
const rider = (event: CourseRider['event']): CourseRider => ({ event, rider: known({ ftpW: 250, bodyMassKg: 70 }) })
const total = (times: readonly number[] | null): number => (times ?? []).reduce((sum, time) => sum + time, 0)

describe('S10.2 histogram', () => {
  it('puts each gradient in one class, edges where the text has them', () => {
    const grades = [-0.2, -0.08, -0.05, -0.02, 0.02, 0.04, 0.06, 0.08, 0.1, 0.15]
    const segments = grades.map((grade, index) => ({ fromM: index * 10, lengthM: 10, grade }))
    const bins = gradientHistogram(segments, null)
    expect(bins.map((bin) => Math.round(bin.distanceShare * 10))).toEqual([1, 1, 1, 2, 0, 1, 1, 1, 1, 1])
    expect(bins.every((bin) => bin.timeShare === null)).toBe(true)
  })
  it('shares of distance and of time sum to one, on any way', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 900 }), { minLength: 3, maxLength: 60 }), (heights) => {
        const at = (distanceM: number): number => heights[Math.min(heights.length - 1, Math.floor(distanceM / 300))]!
        const distanceM = heights.length * 300
        const reading = readCourse(courseOfHeights(distanceM, at, 'run'), runner(distanceM, 3))
        const bins = reading.histogram ?? []
        expect(bins.reduce((sum, bin) => sum + bin.distanceShare, 0)).toBeCloseTo(1, 9)
        expect(bins.reduce((sum, bin) => sum + (bin.timeShare ?? 0), 0)).toBeCloseTo(1, 9)
      }),
      { numRuns: 40 },
    )
  })
})

describe('S10.4 ride time', () => {
  it('a long steady climb takes its length over the speed of the model, without a bonus above 20 min', () => {
    const profile = courseOfHeights(12_000, slope(0.06), 'ride')
    const resistance = { massKg: 80, dragAreaM2: 0.32, rollingResistance: 0.005, airDensity: airDensity(15, 921) }
    const times = rideTimes(profile, 'fondo', { ftpW: 250, bodyMassKg: 70 }, 0.74)
    const expected = 12_000 / rideSpeedMps(185, 0.06, resistance)
    expect(Math.abs(total(times) / expected - 1)).toBeLessThan(0.01)
  })
  it('a climb of less than 20 min is ridden with 8 % of FTP more', () => {
    const hill = (at: number): number => 500 + 0.06 * Math.min(2000, Math.max(0, at - 1000))
    const profile = courseOfHeights(5000, hill, 'ride')
    const harder = total(rideTimes(profile, 'fondo', { ftpW: 250, bodyMassKg: 70 }, 0.74))
    const gravel = { ftpW: 250, bodyMassKg: 70 }
    const flatOut = total(rideTimes(profile, 'fondo', gravel, 0.82))
    const steady = harder / flatOut
    expect(steady).toBeGreaterThan(1)
    expect(steady).toBeLessThan(1.08)
  })
  it('nobody goes down faster than 16 m/s, on gravel 12', () => {
    const down = courseOfHeights(8000, slope(-0.09), 'ride')
    expect(total(rideTimes(down, 'fondo', { ftpW: 300, bodyMassKg: 80 }, 0.74))).toBeCloseTo(8000 / 16, 0)
    expect(total(rideTimes(down, 'gravel', { ftpW: 300, bodyMassKg: 80 }, 0.65))).toBeCloseTo(8000 / 12, 0)
  })
})

describe('S10.5 run time', () => {
  it.each([
    [0.05, 1.3014],
    [-0.05, 0.85],
    [0, 1],
    // above 15 % the hiker is faster: C_walk(.2) 7.8774 / 3.6
    [0.2, 2.1882],
  ])('a grade of %d costs the flat time × %d', (grade, factor) => {
    const times = runTimes(courseOfHeights(20_000, slope(grade), 'run'), 4)
    expect(Math.abs(total(times) / (5000 * factor) - 1)).toBeLessThan(0.002)
  })
  it('shares of time do not depend on the pace, trails stretch all of it by the athlete’s factor', () => {
    const profile = courseOfHeights(9000, (at) => 300 + 80 * Math.sin(at / 700), 'run')
    const demand = (athlete: CourseRunner) => readCourse(profile, athlete).demand
    const slow = demand(runner(9000, 2.4))
    const fast = demand(runner(9000, 4.8))
    const none = demand({ event: 'run', flat: unknown('no-pace', 'No pace.') })
    if (!slow.ok || !fast.ok || !none.ok) throw new Error('These courses have elevation.')
    expect(slow.value.climbShare).toBeCloseTo(fast.value.climbShare, 9)
    expect(none.value.climbShare).toBeCloseTo(fast.value.climbShare, 9)
    expect(none.value).toMatchObject({ basis: 'time', hours: null, longestClimbMin: null })
    expect(total(runTimes(profile, 3, 1.1))).toBeCloseTo(total(runTimes(profile, 3)) * 1.1, 6)
  })
})

describe('S10.6 demand', () => {
  it('counts a ride of a rider without FTP by distance, and makes up no time', () => {
    const profile = courseOfHeights(20_000, (at) => 500 + 0.06 * Math.max(0, at - 10_000), 'ride')
    const reading = readCourse(profile, { event: 'fondo', rider: unknown('no-threshold', 'No FTP.') })
    expect(reading.prediction.ok).toBe(false)
    if (!reading.demand.ok) throw new Error('The course has elevation.')
    expect(reading.demand.value).toMatchObject({ basis: 'distance', hours: null, longestClimbMin: null })
    expect(reading.demand.value.climbShare).toBeCloseTo(0.5, 1)
    expect(reading.demand.value.power).toBeUndefined()
    expect(reading.climbs?.[0]?.timeS).toBeNull()
  })
  it('tells what power its careful and its strong time take', () => {
    const profile = courseOfHeights(20_000, (at) => 500 + 0.06 * Math.max(0, at - 10_000), 'ride')
    const { demand, prediction } = readCourse(profile, { event: 'fondo', rider: known({ ftpW: 250, bodyMassKg: 75 }) })
    if (!demand.ok || !prediction.ok) throw new Error('The course has elevation.')
    const { lowS, highS } = prediction.value
    expect(demand.value.power).toEqual({
      careful: { powerW: 175, hours: highS / 3600 },
      strong: { powerW: 195, hours: lowS / 3600 },
    })
  })
  it('says that a file has no elevation', () => {
    const points = [0, 1, 2, 3].map((index) => ({ latDeg: index / 50, lonDeg: 9, altitudeM: null }))
    const reading = readCourse(courseProfile(points, 'run'), runner(6600, 3))
    expect(reading).toMatchObject({ climbs: null, histogram: null })
    expect(reading.totals.distanceM).toBeGreaterThan(6000)
    for (const part of [reading.demand, reading.prediction]) {
      expect(part).toMatchObject({ ok: false, reason: 'no-elevation' })
    }
  })

  const plain = {
    event: 'fondo',
    basis: 'time',
    climbShare: 0,
    steepShare: 0,
    flatShare: 0.5,
    longestClimbMin: 0,
    ascentMPerKm: 3,
    hours: 3,
  } as const
  it.each([
    [{ climbShare: 0.31 }, 'course-climbs', 'B16', 0.3],
    [{ longestClimbMin: 5 }, 'course-short-climbs', 'B16', 0],
    [{ longestClimbMin: 25 }, 'course-long-climbs', 'B16', 0],
    [{ steepShare: 0.12 }, 'course-steep', 'B12', 0.2],
    [{ event: 'criterium', flatShare: 0.8 }, 'course-flat-criterium', 'B16', 0],
    [{ event: 'time-trial', flatShare: 0.8 }, 'course-flat-time-trial', 'B22', 0.4],
    [{ hours: 5.5 }, 'course-long-hours', 'B08', 0.4],
    [{ event: 'run', ascentMPerKm: 16 }, 'course-hilly-run', 'R24', 0.4],
  ] as const)('%j weighs as %s', (change, feature, archetype, added) => {
    const emphasis = courseEmphasis({ ...plain, ...change })
    expect(emphasis.features).toEqual([feature])
    expect(emphasis.archetypes[archetype] ?? 0).toBe(added)
  })
  it('weights have the mean 1, and a plain course changes none', () => {
    const mean = (demand: Parameters<typeof courseEmphasis>[0]): number => {
      const weights = Object.values(courseEmphasis(demand).foci)
      return weights.reduce((sum, weight) => sum + weight, 0) / weights.length
    }
    expect(new Set(Object.values(courseEmphasis(plain).foci))).toEqual(new Set([1]))
    expect(mean({ ...plain, climbShare: 0.4, longestClimbMin: 40, hours: 7 })).toBeCloseTo(1, 9)
    const climbs = courseEmphasis({ ...plain, climbShare: 0.4, longestClimbMin: 40 }).foci
    expect(climbs.THRESHOLD).toBeGreaterThan(climbs.SWEET_SPOT)
    expect(climbs.SWEET_SPOT).toBeGreaterThan(climbs.VO2_MAX)
  })
})

describe('built-in courses', () => {
  it.each([
    ['flat-marathon', 5, 80, 0, []],
    ['hilly-half', 300, 380, 2, ['course-climbs', 'course-hilly-run']],
    ['alpine-fondo', 2600, 3000, 3, ['course-climbs', 'course-long-climbs', 'course-long-hours']],
    ['rolling-gravel', 1400, 1800, null, ['course-short-climbs', 'course-long-hours']],
  ] as const)('%s is what it says', (id, least, most, climbs, features) => {
    const course = EXAMPLE_COURSES.find((example) => example.id === id)!
    const profile = exampleProfile(course)
    const athlete = course.event === 'run' ? runner(course.distanceM, 3.4) : rider(course.event)
    const reading = readCourse(profile, athlete)
    expect(profile.distanceM).toBe(course.distanceM)
    expect(reading.totals.ascentM).toBeGreaterThanOrEqual(least)
    expect(reading.totals.ascentM).toBeLessThanOrEqual(most)
    if (climbs !== null) expect(reading.climbs?.filter((climb) => climb.category !== null)).toHaveLength(climbs)
    if (!reading.demand.ok) throw new Error('A built-in course has elevation.')
    expect(courseEmphasis(reading.demand.value).features).toEqual(expect.arrayContaining([...features]))
  })
})
