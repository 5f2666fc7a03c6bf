import { beforeAll, expect, it } from 'vitest'
import type { Streams } from '@coach-wattz/core/evidence/activity'
import { workoutsOf } from '@coach-wattz/core/plan/plan'
import { addDays } from '@coach-wattz/core/time/local-date'
import { onEveryDatabase } from '../../test/databases.ts'
import { makeDeps } from '../../test/deps.ts'
import { valueOf } from '../../test/value-of.ts'
import { deleteActivity } from '../repositories/activity-repository.ts'
import { loadReviews } from '../repositories/match-repository.ts'
import type { Deps } from './deps.ts'
import { getCalendar } from './get-calendar.ts'
import { getToday } from './get-today.ts'
import { getWorkout } from './get-workout.ts'
import { keepOutcomes } from './keep-outcomes.ts'
import { MADE, MONDAY, plannedRunner, record as recordRun, runOf } from './planned-runner.fixture.ts'
import { setThreshold } from './set-threshold.ts'

onEveryDatabase('what became of the sessions', (open) => {
  let deps: Deps
  beforeAll(async () => {
    deps = await makeDeps(open(), `${MADE}T08:00:00Z`)
    return () => deps.decodePool.close()
  })
  const on = (day: string): Deps => ({ ...deps, now: () => new Date(`${day}T20:00:00Z`) })

  const runner = (name: string) => plannedRunner(deps, name)
  const record = (athleteId: string, id: string, date: string, streams: Streams) =>
    recordRun(deps, athleteId, id, date, streams)
  const marksOn = async (athleteId: string, today: string) => {
    const { weeks } = valueOf(await getCalendar(on(today), athleteId, { from: MONDAY, to: addDays(MONDAY, 6) }))
    return weeks.flatMap(({ days }) => days.flatMap(({ marks }) => marks))
  }

  it('stays silent before the day is over, and calls unknown what nobody told', async () => {
    const { athleteId, week } = await runner('Silent')
    expect(await marksOn(athleteId, MADE)).toEqual([])
    const after = await marksOn(athleteId, addDays(MONDAY, 7))
    expect(after.map(({ workoutId, status }) => [workoutId, status])).toEqual(week.map(({ id }) => [id, 'UNKNOWN']))
  })

  it('marks what was done, what was cut short and what was missed, on every screen alike', async () => {
    const { athleteId, week } = await runner('Week')
    const [first, second, third] = week
    await record(athleteId, 'done', first!.date, runOf(first!))
    // the second is left out; half of the third comes later, so that the second is known to be missed
    await record(athleteId, 'half', third!.date, runOf(third!, 0.55))
    const marks = await marksOn(athleteId, third!.date)
    expect(marks.map(({ workoutId, status }) => [workoutId, status])).toEqual([
      [first!.id, 'COMPLETED'],
      [second!.id, 'SKIPPED'],
      [third!.id, 'FAILED'],
    ])
    const page = valueOf(await getWorkout(on(third!.date), athleteId, first!.id))
    expect(page.outcome?.mark).toEqual(marks[0])
    expect(page.outcome?.done).toMatchObject({ activityIds: ['done'], date: first!.date })
    const today = valueOf(await getToday(on(third!.date), athleteId))
    expect(today.week.days.flatMap((day) => day.marks)).toEqual(marks)
    expect(today.week.days.flatMap((day) => day.plannedActivityIds)).toEqual(['done', 'half'])
  })

  it('reads the efforts out of the samples of a session with work', async () => {
    const { athleteId, plan } = await runner('Work')
    const work = workoutsOf(plan).find(({ hard, focus }) => hard && focus !== 'LONG')!
    await record(athleteId, 'work', work.date, runOf(work))
    const { outcome } = valueOf(await getWorkout(on(work.date), athleteId, work.id))
    expect(outcome?.review).toMatchObject({ basis: 'samples' })
    expect(outcome!.review!.steps.length).toBeGreaterThan(0)
    expect(outcome!.review!.workShare).toBeGreaterThan(0.9)
  })

  it('keeps a review, gives the same from it, and makes it anew when its facts change', async () => {
    const { athleteId, plan, week } = await runner('Kept')
    const [first] = week
    await record(athleteId, 'kept', first!.date, runOf(first!))
    const kept = () =>
      deps.database.withAthlete(athleteId, async (tx) => (await loadReviews(tx, plan.id, [first!.id])).get(first!.id))
    const page = async () => valueOf(await getWorkout(on(first!.date), athleteId, first!.id)).outcome
    expect(await kept()).toBeUndefined()
    const before = await page()
    await keepOutcomes(on(first!.date), athleteId)
    const stored = await kept()
    expect(stored?.review).toEqual(before?.review)
    expect(await page()).toEqual(before)
    await keepOutcomes(on(first!.date), athleteId)
    expect(await kept()).toEqual(stored)

    const faster = { sport: 'run' as const, name: 'thresholdSpeedMps' as const, value: 4.4, from: MADE }
    valueOf(await setThreshold(on(first!.date), athleteId, faster))
    expect((await kept())?.digest).not.toBe(stored?.digest)

    await deps.database.withAthlete(athleteId, (tx) => deleteActivity(tx, 'kept'))
    expect(await kept()).toBeUndefined()
    expect(await page()).toBeNull()
  })

  it('matches nothing done before the plan was made, and nothing of another athlete', async () => {
    const { athleteId, week } = await runner('Early')
    const other = await runner('Other')
    await record(athleteId, 'early', addDays(MADE, -1), runOf(week[0]!))
    await record(other.athleteId, 'theirs', week[0]!.date, runOf(week[0]!))
    const marks = await marksOn(athleteId, addDays(MONDAY, 7))
    expect(new Set(marks.map(({ status }) => status))).toEqual(new Set(['UNKNOWN']))
  })
})
