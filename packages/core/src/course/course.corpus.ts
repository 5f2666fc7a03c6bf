import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { decodeGpx } from '@coach-wattz/formats/gpx/decode-gpx'
import { describe, expect, it } from 'vitest'
import { corpusFolder } from '../../../../test/corpus.ts'
import { known } from '../result/measured.ts'
import { courseProfile } from './course-profile.ts'
import { readCourse, type CourseReading } from './read-course.ts'
import { ridePowerW, rideSpeedMps } from './ride-power.ts'

const folder = corpusFolder()

/** All ways of a file as one. */
function readRoute(kind: 'running' | 'cycling' | 'hiking', file: string): CourseReading {
  const text = readFileSync(join(folder ?? '', 'routes', 'pretty-gpx', kind, file), 'utf8')
  const decoded = decodeGpx(text, { as: 'course' })
  if (!decoded.ok || decoded.value.kind !== 'course') throw new Error(`${file} is no course.`)
  const points = decoded.value.routes.flatMap((route) => route.points)
  const isRide = kind === 'cycling'
  const profile = courseProfile(points, isRide ? 'ride' : 'run')
  if (isRide) return readCourse(profile, { event: 'fondo', rider: known({ ftpW: 250, bodyMassKg: 70 }) })
  const timeS = profile.distanceM / 3.2
  return readCourse(profile, { event: 'run', flat: known({ timeS, lowS: timeS, highS: timeS }) })
}

describe.skipIf(folder === null)('courses nobody here drew', () => {
  it('reads every route, and says of each whether it has elevation', () => {
    for (const kind of ['running', 'cycling', 'hiking'] as const) {
      for (const file of readdirSync(join(folder ?? '', 'routes', 'pretty-gpx', kind))) {
        const { totals, histogram, climbs, prediction } = readRoute(kind, file)
        expect(totals.distanceM, file).toBeGreaterThan(3000)
        expect(totals.hasElevation, file).toBe(prediction.ok)
        if (!prediction.ok) continue
        expect(
          histogram?.reduce((sum, bin) => sum + (bin.timeShare ?? 0), 0),
          file,
        ).toBeCloseTo(1, 9)
        const speedMps = totals.distanceM / prediction.value.timeS
        expect(speedMps, file).toBeGreaterThan(kind === 'cycling' ? 3 : 1)
        expect(speedMps, file).toBeLessThan(kind === 'cycling' ? 12 : 3.8)
        for (const climb of climbs ?? []) expect(climb.timeS, file).toBeGreaterThan(0)
      }
    }
  })

  // A marathon is a marathon; recorded lines wander a little.
  it.each([
    ['running', 'marathon_london.gpx', 42.2],
    ['running', 'marathon_chicago.gpx', 42.2],
    ['running', 'marathon_paris.gpx', 42.2],
  ] as const)('%s/%s is %d km', (kind, file, km) => {
    expect(Math.abs(readRoute(kind, file).totals.distanceM / 1000 - km)).toBeLessThan(1.2)
  })

  it('finds Ventoux above category 1', () => {
    const { climbs } = readRoute('cycling', 'ventoux.gpx')
    expect(climbs?.some((climb) => climb.category === 'HC' && climb.gainM > 1400)).toBe(true)
  })

  it('equals the reference for power and speed', () => {
    const reference = JSON.parse(readFileSync(join(folder ?? '', 'science', 'course.json'), 'utf8')) as {
      power: Row[]
      speed: Row[]
    }
    for (const row of reference.power) expect(ridePowerW(row.v_m_s, row.grade, of(row))).toBeCloseTo(row.power_w, 2)
    for (const row of reference.speed) expect(rideSpeedMps(row.power_w, row.grade, of(row))).toBeCloseTo(row.v_m_s, 3)
  })
})

interface Row {
  readonly v_m_s: number
  readonly power_w: number
  readonly grade: number
  readonly mass: number
  readonly CdA: number
  readonly Crr: number
  readonly rho: number
}
const of = (row: Row) => ({
  massKg: row.mass,
  dragAreaM2: row.CdA,
  rollingResistance: row.Crr,
  airDensity: row.rho,
})
