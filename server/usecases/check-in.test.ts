import { beforeAll, expect, it } from 'vitest'
import { BRAKED, BRAKE_ASKS } from '@coach-wattz/core/adaptation/readiness-brake'
import { workoutsOf, type Plan, type PlannedWorkout } from '@coach-wattz/core/plan/plan'
import { onEveryDatabase } from '../../test/databases.ts'
import { makeDeps } from '../../test/deps.ts'
import { valueOf } from '../../test/value-of.ts'
import { listRevisions, loadActivePlan } from '../repositories/plan-repository.ts'
import { answerBrake } from './answer-brake.ts'
import type { Deps } from './deps.ts'
import { getWellnessDay } from './get-wellness.ts'
import { MADE, plannedRunner } from './planned-runner.fixture.ts'
import { saveCheckIn } from './save-check-in.ts'
import { undoRevision } from './undo-revision.ts'

const TIRED = { fatigue: 4, soreness: 4, stress: 4, mood: 4 }

onEveryDatabase('a check-in as a brake', (open) => {
  let deps: Deps
  beforeAll(async () => {
    deps = await makeDeps(open(), `${MADE}T08:00:00Z`)
    return () => deps.decodePool.close()
  })
  const on = (day: string): Deps => ({ ...deps, now: () => new Date(`${day}T06:00:00Z`) })
  const planOf = async (athleteId: string): Promise<Plan> =>
    (await deps.database.withAthlete(athleteId, loadActivePlan))!.plan
  const sessionIn = (plan: Plan, id: string): PlannedWorkout => workoutsOf(plan).find((each) => each.id === id)!
  const hardOf = (plan: Plan): PlannedWorkout[] => workoutsOf(plan).filter(({ hard, race }) => hard && !race)

  it('S8.6 makes the hard session easy in the same step, once, and gives the plan back byte for byte', async () => {
    const { athleteId, plan } = await plannedRunner(deps, 'Amber')
    const [hard] = hardOf(plan) as [PlannedWorkout]
    const day = on(hard.date)
    const before = JSON.stringify(await planOf(athleteId))
    const { readiness, repaired } = valueOf(await saveCheckIn(day, athleteId, hard.date, TIRED))
    expect([readiness.level, repaired?.revision, repaired?.reasons.map(({ code }) => code)]).toEqual([
      'AMBER',
      2,
      [BRAKED.amber],
    ])
    expect(sessionIn(await planOf(athleteId), hard.id)).toMatchObject({ hard: false, date: hard.date })
    // the same word again, and one more: nothing follows twice
    expect(valueOf(await saveCheckIn(day, athleteId, hard.date, { ...TIRED, mood: 5 })).repaired).toBeNull()
    valueOf(await undoRevision(day, athleteId, plan.id, 2))
    expect(JSON.stringify(await planOf(athleteId))).toBe(before)
    expect(valueOf(await saveCheckIn(day, athleteId, hard.date, TIRED)).repaired).toBeNull()
  })

  it('S8.6 asks before a second one in a row, and does what the athlete answers', async () => {
    const { athleteId, plan } = await plannedRunner(deps, 'Asked')
    const [first, second, third] = hardOf(plan) as [PlannedWorkout, PlannedWorkout, PlannedWorkout]
    valueOf(await saveCheckIn(on(first.date), athleteId, first.date, TIRED))
    const asked = valueOf(await saveCheckIn(on(second.date), athleteId, second.date, TIRED))
    expect(asked.repaired).toBeNull()
    const { question } = valueOf(await getWellnessDay(on(second.date), athleteId, second.date))
    expect(question).toMatchObject({ workoutId: second.id, title: second.title, reason: { code: BRAKE_ASKS } })
    // another day has nothing to answer
    expect(await answerBrake(on(third.date), athleteId, second.date, { easy: true })).toMatchObject({ ok: false })
    const { repaired } = valueOf(await answerBrake(on(second.date), athleteId, second.date, { easy: true }))
    expect(repaired?.reasons.map(({ code }) => code)).toEqual([BRAKED.amber])
    const now = await planOf(athleteId)
    expect(sessionIn(now, second.id).hard).toBe(false)
    const revisions = await deps.database.withAthlete(athleteId, (tx) => listRevisions(tx, plan.id))
    expect(revisions.map(({ author }) => author)).toContain('athlete')
    expect(await answerBrake(on(second.date), athleteId, second.date, { easy: false })).toMatchObject({ ok: false })
  })

  it('S8.6 keeps it where the athlete says so, and asks no more that day', async () => {
    const { athleteId, plan } = await plannedRunner(deps, 'Kept')
    const [first, second] = hardOf(plan) as [PlannedWorkout, PlannedWorkout]
    valueOf(await saveCheckIn(on(first.date), athleteId, first.date, TIRED))
    valueOf(await saveCheckIn(on(second.date), athleteId, second.date, TIRED))
    expect(valueOf(await answerBrake(on(second.date), athleteId, second.date, { easy: false })).repaired).toBeNull()
    expect(valueOf(await getWellnessDay(on(second.date), athleteId, second.date)).question).toBeNull()
    valueOf(await saveCheckIn(on(second.date), athleteId, second.date, { ...TIRED, stress: 5 }))
    expect(valueOf(await getWellnessDay(on(second.date), athleteId, second.date)).question).toBeNull()
    expect(sessionIn(await planOf(athleteId), second.id).hard).toBe(true)
  })

  it('S8.6 two signs make two days of recovery', async () => {
    const { athleteId, plan } = await plannedRunner(deps, 'Red')
    const [hard] = hardOf(plan) as [PlannedWorkout]
    const told = { ...TIRED, sleepS: 5.5 * 3600 }
    const { readiness, repaired } = valueOf(await saveCheckIn(on(hard.date), athleteId, hard.date, told))
    expect([readiness.level, repaired?.reasons[0]?.code]).toEqual(['RED', BRAKED.red])
    expect(sessionIn(await planOf(athleteId), hard.id).focus).toBe('RECOVERY')
  })
})
