import { nextOutline } from '@coach-wattz/core/plan/fold-plan'
import { weeksOf } from '@coach-wattz/core/plan/plan'
import { addDays, type LocalDate } from '@coach-wattz/core/time/local-date'
import { beforeAll, expect, it } from 'vitest'
import { onEveryDatabase } from '../../test/databases.ts'
import { makeDeps } from '../../test/deps.ts'
import { runnerWithPlan } from '../../test/runner-with-plan.ts'
import { listJobOutcomes } from '../repositories/job-outcome-repository.ts'
import { listRevisions, loadActivePlan } from '../repositories/plan-repository.ts'
import type { Deps } from '../usecases/deps.ts'
import { detailDuePlan, findDuePlans, writeWeeksNow } from '../usecases/detail-plan.ts'
import { undoRevision } from '../usecases/undo-revision.ts'
import { HANDLERS } from './handlers.ts'
import { startPgBoss } from './pg-boss-engine.ts'
import { JOBS } from './registry.ts'

const TODAY = '2026-11-20'

onEveryDatabase('weeks written by themselves', (open) => {
  let deps: Deps
  beforeAll(async () => {
    deps = await makeDeps(open(), `${TODAY}T08:00:00Z`)
    return () => deps.decodePool.close()
  })
  const on = (day: LocalDate): Deps => ({ ...deps, now: () => new Date(`${day}T08:00:00Z`) })

  /** A runner with a half marathon half a year ahead, far weeks in outline; answers the athlete, the plan, the next block. */
  async function planner(name: string) {
    const made = await runnerWithPlan(deps, name, { today: TODAY, race: '2027-05-16' })
    const next = nextOutline(made.plan, TODAY)
    if (!next) throw new Error('Half a year has far weeks.')
    return { ...made, next }
  }
  const activePlan = async (athleteId: string) =>
    (await deps.database.withAthlete(athleteId, (tx) => loadActivePlan(tx)))!
  const revisions = (athleteId: string, planId: string) =>
    deps.database.withAthlete(athleteId, (tx) => listRevisions(tx, planId))
  const outcomes = (athleteId: string) => deps.database.withAthlete(athleteId, (tx) => listJobOutcomes(tx, 10))

  it('finds a plan when its next block is four weeks away, not before, and not after it is written', async () => {
    const { athleteId, planId, next } = await planner('due')
    const due = async (day: LocalDate) => (await findDuePlans(on(day))).filter((each) => each.planId === planId)
    expect(await due(addDays(next.startDate, -29))).toEqual([])
    const day = addDays(next.startDate, -28)
    expect(await due(day)).toEqual([{ athleteId, planId, day }])
    expect(await detailDuePlan(on(day), { athleteId, planId, day })).toBe('written')
    expect(await due(day)).toEqual([])
    expect(await due(addDays(day, 1))).toEqual([])
  })

  it('writes the block once: the same job twice is one revision, and the weeks seen before stay as they were', async () => {
    const { athleteId, planId, plan, next } = await planner('twice')
    const day = addDays(next.startDate, -28)
    const job = { athleteId, planId, day }
    expect(await detailDuePlan(on(day), job)).toBe('written')
    expect(await detailDuePlan(on(day), job)).toBe('nothing-to-write')
    const history = await revisions(athleteId, planId)
    expect(history.map(({ number, author, reason }) => [number, author, reason.code])).toEqual([
      [2, 'planner', 'weeks-written'],
      [1, 'planner', 'plan-created'],
    ])
    const now = (await activePlan(athleteId)).plan
    const before = new Map(weeksOf(plan).map((week) => [week.id, week]))
    for (const week of weeksOf(now)) {
      const was = before.get(week.id)!
      if (was.detail === 'DETAILED' || next.weeks.every(({ id }) => id !== week.id)) expect(week).toEqual(was)
      else expect(week).toMatchObject({ detail: 'DETAILED', startDate: was.startDate })
    }
    expect(await outcomes(athleteId)).toMatchObject([{ job: 'detail-plan', key: `${planId}:${day}` }])
  })

  it('catches up after a long sleep with all blocks that are near by then', async () => {
    const { athleteId, planId, plan } = await planner('sleeper')
    const later = plan.blocks.filter(({ weeks }) => weeks[0]!.detail === 'OUTLINE')
    const day = later[1]!.startDate
    expect(await detailDuePlan(on(day), { athleteId, planId, day })).toBe('written')
    const now = (await activePlan(athleteId)).plan
    expect(nextOutline(now, day)?.startDate ?? '9999-12-31' > addDays(day, 28)).toBeTruthy()
    for (const week of weeksOf(now))
      if (week.startDate >= day && week.startDate <= later[1]!.startDate) expect(week.detail).toBe('DETAILED')
  })

  it('keeps that an attempt failed, hands the plan on again only the next day, and a later attempt takes its place', async () => {
    const { athleteId, planId, next } = await planner('failing')
    const day = addDays(next.startDate, -28)
    const job = { athleteId, planId, day }
    const failing: Deps = {
      ...on(day),
      sha256: () => {
        throw new Error('no digest today')
      },
    }
    await expect(detailDuePlan(failing, job)).rejects.toThrow('no digest today')
    expect(await outcomes(athleteId)).toMatchObject([{ key: `${planId}:${day}`, result: 'failed' }])
    expect((await revisions(athleteId, planId)).length).toBe(1)
    const due = async (on_: LocalDate) => (await findDuePlans(on(on_))).some((each) => each.planId === planId)
    expect(await due(day)).toBe(false)
    expect(await due(addDays(day, 1))).toBe(true)
    expect(await detailDuePlan(on(day), job)).toBe('written')
    expect(await outcomes(athleteId)).toMatchObject([{ key: `${planId}:${day}`, result: 'written' }])
  })

  it('writes a far block when the athlete asks, refuses it twice, and leaves an undone one alone until a week before', async () => {
    const { athleteId, planId, plan, next } = await planner('asker')
    const far = plan.blocks.at(-1)!
    const asked = await writeWeeksNow(deps, athleteId, planId, { blockId: far.id, baseRevision: 1 })
    expect(asked).toMatchObject({ ok: true, value: { revision: 2 } })
    expect(weeksOf((await activePlan(athleteId)).plan).every(({ detail }) => detail === 'DETAILED')).toBe(true)
    expect(await writeWeeksNow(deps, athleteId, planId, { blockId: far.id, baseRevision: 2 })).toMatchObject({
      ok: false,
      refused: { title: 'These weeks are written already' },
    })
    expect(await writeWeeksNow(deps, athleteId, planId, { blockId: far.id, baseRevision: 1 })).toMatchObject({
      ok: false,
      refused: { code: 'stale-revision' },
    })
    expect(await undoRevision(deps, athleteId, planId, 2)).toMatchObject({ ok: true })
    expect((await activePlan(athleteId)).plan).toEqual(plan)
    const soon = addDays(next.startDate, -20)
    expect(await detailDuePlan(on(soon), { athleteId, planId, day: soon })).toBe('left-undone')
    const eve = addDays(next.startDate, -7)
    expect(await detailDuePlan(on(eve), { athleteId, planId, day: eve })).toBe('written')
  })

  it('runs through the queue from the sweep to the outcome', { timeout: 60_000 }, async () => {
    const { athleteId, planId, next } = await planner('queue')
    const day = addDays(next.startDate, -28)
    const errors: unknown[] = []
    const settings = { deps: on(day), jobs: JOBS, handlers: HANDLERS, onError: (cause: unknown) => errors.push(cause) }
    const engine = await startPgBoss({ ...settings, pollingS: 0.5 })
    try {
      // the start itself sweeps: nothing is put in by hand
      await expect.poll(async () => (await outcomes(athleteId))[0]?.result, { timeout: 30_000 }).toBe('written')
      // while its batch runs, one of the same key is not taken: ask until it is
      await expect
        .poll(
          async () => {
            await engine.enqueue('detail-plan', [{ athleteId, planId, day }])
            return (await outcomes(athleteId))[0]?.result
          },
          { timeout: 30_000, interval: 500 },
        )
        .toBe('nothing-to-write')
      await expect(engine.enqueue('detail-plan', [{ athleteId }])).rejects.toThrow('planId')
      await expect(engine.enqueue('no-such-job', [{}])).rejects.toThrow('No worker knows the job no-such-job.')
    } finally {
      await engine.stop()
    }
    expect(errors).toEqual([])
    expect((await revisions(athleteId, planId)).length).toBe(2)
    // a second start finds queues and schedules in place
    await (await startPgBoss(settings)).stop()
    expect(errors).toEqual([])
  })
})
