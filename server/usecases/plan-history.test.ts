import { canonicalJson } from '@coach-wattz/core/guardrails/certificate'
import { weeksOf, workoutsOf, type PlannedWorkout } from '@coach-wattz/core/plan/plan'
import { nextMonday } from '@coach-wattz/core/time/week'
import { beforeAll, expect, it } from 'vitest'
import type { PlanRequest } from '../../shared/contracts/plans.ts'
import { makeAthlete, onEveryDatabase } from '../../test/databases.ts'
import { makeDeps } from '../../test/deps.ts'
import { valueOf } from '../../test/value-of.ts'
import { loadAthlete, saveToldWeeks } from '../repositories/athlete-repository.ts'
import { archivePlan } from './archive-plan.ts'
import { changePlan } from './change-plan.ts'
import { createPlan } from './create-plan.ts'
import type { Deps } from './deps.ts'
import { getActivePlan } from './get-active-plan.ts'
import { comparePlan, getRevision, listPlanRevisions } from './plan-history.ts'
import { HALF_MARATHON, MADE, TOLD_WEEKS } from './planned-runner.fixture.ts'
import { replanPlan } from './replan-plan.ts'
import { previewRestore, restorePlan } from './restore-plan.ts'
import { undoRevision } from './undo-revision.ts'

const REQUEST: PlanRequest = {
  ...HALF_MARATHON,
  availability: {
    slots: HALF_MARATHON.availability.slots.map((slot) => ({ ...slot, minutes: slot.day === 'SUN' ? 180 : 90 })),
  },
}
const ALL_RULES = Array.from({ length: 29 }, (_, index) => `G${String(index + 1).padStart(2, '0')}`)

