import { beforeAll, expect, it } from 'vitest'
import { addDays } from '@coach-wattz/core/time/local-date'
import { onEveryDatabase } from '../../test/databases.ts'
import { makeDeps } from '../../test/deps.ts'
import { valueOf } from '../../test/value-of.ts'
import { deleteActivity } from '../repositories/activity-repository.ts'
import type { Deps } from './deps.ts'
import { getActivity } from './get-activity.ts'
import { getWorkout } from './get-workout.ts'
import { keepOutcomes } from './keep-outcomes.ts'
import { matchActivity } from './match-activity.ts'
import { openSessions } from './open-sessions.ts'
import { MADE, MONDAY, plannedRunner, record, runOf } from './planned-runner.fixture.ts'
import { tellSessions } from './tell-sessions.ts'

const SILENT = { told: null, rpe: null, feel: null, reason: null } as const

onEveryDatabase('the athlete’s word on activities', (open) => {
  let deps: Deps
  beforeAll(async () => {
    deps = await makeDeps(open(), '2026-11-20T08:00:00Z')
    return () => deps.decodePool.close()
  })
  const on = (day: string): Deps => ({ ...deps, now: () => new Date(`${day}T20:00:00Z`) })
  const END = addDays(MONDAY, 6)
  const now = () => on(END)
  const doneOf = async (athleteId: string, workoutId: string) =>
    valueOf(await getWorkout(now(), athleteId, workoutId)).outcome?.done?.activityIds ?? null

  it('links, says none and takes it back; pairing never undoes it', async () => {
    const { athleteId, week } = await plannedRunner(deps, 'Link')
    const [first, second] = week
    await record(deps, athleteId, 'run', first!.date, runOf(first!))
    expect(await doneOf(athleteId, first!.id)).toEqual(['run'])

    const linked = valueOf(await matchActivity(now(), athleteId, 'run', { workoutId: second!.id }))
    expect(linked.marks.map(({ workoutId }) => workoutId)).toEqual([first!.id, second!.id])
    expect(await doneOf(athleteId, first!.id)).toBeNull()
    const stays = async () => expect(await doneOf(athleteId, second!.id)).toEqual(['run'])
    await stays()
    // a better fit comes in, everything is looked at again, the recording is replaced by a better one
    await record(deps, athleteId, 'other', second!.date, runOf(second!), '06:00:00')
    await keepOutcomes(now(), athleteId)
    await stays()
    await deps.database.withAthlete(athleteId, (tx) => deleteActivity(tx, 'run'))
    expect(await doneOf(athleteId, second!.id)).toEqual(['other'])
    await record(deps, athleteId, 'run', first!.date, runOf(first!))
    await stays()

    valueOf(await matchActivity(now(), athleteId, 'run', { workoutId: null }))
    expect(await doneOf(athleteId, second!.id)).toEqual(['other'])
    const apart = valueOf(await getActivity(now(), athleteId, 'run')).match
    expect(apart).toMatchObject({ session: null, author: 'athlete' })

    valueOf(await matchActivity(now(), athleteId, 'run', 'pairing'))
    expect(await doneOf(athleteId, first!.id)).toEqual(['run'])
    expect(valueOf(await getActivity(now(), athleteId, 'run')).match).toMatchObject({
      session: { workoutId: first!.id, mark: { status: 'COMPLETED' } },
      author: 'rule',
    })
  })

  it('takes the place of "not done", and of what was linked before', async () => {
    const { athleteId, week } = await plannedRunner(deps, 'Again')
    const [first] = week
    await record(deps, athleteId, 'a', first!.date, runOf(first!))
    await record(deps, athleteId, 'b', first!.date, runOf(first!, 0.5), '05:00:00')
    valueOf(await tellSessions(now(), athleteId, [{ ...SILENT, workoutId: first!.id, told: 'NOT_DONE' }]))
    expect(await doneOf(athleteId, first!.id)).toBeNull()
    valueOf(await matchActivity(now(), athleteId, 'b', { workoutId: first!.id }))
    expect(await doneOf(athleteId, first!.id)).toEqual(['b'])
    valueOf(await matchActivity(now(), athleteId, 'a', { workoutId: first!.id }))
    expect(await doneOf(athleteId, first!.id)).toEqual(['a'])
  })

  it('keeps the recordings of one session together', async () => {
    const { athleteId, week } = await plannedRunner(deps, 'Parts')
    const [first, second] = week
    await record(deps, athleteId, 'half', first!.date, runOf(first!, 0.5), '17:00:00')
    await record(deps, athleteId, 'rest', first!.date, runOf(first!, 0.5), '17:40:00')
    expect(await doneOf(athleteId, first!.id)).toEqual(['half', 'rest'])
    valueOf(await matchActivity(now(), athleteId, 'rest', { workoutId: second!.id }))
    expect(await doneOf(athleteId, second!.id)).toEqual(['half', 'rest'])
    expect(valueOf(await getActivity(now(), athleteId, 'half')).match?.others).toEqual(['rest'])
  })

  it('refuses what is too far, before the plan, of another athlete, and of nobody', async () => {
    const { athleteId, plan, week } = await plannedRunner(deps, 'Refused')
    const other = await plannedRunner(deps, 'Foreign')
    await record(deps, athleteId, 'early', addDays(MADE, -1), runOf(week[0]!))
    await record(deps, athleteId, 'mine', week[0]!.date, runOf(week[0]!))
    await record(deps, other.athleteId, 'theirs', week[0]!.date, runOf(week[0]!))
    const far = week.find(({ date }) => date > addDays(week[0]!.date, 3))!
    const attempts: [string, string, string][] = [
      ['mine', far.id, 'too-far'],
      ['early', week[0]!.id, 'before-plan'],
      ['theirs', week[0]!.id, 'not-found'],
      ['mine', 'nobody', 'not-found'],
      ['nobody', week[0]!.id, 'not-found'],
    ]
    for (const [activityId, workoutId, code] of attempts)
      expect(await matchActivity(now(), athleteId, activityId, { workoutId })).toMatchObject({ refused: { code } })
    expect(await getActivity(now(), athleteId, 'theirs')).toMatchObject({ refused: { code: 'not-found' } })
    const links = deps.database.withAthlete(athleteId, ({ client }) => client.activityLink.count())
    expect(await links).toBe(0)
    const reach = deps.database.withAthlete(
      athleteId,
      ({ client }) =>
        client.$executeRaw`INSERT INTO "ActivityLink" ("athleteId", "id", "activityId", "planId", "workoutId", "createdAt")
          VALUES (${athleteId}, 'x', 'mine', ${other.plan.id}, ${week[0]!.id}, now())`,
    )
    await expect(reach).rejects.toThrow(/[Ff]oreign key/)
    expect(plan.id).not.toBe(other.plan.id)
  })

  it('shows an activity whole: laps, bests, samples thinned, its session and those near it', async () => {
    const { athleteId, week } = await plannedRunner(deps, 'Whole')
    await record(deps, athleteId, 'run', week[0]!.date, runOf(week[0]!))
    valueOf(await tellSessions(now(), athleteId, [{ ...SILENT, activityId: 'run', rpe: 4, feel: 4 }]))
    const page = valueOf(await getActivity(now(), athleteId, 'run'))
    expect(page).toMatchObject({
      startTime: '17:00',
      activity: { id: 'run', sport: 'run', date: week[0]!.date },
      feedback: { rpe: 4, feel: 4 },
      thresholds: { thresholdSpeedMps: 4 },
    })
    expect(page.streams!.speedMps!.length).toBeLessThanOrEqual(240)
    expect(page.zones).toMatchObject({ by: 'output' })
    expect(page.match!.candidates[0]!.workoutId).toBe(week[0]!.id)
    const days = page.match!.candidates.map(({ date }) => date)
    expect(days.every((day) => day >= addDays(week[0]!.date, -3) && day <= addDays(week[0]!.date, 3))).toBe(true)
  })
})

