import { beforeAll, expect, it } from 'vitest'
import { NOTHING_TOLD, type ToldFeedback } from '@coach-wattz/core/matching/feedback'
import { workoutsOf, type Plan, type PlannedWorkout } from '@coach-wattz/core/plan/plan'
import { addDays } from '@coach-wattz/core/time/local-date'
import { makeAthlete, onEveryDatabase } from '../../test/databases.ts'
import { makeDeps } from '../../test/deps.ts'
import { valueOf } from '../../test/value-of.ts'
import { loadDecisions, saveDecisions } from '../repositories/decision-repository.ts'
import { saveWord, type ToldAbout } from '../repositories/feedback-repository.ts'
import { listRevisions, loadActivePlan } from '../repositories/plan-repository.ts'
import type { Deps } from './deps.ts'
import { getWorkout } from './get-workout.ts'
import { MADE, plannedRunner, record, runOf } from './planned-runner.fixture.ts'
import { repairActivePlan } from './repair-plan.ts'
import { undoRevision } from './undo-revision.ts'

onEveryDatabase('repairs of the plan in force', (open) => {
  let deps: Deps
  beforeAll(async () => {
    deps = await makeDeps(open(), `${MADE}T08:00:00Z`)
    return () => deps.decodePool.close()
  })
  const on = (day: string): Deps => ({ ...deps, now: () => new Date(`${day}T20:00:00Z`) })
  const repair = (athleteId: string, today: string) =>
    deps.database.withAthlete(athleteId, (tx) => repairActivePlan(on(today), tx, { today, cause: 'night' }))
  /** A word on a session, on the evening of a day; whoever takes one repairs at once, so it is kept here without that. */
  const say = (athleteId: string, about: ToldAbout, day: string, word: Partial<ToldFeedback>) =>
    deps.database.withAthlete(athleteId, (tx) => saveWord(tx, about, { ...NOTHING_TOLD, ...word }, on(day).now()))
  const planOf = async (athleteId: string): Promise<Plan> =>
    (await deps.database.withAthlete(athleteId, loadActivePlan))!.plan
  const decisionsOf = (athleteId: string, planId: string) =>
    deps.database.withAthlete(athleteId, (tx) => loadDecisions(tx, planId, MADE))
  /** Two long runs a week apart, the second longer. */
  const climbing = (plan: Plan): [PlannedWorkout, PlannedWorkout] => {
    const long = workoutsOf(plan).filter(({ focus }) => focus === 'LONG')
    for (const [index, second] of long.entries()) {
      const first = long[index - 1]
      if (first && second.durationS > first.durationS && addDays(first.date, 7) === second.date) return [first, second]
    }
    throw new Error('No long run of this plan grows.')
  }
  const sessionIn = (plan: Plan, id: string) => workoutsOf(plan).find((each) => each.id === id)

  it('does nothing without a plan, and nothing where nobody knows what was done', async () => {
    const { athleteId, plan } = await plannedRunner(deps, 'Quiet')
    expect(await repair(athleteId, addDays(MADE, 30))).toEqual({
      result: 'nothing-to-do',
      revision: null,
      decisions: [],
    })
    expect(await planOf(athleteId)).toEqual(plan)
    const planless = await makeAthlete(deps.database, 'Planless')
    expect(await repair(planless, MADE)).toEqual({ result: 'no-plan', revision: null, decisions: [] })
  })

  it('saves one revision by the rules for what was too hard, once, and undoes it byte for byte', async () => {
    const { athleteId, plan } = await plannedRunner(deps, 'Hard')
    const [first, second] = climbing(plan)
    await record(deps, athleteId, 'hard', first.date, runOf(first, 0.6))
    await say(athleteId, { activityId: 'hard' }, first.date, { rpe: 10, reason: 'TOO_HARD' })
    const today = addDays(first.date, 1)
    const before = JSON.stringify(await planOf(athleteId))
    const made = await repair(athleteId, today)
    expect(made).toMatchObject({ result: 'repaired', revision: 2 })
    const after = await planOf(athleteId)
    expect(sessionIn(after, second.id)).not.toEqual(second)
    expect(sessionIn(after, first.id)).toEqual(first)
    const [revision] = await deps.database.withAthlete(athleteId, (tx) => listRevisions(tx, plan.id))
    expect(revision).toMatchObject({
      number: 2,
      author: 'rule',
      reason: { code: 'repaired', facts: { cause: 'night' } },
    })
    expect(await repair(athleteId, today)).toMatchObject({ result: 'nothing-to-do', revision: null })
    expect(valueOf(await undoRevision(on(today), athleteId, plan.id, 2))).toEqual({ revision: 3 })
    expect(JSON.stringify(await planOf(athleteId))).toBe(before)
    // what the athlete undid is not done again
    expect(await repair(athleteId, today)).toMatchObject({ result: 'nothing-to-do' })
  })

  it('replays a corrected word in one revision: too hard was out of time, and then nothing at all', async () => {
    const { athleteId, plan } = await plannedRunner(deps, 'Corrected')
    const [first, second] = climbing(plan)
    await record(deps, athleteId, 'short', first.date, runOf(first, 0.6))
    const tell = (reason: 'TOO_HARD' | 'OUT_OF_TIME') =>
      say(athleteId, { activityId: 'short' }, first.date, { rpe: 6, reason })
    const today = addDays(first.date, 1)
    await tell('TOO_HARD')
    expect(await repair(athleteId, today)).toMatchObject({ result: 'repaired', revision: 2 })
    await tell('OUT_OF_TIME')
    const replay = await repair(athleteId, today)
    expect(replay).toMatchObject({ result: 'repaired', revision: 3 })
    expect(replay.decisions.map(({ row }) => row).slice(0, 2)).toEqual(['taken-back', 'FAILED_TIME:repeats'])
    expect(sessionIn(await planOf(athleteId), second.id)).toMatchObject({ durationS: first.durationS })
    const own = (await decisionsOf(athleteId, plan.id)).filter(({ workoutId }) => workoutId === first.id)
    expect(own.map(({ kind }) => kind)).toEqual(['FAILED_TIME', 'FAILED_TIME'])
    expect(await repair(athleteId, today)).toMatchObject({ result: 'nothing-to-do' })

    // a whole recording comes in its place: it was done
    await deps.database.withAthlete(athleteId, (tx) => tx.client.activity.deleteMany({ where: { id: 'short' } }))
    await record(deps, athleteId, 'whole', first.date, runOf(first))
    expect(await repair(athleteId, today)).toMatchObject({ result: 'repaired', revision: 4 })
    expect(await planOf(athleteId)).toEqual(plan)
  })

  /** A key session of the first weeks, by id, that a busy athlete did not do, told on its own evening. */
  const missed = async (name: string) => {
    const { athleteId, plan } = await plannedRunner(deps, name)
    const key = workoutsOf(plan).find(
      ({ priority, focus, date }) => priority === 'KEY' && focus !== 'LONG' && date > MADE,
    )!
    // the weeks before are run as planned
    for (const session of workoutsOf(plan).filter(({ date }) => date < key.date))
      await record(deps, athleteId, `${name}-${session.id}`, session.date, runOf(session))
    const tell = (day: string, reason: 'BUSY' | 'TIRED') =>
      say(athleteId, { planId: plan.id, workoutId: key.id }, day, { told: 'NOT_DONE', reason })
    await tell(key.date, 'BUSY')
    expect(await repair(athleteId, key.date)).toMatchObject({ result: 'repaired', revision: 2 })
    const moved = sessionIn(await planOf(athleteId), key.id)!
    expect(moved.date > key.date && moved.date <= addDays(key.date, 3)).toBe(true)
    return { athleteId, plan, key, moved, tell }
  }

  it('moves a missed key session on, keeps it there, and counts it as done where it stands now', async () => {
    const { athleteId, key, moved } = await missed('Busy')
    expect({ ...moved, hard: key.hard }).toEqual({ ...key, date: moved.date, slot: moved.slot })
    expect(await repair(athleteId, moved.date)).toMatchObject({ result: 'nothing-to-do' })
    await record(deps, athleteId, 'made-up', moved.date, runOf(moved))
    expect(await repair(athleteId, addDays(moved.date, 1))).toMatchObject({ result: 'nothing-to-do', revision: null })
    expect(sessionIn(await planOf(athleteId), key.id)?.date).toBe(moved.date)
    const { outcome } = valueOf(await getWorkout(on(addDays(moved.date, 1)), athleteId, key.id))
    expect(outcome?.done?.activityIds).toEqual(['made-up'])
  })

  it('replays busy that was tired: the session goes back to its day and the next like one comes down', async () => {
    const { athleteId, plan, key, tell } = await missed('Tired')
    const today = key.date
    await tell(today, 'TIRED')
    const replay = await repair(athleteId, today)
    expect(replay).toMatchObject({ result: 'repaired', revision: 3 })
    expect(replay.decisions[0]).toMatchObject({ row: 'taken-back', kind: 'SKIPPED_TIRED' })
    expect(sessionIn(await planOf(athleteId), key.id)?.date).toBe(key.date)
    expect(await repair(athleteId, today)).toMatchObject({ result: 'nothing-to-do' })
    expect(await repair(athleteId, addDays(today, 1))).toMatchObject({ result: 'nothing-to-do' })
    // undone, the plan is as it was after the move
    valueOf(await undoRevision(on(today), athleteId, plan.id, 3))
    expect(sessionIn(await planOf(athleteId), key.id)?.date).not.toBe(key.date)
  })

  it('replays missed that was done: a late recording brings the session back to its day', async () => {
    const { athleteId, plan, key } = await missed('Late')
    const today = addDays(key.date, 1)
    await record(deps, athleteId, 'late', key.date, runOf(key))
    expect(await repair(athleteId, today)).toMatchObject({ result: 'repaired', revision: 3 })
    expect(await planOf(athleteId)).toEqual(plan)
    const { outcome } = valueOf(await getWorkout(on(today), athleteId, key.id))
    expect(outcome).toMatchObject({ mark: { kind: 'SUCCESS' }, done: { activityIds: ['late'] } })
    expect(await repair(athleteId, today)).toMatchObject({ result: 'nothing-to-do' })
  })

  it('does not make a move again that the athlete has undone, whatever a morning asked of the session since', async () => {
    const { athleteId, plan, key } = await missed('Declined')
    valueOf(await undoRevision(on(key.date), athleteId, plan.id, 2))
    const reason = { code: 'readiness-asks', facts: { day: key.date } }
    await deps.database.withAthlete(athleteId, (tx) =>
      saveDecisions(tx, {
        planId: plan.id,
        decisions: [
          { row: 'readiness-asks', kind: key.date, workoutId: key.id, reason, changes: [], sessionDate: null },
        ],
        revision: null,
        day: key.date,
        now: new Date(`${key.date}T21:00:00Z`),
      }),
    )
    expect(await repair(athleteId, key.date)).toMatchObject({ result: 'nothing-to-do' })
    expect(sessionIn(await planOf(athleteId), key.id)?.date).toBe(key.date)
  })

  it('undoes a move back onto a day that is over, byte for byte', async () => {
    const { athleteId, plan, key } = await missed('Undone')
    const today = addDays(key.date, 1)
    expect(valueOf(await undoRevision(on(today), athleteId, plan.id, 2))).toEqual({ revision: 3 })
    expect(JSON.stringify(await planOf(athleteId))).toBe(JSON.stringify(plan))
    expect(await repair(athleteId, today)).toMatchObject({ result: 'nothing-to-do' })
  })
})
