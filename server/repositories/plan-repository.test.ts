import { beforeAll, beforeEach, expect, it } from 'vitest'
import { canonicalJson } from '@coach-wattz/core/guardrails/certificate'
import type { GuardReport } from '@coach-wattz/core/guardrails/guard-report'
import { applyChanges, invertChanges } from '@coach-wattz/core/plan/apply-change'
import { workoutsOf, type Plan } from '@coach-wattz/core/plan/plan'
import type { PlanChange } from '@coach-wattz/core/plan/plan-change'
import { fixturePlan, type FixtureSession } from '@coach-wattz/core/testing/plan-fixture'
import { addDays } from '@coach-wattz/core/time/local-date'
import { workoutTotals } from '@coach-wattz/core/workout/totals'
import { makeAthlete, onEveryDatabase } from '../../test/databases.ts'
import type { AthleteTransaction } from '../database/database.ts'
import {
  archivePlan,
  listPlans,
  listRevisions,
  loadActivePlan,
  loadCompletion,
  loadPlan,
  loadRevision,
  savePlan,
  savePlanChanges,
} from './plan-repository.ts'
import { loadActivePlanWeeks } from './plan-weeks-repository.ts'

const REPORT: GuardReport = {
  kind: 'certificate',
  rulebook: '1',
  profile: 'default',
  digest: 'sha256:0',
  ok: true,
  violations: [
    {
      rule: 'G08',
      severity: 'S',
      week: 2,
      date: '2026-03-10',
      workoutId: 'w2-TUE',
      measured: 3,
      allowed: 2,
      unit: 'count',
      text: 'Three hard days.',
    },
  ],
  verdicts: [
    {
      rule: 'G01',
      name: 'Weekly volume',
      status: 'kept',
      measured: 34.25,
      soft: 35,
      hard: null,
      unit: 'km',
      week: 3,
      detail: 'Week 3.',
    },
  ],
  notJudged: ['G23'],
}
const NOW = new Date('2026-03-01T08:00:00.000Z')
const head = {
  author: 'planner' as const,
  reason: { code: 'created', facts: { weeks: 8, race: null, note: 'ü “x”' } },
  report: REPORT,
  now: NOW,
}

const week: FixtureSession[] = [
  { day: 'TUE', km: 8.4, kind: 'hard' },
  { day: 'THU', km: 6 },
  { day: 'SAT', min: 37, slot: 0 },
  { day: 'SAT', km: 5, slot: 1 },
  { day: 'SUN', km: 14.2, kind: 'long' },
]
/** Eight weeks in three blocks, with every optional field set in one variant and none in the other. */
const makePlan = (id: string, full = true): Plan => {
  const base = fixturePlan({
    weeks: Array.from({ length: 8 }, () => week),
    blocks: [
      { type: 'BASE', weeks: 4 },
      { type: 'BUILD', weeks: 3 },
      { type: 'PEAK', weeks: 1 },
    ],
    birthYear: full ? 1988 : null,
    availability: full
      ? {
          slots: [
            { day: 'MON', minutes: 60.5, indoor: true, sports: ['run', 'ride'] },
            { day: 'MON', minutes: 30 },
          ],
          overrides: [{ date: '2026-03-09', slot: 0, minutes: 0 }],
          blackoutDates: ['2026-03-20'],
        }
      : { slots: [] },
  })
  const goal: Plan['goal'] = full
    ? {
        kind: 'HM',
        sport: 'run',
        name: 'Hafenlauf — “schnell”',
        date: '2026-04-26',
        targetTimeS: 5_400.5,
        strategy: 'POLARIZED',
      }
    : { kind: 'GENERAL_FITNESS', sport: 'run' }
  const events: Plan['events'] = [{ kind: '10K', sport: 'run', date: '2026-03-29', priority: 'B', targetTimeS: 2_400 }]
  return { ...base, id, goal, ...(full ? { events } : {}) }
}

