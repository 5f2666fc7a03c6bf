import { Readable } from 'node:stream'
import { canonicalJson } from '@coach-wattz/core/guardrails/certificate'
import { RULE_IDS } from '@coach-wattz/core/guardrails/guard-report'
import { reviewPlan } from '@coach-wattz/core/guardrails/review-plan'
import { workoutsOf } from '@coach-wattz/core/plan/plan'
import { addDays } from '@coach-wattz/core/time/local-date'
import { beforeAll, expect, it } from 'vitest'
import type { PlanRequest } from '../../shared/contracts/plans.ts'
import { makeAthlete, onEveryDatabase } from '../../test/databases.ts'
import { makeDeps } from '../../test/deps.ts'
import { valueOf } from '../../test/value-of.ts'
import { saveAthlete, saveToldWeeks } from '../repositories/athlete-repository.ts'
import { saveThreshold } from '../repositories/threshold-repository.ts'
import { addCourse, addExampleCourse } from './add-course.ts'
import { changePlan } from './change-plan.ts'
import { createPlan } from './create-plan.ts'
import type { Deps } from './deps.ts'
import { generateTrainingPlan } from './generate-training-plan.ts'
import { getActivePlan } from './get-active-plan.ts'
import { getCourse } from './get-course.ts'
import { getWorkout } from './get-workout.ts'
import { previewPlan } from './preview-plan.ts'
import { removeCourse } from './remove-course.ts'
import { replanPlan } from './replan-plan.ts'
import { undoRevision } from './undo-revision.ts'

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
    expect(added.reading.origins?.map(({ feature }) => feature)).toContain('course-climbs')
    expect(added.basis).toBeNull()
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
    const { reading, basis } = valueOf(await addExampleCourse(deps, id, 'alpine-fondo'))
    expect(basis).toEqual({ sport: 'ride', ftpW: 250, bodyMassKg: 70 })
    if (!reading.prediction.ok) throw new Error(reading.prediction.detail)
    expect(reading.prediction.value.timeS / 3600).toBeGreaterThan(5)
    expect(reading.prediction.value.timeS / 3600).toBeLessThan(7.5)
  })

  it('says that a file has no elevation, and refuses what is no course', async () => {
    const id = await athlete('course-flat')
    const flat = await addCourse(deps, id, { name: 'a', event: 'run', body: bytes(hillGpx(false)) })
    expect(valueOf(flat)).toMatchObject({ basis: null, points: null, reading: { climbs: null, origins: null } })
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

  it('goes with its plan: through other answers, their undo and a copy', async () => {
    const id = await athlete('course-carried')
    const active = async () => valueOf(await getActivePlan(deps, id))
    const fondo = valueOf(await addExampleCourse(deps, id, 'alpine-fondo'))
    const { id: planId } = valueOf(await createPlan(deps, id, { ...FONDO, courseId: fondo.id }))
    expect((await active()).plan?.goal.courseId).toBe(fondo.id)
    const race = workoutsOf((await active()).plan!).find((workout) => workout.race)!
    const { advice } = valueOf(await getWorkout(deps, id, race.id))
    expect(advice.find(({ code }) => code === 'course-climb')?.facts).toMatchObject({ climbs: 3, lowW: null })
    const before = canonicalJson((await active()).plan!)
    const gravel = valueOf(await addExampleCourse(deps, id, 'rolling-gravel'))
    const wish = { ...FONDO, maxDaysPerWeek: 4, courseId: gravel.id }
    const { revision } = valueOf(await replanPlan(deps, id, planId, { ...wish, baseRevision: 1 }))
    expect((await active()).plan?.goal.courseId).toBe(gravel.id)
    expect(valueOf(await getCourse(deps, id, fondo.id)).name).toBe('Alpine gran fondo')
    valueOf(await undoRevision(deps, id, planId, revision))
    expect(canonicalJson((await active()).plan!)).toBe(before)
    const copy = valueOf(await createPlan(deps, id, { ...FONDO, courseId: fondo.id }))
    expect(copy.id).not.toBe(planId)
    expect((await active()).plan?.goal.courseId).toBe(fondo.id)
    // another one being tried takes the place of none that a plan has
    valueOf(await addExampleCourse(deps, id, 'alpine-fondo'))
    for (const kept of [fondo.id, gravel.id]) expect((await getCourse(deps, id, kept)).ok).toBe(true)
  })

  it('lets its time be judged in every review: of the plan, of other answers, of a move and of its undo', async () => {
    const id = await athlete('course-timed')
    await deps.database.withAthlete(id, async (tx) => {
      const ftp = { sport: 'ride', name: 'ftpW', value: 250, from: '2026-11-01' } as const
      await saveThreshold(tx, { ...ftp, method: 'athlete', confidence: 'HIGH' })
      await saveAthlete(tx, { weightKg: 70 })
    })
    const active = async () => valueOf(await getActivePlan(deps, id))
    const judged = async () =>
      (await active()).report?.verdicts.flatMap(({ rule, status }) => (rule === 'G16' ? [status] : []))
    const fondo = valueOf(await addExampleCourse(deps, id, 'alpine-fondo'))
    const goal = { ...FONDO.goal, targetTimeS: 7.5 * 3600 }
    const wish = { ...FONDO, goal, courseId: fondo.id }
    const { id: planId } = valueOf(await createPlan(deps, id, wish))
    expect(await judged()).toEqual(['kept'])
    const { facts, plan } = await active()
    expect(facts?.course?.power).toBeDefined()
    expect(reviewPlan(plan!, facts!).notJudged).not.toContain('G16')
    valueOf(await replanPlan(deps, id, planId, { ...wish, maxDaysPerWeek: 4, baseRevision: 1 }))
    expect(await judged()).toEqual(['kept'])
    valueOf(await undoRevision(deps, id, planId, 2))
    expect(await judged()).toEqual(['kept'])
    const { id: workoutId, date, slot } = workoutsOf((await active()).plan!)[0]!
    const move = { kind: 'move', workoutId, from: { date, slot }, to: { date: addDays(date, 1), slot } } as const
    valueOf(await changePlan(deps, id, planId, { baseRevision: 3, changes: [move], acceptedRules: RULE_IDS }))
    expect(await judged()).toEqual(['kept'])
  })

  it('is read as the event of the goal, and refused for the other sport', async () => {
    const id = await athlete('course-event')
    await deps.database.withAthlete(id, async (tx) => {
      const ftp = { sport: 'ride', name: 'ftpW', value: 250, from: '2026-11-01' } as const
      await saveThreshold(tx, { ...ftp, method: 'athlete', confidence: 'HIGH' })
      await saveAthlete(tx, { weightKg: 70 })
    })
    const gravel = valueOf(await addExampleCourse(deps, id, 'rolling-gravel'))
    const asFondo = valueOf(await getCourse(deps, id, gravel.id, 'fondo'))
    const time = ({ reading: { prediction } }: typeof gravel) => (prediction.ok ? prediction.value.timeS : 0)
    expect(asFondo.event).toBe('fondo')
    expect(time(asFondo)).toBeLessThan(time(gravel))
    expect(await getCourse(deps, id, gravel.id, 'run')).toMatchObject({
      ok: false,
      refused: { code: 'invalid-input', fields: { event: expect.any(String) } },
    })
  })

  it('comes with its races on the way to a plan made over the API', async () => {
    const id = await athlete('course-api')
    // a race nine weeks away asks for somebody who rides already
    await deps.database.withAthlete(id, (tx) =>
      saveToldWeeks(
        tx,
        Array.from({ length: 12 }, (_, index) => ({
          weekStart: addDays('2026-11-09', -7 * index),
          sport: 'ride' as const,
          minutes: 420,
          distanceM: null,
          longestM: null,
        })),
      ),
    )
    const { goal, maxDaysPerWeek: daysPerWeek, availability } = FONDO
    const course = valueOf(await addExampleCourse(deps, id, 'alpine-fondo'))
    const events = [
      { kind: 'GRAN_FONDO' as const, date: '2027-02-28', priority: 'B' as const, name: 'Early spring round' },
    ]
    const asked = { goal, daysPerWeek, availability, courseId: course.id, events }
    const made = valueOf(await generateTrainingPlan(deps, id, { ...asked, save: true }))
    expect(made.plan_meta.goal.courseId).toBe(course.id)
    expect(made.plan_meta.events).toEqual([
      { kind: 'GRAN_FONDO', name: 'Early spring round', date: '2027-02-28', priority: 'B' },
    ])
    const days = made.weeks.flatMap((week) => week.days)
    expect(days.filter(({ type }) => type === 'RACE').map(({ date }) => date)).toContain('2027-02-28')
    expect(await generateTrainingPlan(deps, id, { ...asked, courseId: 'gone', save: false })).toMatchObject({
      ok: false,
      refused: { code: 'not-found' },
    })
  })
})
