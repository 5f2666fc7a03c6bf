import { beforeAll, expect, it } from 'vitest'
import { workoutsOf } from '@coach-wattz/core/plan/plan'
import { addDays } from '@coach-wattz/core/time/local-date'
import { onEveryDatabase } from '../../test/databases.ts'
import { makeDeps } from '../../test/deps.ts'
import { valueOf } from '../../test/value-of.ts'
import { deleteActivity } from '../repositories/activity-repository.ts'
import { loadCompletion, loadPlan } from '../repositories/plan-repository.ts'
import type { Deps } from './deps.ts'
import { getWorkout } from './get-workout.ts'
import { judgeSessions } from './judged-sessions.ts'
import { keepOutcomes } from './keep-outcomes.ts'
import { getNotices } from './list-notices.ts'
import { MONDAY, plannedRunner, record, runOf } from './planned-runner.fixture.ts'
import { tellSessions } from './tell-sessions.ts'
import { undoRevision } from './undo-revision.ts'

const SILENT = { told: null, rpe: null, feel: null, reason: null } as const

onEveryDatabase('telling of sessions', (open) => {
  let deps: Deps
  beforeAll(async () => {
    deps = await makeDeps(open(), '2026-11-20T08:00:00Z')
    return () => deps.decodePool.close()
  })
  const on = (day: string): Deps => ({ ...deps, now: () => new Date(`${day}T20:00:00Z`) })
  const END = addDays(MONDAY, 6)
  const outcomeOf = async (athleteId: string, workoutId: string) =>
    valueOf(await getWorkout(on(END), athleteId, workoutId)).outcome
  const statusOf = async (athleteId: string, workoutId: string) =>
    (await deps.database.withAthlete(athleteId, (tx) => loadCompletion(tx, MONDAY, END))).find(
      (row) => row.workoutId === workoutId,
    )?.completionStatus

  it('takes "not done" with its reason, and another answer later, without a recording', async () => {
    const { athleteId, week } = await plannedRunner(deps, 'Word')
    const workoutId = week[0]!.id
    const tell = async (word: Partial<Parameters<typeof tellSessions>[2][number]>) =>
      valueOf(await tellSessions(on(END), athleteId, [{ ...SILENT, workoutId, ...word }])).marks[0]
    expect(await tell({ told: 'NOT_DONE', reason: 'BUSY' })).toMatchObject({ kind: 'SKIPPED_BUSY', status: 'SKIPPED' })
    expect(await statusOf(athleteId, workoutId)).toBe('SKIPPED')
    expect(await tell({ told: 'NOT_DONE', reason: 'SICK' })).toMatchObject({ kind: 'SKIPPED_SICK' })
    expect(await tell({ told: 'DONE', rpe: 9, feel: 2 })).toMatchObject({ kind: 'SUCCESS_HARD', colour: 'GREEN' })
    expect((await outcomeOf(athleteId, workoutId))?.feedback).toEqual({ told: 'DONE', rpe: 9, feel: 2, reason: null })
    expect(await statusOf(athleteId, workoutId)).toBe('COMPLETED')
    expect(await tell({ told: 'NOT_UPLOADED' })).toMatchObject({ kind: 'UNKNOWN', colour: 'GREY' })
    expect(await tell({})).toMatchObject({ kind: 'UNKNOWN' })
    expect((await outcomeOf(athleteId, workoutId))?.feedback).toEqual(SILENT)
  })

  it('takes the same word from two windows at once, the last one stays', async () => {
    const { athleteId, week } = await plannedRunner(deps, 'Twice')
    const workoutId = week[0]!.id
    const told = await Promise.all(
      [3, 4, 5].map((rpe) => tellSessions(on(END), athleteId, [{ ...SILENT, workoutId, told: 'DONE', rpe }])),
    )
    expect(told.map(({ ok }) => ok)).toEqual([true, true, true])
    expect((await outcomeOf(athleteId, workoutId))?.feedback.told).toBe('DONE')
  })

  it('keeps a word on what was recorded with the recording, through a better recording in its place', async () => {
    const { athleteId, week } = await plannedRunner(deps, 'Recorded')
    const [first] = week
    await record(deps, athleteId, 'run', first!.date, runOf(first!, 0.6))
    const told = { ...SILENT, workoutId: first!.id, rpe: 9, feel: 2, reason: 'TOO_HARD' as const }
    const [mark] = valueOf(await tellSessions(on(END), athleteId, [told])).marks
    expect(mark).toMatchObject({ kind: 'FAILED_TOO_HARD', status: 'FAILED' })
    // the same word by the activity's own id
    valueOf(await tellSessions(on(END), athleteId, [{ ...SILENT, activityId: 'run', rpe: 4, reason: 'OUT_OF_TIME' }]))
    expect((await outcomeOf(athleteId, first!.id))?.mark.kind).toBe('FAILED_TIME')

    await deps.database.withAthlete(athleteId, (tx) => deleteActivity(tx, 'run'))
    expect((await outcomeOf(athleteId, first!.id))?.feedback).toEqual(SILENT)
    await record(deps, athleteId, 'run', first!.date, runOf(first!))
    expect(await outcomeOf(athleteId, first!.id)).toMatchObject({ mark: { kind: 'SUCCESS' }, feedback: { rpe: 4 } })
  })

  it('lets "not done" win over a recording of that day, until something else is said', async () => {
    const { athleteId, week } = await plannedRunner(deps, 'Wins')
    const [first] = week
    await record(deps, athleteId, 'walk', first!.date, runOf(first!))
    const workoutId = first!.id
    const said = await tellSessions(on(END), athleteId, [{ ...SILENT, workoutId, told: 'NOT_DONE', reason: 'TIRED' }])
    expect(valueOf(said).marks[0]).toMatchObject({ kind: 'SKIPPED_TIRED' })
    await keepOutcomes(on(END), athleteId)
    expect(await statusOf(athleteId, workoutId)).toBe('SKIPPED')
    const again = await tellSessions(on(END), athleteId, [{ ...SILENT, workoutId, rpe: 3 }])
    expect(valueOf(again).marks[0]).toMatchObject({ status: 'COMPLETED' })
    expect((await outcomeOf(athleteId, workoutId))?.done?.activityIds).toEqual(['walk'])
  })

  it('keeps what became of sessions beside the plan, and the plan as it was', async () => {
    const { athleteId, plan, week } = await plannedRunner(deps, 'Kept')
    const [first, second, third] = week
    await record(deps, athleteId, 'a', first!.date, runOf(first!))
    await record(deps, athleteId, 'c', third!.date, runOf(third!))
    const planNow = () => deps.database.withAthlete(athleteId, (tx) => loadPlan(tx, plan.id))
    const before = await planNow()
    await keepOutcomes(on(third!.date), athleteId)
    const kept = []
    for (const { id } of [first!, second!, third!, week[3]!]) kept.push(await statusOf(athleteId, id))
    expect(kept).toEqual(['COMPLETED', 'SKIPPED', 'COMPLETED', 'PENDING'])
    expect(await planNow()).toEqual(before)
  })

  it('refuses sessions to come, of another athlete and of nobody, and then keeps nothing of what came with them', async () => {
    const { athleteId, plan, week } = await plannedRunner(deps, 'Asked')
    const other = await plannedRunner(deps, 'Theirs')
    await record(deps, other.athleteId, 'their-run', week[0]!.date, runOf(week[0]!))
    const future = workoutsOf(plan).find(({ date }) => date > addDays(END, 3))!
    const hostile = [
      { workoutId: future.id },
      { workoutId: "x'; DROP TABLE" },
      { activityId: 'their-run' },
      { activityId: 'nobody' },
    ]
    for (const about of hostile) {
      const sessions = [
        { ...SILENT, workoutId: week[0]!.id, rpe: 5 },
        { ...SILENT, ...about, rpe: 5 },
      ]
      const outcome = await tellSessions(on(END), athleteId, sessions)
      expect(outcome.ok).toBe(false)
    }
    const count = (id: string) => deps.database.withAthlete(id, ({ client }) => client.sessionFeedback.count())
    expect([await count(athleteId), await count(other.athleteId)]).toEqual([0, 0])
    const tomorrow = week.find(({ date }) => date === addDays(MONDAY, 1)) ?? week[1]!
    const early = await tellSessions(on(addDays(tomorrow.date, -1)), athleteId, [{ ...SILENT, workoutId: tomorrow.id }])
    expect(early).toMatchObject({ ok: false, refused: { code: 'not-yet' } })
  })

  it('repairs the plan by a word, says so, and undoing gives the plan back', async () => {
    const { athleteId, plan, week } = await plannedRunner(deps, 'Repaired')
    const sick = week[0]!
    const told = { ...SILENT, workoutId: sick.id, told: 'NOT_DONE' as const, reason: 'SICK' as const }
    const planNow = async () => (await deps.database.withAthlete(athleteId, (tx) => loadPlan(tx, plan.id)))!
    const before = await planNow()
    const { marks, repaired } = valueOf(await tellSessions(on(sick.date), athleteId, [told]))
    expect(marks[0]?.kind).toBe('SKIPPED_SICK')
    expect(repaired).toMatchObject({ planId: plan.id, revision: before.revision + 1 })
    expect(repaired!.reasons.length).toBeGreaterThan(0)
    expect((await planNow()).plan).not.toEqual(before.plan)
    const { revision } = repaired!
    const unseen = async () => valueOf(await getNotices(deps, athleteId)).unseen
    expect(await unseen()).toBe(1)
    valueOf(await undoRevision(on(sick.date), athleteId, plan.id, revision))
    expect((await planNow()).plan).toEqual(before.plan)
    // who takes it back has seen it
    expect(await unseen()).toBe(0)
    // the same word again asks for nothing the athlete has declined
    expect(valueOf(await tellSessions(on(sick.date), athleteId, [told])).repaired).toBeNull()
  })

  it('leaves a session of today alone that the athlete says was done', async () => {
    const { athleteId, plan, week } = await plannedRunner(deps, 'Today')
    const today = week[0]!
    await tellSessions(on(today.date), athleteId, [{ ...SILENT, workoutId: today.id, told: 'DONE', rpe: 4 }])
    const judged = await deps.database.withAthlete(athleteId, async (tx) => {
      const now = (await loadPlan(tx, plan.id))!.plan
      return judgeSessions(deps, tx, now, { today: today.date, timeZone: 'UTC' }, [])
    })
    expect(judged.done).toEqual([today.id])
    expect(judged.sessions.find(({ session }) => session.id === today.id)?.outcome.kind).toBe('SUCCESS')
  })

  it('shows an athlete their own words only, and deletes them with everything', async () => {
    const mine = await plannedRunner(deps, 'Mine')
    const yours = await plannedRunner(deps, 'Yours')
    for (const { athleteId, week } of [mine, yours])
      valueOf(await tellSessions(on(END), athleteId, [{ ...SILENT, workoutId: week[0]!.id, told: 'NOT_DONE' }]))
    await deps.database.withAthlete(mine.athleteId, async ({ client }) => {
      expect(await client.sessionFeedback.count()).toBe(1)
      expect((await client.sessionFeedback.deleteMany({ where: { athleteId: yours.athleteId } })).count).toBe(0)
    })
    await deps.database.asSystem('test', async ({ client }) => {
      await client.athlete.delete({ where: { id: mine.athleteId } })
      expect(await client.sessionFeedback.count({ where: { athleteId: mine.athleteId } })).toBe(0)
      expect(await client.sessionFeedback.count({ where: { athleteId: yours.athleteId } })).toBe(1)
    })
  })
})
