import { describe, expect, it } from 'vitest'
import { known, unknown } from '../result/measured.ts'
import { courseOfHeights } from './course-profile.ts'
import { coursePacing } from './course-pacing.ts'
import { readCourse } from './read-course.ts'

/** A small climb of 1.5 km at 5 %, then one of 6 km at 7 %. */
const heights = (at: number): number =>
  0.05 * Math.min(1500, Math.max(0, at - 2000)) + 0.07 * Math.min(6000, Math.max(0, at - 9000))
const rider = { event: 'fondo', rider: known({ ftpW: 250, bodyMassKg: 70 }) } as const

describe('pacing from the course', () => {
  it('S10.4: names the climb that weighs most, with the event’s watts, more of them on a short one', () => {
    const reading = readCourse(courseOfHeights(20_000, heights, 'ride'), rider)
    const advice = coursePacing(reading, { event: 'fondo', ftpW: 250 })
    expect(advice).toMatchObject({ topic: 'course', code: 'course-climb', facts: { climbs: 2, lowW: 175, highW: 195 } })
    expect(advice?.facts.fromM).toBeGreaterThan(8500)
    const short = readCourse(courseOfHeights(8000, heights, 'ride'), rider)
    expect(coursePacing(short, { event: 'fondo', ftpW: 250 })?.facts).toMatchObject({ lowW: 195, highW: 215 })
  })
  it('gives the speed of a run on it, and neither where no time is known', () => {
    const flat = known({ timeS: 6000, lowS: 5800, highS: 6200 })
    const run = readCourse(courseOfHeights(20_000, heights, 'run'), { event: 'run', flat })
    const speed = Number(coursePacing(run, null)?.facts.speedMps)
    expect(speed).toBeGreaterThan(1.5)
    expect(speed).toBeLessThan(20_000 / 6000)
    const nobody = { event: 'run', flat: unknown('no-threshold', 'unknown') } as const
    const facts = coursePacing(readCourse(courseOfHeights(20_000, heights, 'run'), nobody), null)?.facts
    expect(facts).toMatchObject({ speedMps: null, timeS: null, lowW: null })
  })
  it('has nothing to say of a level course', () => {
    const level = readCourse(
      courseOfHeights(10_000, () => 100, 'ride'),
      rider,
    )
    expect(coursePacing(level, { event: 'fondo', ftpW: 250 })).toBeNull()
  })
})
