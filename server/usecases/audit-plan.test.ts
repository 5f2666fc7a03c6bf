import { workoutsOf, type Plan } from '@coach-wattz/core/plan/plan'
import { addDays, type LocalDate } from '@coach-wattz/core/time/local-date'
import { beforeAll, describe, expect, it } from 'vitest'
import { onEveryDatabase } from '../../test/databases.ts'
import { makeDeps } from '../../test/deps.ts'
import { runnerWithPlan } from '../../test/runner-with-plan.ts'
import { saveAthlete } from '../repositories/athlete-repository.ts'
import { toDateColumn } from '../repositories/columns.ts'
import { replaceFlag, saveFlag } from '../repositories/flag-repository.ts'
import { listJobOutcomes } from '../repositories/job-outcome-repository.ts'
import { archivePlan } from '../repositories/plan-repository.ts'
import { auditPlan, findPlansToAudit, type NightOfPlan } from './audit-plan.ts'
import type { Deps } from './deps.ts'

/** A Friday; the plan begins on the Monday after. */
const TODAY = '2026-11-20'
const MONDAY = '2026-11-23'

onEveryDatabase('the nightly audit', (open) => {
  let deps: Deps
  beforeAll(async () => {
    deps = await makeDeps(open(), `${TODAY}T08:00:00Z`)
    return () => deps.decodePool.close()
  })
  const at = (instant: string): Deps => ({ ...deps, now: () => new Date(instant) })
  /** Quarter past three in the night that ends on a day. */
  const nightOf = (day: LocalDate): Deps => at(`${day}T03:15:00Z`)
  const runner = (name: string) => runnerWithPlan(deps, name, { today: TODAY, race: '2027-02-14' })
  const due = async (planId: string, asked: Deps): Promise<NightOfPlan[]> =>
    (await findPlansToAudit(asked)).filter((each) => each.planId === planId)
  const outcomes = (athleteId: string) => deps.database.withAthlete(athleteId, (tx) => listJobOutcomes(tx, 20))
  /** All sessions up to a day as done, so that nothing of them deviates. */
  const allDone = (athleteId: string, before: LocalDate): Promise<unknown> =>
    deps.database.withAthlete(athleteId, (tx) =>
      tx.client.plannedWorkout.updateMany({
        where: { athleteId, date: { lt: toDateColumn(before) } },
        data: { completionStatus: 'COMPLETED' },
      }),
    )
  const auditedNight = (athleteId: string) =>
    deps.database.withAthlete(athleteId, async (tx) => {
      const plan = await tx.client.trainingPlan.findFirst({ where: { athleteId } })
      return plan?.auditedNight?.toISOString().slice(0, 10) ?? null
    })
  /** The days with sessions, in order. */
  const daysOf = (plan: Plan): LocalDate[] => [...new Set(workoutsOf(plan).map(({ date }) => date))].toSorted()
  const first = (plan: Plan): LocalDate => daysOf(plan)[0]!

  describe('finds', () => {
    it('nothing before the first night is over, and stamps a quiet one in passing', async () => {
      const { athleteId, planId } = await runner('quiet')
      expect(await due(planId, at(`${TODAY}T02:59:00Z`))).toEqual([])
      expect(await due(planId, nightOf('2026-11-21'))).toEqual([])
      expect(await auditedNight(athleteId)).toBe('2026-11-21')
      expect(await outcomes(athleteId)).toEqual([])
    })

    it('a session that is over without being done, once its night is', async () => {
      const { athleteId, planId, plan } = await runner('session')
      const day = first(plan)
      await due(planId, nightOf(day))
      expect(await auditedNight(athleteId)).toBe(day)
      const next = addDays(day, 1)
      expect(await due(planId, at(`${next}T02:59:00Z`))).toEqual([])
      const found = { athleteId, planId, night: next }
      expect(await due(planId, nightOf(next))).toEqual([found])
      // until somebody has looked, every hour finds it: nothing is lost with a queue
      expect(await due(planId, at(`${next}T04:15:00Z`))).toEqual([found])
      expect(await auditPlan(nightOf(next), found)).toMatch(/^(repaired|nothing-to-do)$/)
      expect(await due(planId, at(`${next}T05:15:00Z`))).toEqual([])
    })

    it('nothing where every session was done as planned', async () => {
      const { athleteId, planId, plan } = await runner('done')
      const next = addDays(first(plan), 1)
      await allDone(athleteId, next)
      expect(await due(planId, nightOf(next))).toEqual([])
      expect(await auditedNight(athleteId)).toBe(next)
    })

    it('a week that begins, for its review, also when all was done', async () => {
      const { athleteId, planId } = await runner('week')
      const monday = addDays(MONDAY, 7)
      await allDone(athleteId, monday)
      expect(await due(planId, nightOf(addDays(monday, -1)))).toEqual([])
      expect(await due(planId, nightOf(monday))).toHaveLength(1)
    })

    it('an illness that was told or is in force', async () => {
      const { athleteId, planId } = await runner('flag')
      await due(planId, nightOf('2026-11-21'))
      const flag = { kind: 'ILLNESS', startDate: '2026-11-21', symptoms: 'fever' } as const
      const id = await deps.database.withAthlete(athleteId, (tx) => saveFlag(tx, flag))
      const [found] = await due(planId, nightOf('2026-11-22'))
      await auditPlan(nightOf('2026-11-22'), found!)
      expect(await due(planId, nightOf('2026-11-23'))).toHaveLength(1)
      await auditPlan(nightOf('2026-11-23'), { ...found!, night: '2026-11-23' })
      const ended = { ...flag, endDate: '2026-11-23' } as const
      await deps.database.withAthlete(athleteId, (tx) => replaceFlag(tx, id, ended))
      expect(await due(planId, nightOf('2026-11-24'))).toHaveLength(1)
    })

    it('no plan that was archived, and no one else', async () => {
      const { athleteId, planId, plan } = await runner('archived')
      await deps.database.withAthlete(athleteId, (tx) => archivePlan(tx, planId))
      expect(await due(planId, nightOf(addDays(first(plan), 3)))).toEqual([])
    })

    it('each athlete by their own clock', async () => {
      const east = await runner('east')
      const west = await runner('west')
      const zone = (athleteId: string, timeZone: string): Promise<void> =>
        deps.database.withAthlete(athleteId, (tx) => saveAthlete(tx, { timeZone }))
      await zone(east.athleteId, 'Asia/Kolkata')
      await zone(west.athleteId, 'America/Los_Angeles')
      const day = first(east.plan)
      const next = addDays(day, 1)
      const both = async (instant: string): Promise<string[]> =>
        (await findPlansToAudit(at(instant))).flatMap(({ planId }) =>
          planId === east.planId ? ['east'] : planId === west.planId ? ['west'] : [],
        )
      expect(await both(`${day}T21:29:00Z`)).toEqual([])
      expect(await both(`${day}T21:30:00Z`)).toEqual(['east'])
      expect(await both(`${next}T10:59:00Z`)).toEqual(['east'])
      expect(await both(`${next}T11:00:00Z`)).toEqual(['east', 'west'])
    })
  })

  describe('looks', () => {
    it('once at a night, whoever asks again', async () => {
      const { athleteId, planId, plan } = await runner('once')
      const night = addDays(first(plan), 1)
      const job = { athleteId, planId, night }
      const result = await auditPlan(nightOf(night), job)
      expect(result).not.toBe('looked-at-before')
      expect(await auditPlan(nightOf(night), job)).toBe('looked-at-before')
      expect(await auditPlan(nightOf(night), { ...job, night: addDays(night, -1) })).toBe('looked-at-before')
      expect(await outcomes(athleteId)).toMatchObject([{ job: 'audit-plan', key: `${planId}:${night}`, result }])
    })

    it('once, when two workers come at the same moment', async () => {
      const { athleteId, planId, plan } = await runner('race')
      const night = addDays(first(plan), 1)
      const results = await Promise.all(
        Array.from({ length: 4 }, () => auditPlan(nightOf(night), { athleteId, planId, night })),
      )
      expect(results.filter((result) => result !== 'looked-at-before')).toHaveLength(1)
      expect(await outcomes(athleteId)).toHaveLength(1)
    })

    it('and says so where it could not, leaves the night for the queue, and tries again the next', async () => {
      const { athleteId, planId, plan } = await runner('fault')
      const night = addDays(first(plan), 1)
      const [job] = await due(planId, nightOf(night))
      const revision = (number: number): Promise<unknown> =>
        deps.database.withAthlete(athleteId, (tx) =>
          tx.client.trainingPlan.updateMany({ where: { athleteId }, data: { revision: number } }),
        )
      await revision(99)
      await expect(auditPlan(nightOf(night), job!)).rejects.toThrow('lacks its revision 99')
      expect(await auditedNight(athleteId)).toBeNull()
      expect(await outcomes(athleteId)).toMatchObject([{ key: `${planId}:${night}`, result: 'failed' }])
      // the queue has it: the next hour does not put it in again
      expect(await due(planId, at(`${night}T04:15:00Z`))).toEqual([])
      expect(await due(planId, nightOf(addDays(night, 1)))).toHaveLength(1)
      await revision(1)
      // the queue's next try
      expect(await auditPlan(nightOf(night), job!)).not.toBe('looked-at-before')
      expect((await outcomes(athleteId))[0]?.result).not.toBe('failed')
    })

    it('after two nights without a server once, for the latest, at what happened in both', async () => {
      const { athleteId, planId, plan } = await runner('asleep')
      const [before, second] = daysOf(plan)
      await due(planId, nightOf(before!))
      // a run of the morning after says that nothing was recorded of the sessions before it
      const back = addDays(second!, 1)
      await deps.database.withAthlete(athleteId, (tx) =>
        tx.client.activity.create({
          data: {
            athleteId,
            id: 'late',
            provider: 'file-fit',
            sport: 'run',
            startedAt: new Date(`${back}T06:00:00Z`),
            date: toDateColumn(back),
            elapsedS: 600,
            movingS: 600,
            indoor: false,
            race: false,
            laps: [],
            notes: [],
            partial: false,
          },
        }),
      )
      const morning = `${back}T09:00:00Z`
      const job = { athleteId, planId, night: back }
      expect(await due(planId, at(morning))).toEqual([job])
      await auditPlan(at(morning), job)
      expect(await due(planId, at(morning))).toEqual([])
      expect(await auditedNight(athleteId)).toBe(back)
      expect(await outcomes(athleteId)).toHaveLength(1)
      const seen = await deps.database.withAthlete(athleteId, (tx) =>
        tx.client.plannedWorkout.findMany({
          where: { athleteId, date: { lt: toDateColumn(back) } },
          select: { completionStatus: true },
        }),
      )
      expect(seen.length).toBeGreaterThan(1)
      expect(seen.every(({ completionStatus }) => completionStatus === 'SKIPPED')).toBe(true)
    })
  })
})