onEveryDatabase('plan repository', (open) => {
  let athleteId: string
  let serial = 0
  beforeAll(async () => {
    athleteId = await makeAthlete(open().database, 'planner')
  })
  beforeEach(() => {
    serial += 1
  })
  const inside = <T>(work: (tx: AthleteTransaction) => Promise<T>): Promise<T> =>
    open().database.withAthlete(athleteId, work)
  const planId = (): string => `plan${serial}`
  const save = async (plan: Plan = makePlan(planId())): Promise<Plan> => {
    await inside((tx) => savePlan(tx, { ...head, plan }))
    return plan
  }
  const changed = (plan: Plan, changes: readonly PlanChange[]): Plan => {
    const next = applyChanges(plan, changes)
    if (!next.ok) throw new Error(next.error.text)
    return next.value
  }
  const move = (plan: Plan, index = 1): PlanChange => {
    const { id, date, slot } = workoutsOf(plan)[index]!
    return { kind: 'move', workoutId: id, from: { date, slot }, to: { date: addDays(date, 1), slot: 0 } }
  }
  const change = { ...head, author: 'athlete' as const, reason: { code: 'moved', facts: {} } }

  it.each([true, false])('gives back exactly what was saved (all optional fields: %s)', async (full) => {
    const plan = await save(makePlan(planId(), full))
    const active = await inside(loadActivePlan)
    expect(canonicalJson(active!.plan)).toBe(canonicalJson(plan))
    expect(active).toMatchObject({ revision: 1, status: 'ACTIVE' })
    expect(active!.report).toEqual(REPORT)
  })

  it('gives the weeks of a calendar alone: those that begin inside, with their sessions, in all their blocks', async () => {
    const plan = await save()
    const from = plan.blocks[0]!.weeks[3]!.startDate
    const shown = await inside((tx) => loadActivePlanWeeks(tx, { from, to: addDays(from, 7) }))
    expect(shown).toEqual({
      planId: plan.id,
      revision: 1,
      sport: plan.sport,
      athlete: plan.athlete,
      blocks: plan.blocks.map((block, index) => ({
        ...block,
        weeks: index === 0 ? [block.weeks[3]] : index === 1 ? [block.weeks[0]] : [],
      })),
    })
    await inside((tx) => archivePlan(tx, plan.id))
    expect(await inside((tx) => loadActivePlanWeeks(tx, { from, to: from }))).toBeNull()
  })

  it('keeps the figures of each session in columns, computed by core', async () => {
    const plan = await save()
    const rows = await inside(({ client }) => client.plannedWorkout.findMany({ where: { planId: plan.id } }))
    expect(rows).toHaveLength(40)
    for (const row of rows) {
      const workout = workoutsOf(plan).find(({ id }) => id === row.id)!
      const totals = workoutTotals(workout.workout)
      expect(row).toMatchObject({
        durationS: workout.durationS,
        distanceM: workout.distanceM,
        tss: workout.tss,
        ifFactor: totals.if,
      })
      expect(row.timeInZoneS).toEqual(totals.timeInZoneS ?? [])
      expect(row.primaryZone).toBe(
        totals.timeInZoneS === null ? null : totals.timeInZoneS.indexOf(Math.max(...totals.timeInZoneS)) + 1,
      )
    }
    expect(rows.find(({ id }) => id === 'w1-SUN')?.dayOfWeek).toBe('SUN')
  })

  it('saving is the first revision, and archives the plan before it', async () => {
    const first = await save()
    serial += 1
    const second = await save()
    expect(await inside((tx) => loadPlan(tx, first.id))).toMatchObject({ status: 'ARCHIVED' })
    expect((await inside(loadActivePlan))?.plan.id).toBe(second.id)
    const [revision, ...others] = await inside((tx) => listRevisions(tx, second.id))
    expect(others).toEqual([])
    expect(revision).toMatchObject({
      number: 1,
      author: 'planner',
      reason: head.reason,
      createdAt: NOW.toISOString(),
      revertsNumber: null,
    })
    expect(canonicalJson(revision!.changes)).toBe(canonicalJson([{ kind: 'create', plan: second }]))
    const listed = await inside(listPlans)
    expect(listed.filter(({ status }) => status === 'ACTIVE')).toHaveLength(1)
    expect(listed.find(({ id }) => id === second.id)).toMatchObject({ goalKind: 'HM', targetDate: second.targetDate })
  })

  it('is all or nothing: a plan that fails half way leaves the one before in force', async () => {
    const first = await save()
    const twice = makePlan(`${planId()}b`)
    const [block] = twice.blocks
    await expect(
      inside((tx) => savePlan(tx, { ...head, plan: { ...twice, blocks: [block!, block!] } })),
    ).rejects.toThrow(/[Uu]nique/)
    expect((await inside(loadActivePlan))?.plan.id).toBe(first.id)
    expect(await inside((tx) => loadPlan(tx, twice.id))).toBeNull()
  })

  it('refuses a plan that could not be read back', async () => {
    const plan = makePlan(planId())
    const broken = { ...plan, startDate: '2026-02-30' }
    await expect(inside((tx) => savePlan(tx, { ...head, plan: broken }))).rejects.toThrow(/calendar day/)
  })

  it('saves a change as the next revision and touches the rows that differ only', async () => {
    const plan = await save()
    await inside(({ client }) =>
      client.plannedWorkout.updateMany({
        where: { planId: plan.id, id: { in: ['w1-TUE', 'w1-THU'] } },
        data: { completionStatus: 'COMPLETED' },
      }),
    )
    const changes = [move(plan)]
    const next = changed(plan, changes)
    const before = await inside(
      ({ client }) =>
        client.$queryRaw<
          { id: string; xmin: string }[]
        >`SELECT "id", xmin::text FROM "PlannedWorkout" WHERE "planId" = ${plan.id}`,
    )
    const saved = await inside((tx) =>
      savePlanChanges(tx, { ...change, planId: plan.id, baseRevision: 1, changes, next }),
    )
    expect(saved).toEqual({ ok: true, value: { revision: 2 } })
    const stored = await inside((tx) => loadPlan(tx, plan.id))
    expect(canonicalJson(stored!.plan)).toBe(canonicalJson(next))
    expect(stored!.revision).toBe(2)
    const after = await inside(
      ({ client }) =>
        client.$queryRaw<
          { id: string; xmin: string }[]
        >`SELECT "id", xmin::text FROM "PlannedWorkout" WHERE "planId" = ${plan.id}`,
    )
    const written = after.filter((row) => before.find(({ id }) => id === row.id)?.xmin !== row.xmin)
    // The moved session, and at most its neighbours whose place in the week's list it took.
    expect(written.every(({ id }) => id.startsWith('w1-'))).toBe(true)
    const completion = await inside((tx) => loadCompletion(tx, '2026-03-02', '2026-03-08'))
    expect(
      completion.filter(({ completionStatus }) => completionStatus === 'COMPLETED').map(({ workoutId }) => workoutId),
    ).toEqual(['w1-TUE', 'w1-THU'])
  })

  it('of two changes on the same base the second is stale, also at the same time', async () => {
    const plan = await save()
    const attempt = (index: number) => {
      const changes = [move(plan, index)]
      return inside((tx) =>
        savePlanChanges(tx, { ...change, planId: plan.id, baseRevision: 1, changes, next: changed(plan, changes) }),
      )
    }
    const outcomes = await Promise.all([attempt(1), attempt(0), attempt(6)])
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
    expect(outcomes.filter(({ ok }) => !ok)).toEqual(
      [1, 2].map(() => ({ ok: false, error: { kind: 'stale', currentRevision: 2 } })),
    )
    expect(await inside((tx) => listRevisions(tx, plan.id))).toHaveLength(2)
    const missing = await inside((tx) =>
      savePlanChanges(tx, { ...change, planId: 'none', baseRevision: 1, changes: [], next: { ...plan, id: 'none' } }),
    )
    expect(missing).toEqual({ ok: false, error: { kind: 'not-found' } })
  })

  it('an undo is a revision that names what it reverts, and gives back the same bytes', async () => {
    const plan = await save()
    const changes = [move(plan)]
    const next = changed(plan, changes)
    await inside((tx) => savePlanChanges(tx, { ...change, planId: plan.id, baseRevision: 1, changes, next }))
    const undo = invertChanges((await inside((tx) => loadRevision(tx, plan.id, 2)))!.changes)
    const saved = await inside((tx) =>
      savePlanChanges(tx, {
        ...change,
        planId: plan.id,
        baseRevision: 2,
        changes: undo,
        next: changed(next, undo),
        revertsNumber: 2,
      }),
    )
    expect(saved).toEqual({ ok: true, value: { revision: 3 } })
    expect(canonicalJson((await inside((tx) => loadPlan(tx, plan.id)))!.plan)).toBe(canonicalJson(plan))
    const history = await inside((tx) => listRevisions(tx, plan.id))
    expect(
      history.map(({ number, revertsNumber, revertedByNumber }) => [number, revertsNumber, revertedByNumber]),
    ).toEqual([
      [3, 2, null],
      [2, null, 3],
      [1, null, null],
    ])
  })

  it('adds, replaces and removes sessions and weeks', async () => {
    const plan = await save()
    const [block, ...rest] = plan.blocks
    const [firstWeek, ...weeks] = block!.weeks
    const removed: Plan = {
      ...plan,
      blocks: [
        {
          ...block!,
          name: 'Base, shorter',
          weeks: [{ ...firstWeek!, workouts: firstWeek!.workouts.slice(1) }, ...weeks.slice(1)],
        },
        ...rest.slice(0, 1),
      ],
    }
    await inside((tx) =>
      savePlanChanges(tx, { ...change, planId: plan.id, baseRevision: 1, changes: [], next: removed }),
    )
    expect(canonicalJson((await inside((tx) => loadPlan(tx, plan.id)))!.plan)).toBe(canonicalJson(removed))
    await inside((tx) => savePlanChanges(tx, { ...change, planId: plan.id, baseRevision: 2, changes: [], next: plan }))
    expect(canonicalJson((await inside((tx) => loadPlan(tx, plan.id)))!.plan)).toBe(canonicalJson(plan))
  })

  it('a change that takes the races on the way away leaves none, and its undo brings them back; so does the other way round', async () => {
    const withRaces = makePlan(planId())
    const { events: _events, ...without } = withRaces
    const stored = async () => canonicalJson((await inside((tx) => loadPlan(tx, withRaces.id)))!.plan)
    const put = (baseRevision: number, next: Plan) =>
      inside((tx) => savePlanChanges(tx, { ...change, planId: next.id, baseRevision, changes: [], next }))
    await save(withRaces)
    await put(1, without)
    expect(await stored()).toBe(canonicalJson(without))
    await put(2, withRaces)
    expect(await stored()).toBe(canonicalJson(withRaces))
    await put(3, without)
    expect(await stored()).toBe(canonicalJson(without))
  })

  it('archiving takes the plan off the calendar and keeps its history', async () => {
    const plan = await save()
    expect(await inside((tx) => archivePlan(tx, plan.id))).toBe(true)
    expect(await inside((tx) => archivePlan(tx, plan.id))).toBe(false)
    expect(await inside(loadActivePlan)).toBeNull()
    expect(await inside((tx) => loadCompletion(tx, '2026-03-02', '2026-12-31'))).toEqual([])
    expect(await inside((tx) => listRevisions(tx, plan.id))).toHaveLength(1)
  })

  it('another athlete sees none of it, and may use the same ids', async () => {
    const plan = await save()
    const { database } = open()
    const other = await makeAthlete(database, `other${serial}`)
    await database.withAthlete(other, async (tx) => {
      expect(await loadActivePlan(tx)).toBeNull()
      expect(await loadPlan(tx, plan.id)).toBeNull()
      expect(await listRevisions(tx, plan.id)).toEqual([])
      expect(await archivePlan(tx, plan.id)).toBe(false)
      await savePlan(tx, { ...head, plan: { ...plan, goal: { kind: '5K', sport: 'run' } } })
    })
    expect((await inside((tx) => loadPlan(tx, plan.id)))?.plan.goal.kind).toBe('HM')
  })
})