onEveryDatabase('the history of a plan', (open) => {
  let deps: Deps
  beforeAll(async () => {
    deps = await makeDeps(open(), `${MADE}T08:00:00Z`)
    return () => deps.decodePool.close()
  })
  const active = async (athleteId: string) => valueOf(await getActivePlan(deps, athleteId))
  const bytes = async (athleteId: string) => canonicalJson((await active(athleteId)).plan!)

  async function planned(name: string): Promise<{ athleteId: string; planId: string }> {
    const athleteId = await makeAthlete(open().database, name)
    await deps.database.withAthlete(athleteId, (tx) => saveToldWeeks(tx, TOLD_WEEKS))
    return { athleteId, planId: valueOf(await createPlan(deps, athleteId, REQUEST)).id }
  }
  const easyIn = async (athleteId: string, week: number): Promise<PlannedWorkout> => {
    const weeks = weeksOf((await active(athleteId)).plan!).filter(({ startDate }) => startDate > MADE)
    return weeks[week]!.workouts.find(({ hard, focus }) => !hard && focus !== 'LONG')!
  }
  /** Makes a session shorter; the number of the revision. */
  async function shorten(athleteId: string, planId: string, workoutId: string, minutes: number): Promise<number> {
    const { revision } = await active(athleteId)
    const changes = [{ kind: 'shorten' as const, workoutId, minutes }]
    const body = { baseRevision: revision, changes, acceptedRules: ALL_RULES }
    return valueOf(await changePlan(deps, athleteId, planId, body)).revision
  }

  it('undoes one old change and keeps what happened since; done again it is the plan it was', async () => {
    const { athleteId, planId } = await planned('old undo')
    const [one, two] = [await easyIn(athleteId, 0), await easyIn(athleteId, 1)]
    expect(await shorten(athleteId, planId, one.id, 25)).toBe(2)
    const first = await bytes(athleteId)
    expect(await shorten(athleteId, planId, two.id, 25)).toBe(3)
    const both = await bytes(athleteId)
    expect((await active(athleteId)).revisions.map(({ undoable }) => undoable)).toEqual([true, true, false])

    expect(valueOf(await undoRevision(deps, athleteId, planId, 2)).revision).toBe(4)
    const after = await active(athleteId)
    const now = (id: string) => workoutsOf(after.plan!).find((workout) => workout.id === id)!
    expect(now(one.id)).toEqual(one)
    expect(now(two.id).durationS).toBeLessThan(two.durationS)
    expect(after.revisions[0]).toMatchObject({ number: 4, revertsNumber: 2, summary: 'Change 2 was undone.' })
    expect(after.revisions.find(({ number }) => number === 2)).toMatchObject({ revertedByNumber: 4, undoable: false })

    // the undo undone: the bytes of before, and the change stands again
    expect(valueOf(await undoRevision(deps, athleteId, planId, 4)).revision).toBe(5)
    expect(await bytes(athleteId)).toBe(both)
    const again = (await active(athleteId)).revisions
    expect(again[0]).toMatchObject({ summary: 'Change 2 was made again.', undoable: true })
    expect(again.find(({ number }) => number === 2)).toMatchObject({ revertedByNumber: null, undoable: true })
    expect(valueOf(await undoRevision(deps, athleteId, planId, 3)).revision).toBe(6)
    expect(await bytes(athleteId)).toBe(first)
  })

  it('names the later change that stands on it, and refuses', async () => {
    const { athleteId, planId } = await planned('stands on it')
    const one = await easyIn(athleteId, 0)
    await shorten(athleteId, planId, one.id, 30)
    await shorten(athleteId, planId, one.id, 25)
    const before = await bytes(athleteId)
    const [, row] = (await active(athleteId)).revisions
    expect(row).toMatchObject({ number: 2, undoable: false })
    expect(row?.held).toMatch(/^Change 3 stands on it: .+ became .+\. Undo change 3 first\.$/)
    expect(await undoRevision(deps, athleteId, planId, 2)).toMatchObject({
      ok: false,
      refused: { code: 'cannot-undo', title: 'A later change stands on this one', detail: row?.held },
    })
    expect(await undoRevision(deps, athleteId, planId, 9)).toMatchObject({ refused: { code: 'not-found' } })
    expect(await bytes(athleteId)).toBe(before)
  })

  it('tells what one change did and what two versions differ in, also of an archived plan', async () => {
    const { athleteId, planId } = await planned('told')
    const [one, two] = [await easyIn(athleteId, 0), await easyIn(athleteId, 1)]
    await shorten(athleteId, planId, one.id, 25)
    await shorten(athleteId, planId, two.id, 25)
    const told = valueOf(await getRevision(deps, athleteId, planId, 2))
    expect(told.diff.sessions).toMatchObject([{ before: { id: one.id }, after: { id: one.id, durationS: 25 * 60 } }])
    expect(told.diff.weeks).toHaveLength(1)
    const [week] = told.diff.weeks
    expect(week!.after!.minutes - week!.before!.minutes).toBe(Math.round((25 * 60 - one.durationS) / 60))
    const compared = valueOf(await comparePlan(deps, athleteId, planId, { from: 1, to: 3 }))
    expect(compared.diff.sessions.map(({ after }) => after?.id).sort()).toEqual([one.id, two.id].sort())
    expect(valueOf(await comparePlan(deps, athleteId, planId, { from: 3, to: 3 })).diff.sessions).toEqual([])
    expect(valueOf(await getRevision(deps, athleteId, planId, 1)).diff).toEqual({
      sessions: [],
      weeks: [],
      answers: [],
    })
    expect(await getRevision(deps, athleteId, planId, 7)).toMatchObject({ refused: { code: 'not-found' } })
    valueOf(await archivePlan(deps, athleteId, planId))
    const { revisions } = valueOf(await listPlanRevisions(deps, athleteId, planId))
    expect(revisions.map(({ number, undoable, held }) => [number, undoable, held])).toEqual([
      [3, false, null],
      [2, false, null],
      [1, false, null],
    ])
    const stranger = await makeAthlete(open().database, 'stranger')
    expect(await listPlanRevisions(deps, stranger, planId)).toMatchObject({ refused: { code: 'not-found' } })
  })

  it('brings a version back for the weeks that have not begun, as one change that can be undone', async () => {
    const { athleteId, planId } = await planned('restored')
    const from = nextMonday(MADE)
    const made = await active(athleteId)
    const [one, two] = [await easyIn(athleteId, 0), await easyIn(athleteId, 1)]
    await shorten(athleteId, planId, one.id, 25)
    await shorten(athleteId, planId, two.id, 25)
    const changed = await bytes(athleteId)
    const preview = valueOf(await previewRestore(deps, athleteId, planId, 1))
    expect(preview).toMatchObject({ baseRevision: 3, from, blocked: [] })
    expect(preview.diff.sessions.map(({ after }) => after?.id).sort()).toEqual([one.id, two.id].sort())
    expect(await bytes(athleteId)).toBe(changed)
    const ask = { revision: 1, baseRevision: 3, digest: preview.digest }
    expect(await restorePlan(deps, athleteId, planId, { ...ask, digest: 'another' })).toMatchObject({
      refused: { code: 'preview-changed' },
    })
    expect(await restorePlan(deps, athleteId, planId, { ...ask, baseRevision: 2 })).toMatchObject({
      refused: { code: 'stale-revision' },
    })
    expect(valueOf(await restorePlan(deps, athleteId, planId, ask)).revision).toBe(4)
    expect(await bytes(athleteId)).toBe(canonicalJson(made.plan!))
    expect((await active(athleteId)).revisions[0]).toMatchObject({
      author: 'athlete',
      reason: { code: 'restored', facts: { revision: 1, from } },
      summary: 'The weeks from Monday 23 November on went back to how they were after change 1.',
      undoable: true,
    })
    // the newest version is the plan as it is: nothing to save
    const newest = valueOf(await previewRestore(deps, athleteId, planId, 4))
    expect(newest.diff).toEqual({ sessions: [], weeks: [], answers: [] })
    const same = { revision: 4, baseRevision: 4, digest: newest.digest }
    expect(valueOf(await restorePlan(deps, athleteId, planId, same)).revision).toBe(4)
    expect(valueOf(await undoRevision(deps, athleteId, planId, 4)).revision).toBe(5)
    expect(await bytes(athleteId)).toBe(changed)
  })

  it('takes answers back with the weeks that were planned by them, and the minutes of single days', async () => {
    const { athleteId, planId } = await planned('answers')
    const made = await active(athleteId)
    const other = { ...REQUEST, goal: { ...REQUEST.goal, date: '2027-03-28' }, maxDaysPerWeek: 5 }
    valueOf(await replanPlan(deps, athleteId, planId, { ...other, baseRevision: 1 }))
    const workout = await easyIn(athleteId, 1)
    const giving = { kind: 'minutes' as const, date: workout.date, slot: 0, minutes: 120, sport: 'run' as const }
    valueOf(await changePlan(deps, athleteId, planId, { baseRevision: 2, changes: [giving], acceptedRules: ALL_RULES }))
    expect((await active(athleteId)).revisions[1]).toMatchObject({ number: 2, undoable: false })
    const compared = valueOf(await comparePlan(deps, athleteId, planId, { from: 1, to: 3 }))
    expect(compared.diff.answers).toEqual(
      expect.arrayContaining([
        { answer: 'race-day', of: null, before: '2027-03-14', after: '2027-03-28' },
        { answer: 'days-a-week', of: null, before: 4, after: 5 },
        { answer: 'minutes-of-day', of: workout.date, before: 90, after: 120 },
      ]),
    )
    const preview = valueOf(await previewRestore(deps, athleteId, planId, 1))
    const ask = { revision: 1, baseRevision: 3, digest: preview.digest }
    valueOf(await restorePlan(deps, athleteId, planId, ask))
    expect(await bytes(athleteId)).toBe(canonicalJson(made.plan!))
    const settings = await deps.database.withAthlete(athleteId, async (tx) => (await loadAthlete(tx)).availability)
    expect(settings?.overrides?.map(({ date }) => date)).toEqual([workout.date])
  })
})
