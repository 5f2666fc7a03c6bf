import { Readable } from 'node:stream'
import { beforeAll, expect, it } from 'vitest'
import type { PlanRequest } from '../../shared/contracts/plans.ts'
import { makeAthlete, onEveryDatabase } from '../../test/databases.ts'
import { makeDeps } from '../../test/deps.ts'
import { valueOf } from '../../test/value-of.ts'
import { saveAthlete } from '../repositories/athlete-repository.ts'
import { saveThreshold } from '../repositories/threshold-repository.ts'
import { addCourse, addExampleCourse } from './add-course.ts'
import { createPlan } from './create-plan.ts'
import type { Deps } from './deps.ts'
import { getCourse } from './get-course.ts'
import { previewPlan } from './preview-plan.ts'
import { removeCourse } from './remove-course.ts'

/** Ten kilometres north with a hill in the middle, as GPX. */
function hillGpx(withElevation: boolean): string {
  const points = Array.from({ length: 501 }, (_, index) => {
    const up = 400 + 240 * Math.sin((Math.PI * index) / 500)
    const elevation = withElevation ? `<ele>${up.toFixed(1)}</ele>` : ''
    return `<trkpt lat="${46 + (index * 20) / 111_195}" lon="9">${elevation}</trkpt>`
  })
  const track = `<trk><name>Hill &amp; back</name><trkseg>${points.join('')}</trkseg></trk>`
  return `<?xml version="1.0"?><gpx version="1.1" creator="test">${track}</gpx>`
}
const bytes = (text: string): Readable => Readable.from([Buffer.from(text)])

const FONDO: PlanRequest = {
  goal: { kind: 'GRAN_FONDO', sport: 'ride', date: '2027-03-14' },
  maxDaysPerWeek: 5,
  longDay: 'SUN',
  longDayPinned: false,
  availability: {
    slots: (['TUE', 'WED', 'THU', 'SAT', 'SUN'] as const).map((day) => ({ day, minutes: day === 'SUN' ? 240 : 90 })),
  },
  level: 'INTERMEDIATE',
  birthYear: 1985,
}

onEveryDatabase('courses', (open) => {
  let deps: Deps
  beforeAll(async () => {
    deps = await makeDeps(open(), '2026-11-20T08:00:00Z')
    return () => deps.decodePool.close()
  })
  const athlete = (name: string): Promise<string> => makeAthlete(open().database, name)

  it('reads a GPX file, keeps it, and shows it to its athlete alone', async () => {
    const [ada, eve] = [await athlete('course-ada'), await athlete('course-eve')]
    const input = { name: 'hill.gpx', event: 'fondo', body: bytes(hillGpx(true)) } as const
    const added = valueOf(await addCourse(deps, ada, input))
    expect(added.name).toBe('Hill & back')
    expect(added.reading.totals.ascentM).toBeGreaterThan(230)
    expect(added.reading.prediction).toMatchObject({ ok: false, reason: 'no-threshold' })
    expect(added.features).toContain('course-climbs')
    expect(added.points?.length).toBeLessThanOrEqual(601)
    expect(added.points?.at(-1)?.distanceM).toBeCloseTo(added.reading.totals.distanceM, 1)
    const stored = valueOf(await getCourse(deps, ada, added.id))
    expect(stored).toEqual(added)
    for (const ask of [getCourse, removeCourse]) {
      expect(await ask(deps, eve, added.id)).toMatchObject({ ok: false, refused: { code: 'not-found' } })
    }
  })

  it('predicts a time once FTP and weight are known', async () => {
    const id = await athlete('course-rider')
    await deps.database.withAthlete(id, async (tx) => {
      const ftp = { sport: 'ride', name: 'ftpW', value: 250, from: '2026-11-01' } as const
      await saveThreshold(tx, { ...ftp, method: 'athlete', confidence: 'HIGH' })
      await saveAthlete(tx, { weightKg: 70 })
    })
    const { reading } = valueOf(await addExampleCourse(deps, id, 'alpine-fondo'))
    if (!reading.prediction.ok) throw new Error(reading.prediction.detail)
    expect(reading.prediction.value.timeS / 3600).toBeGreaterThan(5)
    expect(reading.prediction.value.timeS / 3600).toBeLessThan(7.5)
  })

  it('says that a file has no elevation, and refuses what is no course', async () => {
    const id = await athlete('course-flat')
    const flat = await addCourse(deps, id, { name: 'a', event: 'run', body: bytes(hillGpx(false)) })
    expect(valueOf(flat)).toMatchObject({ features: null, points: null, reading: { climbs: null } })
    const short = '<gpx><trk><trkseg><trkpt lat="1" lon="1"/><trkpt lat="1.0001" lon="1"/></trkseg></trk></gpx>'
    for (const text of ['', 'PK\u0003\u0004', '<gpx', '<gpx><trk></trk></gpx>', '{"a":1}', short]) {
      const reply = await addCourse(deps, id, { name: 'a', event: 'run', body: bytes(text) })
      expect(reply, text).toMatchObject({ ok: false, refused: { code: 'invalid-input' } })
    }
    const huge = Readable.from(
      (function* () {
        for (let part = 0; part < 17; part++) yield Buffer.alloc(1024 * 1024, 60)
      })(),
    )
    const reply = await addCourse(deps, id, { name: 'a', event: 'run', body: huge })
    expect(reply).toMatchObject({ ok: false, refused: { code: 'too-large' } })
  })

  it('a new course takes the place of the last one until a plan has it; the plan’s own stays', async () => {
    const id = await athlete('course-planner')
    const first = valueOf(await addExampleCourse(deps, id, 'rolling-gravel'))
    const second = valueOf(await addExampleCourse(deps, id, 'alpine-fondo'))
    expect((await getCourse(deps, id, first.id)).ok).toBe(false)
    const request = { ...FONDO, courseId: second.id }
    expect(await previewPlan(deps, id, { ...FONDO, courseId: first.id })).toMatchObject({
      ok: false,
      refused: { code: 'not-found' },
    })
    valueOf(await createPlan(deps, id, request))
    const third = valueOf(await addExampleCourse(deps, id, 'hilly-half'))
    expect(valueOf(await getCourse(deps, id, second.id)).name).toBe('Alpine gran fondo')
    expect(await previewPlan(deps, id, { ...FONDO, courseId: third.id })).toMatchObject({
      ok: false,
      refused: { code: 'invalid-input', fields: { courseId: expect.any(String) } },
    })
    valueOf(await removeCourse(deps, id, second.id))
    expect((await getCourse(deps, id, second.id)).ok).toBe(false)
  })
})