onEveryDatabase('what is asked of sessions', (open) => {
  let deps: Deps
  beforeAll(async () => {
    deps = await makeDeps(open(), '2026-11-20T08:00:00Z')
    return () => deps.decodePool.close()
  })
  const on = (day: string): Deps => ({ ...deps, now: () => new Date(`${day}T20:00:00Z`) })
  const END = addDays(MONDAY, 6)
  const ids = (list: readonly { readonly workoutId: string }[]) => list.map(({ workoutId }) => workoutId)

  it('asks once a week of someone who uploads on Sundays, in one list, and how it was after the upload', async () => {
    const { athleteId, week } = await plannedRunner(deps, 'Sunday')
    const past = (day: string) => week.filter(({ date }) => date < day).map(({ id }) => id)
    const wednesday = addDays(MONDAY, 2)
    const asked = valueOf(await openSessions(on(wednesday), athleteId))
    expect(asked.doneOrNot.length).toBeGreaterThan(0)
    expect(ids(asked.doneOrNot)).toEqual(past(wednesday))
    const later = ids(asked.doneOrNot).map((workoutId) => ({ ...SILENT, workoutId, told: 'NOT_UPLOADED' as const }))
    valueOf(await tellSessions(on(wednesday), athleteId, later))
    expect(valueOf(await openSessions(on(END), athleteId)).doneOrNot).toEqual([])

    for (const session of week)
      if (session.date <= END) await record(deps, athleteId, `run-${session.id}`, session.date, runOf(session))
    const after = valueOf(await openSessions(on(END), athleteId))
    expect(ids(after.howWasIt)).toEqual(week.map(({ id }) => id))
    expect([...after.doneOrNot, ...after.why, ...after.which]).toEqual([])
    const [first] = week
    valueOf(await tellSessions(on(END), athleteId, [{ ...SILENT, workoutId: first!.id, feel: 3 }]))
    expect(ids(valueOf(await openSessions(on(END), athleteId)).howWasIt)).not.toContain(first!.id)
  })

  it('asks which session it was where two fit nearly as well, until the athlete says so', async () => {
    const { athleteId, week } = await plannedRunner(deps, 'Which')
    const a = week.find(({ date }) => week.some((other) => other.date === addDays(date, 2)))!
    const b = week.find(({ date }) => date === addDays(a.date, 2))!
    const between = week.filter(({ date }) => date === addDays(a.date, 1)).map(({ id }) => id)
    // exactly between the two in day, length and distance
    const seconds = Math.round(Math.sqrt(a.durationS * b.durationS))
    const speed = Math.sqrt(a.distanceM! * b.distanceM!) / seconds
    const timeS = Array.from({ length: seconds }, (_none, second) => second)
    await record(deps, athleteId, 'between', addDays(a.date, 1), { timeS, speedMps: timeS.map(() => speed) })
    expect(between).toEqual([])
    const { which } = valueOf(await openSessions(on(END), athleteId))
    expect(which).toMatchObject([{ kind: 'which-session', recordings: [{ activityId: 'between' }] }])
    expect(ids(which[0]!.sessions).toSorted()).toEqual([a.id, b.id].toSorted())
    valueOf(await matchActivity(on(END), athleteId, 'between', { workoutId: b.id }))
    expect(valueOf(await openSessions(on(END), athleteId)).which).toEqual([])
  })

  it('asks nothing without a plan', async () => {
    const { athleteId } = await plannedRunner(deps, 'None')
    await deps.database.withAthlete(athleteId, ({ client }) =>
      client.trainingPlan.updateMany({ data: { status: 'ARCHIVED' } }),
    )
    expect(valueOf(await openSessions(on(END), athleteId))).toMatchObject({ howWasIt: [], doneOrNot: [], which: [] })
  })
})
