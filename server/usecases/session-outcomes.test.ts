import { beforeAll, expect, it } from 'vitest'
import type { Streams } from '@coach-wattz/core/evidence/activity'
import { workoutsOf, type PlannedWorkout } from '@coach-wattz/core/plan/plan'
import { addDays } from '@coach-wattz/core/time/local-date'
import { mondayOf } from '@coach-wattz/core/time/week'
import { loadContext, leafDurationS, leafSpeedMps } from '@coach-wattz/core/workout/leaf-load'
import { walk } from '@coach-wattz/core/workout/walk'
import type { PlanRequest } from '../../shared/contracts/plans.ts'
import { makeAthlete, onEveryDatabase } from '../../test/databases.ts'
import { makeDeps } from '../../test/deps.ts'
import { valueOf } from '../../test/value-of.ts'
import { deleteActivity, insertActivities } from '../repositories/activity-repository.ts'
import { saveToldWeeks } from '../repositories/athlete-repository.ts'
import { loadReviews } from '../repositories/match-repository.ts'
import { encodeStreams } from '../repositories/stream-codec.ts'
import { saveThreshold } from '../repositories/threshold-repository.ts'
import { createPlan } from './create-plan.ts'
import type { Deps } from './deps.ts'
import { getActivePlan } from './get-active-plan.ts'
import { getCalendar } from './get-calendar.ts'
import { getToday } from './get-today.ts'
import { getWorkout } from './get-workout.ts'
import { keepReviews } from './session-outcomes.ts'
import { setThreshold } from './set-threshold.ts'

const MADE = '2026-11-20'
const MONDAY = '2026-11-23'
const REQUEST: PlanRequest = {
  goal: { kind: 'HM', sport: 'run', name: 'Harbour Half', date: '2027-03-14' },
  maxDaysPerWeek: 4,
  longDay: 'SUN',
  longDayPinned: false,
  availability: {
    slots: (['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'] as const).map((day) => ({
      day,
      minutes: day === 'SUN' ? 180 : 75,
    })),
  },
  level: 'INTERMEDIATE',
  birthYear: 1990,
}
const THRESHOLD_MPS = 4

/** A run as its session asks for it, one sample a second, up to a share of its length. */
function runOf(workout: PlannedWorkout, share = 1): Streams {
  const context = loadContext('run', undefined, { thresholdSpeedMps: THRESHOLD_MPS })
  const speedMps: number[] = []
  for (const { leaf } of walk(workout.workout.steps)) {
    const seconds = leafDurationS(leaf, context) ?? 60
    const speed = leafSpeedMps(leaf, seconds, context) ?? 3
    for (let second = 0; second < seconds; second++) speedMps.push(speed)
  }
  speedMps.length = Math.round(speedMps.length * share)
  return { timeS: speedMps.map((_speed, second) => second), speedMps }
}

onEveryDatabase('what became of the sessions', (open) => {
  let deps: Deps
  beforeAll(async () => {
    deps = await makeDeps(open(), `${MADE}T08:00:00Z`)
    return () => deps.decodePool.close()
  })
  const on = (day: string): Deps => ({ ...deps, now: () => new Date(`${day}T20:00:00Z`) })

  async function runner(name: string) {
    const athleteId = await makeAthlete(open().database, name)
    await deps.database.withAthlete(athleteId, async (tx) => {
      await saveToldWeeks(
        tx,
        Array.from({ length: 12 }, (_none, index) => ({
          weekStart: addDays(mondayOf(MADE), -7 * (index + 1)),
          sport: 'run' as const,
          minutes: 210,
          distanceM: 35_000,
          longestM: 13_000,
        })),
      )
      await saveThreshold(tx, {
        sport: 'run',
        name: 'thresholdSpeedMps',
        value: THRESHOLD_MPS,
        from: '2026-01-01',
        method: 'athlete',
        confidence: 'HIGH',
      })
    })
    valueOf(await createPlan(deps, athleteId, REQUEST))
    const plan = valueOf(await getActivePlan(deps, athleteId)).plan!
    const week = workoutsOf(plan).filter(({ date }) => date >= MONDAY && date <= addDays(MONDAY, 6))
    return { athleteId, plan, week }
  }

  async function record(athleteId: string, id: string, date: string, streams: Streams): Promise<void> {
    const encoded = await encodeStreams(streams)
    const elapsedS = streams.timeS.length
    await deps.database.withAthlete(athleteId, (tx) =>
      insertActivities(tx, [
        {
          activity: {
            id,
            provider: 'file-fit',
            sport: 'run',
            subSport: null,
            title: null,
            startedAt: `${date}T17:00:00.000Z`,
            date,
            elapsedS,
            movingS: elapsedS,
            distanceM: streams.speedMps!.reduce<number>((sum, speed) => sum + (speed ?? 0), 0),
            ascentM: null,
            avgHrBpm: null,
            maxHrBpm: null,
            avgPowerW: null,
            npW: null,
            load: null,
            loadMethod: null,
            loadConfidence: null,
            indoor: false,
            race: false,
          },
          recorded: {
            utcOffsetS: 0,
            timerS: null,
            descentM: null,
            calories: null,
            device: null,
            laps: [],
            notes: [],
            partial: false,
          },
          streams: encoded,
          source: { provider: 'file-fit' },
        },
      ]),
    )
  }
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
    await keepReviews(on(first!.date), athleteId)
    const stored = await kept()
    expect(stored?.review).toEqual(before?.review)
    expect(await page()).toEqual(before)
    await keepReviews(on(first!.date), athleteId)
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
